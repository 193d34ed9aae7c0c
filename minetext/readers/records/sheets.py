"""Spreadsheets."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.compound import streams
from minetext.readers.document import TableCell
from minetext.readers.records.rows import Row, sources
from minetext.readers.zipped import holds, spend, unpacked

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineSheet

WITH_MERGES = 8 << 20
"""Bytes, unpacked, up to which a workbook is held in memory, so that merged cells are known."""


class XlsxReader(NeedsNothing):
    """Sheets with a document a row (`PATH#SHEET!ROW`) or with a table (`PATH#SHEET`); values as last computed."""

    name = "xlsx"
    what = "xlsx"

    def recognises(self, content: Content) -> bool:
        """A zip archive with the part that every such workbook has."""
        return holds(content.data, "xl/workbook.xml")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all sheets that show."""
        spend(content)
        # calamine reads a million rows in a second; how a number shows only openpyxl can tell, and only tables need it
        yield from _sheets(content, self.name, partial(_as_shown, content))


class CalamineReader(NeedsNothing):
    """Sheets of the other spreadsheet formats. Their numbers come without their formats: 52 % reads 0.52."""

    name = "xls"
    what = "xls"

    def recognises(self, content: Content) -> bool:
        """A compound file with a workbook, or a binary xlsx."""
        return bool({"Workbook", "Book"} & streams(content.data)) or holds(content.data, "xl/workbook.bin")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all sheets that show."""
        if content.data.startswith(b"PK"):
            spend(content)
        yield from _sheets(content, self.name, None)


def _sheets(
    content: Content, format: str, as_shown: "Callable[[str], Iterator[Row]] | None"
) -> Iterator[Source | Problem]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content.data))
    except python_calamine.PasswordError:
        raise ReadError("encrypted") from None
    for sheet in book.sheets_metadata:
        if sheet.visible != python_calamine.SheetVisibleEnum.Visible:
            continue
        try:
            rows = _rows(sheet.name, book.get_sheet_by_name(sheet.name))
        except (python_calamine.CalamineError, OSError, ValueError) as error:
            yield problem(f"{content.name}#{sheet.name}", "broken", format=format, reason=str(error))
            continue
        exact = partial(as_shown, sheet.name) if as_shown else None
        yield from sources(content, format, sheet.name, rows, exact)


def _rows(name: str, sheet: "CalamineSheet") -> Iterator[Row]:
    """Rows with their bare values."""
    first = (sheet.start or (0, 0))[0] + 1
    for number, values in enumerate(sheet.iter_rows(), first):
        if any(value != "" for value in values):
            yield Row(number, _filled([TableCell(shown(value), label=f"{name}!{number}") for value in values]))


def _as_shown(content: Content, name: str) -> Iterator[Row]:
    """Rows of a table with their cells as they show, and merged cells as one."""
    import openpyxl
    from openpyxl.utils import get_column_letter

    large = unpacked(content.data) > WITH_MERGES
    sheet = openpyxl.load_workbook(io.BytesIO(content.data), read_only=large, data_only=True)[name]
    merged = {} if large else _merges(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1) if large else _held(sheet):
        if number > content.limits.rows:
            yield Row(number, [])  # that there are more rows is told by who takes them
            return
        cells = [
            TableCell(
                shown(cell.value, cell.number_format or ""), *merged.get((number, column), (1, 1)),
                f"{name}!{get_column_letter(column)}{number}",
            )
            for column, cell in enumerate(row, 1)
            if merged.get((number, column)) != COVERED
        ]  # fmt: skip
        if cells := _filled(cells):
            yield Row(number, cells)


def _held(sheet: "Worksheet") -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows that a sheet in memory holds cells of: one at the very bottom must not lay out the million above."""
    width = sheet.max_column
    for number in sorted({row for row, _ in sheet._cells}):
        yield number, next(sheet.iter_rows(number, number, 1, width))


def _filled(cells: list[TableCell]) -> list[TableCell]:
    """The cells up to the last that holds something."""
    while cells and not cells[-1].text:
        cells.pop()
    return cells


COVERED = (0, 0)
"""The shape of a cell that lies under a merged one."""


def _merges(sheet: "Worksheet") -> dict[tuple[int, int], tuple[int, int]]:
    """Of each merged cell its rows and columns; of those that it covers none."""
    shapes: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        if area.size["rows"] * area.size["columns"] > 100_000:
            continue
        shapes.update({place: COVERED for row in area.rows for place in row})
        shapes[(area.min_row, area.min_col)] = (area.size["rows"], area.size["columns"])
    return shapes


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
