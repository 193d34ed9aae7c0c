"""A report read as if its lines had never been broken, and the way back to the places in its source."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from minetext.model import Report, Source, Span, Table

_BREAK = re.compile(r"[^\S\r\n]*[\r\n]\s*")


class Unwrapped(NamedTuple):
    """A report whose text begins at 0 and holds no break inside a sentence."""

    source: Source
    report: Report
    places: Sequence[int]
    """Where text was left out, as offsets of the report's text; the first is 0."""
    shifts: Sequence[int]
    """What to add to an offset at each of these places, or behind it, to have its offset in the source."""

    def span(self, span: Span) -> Span:
        """The place in the source of a span that is not empty."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def inside(self, span: Span) -> Span:
        """The place in the unwrapped text of a span of the source that lies in the report."""
        starts = [place + shift for place, shift in zip(self.places, self.shifts, strict=True)]

        def offset(old: int, piece: int) -> int:
            most = self.places[piece + 1] if piece + 1 < len(self.places) else old
            return min(old - self.shifts[piece], most)

        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1
        return Span(offset(span.start, first), offset(span.end, last))

    def _offset(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.places, offset) - 1]


def unwrap(source: Source, report: Report) -> Unwrapped | None:
    """The report without the line breaks inside its sentences; None where there are none."""
    text = source.text
    breaks = [
        match.span()
        for sentence in report.sentences
        if text.find("\n", *sentence.span) >= 0 or text.find("\r", *sentence.span) >= 0
        for match in _BREAK.finditer(text, *sentence.span)
        if not _parts_words(text, *match.span())
    ]
    if not breaks:
        return None
    begin, end = report.span
    starts, stops = [begin, *(stop for _, stop in breaks)], [*(start for start, _ in breaks), end]
    kept = list(zip(starts, stops, strict=True))
    shifts, places, length = [], [], 0
    for start, stop in kept:
        places.append(length)
        shifts.append(start - length)
        length += stop - start

    def offset(old: int) -> int:
        piece = bisect_right(starts, old) - 1
        return min(old, stops[piece]) - shifts[piece]

    def moved(span: Span) -> Span:
        return Span(offset(span.start), offset(span.end))

    def joined(whole: str) -> str:
        return "".join(whole[start:stop] for start, stop in kept)

    tables = tuple(
        Table(moved(table.span), tuple(cell._replace(span=moved(cell.span)) for cell in table.cells))
        for table in source.tables
        if begin <= table.span.start and table.cells[-1].span.end <= end
    )
    shorter = replace(source, text=joined(text), folded=joined(source.folded) if source.folded else "", tables=tables)
    return Unwrapped(
        shorter,
        replace(
            report, span=moved(report.span), title_span=report.title_span and moved(report.title_span),
            masked=tuple(map(moved, report.masked)),
            sections=tuple(
                one._replace(span=moved(one.span), heading=moved(one.heading)) for one in report.sections
            ),
            sentences=tuple(one._replace(span=moved(one.span)) for one in report.sentences),
        ),
        places, shifts,
    )  # fmt: skip


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether a break stands between two words of Latin letters."""
    return text[start - 1].isascii() and text[start - 1].isalpha() and text[end].isascii() and text[end].isalpha()
