"""A finished run read back, for notebooks and for showing it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from minetext.tables.columns import COLUMNS, Row
from minetext.tables.shards import table_files
from minetext.tables.types import type_of
from minetext.tables.writer import MANIFEST, OutputError

if TYPE_CHECKING:
    from pandas import DataFrame


def read_tables(folder: Path, rows: int | None = None) -> "dict[str, DataFrame]":
    """Every table of a run as a data frame, or its first `rows` rows.

    Integers are `Int64` (NA where a cell is empty), decimals floats (NaN), all other cells text as it stands there.

    Raises:
        OutputError: the folder holds no finished run.
    """
    if not (folder / MANIFEST).is_file():
        raise OutputError("no_run", folder)
    frames = {}
    for table, columns in COLUMNS.items():
        try:
            frame = _read(table_files(folder, table), rows)
        except (OSError, ValueError) as error:
            raise OutputError("no_run", folder, str(error)) from None
        frames[table] = _typed(frame, columns)
    return frames


def _read(files: Sequence[Path], rows: int | None) -> "DataFrame":
    """The cells of a table, or of its first rows, as text."""
    import pandas  # here, as it takes half a second and only readers of tables need it

    found: list[DataFrame] = []
    for path in files:
        left = None if rows is None else rows - sum(map(len, found))
        if left == 0 and found:
            break
        found.append(pandas.read_csv(path, dtype=str, keep_default_na=False, nrows=left, encoding="utf-8-sig"))
    return found[0] if len(found) == 1 else pandas.concat(found, ignore_index=True)


def frames_of(rows: Mapping[str, Sequence[Row]]) -> "dict[str, DataFrame]":
    """Rows of tables as data frames, with the same types as `read_tables` gives."""
    import pandas

    return {
        table: _typed(pandas.DataFrame(found, columns=list(COLUMNS[table]), dtype=str), COLUMNS[table])
        for table, found in rows.items()
    }


def _typed(frame: "DataFrame", columns: Sequence[str]) -> "DataFrame":
    import pandas

    for column in columns:
        if type_of(column) == "integer":
            frame[column] = pandas.to_numeric(frame[column]).astype("Int64")
        elif type_of(column) == "decimal":
            frame[column] = pandas.to_numeric(frame[column]).astype(float)
    return frame
