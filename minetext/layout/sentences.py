"""Paragraphs to sentences and clauses, as spans."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from minetext.model import Span
from minetext.rulebook import Rulebook, alternatives
from minetext.rulebook.schema import SplitRule

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here, so that no later step works on a whole book at once."""


class Cut(NamedTuple):
    """A sentence without the white space around it, and where its clauses begin and end."""

    span: Span
    cuts: tuple[int, ...]


class Sentences:
    """The rules for ends of sentences and clauses, compiled into one pattern."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, list[str]] = {"sentence": [], "clause": [], "closing": []}
        for rule in rulebook.of(SplitRule):
            words[rule.unit] += rule.words
        ends, clauses, closing = (f"(?:{alternatives(words[unit]) or '(?!)'})" for unit in ("sentence", "clause", "closing"))
        self.enders = "".join(word[-1] for word in words["sentence"])
        """The characters that a sentence ends in."""
        # a comma or colon between digits is part of a number: 5,797 and 107:100
        self._mark = re.compile(rf"({ends}+{closing}*)|{clauses}+(?<!\d[,，:：](?=\d))")

    def sentences(self, text: str, paragraph: Span) -> Iterator[Cut]:
        """The sentences of a paragraph, in order."""
        start, stop = paragraph
        cuts: list[int] = []
        for match in self._mark.finditer(text, start, stop):
            end = match.end()
            if match.lastindex is None and end - start < MAX_SENTENCE:
                cuts.append(end)
                continue
            yield from _sentence(text, start, end, cuts)
            start, cuts = end, []
        yield from _sentence(text, start, stop, cuts)


def _sentence(text: str, start: int, end: int, cuts: list[int]) -> Iterator[Cut]:
    """The sentence between two offsets, in pieces where it is too long; none where there is only white space."""
    if end - start > MAX_SENTENCE:
        for begin in range(start, end, MAX_SENTENCE):
            stop = min(begin + MAX_SENTENCE, end)
            yield from _sentence(text, begin, stop, [cut for cut in cuts if begin < cut < stop])
        return
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        inner = [cut for cut in cuts if start < cut < end]
        yield Cut(Span(start, end), (start, *inner, end))
