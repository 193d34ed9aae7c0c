"""Figures of tables: a cell that is a number, described by the heads of its row and column."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures.cells import CellReader, UnitText
from minetext.figures.dates import DateMention
from minetext.figures.grid import GridReader
from minetext.figures.heads import HeadReader
from minetext.figures.mention import Mention
from minetext.figures.rows import Caption, PartReader, Sentences
from minetext.figures.scan import Scanner
from minetext.model import NOWHERE, Report, Span, Table
from minetext.rulebook import Rulebook

LINES_ABOVE = 3
"""How many lines above a table may be captions of it."""

MAX_CAPTION = 60
"""Longer lines are no captions."""


class TableFigures(NamedTuple):
    """The figures of the tables of a report."""

    mentions: list[Mention]
    """In order; `whole` is an index in this list."""
    cells: frozenset[int]
    """The sentences, by index, that these figures are."""
    heads: frozenset[int]
    """The sentences, by index, that are heads of them."""


class TableReader:
    """The rules for tables, compiled; `read` is a pure function of a report."""

    def __init__(self, rulebook: Rulebook, scanner: Scanner) -> None:
        self._cells = CellReader(rulebook, scanner)
        self._heads = HeadReader(rulebook, scanner, self._cells)
        self._grid = GridReader(self._cells, self._heads)

    def read(self, text: str, report: Report, tables: Sequence[Table]) -> TableFigures:
        """The figures of the tables that stand in a report."""
        mentions: list[Mention] = []
        heads: set[int] = set()
        places = Sentences(report.sentences)
        first = bisect_right(tables, report.span.start, key=lambda table: table.span.end)
        for table in tables[first:]:
            if table.span.start >= report.span.end:
                break
            floor = max(report.span.start, report.title_span.end if report.title_span else 0)
            above = self._above(text, table.span.start, floor)
            for part in self._grid.parts(text, table):
                found = PartReader(text, part, self._cells, self._heads, above, places)
                shift = len(mentions)
                mentions += [
                    one._replace(whole=one.whole + shift if one.whole >= 0 else -1) for one in found.mentions()
                ]
                heads |= found.heads
        cells = frozenset(one.sentence for one in mentions)
        return TableFigures(mentions, cells, frozenset(heads) - cells)

    def _above(self, text: str, start: int, floor: int) -> Caption:
        """What the lines above a table say of it."""
        units: list[UnitText] = []
        period: DateMention | None = None
        end, told = start, NOWHERE
        for _ in range(LINES_ABOVE):
            while end > floor and text[end - 1].isspace():
                end -= 1
            begin = max(floor, text.rfind("\n", floor, end) + 1)
            if end - begin > MAX_CAPTION or begin >= end or "\t" in text[begin:end]:
                break
            line = Span(begin, end)
            if not units:
                units = self._heads.caption(text, line)
                told = line if units else NOWHERE
            dates = self._heads.dates(text, line)
            if period is None and len(dates) == 1 and dates[0].date and dates[0].date.has_year:
                period = dates[0].date
            end = begin
        return Caption(tuple(units), period, told)
