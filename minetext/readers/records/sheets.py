"""Spreadsheets."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.compound import streams
from minetext.readers.document import TableCell
from minetext.readers.limits import MAX_ROWS
from minetext.readers.records.rows import Row, sources
from minetext.readers.zipped import holds, mimetype, spend, unpacked

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WITH_MERGES = 64 << 20
"""Bytes, unpacked, up to which a workbook is held in memory, so that merged cells are known."""


class XlsxReader(NeedsNothing):
    """Sheets with a document a row (`PATH#SHEET!ROW`) or with a table (`PATH#SHEET`); values as last computed."""

    name = "xlsx"
    what = "xlsx"

    def recognises(self, content: Content) -> bool:
        """A zip archive with the part that every such workbook has."""
        return holds(content.data, "xl/workbook.xml")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all sheets, hidden ones left out."""
        spend(content)
        large = unpacked(content.data) > WITH_MERGES
        book = openpyxl.load_workbook(io.BytesIO(content.data), read_only=large, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                merged = {} if large else _merges(sheet)
                yield from sources(content, self.name, sheet.title, self._rows(sheet, merged))
        book.close()

    @staticmethod
    def _rows(sheet: "Worksheet", merged: "Mapping[tuple[int, int], tuple[int, int]]") -> Iterator[Row]:
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > MAX_ROWS:
                raise ReadError("too_many_rows", limit=str(MAX_ROWS))
            cells = []
            for column, cell in enumerate(row, 1):
                shape = merged.get((number, column), (1, 1))
                if shape == (0, 0):
                    continue
                label = f"{sheet.title}!{get_column_letter(column)}{number}"
                cells.append(TableCell(shown(cell.value, cell.number_format or ""), *shape, label))
            while cells and not cells[-1].text:
                cells.pop()
            if cells:
                yield Row(number, cells)


def _merges(sheet: "Worksheet") -> dict[tuple[int, int], tuple[int, int]]:
    """Of each merged cell its rows and columns; of those that it covers none."""
    shapes: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > 100_000:
            continue
        shapes.update({place: (0, 0) for row in area.rows for place in row})
        shapes[(area.min_row, area.min_col)] = (area.size["rows"], area.size["columns"])
    return shapes


class CalamineReader(NeedsNothing):
    """Sheets of the other spreadsheet formats. Their numbers come without their formats: 52 % reads 0.52."""

    name = "xls"
    what = "xls"

    def recognises(self, content: Content) -> bool:
        """A compound file with a workbook, a binary xlsx, or an OpenDocument spreadsheet."""
        return (
            bool({"Workbook", "Book"} & streams(content.data))
            or holds(content.data, "xl/workbook.bin")
            or mimetype(content.data).startswith("application/vnd.oasis.opendocument.spreadsheet")
        )

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all sheets."""
        if content.data.startswith(b"PK"):
            spend(content)
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content.data))
        except python_calamine.PasswordError:
            raise ReadError("encrypted") from None
        for name in book.sheet_names:
            try:
                sheet = book.get_sheet_by_name(name)
            except python_calamine.WorksheetNotFound as error:
                yield problem(f"{content.name}#{name}", "broken", format=self.name, reason=str(error))
                continue
            yield from sources(content, self.name, name, self._rows(name, sheet))

    @staticmethod
    def _rows(name: str, sheet: python_calamine.CalamineSheet) -> Iterator[Row]:
        first = (sheet.start or (0, 0))[0] + 1
        for number, row in enumerate(sheet.iter_rows(), first):
            cells = [
                TableCell(shown(value), label=f"{name}!{get_column_letter(column)}{number}")
                for column, value in enumerate(row, 1)
            ]
            while cells and not cells[-1].text:
                cells.pop()
            if cells:
                yield Row(number, cells)


def shown(value: object, number_format: str = "") -> str:
    """A value as its cell shows it, as far as the format is one of plain numbers, percentages or dates."""
    if value is None or isinstance(value, bool):
        return ""
    if not isinstance(value, str | int | float | Decimal | date | time | timedelta):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    places = _decimals(number_format)
    number = Decimal(repr(value)) if isinstance(value, int | float) else Decimal(str(value))
    if not number.is_finite():
        return ""
    if "%" in number_format:
        return f"{number * 100:.{places or 0}f}%"
    return f"{number:.{places}f}" if places is not None else f"{number.normalize():f}"


def _decimals(number_format: str) -> int | None:
    """Decimal places that a format gives; None where it leaves them to the number."""
    section = number_format.split(";", 1)[0]
    if "0" not in section or any(letter in section for letter in "EeYyDd?"):
        return None
    behind = section.partition(".")[2]
    return len(behind) - len(behind.lstrip("0")) if "." in section else 0
