"""Paragraphs to sentences."""

from collections.abc import Iterator

from minetext.model import Span
from minetext.rulebook import Splits

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here, so that no later step works on a whole book at once."""


def sentences(text: str, paragraph: Span, splits: Splits) -> Iterator[Span]:
    """The sentences of a paragraph in order, without the white space around them."""
    start, stop = paragraph
    for match in splits.sentence.finditer(text, start, stop):
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, stop)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for begin in range(start, end, MAX_SENTENCE):
        first, last = begin, min(begin + MAX_SENTENCE, end)
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield Span(first, last)
