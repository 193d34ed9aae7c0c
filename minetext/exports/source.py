"""The tables of a finished run as the exporters take them: row by row, each cell as a value of its type."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from minetext.tables.columns import COLUMNS, DOCUMENT_COLUMNS, SEGMENT_COLUMNS
from minetext.tables.shards import csv_rows, table_files
from minetext.tables.types import KEYS, LISTS, VALUES, Value, type_of
from minetext.tables.writer import MANIFEST, OutputError

TABLES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "run": COLUMNS, "documents": DOCUMENT_COLUMNS, "segment": SEGMENT_COLUMNS,
}  # fmt: skip
"""The tables that each command writes."""

OPTIONAL = frozenset(("words",))
"""Those that it writes only when told to."""

DIGITS = 15
"""Decimal digits that a float of 64 bits holds, whatever they are."""

Values = tuple[Value, ...]


class ExportError(Exception):
    """What keeps a run from being exported; `code` says what."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Note(NamedTuple):
    """What the user should know of an export that is done: a code with facts."""

    code: str
    facts: Mapping[str, object]


class Table(NamedTuple):
    """A table of a run."""

    name: str
    columns: tuple[str, ...]
    folder: Path
    files: Sequence[Path]

    @property
    def path(self) -> Path:
        """The file that messages name: the first of several."""
        return self.files[0]

    @property
    def key(self) -> int:
        """The index of the column that identifies a row, or -1."""
        return self.columns.index(KEYS[self.name]) if self.name in KEYS else -1

    def values(self) -> Iterator[Values]:
        """The rows, in order, empty cells as None.

        Raises:
            ExportError: a row is damaged, or a cell is none of its column's type.
        """
        typed = [
            (index, VALUES[type_of(column)])
            for index, column in enumerate(self.columns)
            if type_of(column) != "text"
        ]  # fmt: skip
        for number, cells in enumerate(self._cells(), 1):
            row: list[Value] = [cell or None for cell in cells]
            for index, value in typed:
                cell = cells[index]
                if cell:
                    try:
                        row[index] = value(cell)
                    except ValueError:
                        raise ExportError(
                            "cell", path=self.path, row=number, column=self.columns[index], cell=cell[:40]
                        ) from None
            yield tuple(row)

    def _cells(self) -> Iterator[list[str]]:
        row = 0
        try:
            reader = csv_rows(self.files, strict=True)
            if tuple(next(reader, ())) != self.columns:
                raise ExportError("columns", path=self.path)
            for row, cells in enumerate(reader, 1):
                if len(cells) != len(self.columns):
                    raise ExportError("damaged", path=self.path, row=row)
                yield cells
        except (UnicodeDecodeError, csv.Error):
            raise ExportError("damaged", path=self.path, row=row + 1) from None


def tables_of(folder: Path) -> list[Table]:
    """The tables of the run in a folder.

    Raises:
        OutputError: the folder holds no finished run.
        ExportError: what it holds is no table of this version.
    """
    try:
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise OutputError("no_run", folder) from None
    command = facts.get("command", "run") if isinstance(facts, dict) else ""
    if command not in TABLES:
        raise OutputError("no_run", folder)
    tables = []
    for name, columns in TABLES[command].items():
        try:
            tables.append(Table(name, columns, folder, table_files(folder, name)))
        except FileNotFoundError:
            if name not in OPTIONAL:
                raise OutputError("no_run", folder) from None
    return tables


def listed(row: Values, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Of each column that holds a list of keys, the table that they refer to and the keys, each once, in order."""
    for column, value in zip(columns, row, strict=True):
        if column in LISTS and isinstance(value, str):
            yield LISTS[column], list(dict.fromkeys(one for one in value.split(";") if one))


def as_float(value: Value) -> float | None:
    """A decimal as the float that stands for it and no other of 15 digits; None where a float is not exact enough."""
    if not isinstance(value, Decimal) or len(f"{value:f}".replace(".", "").strip("-0")) > DIGITS:
        return None
    nearest = float(value)
    return nearest if Decimal(repr(nearest)) == value else None
