"""The tables of a finished run, opened at any source."""

import csv
import io
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

from minetext.tables.cells import allow_long_cells
from minetext.tables.columns import COLUMNS
from minetext.tables.rows import TableRow
from minetext.tables.shards import JoinedTable
from minetext.tables.writer import MANIFEST, OutputError

TABLES = tuple(COLUMNS)
SOURCES_AT_HAND = 4
"""Sources whose rows are kept, since reports that moved are often neighbours."""


class OpenRun:
    """A run whose rows can be had source by source; it remembers where they stand, not what they say.

    Raises:
        OutputError: the folder holds no finished run.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._at: dict[str, array[int]] = {}
        self._joined: dict[str, JoinedTable] = {}
        self.columns: dict[str, tuple[str, ...]] = {}
        """The columns of each table, as its head names them."""
        self.rows = lru_cache(SOURCES_AT_HAND * len(TABLES))(self._rows)
        if not (folder / MANIFEST).is_file():
            raise OutputError("no_run", folder)
        try:
            for number, table in enumerate(TABLES):
                self._joined[table] = self._stack.enter_context(JoinedTable(folder, table))
                self._index(number, table)
        except (OSError, csv.Error, ValueError, LookupError, StopIteration) as error:
            self.close()
            raise OutputError("no_run", folder, str(error)) from None

    def _index(self, number: int, table: str) -> None:
        allow_long_cells()
        ends = _Lines(self._joined[table].lines())
        reader = csv.reader(ends)
        self.columns[table] = tuple(next(reader))
        column = self.columns[table].index("source")
        start = ends.at
        for row in reader:
            found = self._at.get(row[column])
            if found is None:
                found = self._at[row[column]] = array("q", [-1] * (2 * len(TABLES)))
            if found[2 * number] < 0:
                found[2 * number] = start
            found[2 * number + 1] = start = ends.at

    @property
    def sources(self) -> list[str]:
        """Every source that some table tells of, in order."""
        return list(self._at)

    def raw(self, table: str, source: str) -> bytes:
        """The rows of a source as they stand in the table."""
        found = self._at.get(source)
        number = TABLES.index(table)
        if found is None or found[2 * number] < 0:
            return b""
        return self._joined[table].read(found[2 * number], found[2 * number + 1])

    def _rows(self, source: str, table: str) -> dict[str, list[TableRow]]:
        """The rows of a source in a table by report, in order; those of no report under an empty id."""
        columns = self.columns[table]
        found: dict[str, list[TableRow]] = {}
        allow_long_cells()
        lines = io.StringIO(self.raw(table, source).decode("utf-8"), newline="")
        for cells in csv.reader(lines):
            row = dict(zip(columns, cells, strict=False))
            if row.get("source") == source:
                found.setdefault(row.get("doc_id", ""), []).append(row)
        return found

    def close(self) -> None:
        """Close the files."""
        self._stack.close()

    def __enter__(self) -> "OpenRun":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Lines:
    """Lines as text, and how far they have been read: `csv` takes no more than a row needs."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            text = line.decode("utf-8-sig" if self.at == 0 else "utf-8")
            self.at += len(line)
            yield text
