"""OpenDocument spreadsheets."""

import io
import zipfile
from collections.abc import Iterator
from functools import partial

from lxml import etree

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError
from minetext.readers.document import TableCell
from minetext.readers.documents.odt import MAX_REPEATED, OFFICE, TABLE, lines, number
from minetext.readers.records.rows import Row, sources
from minetext.readers.zipped import mimetype, spend

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"


class OdsReader(NeedsNothing):
    """Sheets with a document a row or with a table, as in xlsx; cells as they show."""

    name = "ods"
    what = "ods"

    def recognises(self, content: Content) -> bool:
        """A zip archive that says its type in its first member."""
        return mimetype(content.data).startswith("application/vnd.oasis.opendocument.spreadsheet")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all sheets that show.

        What is told to be repeated is not laid out: sheets say so of the million empty rows under their cells.
        """
        spend(content)
        archive = zipfile.ZipFile(io.BytesIO(content.data))
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ReadError("encrypted")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(archive.read("content.xml"), parser)
        hidden = {
            style.get(f"{STYLE}name")
            for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style")
            for shown in style.iterfind(f"{STYLE}table-properties")
            if shown.get(f"{TABLE}display") == "false"
        }
        for sheet in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
            style = sheet.get(f"{TABLE}style-name")
            if style is None or style not in hidden:
                name = sheet.get(f"{TABLE}name") or ""
                whole = partial(_rows, sheet, name, merged=True)
                yield from sources(content, self.name, name, _rows(sheet, name, merged=False), whole)


def _rows(sheet: etree._Element, name: str, *, merged: bool) -> Iterator[Row]:
    """Rows that hold something; cells that lie under a merged one are left out with `merged`, and empty without."""
    first = 1
    for row in sheet.iterdescendants(f"{TABLE}table-row"):
        times = number(row, "number-rows-repeated")
        cells = _cells(row, merged=merged)
        while cells and not cells[-1][1].text:
            cells.pop()
        for at in range(first, first + min(times, MAX_REPEATED) if cells else first):
            yield Row(at, [cell._replace(label=f"{name}!{_letters(column)}{at}") for column, cell in cells])
        first += times


def _cells(row: etree._Element, *, merged: bool) -> list[tuple[int, TableCell]]:
    """The cells of a row, each with its column from 0."""
    cells: list[tuple[int, TableCell]] = []
    column = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        times = number(cell, "number-columns-repeated")
        text = "" if cell.tag == _COVERED else "\n".join(line for block in cell for line in lines(block))
        shape = number(cell, "number-rows-spanned"), number(cell, "number-columns-spanned")
        one = TableCell(text, *shape) if merged else TableCell(text)
        if cell.tag == _CELL or not merged:
            cells += [(column + more, one) for more in range(min(times, MAX_REPEATED))]
        column += times
    return cells


def _letters(column: int) -> str:
    """The name of a column: A, …, Z, AA, …"""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
