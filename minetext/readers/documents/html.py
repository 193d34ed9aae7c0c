"""Saved web pages."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree, html

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.decoding import damages, decode
from minetext.readers.document import DocumentBuilder, TableCell, is_grid

_OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

HEAD = 4096
"""Bytes in which a page says what it is and how it is encoded."""

WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5hkscs"}
"""Pages that declare an old Chinese charset often use the characters of its successor."""

LEFT_OUT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "noframes",
        "template",
        "head",
        "nav",
        "select",
        "button",
        "svg",
        "iframe",
        "object",
    )
)
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
        "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip


class HtmlReader(NeedsNothing):
    """Pages as browsers save them; the text that they show, a line a block."""

    name = "html"
    what = "html"

    def recognises(self, content: Content) -> bool:
        """A page says what it is in its first tag; in UTF-16 it does so between zeros."""
        return bool(_OPENING.match(content.data[:HEAD].replace(b"\0", b"")))

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The text that the page shows."""
        charset = _CHARSET.search(content.data[:HEAD])
        declared = charset[1].decode("ascii").lower() if charset else ""
        decoded = decode(content.data, content.encoding, WIDER.get(declared, declared))
        yield from damages(content.name, decoded)
        if declared and not decoded.text.isascii() and _differ(declared, decoded.encoding):
            yield problem(content.name, "charset", declared=declared, encoding=decoded.encoding)
        builder = page(decoded.text)
        if builder.empty:
            raise ReadError("frames" if b"<frameset" in content.data[: 1 << 16].lower() else "empty")
        yield builder.source(content, self.name, encoding=decoded.encoding, confidence=decoded.confidence)


def _differ(declared: str, encoding: str) -> bool:
    """Whether a page is not in the encoding that it declares."""
    try:
        return codecs.lookup(WIDER.get(declared, declared)) != codecs.lookup(encoding)
    except LookupError:
        return True


def page(text: str) -> DocumentBuilder:
    """What a page shows; nothing where it is none."""
    builder = DocumentBuilder()
    try:
        root = html.document_fromstring(
            _DECLARATION.sub("", text.replace("\0", "")), parser=html.HTMLParser(huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return builder
    _show(root, builder)
    return builder


def _show(root: etree._Element, builder: DocumentBuilder) -> None:
    """Give the builder what stands inside an element."""
    skipped: etree._Element | None = None
    """The element that is not shown, or was shown as a whole."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if skipped is not None:
            if element is skipped and event == "end":
                skipped = None
                builder.text(element.tail or "" if element is not root else "")
            continue
        if event in ("comment", "pi"):
            builder.text(element.tail or "")
            continue
        if event == "start":
            grid = _grid(element) if element.tag == "table" else None
            if grid is not None:
                _show_grid(element, grid, builder)
            if element.tag in LEFT_OUT or grid is not None:
                skipped = element
                continue
            if element.tag in BLOCKS or element.tag == "br":
                builder.newline()
            builder.text(element.text or "")
            continue
        if element.tag in BLOCKS:
            builder.newline()
        elif element.tag in ("td", "th"):
            builder.tab()
        if element is not root:
            builder.text(element.tail or "")


def _show_grid(table: etree._Element, grid: list[list[TableCell]], builder: DocumentBuilder) -> None:
    builder.newline()
    for caption in table.iterfind("caption"):
        builder.line(_content(caption))
    builder.table(grid)
    builder.newline()


def _grid(table: etree._Element) -> list[list[TableCell]] | None:
    """The cells of a table that is no mere layout of the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = [
        [
            TableCell(_content(cell), _number(cell.get("rowspan")), _number(cell.get("colspan")))
            for cell in row.iterchildren("td", "th")
        ]
        for row in table.iterdescendants("tr")
    ]
    return rows if len(rows) > 1 and is_grid(rows) else None


def _content(element: etree._Element) -> str:
    """What an element shows, its lines parted by breaks."""
    builder = DocumentBuilder()
    _show(element, builder)
    # wide spaces stay: they indent the parts of what stands above
    return builder.shown.strip(" \t\r\n")


def _number(span: str | None) -> int:
    return int(span) if span and span.strip().isdecimal() and len(span) < 6 else 1
