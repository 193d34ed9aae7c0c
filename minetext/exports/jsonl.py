"""JSON Lines: a file a table, an object a row; numbers as JSON numbers with all of their digits."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from minetext.exports.source import Note, Table


def write(tables: Sequence[Table], to: Path, scratch: Path) -> list[Note]:
    """Write the tables as files in a folder, `NAME.jsonl`, in UTF-8; an empty cell is null.

    Raises:
        ExportError: a row is damaged.
        OSError: a file cannot be written.
    """
    encode = msgspec.json.Encoder(decimal_format="number").encode
    for table in tables:
        with (to / f"{table.name}.jsonl").open("wb") as handle:
            for row in table.values():
                handle.write(encode(dict(zip(table.columns, row, strict=True))) + b"\n")
    return []
