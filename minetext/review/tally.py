"""What the plots of a run show, counted while its reports go by."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

import regex

from minetext.review.reports import ShownReport
from minetext.tables.rows import TableRow

_MONTH = regex.compile(r"\d{4}\??-(0[1-9]|1[0-2])")


class Cell(NamedTuple):
    """A cell of a plot: a unit or a type, and a year or a month."""

    row: str
    column: str


class Tally:
    """Counts and sums over all reports that count."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.results: Counter[Cell] = Counter()
        """Checks by family and result."""
        self.months: Counter[Cell] = Counter()
        """Figures by activity type and month, where their date tells one."""
        self.headcounts: dict[Cell, Decimal] = {}
        """People told in the activities of a unit's reports of a year."""
        self.amounts: dict[Cell, Decimal] = {}
        """The same of sums of money, in yuan."""

    def add(self, report: ShownReport) -> None:
        """Count a report."""
        row = report.row
        self.statuses[row["status"]] += 1
        self.results.update(Cell(one["check"], one["result"]) for one in report.checks)
        self.months.update(_months(report.figures))
        cell = Cell(row["unit"], row["report_year"])
        if all(cell):
            _sum(self.headcounts, cell, (one["headcount"] for one in report.activities))
            _sum(self.amounts, cell, (one["amount"] for one in report.activities))


def _months(figures: Iterable[TableRow]) -> Iterable[Cell]:
    for one in figures:
        month = _MONTH.match(one["date"])
        if month:
            yield Cell(one["activity_type"], month[1])


def _sum(sums: dict[Cell, Decimal], cell: Cell, told: Iterable[str]) -> None:
    values = [Decimal(one) for one in told if one]
    if values:
        sums[cell] = sums.get(cell, Decimal(0)) + sum(values)
