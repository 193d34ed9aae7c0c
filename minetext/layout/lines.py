"""The lines of a text, and whether its line breaks mean anything."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from minetext.model import Span
from minetext.rulebook import Splits

WRAP_MIN, WRAP_MAX = 20, 90
"""Widths, in characters, that a printed page is wrapped at."""

WRAP_SHARE = 0.7
"""Share of the lines of a wrapped text that are as wide as the page, of those that a line of the same block follows."""

WRAP_SLACK = 3
"""Characters that they may be narrower or wider: marks are not parted from their words."""

WRAP_LINES = 4
"""So many lines must be as wide as the page."""


class Line(NamedTuple):
    """A line without the white space around it."""

    start: int
    end: int
    indented: bool
    after_blank: bool
    """Whether it is the first of the text or a blank line stands before it."""

    @property
    def width(self) -> int:
        """Characters of the line."""
        return self.end - self.start


_LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")

UNSEEN = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028"
    "\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
)
"""White space, and the characters of no width that web pages leave in a text."""


def lines(text: str) -> list[Line]:
    """The lines of a text that hold more than white space, in order."""
    found: list[Line] = []
    blank = True
    for match in _LINE.finditer(text):
        raw = match[1]
        stripped = raw.strip(UNSEEN)
        if not stripped:
            blank = True
            continue
        begin = match.start() + len(raw) - len(raw.lstrip(UNSEEN))
        found.append(Line(begin, begin + len(stripped), raw[0].isspace(), blank))
        blank = False
    return found


class Page(NamedTuple):
    """A page whose lines were broken in mid-sentence, and the width that they were broken at."""

    measure: "Measure"
    width: int
    slack: int

    def is_full(self, text: str, line: Line) -> bool:
        """Whether a line is as wide as the page."""
        return self.measure(text, line) >= self.width - self.slack


Measure = Callable[[str, Line], int]


def columns(text: str, line: Line) -> int:
    """How wide a line is printed: one column a Latin letter or digit, two a Chinese character."""
    return len(text[line.start : line.end].encode("gbk", "replace"))


def characters(text: str, line: Line) -> int:
    """How many characters a line has."""
    return line.width


def wrapped(of: list[Line], text: str) -> Page | None:
    """The page that the lines were broken for, by columns or by characters; None where they were not."""
    if not WRAP_MIN <= _widest(line.width for line in of) <= WRAP_MAX:
        return None
    followed = [line for line, after in pairwise(of) if not (after.indented or after.after_blank)]
    if len(followed) < WRAP_LINES:
        return None
    for measure, slack in ((characters, WRAP_SLACK), (columns, 2 * WRAP_SLACK)):
        widths = [measure(text, line) for line in followed]
        widest = _widest(widths)
        full = sum(abs(width - widest) <= slack for width in widths)
        if widest >= WRAP_MIN and full >= max(WRAP_LINES, WRAP_SHARE * len(widths)):
            return Page(measure, widest, slack)
    return None


def _widest(widths: Iterable[int]) -> int:
    """The width of the widest, leaving out one in twenty."""
    in_order = sorted(widths)
    return in_order[-max(1, len(in_order) // 20)] if in_order else 0


def _breaks_number(text: str, before: Line, line: Line) -> bool:
    return before.width >= WRAP_MIN and text[before.end - 1].isdecimal() and text[line.start].isdecimal()


def paragraphs(of: list[Line], text: str, splits: Splits, opens: "re.Pattern[str] | None") -> list[Span]:
    """Lines joined where a sentence was broken between them; without such breaks, each line is a paragraph.

    On a wrapped page a full line is joined to the next, unless that is indented, follows a blank line or begins as
    `opens` tells; so is, on any page, a line that ends in the middle of a number or in a comma. A mark that no line
    begins or ends with joins lines in any case: pages break lines around every link (根据《 / 妇女权益保障法 / 》).
    """
    page = wrapped(of, text)
    joined: list[Span] = []
    for index, line in enumerate(of):
        before = of[index - 1] if index else None
        if before is not None and (
            _breaks_marks(text, before, line, splits)
            or (
                (
                    (page and page.is_full(text, before))
                    or _breaks_number(text, before, line)
                    or text[before.end - 1] in splits.goes_on
                )
                and text[before.end - 1] not in splits.enders
                and text[before.end : line.start].isspace()  # no masked line stands between
                and not (line.indented or line.after_blank or (opens and opens.match(text, line.start, line.end)))
            )
        ):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(Span(line.start, line.end))
    return joined


def _breaks_marks(text: str, before: Line, line: Line, splits: Splits) -> bool:
    return text[before.end - 1] in splits.never_last or text[line.start] in splits.never_first
