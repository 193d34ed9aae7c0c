"""Which figures stand together, and which figure of a report a phrase names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from minetext.audit.relations import LEVELS, Audited
from minetext.model import Figure

PIECE = 2
"""Characters at the end of a name that stand in another name of the thing (总收入, 财政总收入预算)."""

KNOWN = 24
"""How many of the last figures are looked at whose names have that in common; more would make long reports slow."""


END = 4
"""Characters at the end of a sentence that tell whether it goes on."""


class Nearby:
    """The figures of a report but its dates, by sentence and by what they count."""

    def __init__(self, audited: Audited, goes_on: "re.Pattern[str] | None" = None) -> None:
        """With `goes_on`, a sentence whose end has this form goes on in the next (a page foot stands between)."""
        self.text = audited.text
        self._goes_on = goes_on
        self._report = audited.report
        self.figures: Sequence[Figure] = [one for one in audited.figures if one.kind != "date"]

    @cached_property
    def _sentences(self) -> list[int]:
        """The sentence of every figure; the one that it goes on from, where that goes on."""
        found: list[int] = []
        last = first = -1
        for figure in self.figures:
            if figure.sentence != last:
                at = figure.sentence
                while at > last and at and self._goes_on_behind(at - 1):
                    at -= 1
                first, last = first if at == last else at, figure.sentence
            found.append(first)
        return found

    def _goes_on_behind(self, sentence: int) -> bool:
        if self._goes_on is None:
            return False
        start, end = self._report.sentences[sentence].span
        return bool(self._goes_on.search(self.text[max(start, end - END) : end]))

    def sentence(self, number: int) -> int:
        """The running number of the sentence that a figure stands in."""
        return self._sentences[number]

    @cached_property
    def sentences(self) -> list[range]:
        """The figures of every sentence that holds some, as ranges of their numbers."""
        starts = [number for number, (one, other) in enumerate(pairwise((-1, *self._sentences))) if one != other]
        return [range(start, stop) for start, stop in pairwise((*starts, len(self.figures)))]

    @cached_property
    def _by_piece(self) -> dict[str, list[int]]:
        """The figures by every two characters that follow each other in what they count."""
        found: dict[str, list[int]] = {}
        for number, figure in enumerate(self.figures):
            for piece in {figure.item[at : at + PIECE] for at in range(max(1, len(figure.item) - 1))}:
                found.setdefault(piece, []).append(number)
        return found

    def _last(self, name: str, before: int) -> Iterator[int]:
        """The last figures before a figure whose names hold the end of a name; the nearest first."""
        known = self._by_piece.get(name[-PIECE:], [])
        end = bisect_left(known, before)
        return reversed(known[max(0, end - KNOWN) : end])

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The paragraph of every figure; they only go up."""
        return [self._report.sentences[number].paragraph for number in self._sentences]

    def paragraph(self, number: int) -> int:
        """The running number of the paragraph that a figure stands in."""
        return self._paragraphs[number]

    def gap(self, first: Figure, second: Figure) -> str:
        """What stands between a figure and a later one, dates included."""
        return self.text[first.span.end : second.span.start]

    def together(self, first: int, last: int) -> bool:
        """Whether two figures stand in one sentence; False where one of the numbers has none."""
        sentences = self._sentences
        return first >= 0 and last < len(sentences) and sentences[first] == sentences[last]

    def sentence_start(self, number: int) -> int:
        """Where the sentence of a figure begins."""
        return self._report.sentences[self.figures[number].sentence].span.start

    def before(self, number: int) -> str:
        """What stands before a figure in its sentence, behind the figure before it."""
        figure = self.figures[number]
        start = self.sentence_start(number)
        if number:
            start = max(start, self.figures[number - 1].span.end)
        return self.text[start : figure.span.start]

    def same_paragraph(self, number: int, reach: int) -> range:
        """The figures of the paragraph of one, up to so many before and behind it."""
        paragraphs = self._paragraphs
        here = paragraphs[number]
        first = bisect_left(paragraphs, here, max(0, number - reach), number)
        return range(first, bisect_right(paragraphs, here, number, min(len(paragraphs), number + reach + 1)))

    def of_item(self, item: str, before: int) -> Iterator[int]:
        """The last figures before a figure that count an item; the nearest first."""
        for number in self._last(item, before):
            if self.figures[number].item == item:
                yield number

    def named(self, phrase: str, like: Figure, before: int) -> Iterator[int]:
        """The last levels before a figure that count what a phrase names, in the unit of `like`; the nearest first."""
        for number in self._last(phrase, before):
            figure = self.figures[number]
            same = figure.item in phrase or phrase in figure.item or phrase in self.before(number)
            if same and figure.kind == like.kind and figure.unit == like.unit and figure.role in LEVELS:
                yield number
