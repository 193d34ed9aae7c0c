"""Which lines of a source open its reports."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minetext.layout.boilerplate import LineKind
from minetext.layout.furniture import PROSE
from minetext.layout.lines import Line, wrapped
from minetext.layout.ordinals import ordinal
from minetext.layout.outline import Outline
from minetext.layout.particulars import ParticularReader
from minetext.layout.series import MIN_BODY, Numbered, broken_titles, numbered_titles
from minetext.layout.titles import Mark, Titles
from minetext.model import Span
from minetext.rulebook import Rulebook, Splits

MAX_UNMARKED = 40
"""A line behind a signature is the title of the next report up to this length, whatever its form."""


SALUTATION = 3
"""Text begins at most so many lines behind such a title."""


class Opening(NamedTuple):
    """A line that opens a report, unless too little text stands behind it."""

    line: int
    """Its index."""
    mark: Mark
    lines: int = 1
    """How many lines the title has."""


class _State:
    """What has been read of the report that the next line belongs to."""

    def __init__(self, links: bool = False) -> None:
        self.width = 0
        """Characters of its text."""
        self.numbers: dict[int, int] = {}
        """The last number of each style of heading, by rank."""
        self.signed = self.links = links
        """Whether its signature has been read, and nothing but short lines behind it."""
        self.closed = False
        """Whether a line has been read that closes it."""


class Openings:
    """Finds the lines that open reports by their form, and by what stands before and behind them."""

    def __init__(self, rulebook: Rulebook, titles: Titles) -> None:
        self._titles = titles
        self._splits = Splits(rulebook)
        self._outline = Outline(rulebook, self._splits)
        self._particulars = ParticularReader(rulebook)
        self._enders = self._splits.enders

    def find(self, text: str, of: list[Line], kinds: Sequence[LineKind]) -> list[Opening]:
        """The lines that may open reports, in order."""
        plain = [index for index in range(len(of)) if not kinds[index]]
        marks = {index: mark for index in plain if (mark := self._titles.mark(text, of[index]))}
        numbered = self._numbered(text, of, plain)
        marks |= numbered_titles(text, of, numbered, self._titles)
        broken = broken_titles(text, of, plain, marks, numbered, self._titles)
        marks = {index: mark for index, mark in marks.items() if index - 1 not in broken} | broken
        repeated = _repeated(marks)
        found: list[Opening] = []
        state = _State()
        page = wrapped(of, text)
        ahead = 0
        for index in range(len(of)):
            while ahead < len(numbered) and numbered[ahead].line <= index:
                ahead += 1
            if kinds[index]:
                state.closed = state.closed or kinds[index] == "end"
                continue
            following = numbered[ahead] if ahead < len(numbered) else None
            mark = marks.get(index)
            if mark and mark.sort != "piece" and index and page and page.is_full(text, of[index]):
                mark = None  # a line of a text that was wrapped by hand
            if mark and index - 1 not in marks and not self._stands_alone(text, of, kinds, index):
                mark = None
            if mark:
                named = mark.sort in ("general", "weak") and self._particulars.names_unit(
                    text[of[index].start : of[index].end]
                )
                opens = self._opens(
                    mark, state, following, first=not found, repeated=mark.core in repeated, named=named
                )
            else:
                opens = state.signed and self._follows_signature(text, of, kinds, index)
                mark = Mark("weak", 0, "")
            if opens:
                found.append(Opening(index, mark, 2 if index in broken else 1))
                # perhaps only one of a list of links between a signature and the next report
                links = state.signed and (state.closed or (state.links and not state.width))
                state = _State(links)
                continue
            here = numbered[ahead - 1] if ahead and numbered[ahead - 1].line == index else None
            self._read(text, of[index], here, state)
        return found

    def _opens(
        self, mark: Mark, state: _State, following: Numbered | None, *, first: bool, repeated: bool, named: bool
    ) -> bool:
        """Whether a line of this form opens a report where it stands.

        Args:
            mark: its form.
            state: what stands before it.
            following: the next heading behind it.
            first: whether no line before it opens a report.
            repeated: whether it is the title of another line, too.
            named: whether it names a unit.
        """
        if mark.sort == "piece":
            return True
        if mark.sort == "salutation":
            return state.signed
        if following and following.number > 1 and state.numbers.get(following.rank) == following.number - 1:
            return False  # the numbering goes on behind it: a heading
        if mark.sort in ("title", "several") or (first and not state.width) or state.signed or state.closed:
            return True
        restarts = (
            following is not None
            and following.number == 1
            and following.rank == min(state.numbers, default=-1)
            and state.numbers[following.rank] > 1
        )
        return (repeated and bool(mark.number)) or (restarts and (repeated or named))

    def _read(self, text: str, line: Line, numbered: Numbered | None, state: _State) -> None:
        if numbered:
            goes_on = state.numbers.get(numbered.rank) == numbered.number - 1 > 0
            state.signed = state.signed and not goes_on  # a date alone on its line was no signature
            state.numbers[numbered.rank] = numbered.number
        if state.width >= MIN_BODY and self._particulars.is_date(text, Span(line.start, line.end)):
            state.signed = True
        elif state.signed and (
            text[line.end - 1] in self._enders or self._is_prose(text, line) or self._titles.attaches(text, line)
        ):
            state.signed = False
        state.width += line.width

    def _numbered(self, text: str, of: Sequence[Line], plain: Sequence[int]) -> list[Numbered]:
        found: list[Numbered] = []
        for index in plain:
            start, end = of[index].start, of[index].end
            match = self._outline.pattern.match(text, start, end) if self._outline.pattern else None
            if match:
                found.append(Numbered(index, self._outline.rank(text, start, end), ordinal(match[0]), match.end()))
        return found

    def _stands_alone(self, text: str, of: Sequence[Line], kinds: Sequence[LineKind], index: int) -> bool:
        """Whether a line is a paragraph of its own: no part of a sentence runs into it or out of it."""
        line = of[index]
        if index == 0 or line.after_blank or kinds[index - 1]:
            return True
        if index + 1 < len(of) and of[index + 1].after_blank:
            return True
        before = of[index - 1]
        return (
            text[before.end - 1] in self._enders
            or before.width < PROSE // 2
            or self._particulars.is_date(text, Span(before.start, before.end))
        )

    def _follows_signature(self, text: str, of: Sequence[Line], kinds: Sequence[LineKind], index: int) -> bool:
        """Whether a line of no form is the title of the report behind a signature."""
        line = of[index]
        if line.width > MAX_UNMARKED or text[line.end - 1] in self._enders or self._titles.refuses(text, line):
            return False
        if self._splits.clause.match(text, line.end - 1, line.end):
            return False
        if self._outline.pattern and self._outline.pattern.match(text, line.start, line.end):
            return False
        if self._is_prose(text, line) or self._particulars.is_date(text, Span(line.start, line.end)):
            return False
        if index + 1 < len(of) and self._particulars.is_date(text, Span(of[index + 1].start, of[index + 1].end)):
            return False
        behind = range(index + 1, min(index + 1 + SALUTATION, len(of)))
        return any(not kinds[at] and self._is_prose(text, of[at]) for at in behind)

    def _is_prose(self, text: str, line: Line) -> bool:
        """Whether a line is text: long, or of some length and with a clause that ends inside it."""
        if line.width >= PROSE:
            return True
        return line.width >= PROSE // 2 and self._splits.clause.search(text, line.start, line.end) is not None


def _repeated(marks: dict[int, Mark]) -> frozenset[str]:
    """The cores of titles that stand more than once."""
    times = Counter(mark.core for mark in marks.values() if mark.core)
    return frozenset(core for core in times if times[core] > 1)
