"""Paragraphs to sentences."""

from collections.abc import Iterator

from minetext.model import Span
from minetext.rulebook import Splits

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here, so that no later step works on a whole book at once."""


def sentences(text: str, paragraph: Span, splits: Splits) -> Iterator[Span]:
    """The sentences of a paragraph in order, without the white space around them."""
    start, stop = paragraph
    ends = [match.end() for match in splits.sentence.finditer(text, start, stop)]
    for end in (*ends, stop):
        for begin in range(start, end, MAX_SENTENCE):
            piece = text[begin : min(begin + MAX_SENTENCE, end)]
            inner = piece.strip()
            if inner:
                first = begin + len(piece) - len(piece.lstrip())
                yield Span(first, first + len(inner))
        start = end
