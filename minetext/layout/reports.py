"""A source to its reports: where each begins, ends, and what is masked inside it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from minetext.layout.boilerplate import Boilerplate, LineKind
from minetext.layout.furniture import PROSE, around, has_number, mark_of, running_heads
from minetext.layout.lines import Line
from minetext.layout.openings import Opening, Openings
from minetext.layout.series import MIN_BODY
from minetext.layout.titles import Mark, Titles
from minetext.model import Span
from minetext.rulebook import Rulebook, Splits

MIN_LEAD = 200
"""Text before the first title line that is this long is a report of its own."""

MAX_INTRO = 800
"""Text without figures before the first report of a compilation, up to this length, is the site's introduction."""

MAX_FIRST_LINE = 60
"""A first line of up to this length is the title, where no line has the form of one."""


class Piece(NamedTuple):
    """The lines of a report."""

    span: Span
    title: Span | None
    body: tuple[Line, ...]
    """The lines that are mined, without title and boilerplate."""
    masked: tuple[Span, ...]


class Split(NamedTuple):
    """A source cut into reports."""

    pieces: list[Piece]
    plain: list[Line]
    """Its lines that are no boilerplate."""


class _Part(NamedTuple):
    """Lines that make a report: its title lines, where it has some, and those from `start` to `stop`."""

    title: range | None
    start: int
    stop: int


class _Kept(NamedTuple):
    """The title of a part."""

    mark: Mark
    listed: bool
    """Whether another title stands right before it, as in a list of contents."""


class Splitter:
    """The rules for title lines and boilerplate, applied."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._boilerplate = Boilerplate(rulebook)
        self._titles = Titles(rulebook)
        self._openings = Openings(rulebook, self._titles)
        self._splits = Splits(rulebook)
        self._no_figure = rulebook.compile("{page_numbers}")

    def split(self, text: str, of: list[Line], repeated: Collection[int] = ()) -> Split:
        """The reports of a text, in order; none where it holds nothing but boilerplate.

        `repeated` are the marks of lines that stand on most pages of the site that the text comes from.
        """
        of = self._titles.cut(text, of)
        kinds = self._kinds(text, of, repeated)
        openings = self._openings.find(text, of, kinds)
        pieces = [self._piece(text, of, kinds, *part) for part in self._parts(text, of, kinds, openings)]
        if not pieces and _characters(of, kinds, 0, len(of)):
            pieces = [self._piece(text, of, kinds, None, 0, len(of))]
        return Split(pieces, [line for line, kind in zip(of, kinds, strict=True) if not kind])

    def around(self, text: str, of: list[Line]) -> frozenset[int]:
        """The marks of the lines that a site may put around a page: those before its text and behind it."""
        kinds = self._boilerplate.kinds(text, of)
        return frozenset(mark_of(text[of[index].start : of[index].end]) for index in self._around(text, of, kinds))

    def _around(self, text: str, of: list[Line], kinds: Sequence[LineKind]) -> list[int]:
        """Short lines around the text, without figures; the last that may be the title of the text is kept."""
        found = [
            index for index in around(of)
            if not kinds[index] and not any(map(str.isdecimal, text[of[index].start : of[index].end]))
        ]  # fmt: skip
        first = next((index for index, line in enumerate(of) if line.width >= PROSE), len(of))
        titles = [index for index in found if index < first and self._titles.mark(text, of[index])]
        return [index for index in found if index not in titles[-1:]]

    def _kinds(self, text: str, of: list[Line], repeated: Collection[int]) -> list[LineKind]:
        kinds = self._boilerplate.kinds(text, of)
        if repeated:
            for index in self._around(text, of, kinds):
                if mark_of(text[of[index].start : of[index].end]) in repeated:
                    kinds[index] = "line"
        masked = {index for index, kind in enumerate(kinds) if kind}
        for index in running_heads(text, of, masked, self._splits):
            mark = self._titles.mark(text, of[index])
            kinds[index] = "" if mark and mark.number else "line"
        self._keep_open(text, of, kinds)
        return kinds

    def _keep_open(self, text: str, of: list[Line], kinds: list[LineKind]) -> None:
        """A line about further reading closes no report that goes on right behind it."""
        following: int | None = None
        for index in range(len(of) - 1, -1, -1):
            if not kinds[index]:
                following = index
            elif kinds[index] == "end" and following is not None:
                line = of[following]
                goes_on = line.width >= PROSE and text[line.end - 1] in self._splits.enders
                kinds[index] = "line" if goes_on else "end"

    def _parts(self, text: str, of: list[Line], kinds: Sequence[LineKind], openings: Sequence[Opening]) -> list[_Part]:
        stops = [*(one.line for one in openings[1:]), len(of)] if openings else []
        widths = [_characters(of, kinds, one.line + one.lines, stop) for one, stop in zip(openings, stops, strict=True)]
        parts: list[_Part] = []
        kept: list[_Kept] = []
        at, listed = 0, False
        while at < len(openings):
            title, start = openings[at], openings[at].line + openings[at].lines
            if not widths[at] and at + 1 < len(openings) and _same(title, openings[at + 1]):
                at += 1  # the title again, or a heading such as 工作总结 right behind it
            if widths[at] >= MIN_BODY:
                parts.append(_Part(range(title.line, title.line + title.lines), start, stops[at]))
                kept.append(_Kept(title.mark, listed))
            elif parts and widths[at] and self._figures(text, of, start, stops[at]):
                parts[-1] = parts[-1]._replace(stop=stops[at])  # a heading inside the report
            listed = not widths[at]
            at += 1
        parts = self._without_introduction(text, of, parts, kept)
        lead = openings[0].line if openings else len(of)
        if not openings and _characters(of, kinds, 0, lead):
            return [_Part(None, 0, lead)]
        introduces = bool(parts) and self._introduces(text, of, 0, lead)
        if _characters(of, kinds, 0, lead) >= MIN_LEAD and not introduces:
            parts.insert(0, _Part(None, 0, lead))
        return parts

    def _without_introduction(self, text: str, of: list[Line], parts: list[_Part], kept: list[_Kept]) -> list[_Part]:
        """The parts without what stands under the page's own title, or under the last entry of a list of contents."""
        last = {one.mark.core: index for index, one in enumerate(kept)}
        skip = 0
        while skip + 1 < len(parts):
            first, begins = kept[skip].mark, kept[skip + 1].mark.number == 1
            heads = first.sort == "several" or (first.sort != "piece" and begins)
            listed = last[first.core] > skip and (kept[skip].listed or (begins and first.number != 1))
            if not (heads or listed) or not self._introduces(text, of, parts[skip].start, parts[skip].stop):
                break
            skip += 1
        return parts[skip:]

    def _introduces(self, text: str, of: list[Line], start: int, stop: int) -> bool:
        """Whether lines may be a site's introduction: not long, and without figures."""
        width = sum(line.width for line in of[start:stop])
        return width <= MAX_INTRO and not self._figures(text, of, start, stop)

    def _figures(self, text: str, of: list[Line], start: int, stop: int) -> bool:
        if start >= stop:
            return False
        told = text[of[start].start : of[stop - 1].end]
        return has_number(self._no_figure.sub("", told) if self._no_figure else told)

    def _piece(
        self, text: str, of: list[Line], kinds: Sequence[LineKind], title: range | None, start: int, stop: int
    ) -> Piece:
        body: list[Line] = []
        masked: list[Span] = []
        waiting: list[Span] = []
        for index in range(start, stop):
            if kinds[index] == "end":
                break
            if kinds[index]:
                waiting.append(Span(of[index].start, of[index].end))
                continue
            masked += waiting if body or title is not None else []
            waiting = []
            body.append(of[index])
        if title is None and body[0].width <= MAX_FIRST_LINE and len(body) > 1:
            heading: Span | None = Span(body[0].start, body[0].end)
            del body[0]
        else:
            heading = None if title is None else Span(of[title[0]].start, of[title[-1]].end)
        first = heading.start if heading else body[0].start
        return Piece(Span(first, body[-1].end), heading, tuple(body), tuple(masked))


def _characters(of: Sequence[Line], kinds: Sequence[LineKind], start: int, stop: int) -> int:
    """Characters of text between two lines, up to the line that closes the report."""
    total = 0
    for index in range(start, stop):
        if kinds[index] == "end":
            break
        total += 0 if kinds[index] else of[index].width
    return total


def _same(title: Opening, following: Opening) -> bool:
    """Whether a title line right behind another belongs to the same report."""
    if following.mark.sort == "piece" or title.mark.sort == "several":
        return False
    return following.line == title.line + 1 and (
        following.mark.sort == "general" or (title.mark[1:] == following.mark[1:] and bool(title.mark.core))
    )
