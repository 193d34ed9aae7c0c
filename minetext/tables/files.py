"""Files written so that nobody ever sees half of one."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from minetext.tables.cells import format_rows
from minetext.tables.columns import Row

ROWS = 1000
"""Rows that are written at once."""


@contextmanager
def whole(path: Path, *, sync: bool = False) -> Iterator[Path]:
    """A path to write to, which takes the place of another when the block ends well; else the old file stays.

    With `sync`, what was written is on the disk by then.

    Raises:
        OSError: it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        if sync:
            with partial.open("r+b") as handle:
                os.fsync(handle.fileno())
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a table as the tables of a run are written; returns its number of rows.

    Raises:
        OSError: it cannot be written.
    """
    count = 0
    waiting: list[Row] = []
    with whole(path) as partial, partial.open("w", encoding="utf-8", newline="") as handle:
        handle.write("\ufeff" + format_rows([tuple(columns)]))
        for row in rows:
            waiting.append(row)
            count += 1
            if len(waiting) == ROWS:
                handle.write(format_rows(waiting))
                waiting.clear()
        handle.write(format_rows(waiting))
    return count
