"""Saved web pages."""

import re
from collections.abc import Iterator

from lxml import etree, html

from minetext.model import Problem, Source
from minetext.readers.base import Stretch
from minetext.readers.decoding import DecodingError, decode
from minetext.readers.inputs import problem
from minetext.readers.text import damages

_OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")

WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5-hkscs": "big5hkscs"}
"""Pages that declare an old Chinese charset often use the characters of its successor."""

LEFT_OUT = frozenset(
    ("script", "style", "noscript", "template", "head", "nav", "select", "button", "svg", "iframe", "object")
)
BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
        "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip


class HtmlReader:
    """Pages as browsers save them; the text that they show, a line a block."""

    name = "html"

    def recognises(self, head: bytes, name: str) -> bool:
        """A page says what it is in its first tag; in UTF-16 it does so between zeros."""
        return bool(_OPENING.match(head.replace(b"\0", b"")))

    def read(self, data: bytes, stretch: Stretch, encoding: str) -> Iterator[Source | Problem]:
        """The text that the page shows."""
        charset = _CHARSET.search(data[:4096])
        declared = charset[1].decode("ascii").lower() if charset else ""
        try:
            decoded = decode(data, encoding, WIDER.get(declared, declared))
        except DecodingError as error:
            yield problem(stretch.name, error.code, **error.facts)
            return
        yield from damages(stretch.name, decoded)
        text = _text(decoded.text)
        if text is None:
            yield problem(stretch.name, "empty")
            return
        yield Source(stretch.name, text, extracted=True, encoding=decoded.encoding, confidence=decoded.confidence)


def _text(page: str) -> str | None:
    try:
        root = html.document_fromstring(
            _DECLARATION.sub("", page.replace("\0", "")), parser=html.HTMLParser(huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    pieces: list[str] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "" if not depth else "")
            continue
        tag = element.tag
        if event == "start":
            depth += tag in LEFT_OUT
            if not depth:
                pieces.append("\n" if tag in BLOCKS or tag == "br" else "")
                pieces.append(_SPACES.sub(" ", element.text or ""))
            continue
        if not depth:
            pieces.append("\n" if tag in BLOCKS else "\t" if tag in ("td", "th") else "")
        depth -= tag in LEFT_OUT
        if not depth:
            pieces.append(_SPACES.sub(" ", element.tail or ""))
    return _EMPTY_LINES.sub("\n\n", _BLANKS.sub("\n", "".join(pieces))).strip("\n") + "\n"
