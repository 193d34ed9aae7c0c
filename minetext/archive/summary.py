"""Counts and sums by type of activity and year, month, unit or kind, each with the rows that it is made of.

What may be added up: headcounts and sums of money that are levels, are not masked, give one number for the whole of a
doing (no range, nothing per head), are no part of another figure (by `part_of`, or by a total that was verified) and no
second telling of one (by a repetition that was verified), in reports that are kept. Figures of the type `indicator` are
states of affairs, which overlap (a population and the women in it); they are counted, never added up.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, NamedTuple

from minetext.numbers import plain
from minetext.tables.rows import TableRow, table_rows

By = Literal["year", "month", "unit", "kind"]
Measure = Literal["activities", "figures", "headcount", "money"]
MEASURES: tuple[Measure, ...] = ("activities", "figures", "headcount", "money")
SUMMED: Mapping[str, Measure] = {"headcount": "headcount", "money": "money"}
"""Kinds of figures that are added up."""

STATES = "indicator"
"""The type of activity whose figures are states of affairs."""


class Cell(NamedTuple):
    """A count or a sum, and what it is made of."""

    activity_type: str
    group: str
    """A year, month (YYYY-MM), unit or kind; empty where a row does not tell."""
    measure: Measure
    unit: str
    """Of a sum: 人, 人次, CNY, …; empty for a count."""
    value: str
    figures: tuple[str, ...]
    """The ids of the figures, or activities, that are counted or added up."""


class _Report(NamedTuple):
    status: str
    year: str
    unit: str


class _Sum:
    __slots__ = ("ids", "value")

    def __init__(self) -> None:
        self.value = Decimal(0)
        self.ids: list[str] = []

    def add(self, value: Decimal, row_id: str) -> None:
        self.value += value
        self.ids.append(row_id)


def summary(folder: Path, by: By = "year") -> list[Cell]:
    """The cells of the pivot table, by measure, type, group and unit.

    Memory holds a line a report, and the ids of what is counted.

    Raises:
        OutputError: the folder holds no finished run.
    """
    rows = table_rows(folder, "documents")
    reports = {row["doc_id"]: _Report(row["status"], row["report_year"], row["unit"]) for row in rows}
    cells: dict[tuple[Measure, str, str, str], _Sum] = {}

    def add(measure: Measure, row: TableRow, unit: str, value: Decimal, row_id: str) -> None:
        report = reports.get(row["doc_id"])
        if report and report.status == "kept":
            key = measure, row["activity_type"], group(by, row, report), unit
            cells.setdefault(key, _Sum()).add(value, row_id)

    for row in table_rows(folder, "activities") if by != "kind" else ():
        add("activities", row, "", Decimal(1), row["activity_id"])
    told_elsewhere = _told_elsewhere(folder)
    for row in table_rows(folder, "figures"):
        add("figures", row, "", Decimal(1), row["figure_id"])
        value = summable(row)
        if value is not None and row["figure_id"] not in told_elsewhere:
            add(SUMMED[row["kind"]], row, row["unit"], value, row["figure_id"])
    order = {measure: at for at, measure in enumerate(MEASURES)}
    return [
        Cell(activity_type, name, measure, unit, plain(found.value), tuple(found.ids))
        for (measure, activity_type, name, unit), found in sorted(
            cells.items(), key=lambda one: (order[one[0][0]], *one[0][1:])
        )
    ]


def group(by: By, row: TableRow, report: _Report) -> str:
    """The group of a row: the year of its own date where that is one, else that of its report."""
    start, end = row["date_start"], row["date_end"]
    if by == "year":
        return start[:4] if start and start[:4] == end[:4] else report.year
    if by == "month":
        return start[:7] if start[:7] == end[:7] else ""
    return report.unit if by == "unit" else row["kind"]


def summable(row: TableRow) -> Decimal | None:
    """The number that a figure adds to a sum, where it may be added up."""
    if row["kind"] not in SUMMED or row["role"] != "level" or row["masked"] != "0" or row["activity_type"] == STATES:
        return None
    if row["per"] or row["part_of"] or row["value_max"]:
        return None
    return _number(row["value"])


def _number(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _told_elsewhere(folder: Path) -> set[str]:
    """Figures whose quantity another one holds: the parts of a total and the repetitions that were verified."""
    found: set[str] = set()
    totals: list[tuple[str, ...]] = []
    for row in table_rows(folder, "checks"):
        ids = tuple(one for one in row["figures"].split(";") if one)
        if row["result"] == "pass" and row["check"] == "repeat":
            found.update(ids[1:])
        elif row["result"] == "pass" and row["check"] == "total":
            totals.append(ids)
    wanted = {one for ids in totals for one in ids}
    values = {
        row["figure_id"]: value
        for row in (table_rows(folder, "figures") if wanted else ())
        if row["figure_id"] in wanted and (value := _number(row["value"])) is not None
    }
    for ids in totals:
        known = [one for one in ids if one in values]
        if known:
            whole = max(known, key=lambda one: (values[one], -ids.index(one)))
            found.update(one for one in ids if one != whole)
    return found
