"""Which figures stand together, and which figure of a report a phrase names."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

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
    def _places(self) -> list[tuple[int, int]]:
        """The sentence and the paragraph of every sentence, those of the one before where that goes on."""
        places: list[tuple[int, int]] = []
        for number, sentence in enumerate(self._report.sentences):
            before = self._report.sentences[number - 1].span if number else sentence.span
            goes_on = (
                number
                and self._goes_on
                and self._goes_on.search(self.text[max(before.start, before.end - END) : before.end])
            )
            places.append(places[-1] if goes_on else (number, sentence.paragraph))
        return places

    def sentence(self, number: int) -> int:
        """The running number of the sentence that a figure stands in."""
        return self._places[self.figures[number].sentence][0]

    @cached_property
    def sentences(self) -> list[range]:
        """The figures of every sentence that holds some, as ranges of their numbers."""
        ranges = []
        for _, group in groupby(range(len(self.figures)), key=self.sentence):
            numbers = list(group)
            ranges.append(range(numbers[0], numbers[-1] + 1))
        return ranges

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

    def paragraph(self, number: int) -> int:
        """The running number of the paragraph that a figure stands in."""
        return self._places[self.figures[number].sentence][1]

    def gap(self, first: Figure, second: Figure) -> str:
        """What stands between a figure and a later one, dates included."""
        return self.text[first.span.end : second.span.start]

    def together(self, first: int, last: int) -> bool:
        """Whether two figures stand in one sentence; False where one of the numbers has none."""
        return first >= 0 and last < len(self.figures) and self.sentence(first) == self.sentence(last)

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
        here, first, last = self.paragraph(number), number, number
        while first > 0 and number - first < reach and self.paragraph(first - 1) == here:
            first -= 1
        while last + 1 < len(self.figures) and last - number < reach and self.paragraph(last + 1) == here:
            last += 1
        return range(first, last + 1)

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
