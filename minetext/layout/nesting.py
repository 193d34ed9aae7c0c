"""Headings to nested sections."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.layout.outline import BARE, Heading
from minetext.model import Section, Span

OUTSIDE = -1
"""The depth of headings without a number that enclose numbered lists."""


class _Open(NamedTuple):
    style: int
    depth: int
    """Twice the rank of a numbered heading, so that one without a number may stand in between."""
    section: int


def sections(headings: Sequence[Heading], end: int) -> tuple[Section, ...]:
    """Nest headings, given in order, up to the end of the report.

    A section lasts until the next heading of its own style, of one that is open around it, or of a lower rank, so that
    numbering that skips a level or starts anew nests as a reader would nest it. A style of lower rank that
    starts to count stands inside an open list all the same, where that list goes on counting behind it: 1、 (一) 2、.
    Headings without a number enclose numbered lists that start anew behind each; else they stand beside the outermost
    numbers or, inside a numbered section, below it.
    """
    nester = _Nester(headings)
    found: list[Section] = []
    open_sections: list[_Open] = []
    for index, heading in enumerate(headings):
        keep, depth = nester.place(open_sections, index)
        for _, _, section in open_sections[keep:]:
            found[section] = found[section]._replace(span=Span(found[section].span.start, heading.span.start))
        del open_sections[keep:]
        parent = open_sections[-1].section if open_sections else -1
        open_sections.append(_Open(heading.style, depth, len(found)))
        found.append(Section(Span(heading.span.start, end), heading.span, len(open_sections) - 1, parent))
    return tuple(found)


class _Nester:
    """How many of the open sections stay open around a heading, and how deep it stands."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = headings
        self._later = _later(headings)
        self._around = OUTSIDE if _encloses(headings) else None
        numbered = [heading.rank for heading in headings if heading.style != BARE]
        self._outermost = 2 * min(numbered, default=0)

    def place(self, open_sections: Sequence[_Open], index: int) -> tuple[int, int]:
        """The number of sections that stay open, and the depth."""
        heading = self._headings[index]
        for keep, one in enumerate(open_sections):
            if one.style == heading.style:
                return keep, one.depth
        if heading.style == BARE:
            return self._bare(open_sections)
        depth = 2 * heading.rank
        keep = len(open_sections)
        while keep and open_sections[keep - 1].depth >= depth and not self._inside(open_sections[keep - 1], index):
            keep -= 1
        return keep, max(depth, open_sections[keep - 1].depth + 1) if keep else depth

    def _bare(self, open_sections: Sequence[_Open]) -> tuple[int, int]:
        if self._around is not None:
            return 0, self._around
        if not open_sections:
            return 0, self._outermost
        return len(open_sections), open_sections[-1].depth + 1

    def _inside(self, open_section: _Open, index: int) -> bool:
        """Whether a list that starts here stands inside an open one of higher rank."""
        later = self._later[index].get(open_section.style)
        return self._headings[index].first and later is not None and not self._headings[later].first


def _later(headings: Sequence[Heading]) -> Sequence[dict[int, int]]:
    """For every heading that starts a list, the next heading of each style behind it."""
    ahead: dict[int, int] = {}
    found: list[dict[int, int]] = []
    for index in range(len(headings) - 1, -1, -1):
        # styles are few, so that a copy costs next to nothing
        found.append(dict(ahead) if headings[index].first else {})
        ahead[headings[index].style] = index
    found.reverse()
    return found


def _encloses(headings: Sequence[Heading]) -> bool:
    """Whether the outermost numbers start anew behind a second heading without a number, the first standing before."""
    if not headings or headings[0].style != BARE:
        return False
    numbered = [heading for heading in headings if heading.style != BARE]
    if not numbered:
        return True
    outermost = min(numbered, key=lambda heading: heading.rank).style
    after_bare, starts = True, 0
    for heading in headings:
        if heading.style == BARE:
            after_bare = True
        elif heading.style == outermost:
            starts += after_bare and heading.first
            after_bare = False
    return starts > 1
