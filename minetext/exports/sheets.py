"""A table as sheets of a workbook: as many as its rows need, each cell of its type, nothing that could act."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from unicodedata import east_asian_width

import regex
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from minetext.exports.source import DIGITS, Values, as_float
from minetext.tables.types import Value

ROWS = 1_048_576
"""Rows of a sheet, its head included."""

UNITS = 32_767
"""UTF-16 code units of a cell."""

PART = 16_000
"""Characters of a part of a longer one, at most two units each."""

SHOWN = 1_000
"""Characters that the cell itself then shows."""

LINKS = 65_530
"""Links of a sheet; Excel takes a file with more for a damaged one."""

FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel and LibreOffice number the days differently."""

DECIMAL_PLACES = 30
"""Places that a number format can show."""

MEASURED_ROWS, NARROWEST, WIDEST = 500, 8, 60

ACTIVE = tuple("=+-@\t\r\n＝＋－＠")
"""A cell that begins so might become a formula when somebody edits it; it is marked as text."""

MADE_AT = datetime(2000, 1, 1)
"""What the file says of when it was made, so that the same run gives the same bytes."""

_JOINT = regex.compile(r"(?<=_x[0-9A-Fa-f]{4}_)(?=x[0-9A-Fa-f]{4}_)")
"""Inside two escapes that share a line: neither Excel nor the library agree on what such a string says."""


def parts(text: str) -> list[str]:
    """A cell as the pieces that sheets can hold: most often itself alone.

    Besides length, two kinds of strings cannot stand in one cell: escapes that overlap (`_x0041_x0042_`), and what
    the library takes for markup of its own (`<r>…</r>`).
    """
    if len(text) <= UNITS // 2 and "_x" not in text and not _is_markup(text):
        return [text]
    whole = len(text.encode("utf-16-le")) <= 2 * UNITS
    cut: list[str] = []
    for piece in _JOINT.split(text):
        cut += [piece] if whole else [piece[at : at + PART] for at in range(0, len(piece), PART)]
    return [part for piece in cut for part in ([piece[:1], piece[1:]] if _is_markup(piece) else [piece])]


def _is_markup(text: str) -> bool:
    return text.startswith("<r>") and text.endswith("</r>")


class Formats:
    """The formats of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[int, Format] = {}
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.text = book.add_format({"num_format": "@", "quote_prefix": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.link = book.add_format({"font_color": "#0563C1", "underline": 1})

    def number(self, places: int) -> Format:
        """That of numbers with so many decimal places."""
        if places not in self._numbers:
            form = "0." + "0" * places if places else "0"
            self._numbers[places] = self._book.add_format({"num_format": form})
        return self._numbers[places]


class Sheets:
    """Writes the rows of one table."""

    def __init__(self, book: Workbook, formats: Formats, name: str, columns: Sequence[str]) -> None:
        self._book = book
        self._formats = formats
        self._name = name
        self._columns = columns
        self._widths = [NARROWEST] * len(columns)
        self._sheets: list[Worksheet] = []
        self._links = 0
        self._row = 0
        self.rows = 0
        self.unlinked = 0
        self._begin()

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._sheets)

    def place(self, row: int) -> tuple[str, int]:
        """The sheet and the line, from 1, of a row of the table, from 0."""
        sheet, line = divmod(row, ROWS - 1)
        return self._sheet_name(sheet), line + 2

    def _sheet_name(self, number: int) -> str:
        return f"{self._name}_{number + 1}" if number else self._name

    def _begin(self) -> None:
        self._close()
        sheet = self._book.add_worksheet(self._sheet_name(len(self._sheets)))
        sheet.freeze_panes(1, 1)
        for column, name in enumerate(self._columns):
            sheet.write_string(0, column, name, self._formats.head)
            self._measure(column, name + "   ")
        self._sheets.append(sheet)
        self._row = self._links = 0

    def add(self, row: Values, links: Mapping[int, str] | None = None) -> None:
        """Write a row; `links` are the targets of cells, by column. A string must be one part (`parts`)."""
        if self._row + 1 >= ROWS:
            self._begin()
        self._row += 1
        self.rows += 1
        sheet, links = self._sheets[-1], links or {}
        for column, value in enumerate(row):
            if value is None:
                continue
            shown = str(value)
            if self.rows <= MEASURED_ROWS:
                self._measure(column, shown)
            if column in links and self._links < LINKS:
                self._links += 1
                sheet.write_url(self._row, column, f"internal:{links[column]}", self._formats.link, shown)
            else:
                self.unlinked += column in links
                self._write(sheet, column, value, shown)

    def _write(self, sheet: Worksheet, column: int, value: Value, shown: str) -> None:
        number = as_float(value)
        if number is not None and isinstance(value, Decimal) and (places := _places(value)) <= DECIMAL_PLACES:
            sheet.write_number(self._row, column, number, self._formats.number(places))
        elif isinstance(value, int) and abs(value) < 10**DIGITS:
            sheet.write_number(self._row, column, value, self._formats.number(0))
        elif isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(self._row, column, datetime(value.year, value.month, value.day), self._formats.day)
        else:
            if isinstance(value, Decimal):
                shown = f"{value:f}"
            sheet.write_string(self._row, column, shown, self._formats.text if shown.startswith(ACTIVE) else None)

    def _measure(self, column: int, shown: str) -> None:
        width = sum(2 if east_asian_width(one) in "WF" else 1 for one in shown[:WIDEST]) + 1
        self._widths[column] = min(max(self._widths[column], width), WIDEST)

    def _close(self) -> None:
        if self._sheets:
            sheet = self._sheets[-1]
            sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
            for column, width in enumerate(self._widths):
                sheet.set_column(column, column, width)

    def close(self) -> None:
        """Set filters and widths, when all rows are there."""
        self._close()


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
