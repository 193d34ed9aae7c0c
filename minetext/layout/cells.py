"""Paragraphs to cells, where they are rows of a table."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from minetext.model import Span, Table


class Block(NamedTuple):
    """What sentences are looked for in: a paragraph, or a cell of a table."""

    span: Span
    in_table: bool


class Cells:
    """The cells of the tables of a source that hold text."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._spans = [cell.span for table in tables for cell in table.cells if cell.span]

    def blocks(self, paragraph: Span) -> Iterator[Block]:
        """A paragraph as it is or, where it holds cells of a table, each of them, with what stands between them."""
        first = bisect_right(self._spans, paragraph.start, key=itemgetter(1))
        last = bisect_left(self._spans, paragraph.end, first, key=itemgetter(0))
        if first == last:
            yield Block(paragraph, False)
            return
        place = paragraph.start
        for start, end in self._spans[first:last]:
            if start > place:
                yield Block(Span(place, start), False)
            place = min(end, paragraph.end)
            yield Block(Span(max(start, paragraph.start), place), True)
        if place < paragraph.end:
            yield Block(Span(place, paragraph.end), False)
