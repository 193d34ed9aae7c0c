"""The rows of a finished run, as text, read one after another."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from minetext.tables.writer import MANIFEST, OutputError, allow_long_cells

TableRow = Mapping[str, str]


def table_rows(folder: Path, table: str) -> Iterator[TableRow]:
    """The rows of a table, in order.

    Raises:
        OutputError: the folder holds no finished run.
    """
    if not (folder / MANIFEST).is_file():
        raise OutputError("no_run", folder)
    allow_long_cells()
    try:
        with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
            yield from csv.DictReader(handle)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutputError("no_run", folder, str(error)) from None


def rows_by(rows: Iterable[TableRow], column: str) -> dict[str, list[TableRow]]:
    """The rows put together by a column, each group in order."""
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups
