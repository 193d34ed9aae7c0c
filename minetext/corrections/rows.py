"""The rows of a finished run, and of its log, that a file of corrections speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from minetext.corrections.correction import IDS, Correction, Key, base, key_of, moved
from minetext.corrections.files import Given
from minetext.corrections.holding import Corrections
from minetext.tables.rows import TableRow, table_rows


class Target(NamedTuple):
    """A row that something is said of."""

    key: Key
    """Relative to its report."""
    id: str
    doc_id: str
    source: str
    start: int
    end: int
    text: str
    rule: str
    places: str
    report_start: int
    cells: Mapping[str, str] | None
    """As the table has them; None where it has no such row: it was rejected, or is to be added."""


class RunRows:
    """Rows by report, of the reports that a file speaks of.

    Raises:
        OutputError: the folder holds no finished run.
    """

    def __init__(self, folder: Path, given: Sequence[Given], log: Sequence[Correction]) -> None:
        ids, sources = set[str](), set[str]()
        for one in given:
            ids.add(one.cells.get("doc_id", "").strip() or report_of(one.cells.get("id", "").strip()))
            sources.add(one.cells.get("source", ""))
        self.reports: dict[str, TableRow] = {}
        self._in_source: dict[str, list[TableRow]] = defaultdict(list)
        for row in table_rows(folder, "documents"):
            if row["content"] == "report" and (row["doc_id"] in ids or row["source"] in sources):
                self.reports[row["doc_id"]] = row
                self._in_source[row["source"]].append(row)
        self._rows: dict[tuple[str, str], list[Target]] = defaultdict(list)
        for table in IDS:
            for row in table_rows(folder, table):
                if row["doc_id"] in self.reports:
                    self._rows[table, row["doc_id"]].append(self._target(table, row))
        corrections = Corrections(log)
        self._logged = {doc_id: list(_here(row, corrections)) for doc_id, row in self.reports.items()}

    def _target(self, table: str, row: TableRow) -> Target:
        report = int(self.reports[row["doc_id"]]["start"])
        start, end = int(row["start"]), int(row["end"])
        rule, places = row["reason" if table == "activities" else "rule"], row.get("places", "")
        one = Correction(
            table, row[IDS[table]], row["doc_id"], row["source"], start, end, row["text"], "accept", "", "", "", "", "",
            "", report, "", "", rule, places,
        )  # fmt: skip
        return target_of(one, row)

    def report(self, row: Mapping[str, str]) -> TableRow | None:
        """The report that a row of a file speaks of: by its id, else by its source and place."""
        known = self.reports.get(row["doc_id"] or report_of(row["id"]))
        if known is not None or not row["start"].isdecimal():
            return known
        at = int(row["start"])
        inside = [one for one in self._in_source.get(row["source"], ()) if int(one["start"]) <= at < int(one["end"])]
        return inside[0] if len(inside) == 1 else None

    def found(self, table: str, report: TableRow, row_id: str, place: tuple[int, int] | None) -> list[Target]:
        """The rows of a report at a place, or of an id; of several at one place, the one of the id if it is there.

        Rows that left the table, because a person rejected them, are known from the log.
        """
        rows = [*self._rows[table, report["doc_id"]], *self._left(table, report)]
        if place is not None:
            rows = [one for one in rows if (one.start, one.end) == place]
            return [one for one in rows if one.id == row_id] or rows
        return [one for one in rows if one.id == row_id]

    def _left(self, table: str, report: TableRow) -> Iterable[Target]:
        there = {one.key for one in self._rows[table, report["doc_id"]]}
        left: dict[Key, Target] = {}
        for one in self._logged.get(report["doc_id"], ()):
            target = target_of(one, None)
            if one.table == table and target.key not in there:
                left[target.key] = target
        return left.values()

    def said(self, target: Target) -> list[Correction]:
        """All that the log holds about a row, relative to its report, in order."""
        relative = (moved(one, -one.report_start) for one in self._logged.get(target.doc_id, ()))
        return [one for one in relative if key_of(one) == target.key and one.text == target.text]

    def logged_ids(self, doc_id: str) -> list[str]:
        """The ids of rows that the log knows of a report."""
        return [one.id for one in self._logged.get(doc_id, ())]


def _here(report: TableRow, log: Corrections) -> Iterator[Correction]:
    """What the log says of a report, and of the same places of its source when that had other characters elsewhere."""
    doc_id, source, start, end = report["doc_id"], report["source"], int(report["start"]), int(report["end"])
    for one in log.some(log.concerning([source], [doc_id])):
        same = base(one.doc_id) == base(doc_id)
        if same or (one.source == source and start <= one.start and one.end <= end):
            led = moved(one, start - one.report_start if same else 0)
            yield led._replace(doc_id=doc_id, source=source, report_start=start)


def target_of(one: Correction, cells: Mapping[str, str] | None) -> Target:
    """The row that a correction is about."""
    return Target(
        key_of(moved(one, -one.report_start)), one.id, one.doc_id, one.source, one.start, one.end, one.text, one.rule,
        one.places if one.table == "checks" else "", one.report_start, cells,
    )  # fmt: skip


def report_of(row_id: str) -> str:
    """The report that the id of a row names."""
    return row_id.rpartition("-")[0]
