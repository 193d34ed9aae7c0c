"""The rows of a finished run, as text, read one after another."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from minetext.tables.shards import csv_rows, table_files
from minetext.tables.writer import MANIFEST, OutputError

TableRow = Mapping[str, str]


def table_rows(folder: Path, table: str) -> Iterator[TableRow]:
    """The rows of a table, in order.

    Raises:
        OutputError: the folder holds no finished run.
    """
    if not (folder / MANIFEST).is_file():
        raise OutputError("no_run", folder)
    try:
        rows = csv_rows(table_files(folder, table))
        columns = next(rows, [])
        for cells in rows:
            if len(cells) != len(columns):
                raise csv.Error(f"{table}: {len(cells)} cells, {len(columns)} columns")
            yield dict(zip(columns, cells, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutputError("no_run", folder, str(error)) from None


def rows_by(rows: Iterable[TableRow], column: str) -> dict[str, list[TableRow]]:
    """The rows put together by a column, each group in order."""
    groups: dict[str, list[TableRow]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups
