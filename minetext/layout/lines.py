"""The lines of a text, and whether its line breaks mean anything."""

import re
from typing import NamedTuple

from minetext.model import Span
from minetext.rulebook import Splits

WRAP_MIN, WRAP_MAX = 20, 90
"""Widths, in characters, that a printed page is wrapped at."""

WRAP_SHARE = 0.6
"""Share of the lines of a wrapped text that are as wide as the page, give or take a few characters."""

WRAP_SLACK = 4


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


def wrapped_width(of: list[Line]) -> int:
    """The width at which the lines were broken in mid-sentence, or 0 where they were not."""
    if len(of) < 6:
        return 0
    widths = [line.width for line in of]
    widest = sorted(widths)[-max(1, len(widths) // 20)]
    if not WRAP_MIN <= widest <= WRAP_MAX:
        return 0
    full = sum(widest - WRAP_SLACK <= width <= widest + WRAP_SLACK for width in widths)
    return widest if full >= WRAP_SHARE * len(widths) else 0


def _breaks_number(text: str, before: Line, line: Line) -> bool:
    return before.width >= WRAP_MIN and text[before.end - 1].isdecimal() and text[line.start].isdecimal()


def paragraphs(of: list[Line], text: str, splits: Splits, opens: "re.Pattern[str] | None") -> list[Span]:
    """Lines joined where a sentence was broken between them; without such breaks, each line is a paragraph.

    On a wrapped page a full line is joined to the next, unless that is indented, follows a blank line or begins as
    `opens` tells; so is, on any page, a line that ends in the middle of a number or in a comma. A mark that no line
    begins or ends with joins lines in any case: pages break lines around every link (根据《 / 妇女权益保障法 / 》).
    """
    width = wrapped_width(of)
    joined: list[Span] = []
    for index, line in enumerate(of):
        before = of[index - 1] if index else None
        if before is not None and (
            _breaks_marks(text, before, line, splits)
            or (
                (
                    (width and before.width >= width - WRAP_SLACK)
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
