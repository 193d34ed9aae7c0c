"""Paragraphs to sentences, sentences to clauses."""

import re
from collections.abc import Iterator
from itertools import pairwise

from minetext.layout.lines import UNSEEN
from minetext.model import Span
from minetext.rulebook import Splits

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here, so that no later step works on a whole book at once."""

BLANKS = frozenset(UNSEEN)

_CELLS = re.compile(r"\t[^\S\r\n]*|(?<=\S)[^\S\r\n]{2,}(?=\S)")
"""What parts the cells of a table that became text: a tab, or a run of spaces."""


def sentences(text: str, paragraph: Span, splits: Splits) -> Iterator[Span]:
    """The sentences of a paragraph in order, without the white space around them."""
    start, stop = paragraph
    for end in (*_ends(text, paragraph, splits), stop):
        if end - start <= MAX_SENTENCE:
            inner = stripped(text, Span(start, end))
            if inner:
                yield inner
            start = end
            continue
        for begin in range(start, end, MAX_SENTENCE):
            inner = stripped(text, Span(begin, min(begin + MAX_SENTENCE, end)))
            if inner:
                yield inner
        start = end


def clauses(text: str, sentence: Span, splits: Splits) -> list[Span]:
    """The clauses of a sentence in order, without the white space around them; each cell of a table row is one."""
    cuts = {*splits.cuts(text, *sentence), *(match.end() for match in _CELLS.finditer(text, *sentence))}
    return [inner for begin, end in pairwise(sorted(cuts)) if (inner := stripped(text, Span(begin, end)))]


def stripped(text: str, span: Span) -> Span:
    """A span without the white space around it; an empty one where it holds nothing else."""
    start, end = span
    if end > start and text[start] not in BLANKS and text[end - 1] not in BLANKS:
        return span
    piece = text[slice(*span)]
    inner = piece.strip(UNSEEN)
    first = span.start + len(piece) - len(piece.lstrip(UNSEEN))
    return Span(first, first + len(inner))


def _ends(text: str, paragraph: Span, splits: Splits) -> list[int]:
    """Where the sentences of a paragraph end; not inside a name or remark that holds a mark (“我们的节日！”活动)."""
    ends = [match.end() for match in splits.sentence.finditer(text, *paragraph)]
    if not ends or ends[0] == paragraph.end:
        return ends
    inside = [match.span() for match in splits.embedded.finditer(text, *paragraph)]
    if not inside:
        return ends
    kept, at = [], 0
    for end in ends:
        while at < len(inside) and inside[at][1] < end:
            at += 1
        if at == len(inside) or not inside[at][0] < end <= inside[at][1]:
            kept.append(end)
    return kept
