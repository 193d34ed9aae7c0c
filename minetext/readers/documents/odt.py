"""OpenDocument texts."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from minetext.model import Source
from minetext.readers.base import Content, NeedsNothing, ReadError
from minetext.readers.document import DocumentBuilder, TableCell
from minetext.readers.zipped import mimetype, spend

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

LEFT_OUT = frozenset(
    (f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{OFFICE}forms", f"{TEXT}sequence-decls", f"{TEXT}note-citation")
)
"""Deleted text, comments and what does not show."""

MAX_REPEATED = 100
"""Times that a cell or row is repeated at most; spreadsheets fill the rest of a sheet so."""


class OdtReader(NeedsNothing):
    """The body of a document: paragraphs, tables, footnotes, text boxes; tracked changes count as accepted."""

    name = "odt"
    what = "odt"

    def recognises(self, content: Content) -> bool:
        """A zip archive that says its type in its first member."""
        return mimetype(content.data).startswith("application/vnd.oasis.opendocument.text")

    def read(self, content: Content) -> Iterator[Source]:
        """The text of the document."""
        spend(content)
        archive = zipfile.ZipFile(io.BytesIO(content.data))
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ReadError("encrypted")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(archive.read("content.xml"), parser)
        builder = DocumentBuilder()
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is not None:
            _Body(builder).show(body)
        yield builder.source(content, self.name)


class _Body:
    """Walks the body of a document."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._paragraphs = 0
        self._tables = 0

    def show(self, parent: etree._Element) -> None:
        for block in parent:
            if block.tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraphs += 1
                self._builder.place(f"¶{self._paragraphs}")
                waiting: list[str] = []
                self._builder.line("".join(_inline(block, waiting)))
                for line in waiting:
                    self._builder.line(line)
            elif block.tag == f"{TABLE}table":
                self._tables += 1
                self._builder.place(f"T{self._tables}")
                self._builder.table([_row(row) for row in block.iterdescendants(f"{TABLE}table-row")])
            elif block.tag not in LEFT_OUT and isinstance(block.tag, str):
                self.show(block)


def _row(row: etree._Element) -> list[TableCell]:
    cells: list[TableCell] = []
    for cell in row.iterchildren(f"{TABLE}table-cell"):
        text = "\n".join(line for block in cell for line in lines(block))
        shape = number(cell, "number-rows-spanned"), number(cell, "number-columns-spanned")
        cells += [TableCell(text, *shape)] * min(number(cell, "number-columns-repeated"), MAX_REPEATED)
    return cells


def lines(block: etree._Element) -> Iterator[str]:
    """The paragraphs in a block, with what is anchored in them."""
    if block.tag in (f"{TEXT}p", f"{TEXT}h"):
        waiting: list[str] = []
        yield "".join(_inline(block, waiting))
        yield from waiting
    elif block.tag not in LEFT_OUT and isinstance(block.tag, str):
        for child in block:
            yield from lines(child)


def _inline(element: etree._Element, waiting: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag in (f"{TEXT}p", f"{TEXT}h"):
            waiting += lines(child)  # a note or a text box, which stands behind its paragraph
        elif tag == f"{TEXT}tab":
            yield "\t"
        elif tag == f"{TEXT}line-break":
            yield "\n"
        elif tag == f"{TEXT}s":
            yield " "
        elif tag not in LEFT_OUT and isinstance(tag, str):
            yield from _inline(child, waiting)
        yield child.tail or ""


def number(cell: etree._Element, attribute: str) -> int:
    """What an attribute of a row or cell counts: 1 where it does not say, or says what none can have."""
    value = cell.get(TABLE + attribute) or ""
    return max(1, int(value)) if value.isdecimal() and len(value) < 8 else 1
