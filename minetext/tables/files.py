"""A single table, written to a file that somebody named."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from minetext.tables.columns import Row
from minetext.tables.writer import format_rows

ROWS = 1000
"""Rows that are written at once."""


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a table as the tables of a run are written; returns its number of rows.

    The file is written beside and moved into place, so that an earlier one stays where the rows fail.

    Raises:
        OSError: it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    count = 0
    waiting: list[Row] = []
    try:
        with partial.open("w", encoding="utf-8", newline="") as handle:
            handle.write("\ufeff" + format_rows([tuple(columns)]))
            for row in rows:
                waiting.append(row)
                count += 1
                if len(waiting) == ROWS:
                    handle.write(format_rows(waiting))
                    waiting.clear()
            handle.write(format_rows(waiting))
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    return count
