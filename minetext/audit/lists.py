"""Which figures of a report are listed as parts of which: hypotheses for the checks of totals."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from minetext.audit.relations import Audited
from minetext.audit.second_lists import LONGEST, Told, second_lists
from minetext.model import Figure, Span

COUNTED = frozenset(("headcount", "quantity", "money"))

NEAR = 4
"""How many figures before a list may be its whole."""

REACH = 1500
"""How many characters behind 其中 a list may go on."""

OPEN, CLOSE = "（(", "）)"


class Listed(NamedTuple):
    """Parts in the order of the text, and the figures that may be their whole, the likeliest first."""

    wholes: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    told: Literal["open", "weak", "close", "silent", "table"] | Told
    """`open`: a word such as 其中 opens the parts; `weak`: a colon does; `close`: one such as 合计 ends them;
    `silent`: nothing says so; `table`: the heads of a table do; others as in `second_lists`."""
    others: tuple[Figure, ...] = ()
    """What is counted in another unit among the parts: 件 among 册, or columns of their own (户 and 万元)."""
    nested: bool = False
    """Whether parts have parts of their own among them, so that it is not plain which belong to which."""

    @property
    def marked(self) -> tuple[Figure, ...]:
        """The parts that were read as such, where any were: what is told behind them (已办结613件) is none."""
        return tuple(part for part in self.parts if part.part_of) or self.parts

    @property
    def apart(self) -> bool:
        """Whether what is counted in another unit is a column of its own, or nothing is."""
        return not self.others or len(self.others) >= len(self.parts) - 1


class Lists:
    """The lists of a report, sentence by sentence; of lists inside a list, the inner ones first."""

    def __init__(self, audited: Audited, patterns: "Mapping[str, re.Pattern[str]]", *, second: bool = False) -> None:
        """`second` adds the lists that name their whole; see `second_lists` for the patterns that it needs."""
        self._text = audited.text
        self._patterns = patterns
        self._second = second
        self._opens, self._closes, self._base = patterns["open"], patterns["close"], patterns["base"]
        self._sentences: list[list[Figure]] = []
        self._spans: list[Span] = []
        self._cells: list[Figure] = []
        """The figures of tables, whose heads tell what they are parts of."""
        self._collect(audited)

    def _collect(self, audited: Audited) -> None:
        """The figures that may be parts or wholes, by sentence."""
        last, before, cell = -1, 0, False
        for figure in audited.figures:
            if figure.sentence != last:
                last = figure.sentence
                span = audited.report.sentences[last].span
                cell = is_cell(audited.text, span)
                self._sentences.append([])
                self._spans.append(span)
                before = span.start
            if cell:
                self._cells.append(figure)
            elif (
                (figure.kind in COUNTED or figure.share)
                and not figure.per
                and not self._base.search(self._text, max(before, figure.span.start - 40), figure.span.start)
            ):
                self._sentences[-1].append(figure)
            before = figure.span.end

    def __iter__(self) -> Iterator[Listed]:
        yield from self._tables()
        for at, span in enumerate(self._spans):
            back = [one for figures in self._sentences[max(0, at - 2) : at] for one in figures][-4 * NEAR :]
            for one in (
                second_lists(self._text, back, self._sentences[at], span, self._patterns) if self._second else ()
            ):
                yield Listed((one.whole,), one.parts[:LONGEST], one.told)
            yield from self._opened(back, self._sentences[at], span)
            yield from self._closed(self._sentences[at], span)
            yield from self._silent(back, self._sentences[at])

    def _tables(self) -> Iterator[Listed]:
        """What the heads of tables say: of each whole, the parts in its row, and those in its column."""
        by_id = {figure.figure_id: figure for figure in self._cells}
        found: dict[tuple[str, bool], list[Figure]] = {}
        for part in self._cells:
            whole = by_id.get(part.part_of)
            if whole is not None:
                found.setdefault((whole.figure_id, self._line(whole) == self._line(part)), []).append(part)
        for (whole_id, _), parts in found.items():
            if 1 < len(parts) <= LONGEST:
                yield Listed((by_id[whole_id],), tuple(parts), "table")

    def _line(self, figure: Figure) -> int:
        """Where the row of a cell begins."""
        return self._text.rfind("\n", max(0, figure.span.start - REACH), figure.span.start)

    def _opened(self, back: Sequence[Figure], figures: Sequence[Figure], span: Span) -> Iterator[Listed]:
        marks = list(self._opens.finditer(self._text, span.start, span.end))
        if not marks:
            return
        starts = [figure.span.start for figure in figures]
        for number, mark in reversed(list(enumerate(marks))):
            end = self._end(mark.end(), min(span.end, mark.end() + REACH))
            first, last = bisect_right(starts, mark.start()), bisect_right(starts, end)
            last = min(last, first + LONGEST)
            following = marks[number + 1].start() if number + 1 < len(marks) else span.end
            weak = mark.lastgroup == "weak"
            before = [*(() if weak else back), *figures[max(0, first - 4 * NEAR) : first]]
            listed = _by_sort(figures[first:last])
            for parts in listed.values():
                wholes = [one for one in reversed(before) if _alike(one, parts[0])]
                if wholes and len(parts) > 1:
                    others = _between(parts, listed)
                    nested = following < parts[-1].span.start
                    near = wholes[: 1 if weak else NEAR]
                    yield Listed(tuple(near), tuple(parts), "weak" if weak else "open", others, nested)

    def _end(self, start: int, end: int) -> int:
        """Where the bracket that a list stands in is closed, or its sentence ends."""
        depth = 0
        for at in range(start, end):
            depth += (self._text[at] in OPEN) - (self._text[at] in CLOSE)
            if depth < 0:
                return at
        return end

    def _closed(self, figures: Sequence[Figure], span: Span) -> Iterator[Listed]:
        before = span.start
        for index, figure in enumerate(figures):
            if index > 1 and self._closes.search(self._text, max(before, figure.span.start - 20), figure.span.start):
                same = [one for one in figures[max(0, index - LONGEST) : index] if _alike(one, figure)]
                if len(same) > 1:
                    yield Listed((figure,), tuple(same), "close")
            before = figure.span.end

    def _silent(self, back: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[Listed]:
        for parts in _by_sort(figures).values():
            if parts[0].kind == "rate":
                continue
            if len(parts) < 2:
                continue
            before = [one for one in reversed(back) if _alike(one, parts[0])][:NEAR]
            if before:
                yield Listed(tuple(before), tuple(parts[:LONGEST]), "silent")
            if len(parts) > 2:
                yield Listed((parts[0],), tuple(parts[1:LONGEST]), "silent")


def is_cell(text: str, sentence: Span) -> bool:
    """Whether a sentence is a cell of a table: a tab parts it from the next."""
    return text[max(0, sentence.start - 1) : sentence.start] == "\t" or text[sentence.end : sentence.end + 1] == "\t"


def sort(figure: Figure) -> tuple[str, str]:
    """What figures must have in common to be added up; of 台（套） the first."""
    return figure.kind, _first_unit(figure.unit)


@lru_cache(maxsize=1024)
def _first_unit(unit: str) -> str:
    return unit.partition("（")[0].partition("(")[0]


def _alike(figure: Figure, other: Figure) -> bool:
    """Whether one figure can be a part of the other."""
    return sort(figure) == sort(other) and _state(figure) == _state(other)


def _state(figure: Figure) -> str:
    """Its role; a level that is planned is one as well."""
    return "level" if figure.role == "target" else figure.role


def _between(parts: Sequence[Figure], listed: Mapping[tuple[str, str], Sequence[Figure]]) -> tuple[Figure, ...]:
    """What stands among the parts and is of their kind, but of another unit."""
    first, last = parts[0], parts[-1]
    return tuple(
        one
        for key, figures in listed.items()
        if key[0] == first.kind and key != sort(first)
        for one in figures
        if first.span.start < one.span.start < last.span.start
    )


def _by_sort(figures: Sequence[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """The figures by sort, those of the role of the first of each."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        same = found.setdefault(sort(figure), [])
        if not same or _state(figure) == _state(same[0]):
            same.append(figure)
    return found
