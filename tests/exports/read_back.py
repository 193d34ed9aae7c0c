"""A run made of given rows, and what stands in each form of it, read back with a library that did not write it."""

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet

from minetext.tables import COLUMNS, TableWriter, format_rows
from minetext.tables.types import type_of, value_of

HOSTILE = [
    "=1+1", '=HYPERLINK("http://example.invalid","x")', "=cmd|' /C calc'!A0", "+1+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", "＝1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<r><t>x</t></r>", "<r></r>", "]]>", "&amp;", "http://example.invalid/",
    "a\x00b", "\x01\x08\x0b\x1f", "\x7f\x85\u2028", "\ufffe\uffff", "\U0001ffff", "\u202e倒\u202c", "\ufeff头",
    "_x000D_", "_x005F_x0041_x0042_", "甲\r\n乙", "\n", "\r", " 前后 ", "'=1", "00123", "1e5", "TRUE", "NaN", "NULL", "2019-01-01", '"', ",", ";;",
    "字" * 10_000, "😀" * 20_000, "<r>" + "字" * 40_000 + "</r>",
]  # fmt: skip


def make_run(folder: Path, rows: dict[str, list[tuple[str, ...]]], command: str = "run") -> Path:
    """A finished run that holds the rows."""
    writer = TableWriter(folder)
    for table, lines in rows.items():
        writer.write(table, format_rows(lines))
    writer.finish(json.dumps({"command": command}))
    return folder


def row(table: str, **cells: str) -> tuple[str, ...]:
    """A row of a table with the cells given, its other cells empty."""
    assert set(cells) <= set(COLUMNS[table])
    return tuple(cells.get(column, "") for column in COLUMNS[table])


def csv_rows(folder: Path, table: str) -> list[tuple]:
    """The rows of the CSV, as values."""
    csv.field_size_limit(2**31 - 1)
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        lines = list(csv.reader(handle))
    return [tuple(value_of(column, cell) for column, cell in zip(lines[0], line, strict=True)) for line in lines[1:]]


def read_xlsx(path: Path, table: str) -> list[tuple]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    try:
        longer: dict[tuple[int, str], str] = {}
        if "long_cells" in book.sheetnames:
            for name, number, column, _, text in list(_lines(book["long_cells"], 5))[1:]:
                if name == table:
                    longer[number, column] = longer.get((number, column), "") + text
        sheets = [one for one in book.sheetnames if re.fullmatch(rf"{table}(_\d+)?", one)]
        found, columns = [], COLUMNS[table]
        for sheet in sheets:
            lines = list(_lines(book[sheet], len(columns)))
            assert tuple(lines[0]) == columns
            found += lines[1:]
        return [
            tuple(
                _typed(column, longer.get((number, column), cell)) for column, cell in zip(columns, line, strict=True)
            )
            for number, line in enumerate(found, 1)
        ]
    finally:
        book.close()


def _lines(sheet, width):
    for line in sheet.iter_rows(max_col=width, values_only=True):
        yield [_unescaped(cell) if isinstance(cell, str) else cell for cell in line]


def _unescaped(text: str) -> str:
    return re.sub("_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), text)


def _typed(column: str, cell):
    """What a cell of a workbook says: a number, a day or a text, never one for the other."""
    if isinstance(cell, datetime):
        return cell.date()
    if type_of(column) == "decimal" and cell is not None:
        return Decimal(str(cell))
    if isinstance(cell, str) and type_of(column) != "text":
        return value_of(column, cell)
    return cell


def read_sqlite(path: Path, table: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as base:
        exact = {
            (number, column): text
            for number, column, text in base.execute(
                "SELECT row, column_name, number FROM exact_numbers WHERE table_name = ?", (table,)
            )
        }
        cursor = base.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        columns = [one[0] for one in cursor.description]
        assert tuple(columns) == COLUMNS[table]
        return [
            tuple(_typed(column, exact.get((number, column), cell)) for column, cell in zip(columns, line, strict=True))
            for number, line in enumerate(cursor, 1)
        ]


def read_parquet(path: Path, table: str) -> list[tuple]:
    read = pyarrow.parquet.read_table(path / f"{table}.parquet")
    assert tuple(read.column_names) == COLUMNS[table]
    return [tuple(_typed(column, line[column]) for column in COLUMNS[table]) for line in read.to_pylist()]


def read_jsonl(path: Path, table: str) -> list[tuple]:
    with (path / f"{table}.jsonl").open(encoding="utf-8", newline="\n") as handle:
        lines = [json.loads(line, parse_float=Decimal) for line in handle]
    assert all(tuple(line) == COLUMNS[table] for line in lines)
    return [tuple(_typed(column, line[column]) for column in COLUMNS[table]) for line in lines]


def read_datapackage(path: Path, table: str) -> list[tuple]:
    return csv_rows(path, table)


READERS = {
    "xlsx": read_xlsx, "sqlite": read_sqlite, "parquet": read_parquet, "jsonl": read_jsonl,
    "datapackage": read_datapackage,
}  # fmt: skip
