"""Rows as CSV, and CSV as rows."""

import csv
import io
from collections.abc import Iterable

from minetext.tables.columns import Row

LONGEST_CELL = 2**31 - 1
"""Characters of a cell that csv may read back: as many as it can on any system. By itself it refuses a cell of more
than 131,072, and a passage of a report may be longer."""

ROW_END = "\r\n"


def format_rows(rows: Iterable[Row]) -> str:
    """Rows as CSV by RFC 4180, each ended by CR LF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=ROW_END).writerows(rows)
    return buffer.getvalue()


def row_ends(rows: str) -> list[int]:
    """Where each of the rows that `format_rows` made ends; a line break inside a cell ends none."""
    ends: list[int] = []
    at, inside = 0, False
    while (end := rows.find(ROW_END, at)) >= 0:
        inside ^= rows.count('"', at, end) % 2 == 1
        at = end + len(ROW_END)
        if not inside:
            ends.append(at)
    return ends


def allow_long_cells() -> None:
    """Let `csv` read whatever cells a table holds; called before every reading, since the limit is a global one."""
    csv.field_size_limit(LONGEST_CELL)
