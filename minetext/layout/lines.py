"""The lines of a text, and whether its line breaks mean anything."""

import re
from typing import NamedTuple

from minetext.model import Span

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


def lines(text: str) -> list[Line]:
    """The lines of a text that hold more than white space, in order."""
    found: list[Line] = []
    blank = True
    for match in _LINE.finditer(text):
        raw = match[1]
        stripped = raw.strip()
        if not stripped:
            blank = True
            continue
        begin = match.start() + len(raw) - len(raw.lstrip())
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


def paragraphs(of: list[Line], text: str, enders: str, opens: "re.Pattern[str] | None") -> list[Span]:
    """Lines joined where a wrapped page broke a sentence; without wrapping, each line is a paragraph.

    A line that is indented, follows a blank line or begins as `opens` tells begins a paragraph in any case. A number
    that is broken between two lines joins them on any page.
    """
    width = wrapped_width(of)
    joined: list[Span] = []
    for index, line in enumerate(of):
        before = of[index - 1] if index else None
        goes_on = (
            before is not None
            and ((width and before.width >= width - WRAP_SLACK) or _breaks_number(text, before, line))
            and text[before.end - 1] not in enders
            and text[before.end : line.start].isspace()  # no masked line stands between
            and not (line.indented or line.after_blank or (opens and opens.match(text, line.start, line.end)))
        )
        if goes_on:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(Span(line.start, line.end))
    return joined
