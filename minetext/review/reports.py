"""The reports of a finished run, one after another, each with its rows and its text; one source is held at a time."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from minetext.model import Span
from minetext.sources import texts_by_source
from minetext.tables.rows import TableRow, table_rows
from minetext.tables.writer import OutputError


class Piece(NamedTuple):
    """A stretch of a source's text, and where it begins."""

    start: int
    text: str


class ShownReport(NamedTuple):
    """A report as the page shows it."""

    row: TableRow
    """Its row in documents.csv."""
    pieces: tuple[Piece, ...]
    """Its whole text as one piece; where the source is gone, what its rows quote."""
    whole: bool
    """Whether the text is that of the source."""
    masked: tuple[Span, ...]
    figures: Sequence[TableRow]
    activities: Sequence[TableRow]
    checks: Sequence[TableRow]


def is_report(row: TableRow) -> bool:
    """Whether a row of documents.csv is a report; the page shows no others."""
    return row["content"] == "report"


def shown_reports(folder: Path) -> Iterator[ShownReport]:
    """The reports of the run in a folder, in the order of documents.csv.

    Raises:
        OutputError: the folder holds no finished run, or a table does not stand in the order of documents.csv.
    """
    figures, activities, checks = (_Groups(folder, table) for table in ("figures", "activities", "checks"))
    text_of = texts_by_source(folder)
    for row in table_rows(folder, "documents"):
        doc_id = row["doc_id"]
        if not is_report(row):
            continue
        found, told, tested = figures.take(doc_id), activities.take(doc_id), checks.take(doc_id)
        text, start = text_of(row["source"]), int(row["start"])
        whole = text is not None
        pieces = (
            (Piece(start, text[start : int(row["end"])]),) if text is not None else quoted([*told, *tested, *found])
        )
        yield ShownReport(row, pieces, whole, _spans(row["boilerplate"]), found, told, tested)
    for group in (figures, activities, checks):
        group.finish()


def quoted(rows: Sequence[TableRow]) -> tuple[Piece, ...]:
    """What rows quote of their source, in its order; rows that overlap make one piece."""
    pieces: list[Piece] = []
    for row in sorted(rows, key=lambda row: (int(row["start"]), -int(row["end"]))):
        start, text = int(row["start"]), row["text"]
        end = pieces[-1].start + len(pieces[-1].text) if pieces else -1
        if start > end:
            pieces.append(Piece(start, text))
        else:
            pieces[-1] = Piece(
                pieces[-1].start, pieces[-1].text + text[end - start :] if start + len(text) > end else pieces[-1].text
            )
    return tuple(pieces)


def _spans(cell: str) -> tuple[Span, ...]:
    return tuple(Span(*map(int, one.split("-"))) for one in cell.split(";") if one)


class _Groups:
    """The rows of a table, taken report by report in order."""

    def __init__(self, folder: Path, table: str) -> None:
        self._path = folder / f"{table}.csv"
        self._groups = groupby(table_rows(folder, table), itemgetter("doc_id"))
        self._ahead: tuple[str, list[TableRow]] | None = None
        self._read()

    def _read(self) -> None:
        group = next(self._groups, None)
        self._ahead = (group[0], list(group[1])) if group else None

    def take(self, doc_id: str) -> list[TableRow]:
        """The rows of a report."""
        if not self._ahead or self._ahead[0] != doc_id:
            return []
        rows = self._ahead[1]
        self._read()
        return rows

    def finish(self) -> None:
        """Make sure that no rows are left: they would not be shown."""
        if self._ahead:
            raise OutputError("order", self._path, self._ahead[0])
