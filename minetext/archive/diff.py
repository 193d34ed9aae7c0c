"""What two runs differ in: rows added, gone and changed, cell by cell, over all tables.

A report whose text changed has another id, and all behind a change stands at other offsets; so reports are matched
first (`matching`), their rows aligned (`alignment`), and cells compared by what they say (`cells`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from minetext.archive.alignment import Pair, align
from minetext.archive.cells import (
    IDENTITY,
    KEY,
    MESSAGE,
    REFERENCES,
    compared,
    likeness,
    offsets_of,
    same_message,
)
from minetext.archive.matching import Doc, match
from minetext.archive.runs import TABLES, OpenRun
from minetext.tables.rows import TableRow
from minetext.tables.types import KEYS

ChangeKind = Literal["added", "gone", "changed"]
REPORTED = ("documents", "figures", "activities", "checks", "reuse")
"""Tables whose rows belong to reports."""


class Change(NamedTuple):
    """A row that is in one run only, or a cell that differs."""

    table: str
    change: ChangeKind
    source: str
    title: str
    """The title of the report; empty where the row belongs to none."""
    key: str
    """What tells a reader which row it is; of the old run where it is in both."""
    column: str
    """The cell that changed; empty where the row is in one run only."""
    old: str
    new: str


def diff(old_folder: Path, new_folder: Path) -> Iterator[Change]:
    """The changes from one run to another, in the order of the old run.

    Columns that one of the runs does not have are left out. Memory holds the names of the sources and, of those that
    differ, the names of their reports; rows are read source by source.

    Raises:
        OutputError: a folder holds no finished run.
    """
    with OpenRun(old_folder) as old, OpenRun(new_folder) as new:
        sources = dict.fromkeys([*old.sources, *new.sources])
        differing = [one for one in sources if any(old.raw(table, one) != new.raw(table, one) for table in TABLES)]
        pairs = match(_docs(old, differing), _docs(new, differing), _content(old), _content(new))
        comparer = _Comparer(old, new, {one.doc_id: other.doc_id for one, other in pairs if one and other})
        for one, other in pairs:
            yield from comparer.report(one, other)
        for source in differing:
            yield from comparer.errors(source)


def _docs(run: OpenRun, sources: Iterable[str]) -> list[Doc]:
    return [
        Doc(doc_id, source, rows[0]["title"], rank)
        for source in sources
        for rank, (doc_id, rows) in enumerate(run.rows(source, "documents").items())
    ]


def _content(run: OpenRun) -> Callable[[Doc], frozenset[str]]:
    def content(doc: Doc) -> frozenset[str]:
        """Three-character pieces of a report's title and of what was found in it."""
        rows = (run.rows(doc.source, table).get(doc.doc_id, ()) for table in ("activities", "figures"))
        texts = [row["text"] for found in rows for row in found]
        return frozenset(text[at : at + 3] for text in (doc.title, *texts) for at in range(max(1, len(text) - 2)))

    return content


class _Side:
    """A report in one of the runs."""

    def __init__(self, run: OpenRun, doc: Doc) -> None:
        self.doc = doc
        self.rows = {table: run.rows(doc.source, table).get(doc.doc_id, []) for table in REPORTED}
        rows = [(table, row) for table in REPORTED for row in self.rows[table]]
        self.names = {row[KEYS[table]]: _key(table, row) for table, row in rows}
        self.offsets = offsets_of(row for _, row in rows)

    def told(self, cell: str) -> str:
        """What the rows say that a cell refers to; ids of other reports as they stand."""
        return ";".join(self.names.get(one, one) for one in cell.split(";"))

    def meant(self, cell: str, same: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """The rows that a cell refers to, by their ids in the new run; of another report, that report."""
        ids: list[str] = []
        for one in cell.split(";"):
            doc = one.rpartition("-")[0]
            own = one in self.names
            wanted = doc if doc and not own else one
            ids.append(wanted if same is None else same.get(wanted, f"-{wanted}" if wanted else ""))
        return tuple(ids)

    def whole(self, change: ChangeKind) -> Iterator[Change]:
        """All rows, where the other run does not have the report."""
        for table, rows in self.rows.items():
            for row in rows:
                yield self.row(table, change, row)

    def row(self, table: str, change: ChangeKind, row: TableRow) -> Change:
        """A row that the other run does not have."""
        text = _key(table, row)
        old, new = ("", text) if change == "added" else (text, "")
        return Change(table, change, self.doc.source, self.doc.title, text, "", old, new)


class _Comparer:
    """Compares the rows of reports that were matched."""

    def __init__(self, old: OpenRun, new: OpenRun, docs: Mapping[str, str]) -> None:
        self._old, self._new = old, new
        self._docs = docs
        shared = {table: [one for one in old.columns[table] if one in new.columns[table]] for table in TABLES}
        self._columns = {table: compared(table, shared[table]) for table in TABLES}
        self._references = {table: [one for one in shared[table] if one in REFERENCES[table]] for table in TABLES}
        self._alike = {table: likeness(table, self._columns[table]) for table in TABLES}

    def report(self, old: Doc | None, new: Doc | None) -> Iterator[Change]:
        """The changes of a report that is in both runs or in one of them."""
        if old and new:
            yield from self._report(_Side(self._old, old), _Side(self._new, new))
        elif old:
            yield from _Side(self._old, old).whole("gone")
        elif new:
            yield from _Side(self._new, new).whole("added")

    def _report(self, old: _Side, new: _Side) -> Iterator[Change]:
        pairs = {table: self._aligned(table, old.rows[table], new.rows[table]) for table in REPORTED}
        same = dict(self._docs) | {
            old.rows[table][one][KEYS[table]]: new.rows[table][other][KEYS[table]]
            for table in REPORTED
            for one, other in pairs[table]
            if one is not None and other is not None
        }
        if old.doc.source != new.doc.source:
            source, title = old.doc.source, old.doc.title
            yield Change("documents", "changed", source, title, title, "source", source, new.doc.source)
        for table in REPORTED:
            for one, other in pairs[table]:
                if one is not None and other is not None:
                    yield from self._cells(table, old, new, old.rows[table][one], new.rows[table][other], same)
                elif one is not None:
                    yield old.row(table, "gone", old.rows[table][one])
                elif other is not None:
                    yield new.row(table, "added", new.rows[table][other])

    def _aligned(self, table: str, old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Pair]:
        if table == "documents":
            return [Pair(0, 0)]
        columns = self._columns[table]
        places = [columns.index(one) for one in IDENTITY[table] if one in columns]
        rows, others = ([tuple(row[one] for one in columns) for row in side] for side in (old, new))
        return align(rows, others, lambda row: tuple(row[at] for at in places), self._alike[table])

    def _cells(
        self, table: str, old: _Side, new: _Side, row: TableRow, other: TableRow, same: Mapping[str, str]
    ) -> Iterator[Change]:
        def changed(column: str, before: str, after: str) -> Change:
            return Change(table, "changed", old.doc.source, old.doc.title, _key(table, row), column, before, after)

        for column in self._columns[table]:
            if row[column] != other[column]:
                yield changed(column, row[column], other[column])
        if MESSAGE in row and not same_message(row[MESSAGE], other[MESSAGE], old.offsets, new.offsets):
            yield changed(MESSAGE, row[MESSAGE], other[MESSAGE])
        for column in self._references[table]:
            if old.meant(row[column], same) != new.meant(other[column]):
                yield changed(column, old.told(row[column]), new.told(other[column]))

    def errors(self, source: str) -> Iterator[Change]:
        """The changes of what could not be read of a source."""
        rows, others = (run.rows(source, "errors").get("", []) for run in (self._old, self._new))
        for one, other in self._aligned("errors", rows, others):
            row, after = rows[one] if one is not None else None, others[other] if other is not None else None
            if row and after:
                for column in self._columns["errors"]:
                    if row[column] != after[column]:
                        key = _key("errors", row)
                        yield Change("errors", "changed", source, "", key, column, row[column], after[column])
            elif row:
                yield Change("errors", "gone", source, "", _key("errors", row), "", row["detail"], "")
            elif after:
                yield Change("errors", "added", source, "", _key("errors", after), "", "", after["detail"])


def _key(table: str, row: TableRow) -> str:
    return " ".join(row[one] for one in KEY[table])
