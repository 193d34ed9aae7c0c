"""Word documents since 2007."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from minetext.model import Source
from minetext.readers.base import Content, NeedsNothing
from minetext.readers.document import DocumentBuilder, TableCell
from minetext.readers.documents.word_numbering import Numbering
from minetext.readers.zipped import holds, spend

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The older twin of a drawing: it would give the text of a box a second time."""

LEFT_OUT = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}instrText", f"{W}delText", FALLBACK))
"""What does not show once all tracked changes are accepted."""


class DocxReader(NeedsNothing):
    """The body of a document: paragraphs with the numbers that Word gives them, tables, text boxes, footnotes.

    Tracked changes count as accepted; hidden text, comments, headers and footers are left out. A place is the running
    number of a paragraph (`¶7`) or table (`T2`) of the body.
    """

    name = "docx"
    what = "docx"

    def recognises(self, content: Content) -> bool:
        """A zip archive with the part that every such document has."""
        return holds(content.data, "word/document.xml")

    def read(self, content: Content) -> Iterator[Source]:
        """The text of the document."""
        import docx  # here, as in every reader of a rare format, since a run over texts need not wait for it

        spend(content)
        document = docx.Document(io.BytesIO(content.data))
        builder = DocumentBuilder()
        _Body(document, builder).show()
        yield builder.source(content, self.name)


class _Body:
    """Walks the body of a document."""

    def __init__(self, document: "Document", builder: DocumentBuilder) -> None:
        self._root = document.element.body
        self._builder = builder
        self._numbering = Numbering(document)
        self._notes = {
            (kind, note.get(f"{W}id")): note
            for kind in ("footnote", "endnote")
            for note in _part(document, f"{RELATIONSHIPS}/{kind}s")
        }
        self._waiting: list[str] = []
        """Notes and text boxes that stand behind the paragraph in which they are anchored."""

    def show(self) -> None:
        paragraphs = tables = 0
        for block in _blocks(self._root):
            if block.tag == f"{W}p":
                paragraphs += 1
                self._builder.place(f"¶{paragraphs}")
                self._builder.line(self._paragraph(block))
            else:
                tables += 1
                self._builder.place(f"T{tables}")
                self._builder.table(self._rows(block))
            waiting, self._waiting = self._waiting, []
            for line in waiting:
                self._builder.line(line)

    def _rows(self, table: etree._Element) -> list[list[TableCell]]:
        rows: list[list[TableCell]] = []
        reaching: dict[int, tuple[int, int]] = {}
        """Of each column, the row and index of the cell that reaches down in it."""
        for row in table.iterchildren(f"{W}tr"):
            cells: list[TableCell] = []
            column = 0
            for cell in _blocks(row, f"{W}tc"):
                width = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in reaching:
                    at, index = reaching[column]
                    above = rows[at][index]
                    rows[at][index] = above._replace(rows=len(rows) - at + 1)
                else:
                    reaching[column] = (len(rows), len(cells))
                    cells.append(TableCell(self._cell(cell), columns=width))
                column += width
            rows.append(cells)
        return rows

    def _cell(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for block in _blocks(cell):
            if block.tag == f"{W}p":
                lines.append(self._paragraph(block))
            else:
                lines += [cell.text for row in self._rows(block) for cell in row]
        return "\n".join(lines).strip("\n")

    def _paragraph(self, paragraph: etree._Element) -> str:
        return self._numbering.label(paragraph) + "".join(self._inline(paragraph))

    def _inline(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in LEFT_OUT or (tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None):
                continue
            if tag == f"{W}t":
                yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
                self._wait(self._notes.get((kind, child.get(f"{W}id"))))
            elif tag == f"{W}txbxContent":
                self._wait(child)
            else:
                yield from self._inline(child)

    def _wait(self, holder: etree._Element | None) -> None:
        if holder is not None:
            self._waiting += [text for text in self._cell(holder).split("\n") if text.strip()]


def _blocks(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The paragraphs and tables (or other blocks) right under an element; what only wraps them is seen through."""
    wanted = tags or (f"{W}p", f"{W}tbl")
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
            yield from _blocks(child, *wanted)


def _part(document: "Document", relation: str) -> etree._Element:
    try:
        blob = document.part.part_related_by(relation).blob
    except KeyError:
        return etree.Element("none")
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _number(element: etree._Element | None, otherwise: int) -> int:
    value = element.get(f"{W}val") if element is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 6 else otherwise
