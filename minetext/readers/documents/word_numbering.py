"""The numbers that Word puts before paragraphs: they stand in no run of text, but a reader sees them."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_LEVELS = 9
DIGITS = "〇一二三四五六七八九"
_PLACEHOLDER = re.compile(r"%([1-9])")


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int
    format: str
    text: str
    """The label, with `%1` for the number of the first level."""


class Numbering:
    """The lists of a document; counts on with every paragraph that it is asked for."""

    def __init__(self, document: "Document") -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        """Of each list, the abstract list that it takes its levels from."""
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        part = next((one for one in document.part.package.parts if str(one.partname) == "/word/numbering.xml"), None)
        if part is None:
            return
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for abstract in root.iterchildren(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId") or ""] = dict(
                _level(one) for one in abstract.iterchildren(f"{W}lvl")
            )
        for one in root.iterchildren(f"{W}num"):
            self._lists[one.get(f"{W}numId") or ""] = _value(one.find(f"{W}abstractNumId"))
        for style in document.styles.element.iterchildren(f"{W}style"):
            numbered = _list_of(style)
            if numbered:
                self._styles[style.get(f"{W}styleId") or ""] = numbered

    def label(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, as its label is written; empty where it has none, or a bullet."""
        numbered = _list_of(paragraph) or self._styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")))
        if not numbered or numbered[0] not in self._lists:
            return ""
        abstract = self._lists[numbered[0]]
        levels, at = self._levels.get(abstract, {}), numbered[1]
        if at not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return "" if levels[at].format in ("bullet", "none") else _PLACEHOLDER.sub(
            lambda match: _shown(int(match[1]) - 1, levels, counts), levels[at].text
        )  # fmt: skip


def _shown(at: int, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    level = levels.get(at)
    return formatted(counts.get(at, level.start), level.format) if level else ""


def formatted(number: int, format: str) -> str:
    """A number in one of Word's formats (ECMA-376, ST_NumberFormat); one not known comes out in digits.

    >>> formatted(12, "chineseCounting")
    '十二'
    """
    if number < 1:
        return str(number)
    if format in _CHINESE and number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    if format == "ideographDigital":
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if format == "decimalEnclosedCircle" and number <= 20:
        return chr(0x245F + number)
    if format in ("upperLetter", "lowerLetter") and number <= 26:
        return chr((64 if format == "upperLetter" else 96) + number)
    if format == "upperRoman" and number <= 12:
        return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[number - 1]
    return str(number)


_CHINESE = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
)


def _level(element: etree._Element) -> tuple[int, Level]:
    start = _value(element.find(f"{W}start"))
    return int(element.get(f"{W}ilvl") or 0), Level(
        int(start) if start.isdecimal() else 1,
        _value(element.find(f"{W}numFmt")) or "decimal",
        _value(element.find(f"{W}lvlText")),
    )


def _list_of(holder: etree._Element) -> tuple[str, int] | None:
    properties = holder.find(f"{W}pPr/{W}numPr")
    if properties is None:
        return None
    level = _value(properties.find(f"{W}ilvl"))
    return _value(properties.find(f"{W}numId")), int(level) if level.isdecimal() and int(level) < MAX_LEVELS else 0


def _value(element: etree._Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""
