"""Parquet: a file a table, with types."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from minetext.exports.source import ExportError, Note, Table, Values
from minetext.tables.types import type_of

ROWS = 65_536
CHARACTERS = 16_000_000
"""What a group of rows holds at most, and so what memory holds; one row more where a single one is longer."""

DECIMALS = ((38, 9), (76, 38))
"""Digits and places of the decimals tried in turn; a column that fits neither is text."""


def write(tables: Sequence[Table], to: Path, scratch: Path) -> list[Note]:
    """Write the tables as files in a folder, `NAME.parquet`; an empty cell is null.

    Raises:
        ExportError: a row is damaged, or pyarrow is not installed.
        OSError: a file cannot be written.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ExportError("missing", what="pyarrow", install='pip install "minetext[parquet]"') from None
    notes = []
    for table in tables:
        types = _types(table, pyarrow)
        notes += [
            Note("long_numbers", {"table": table.name, "column": column})
            for column, type_ in types.items()
            if type_of(column) == "decimal" and type_ == pyarrow.string()
        ]
        schema = pyarrow.schema(list(types.items()))
        with pyarrow.parquet.ParquetWriter(to / f"{table.name}.parquet", schema, compression="zstd") as writer:
            for rows in _groups(table.values()):
                arrays = [
                    pyarrow.array(_fitting(cells, schema.field(index).type, pyarrow), schema.field(index).type)
                    for index, cells in enumerate(zip(*rows, strict=True))
                ]
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
    return notes


def _types(table: Table, pyarrow: Any) -> dict[str, Any]:
    """The type of each column, by name."""
    plain = {"text": pyarrow.string(), "integer": pyarrow.int64(), "date": pyarrow.date32()}
    decimals = [index for index, column in enumerate(table.columns) if type_of(column) == "decimal"]
    widest = dict.fromkeys(decimals, 0)
    if decimals:
        for row in table.values():
            for index in decimals:
                value = row[index]
                if isinstance(value, Decimal):
                    widest[index] = max(widest[index], _kind(value))
    kinds = (pyarrow.decimal128(*DECIMALS[0]), pyarrow.decimal256(*DECIMALS[1]), pyarrow.string())
    return {
        column: kinds[widest[index]] if index in widest else plain[type_of(column)]
        for index, column in enumerate(table.columns)
    }


def _kind(value: Decimal) -> int:
    """The index of the narrowest type in DECIMALS that holds a number, or of the text behind them."""
    whole, _, places = f"{value:f}".lstrip("-").partition(".")
    for index, (digits, scale) in enumerate(DECIMALS):
        if len(places) <= scale and len(whole) <= digits - scale:
            return index
    return len(DECIMALS)


def _fitting(cells: Sequence[Any], type_: Any, pyarrow: Any) -> Sequence[Any]:
    if type_ == pyarrow.string():
        return [f"{cell:f}" if isinstance(cell, Decimal) else cell for cell in cells]
    return cells


def _groups(rows: Iterator[Values]) -> Iterator[list[Values]]:
    group: list[Values] = []
    characters = 0
    for row in rows:
        group.append(row)
        characters += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(group) >= ROWS or characters >= CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group
