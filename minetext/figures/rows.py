"""The figures of one part of a table, row by row."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from minetext.figures.cells import CellReader, Sort, TableCell, UnitText
from minetext.figures.dates import DateMention
from minetext.figures.grid import Part
from minetext.figures.heads import Head, HeadReader
from minetext.figures.labels import Chain, Labels, Placed
from minetext.figures.mention import InTable, Mention
from minetext.figures.parts import Line, linked, wholes
from minetext.figures.told import Around, item, measure, role
from minetext.model import NOWHERE, Sentence, Span

UNIT_COLUMN = 4
"""Characters of a unit that no rule knows, in a column of units."""


class Caption(NamedTuple):
    """What is told of a whole table."""

    units: tuple[UnitText, ...]
    period: DateMention | None
    line: Span = NOWHERE
    """The line above the table that tells the units."""


class Sentences:
    """The sentences of a report, looked up by place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._key = attrgetter("span.start")

    def of(self, cell: TableCell) -> int:
        """The sentence that is all of a cell, or -1."""
        index = bisect_right(self._sentences, cell.span.start, key=self._key) - 1
        if index < 0:
            return -1
        span, around = self._sentences[index].span, cell.cell.span
        inside = around.start <= span.start <= cell.span.start and cell.span.end <= span.end <= around.end
        return index if inside else -1

    def within(self, span: Span) -> Iterator[int]:
        """The sentences that begin in a span."""
        index = bisect_right(self._sentences, span.start - 1, key=self._key)
        while index < len(self._sentences) and self._sentences[index].span.start < span.end:
            yield index
            index += 1


class PartReader:
    """Reads the figures of one part of a table."""

    def __init__(
        self, text: str, part: Part, cells: CellReader, heads: HeadReader, above: Caption, places: Sentences
    ) -> None:  # fmt: skip
        self._text = text
        self._part = part
        self._cells = cells
        self._reader = heads
        self._places = places
        self._read: dict[Span, Head] = {}
        self._sections = list(part.sections)
        self._caption = self._told_of_all(above)
        self._upper = [self.head(one) for row in part.heads for one in row if one.sort]
        periods = [one.period for one in self._upper]
        dated = [one for one in periods if one is not None and one.first.year.isdigit()]
        self._latest = max(dated, key=lambda one: one.edtf(), default=None)
        """The latest date of a column: of it is what columns of changes tell."""
        self.heads: set[int] = set()
        """The sentences that are heads of figures."""

    def mentions(self) -> list[Mention]:
        """The figures, in order; `whole` is an index in this list."""
        labels = Labels(self._text, self._part, self.head)
        found: list[Mention] = []
        cells: list[tuple[int, int]] = []
        rows: dict[int, Line] = {}
        columns: dict[int, Line] = {}
        units, aside = self._columns_aside(labels)
        for placed, texts in labels.rows():
            unit = self._unit_beside(texts, units)
            period = self._period_beside(texts)
            extent = _extent(self._part.rows[placed[0].row]) if placed else NOWHERE
            for number in placed:
                named = tuple(label for label in number.left if label.cell.column not in aside)
                one = number._replace(left=named or number.left)
                mention = self._figure(one, unit, period, extent)
                if mention is None:
                    continue
                found.append(mention)
                column = one.cell.cell.column
                cells.append((one.row, column))
                if one.left:
                    rows.setdefault(one.row, Line(one.row, self._chain(one.left), self._indent(one.left[-1])))
                columns.setdefault(column, Line(column, self._chain(one.above)))
                for head in (*one.above, *number.left, *one.corner):
                    self.heads.update(self._places.within(head.cell.span))
        if found:
            for caption in (self._caption.line, *(one.cell.span for one in self._part.captions)):
                self.heads.update(self._places.within(caption))
        in_order = [columns[key] for key in sorted(columns)]
        return linked(found, cells, wholes(list(rows.values())), wholes(in_order))

    def head(self, cell: TableCell) -> Head:
        """What a head or label says; each is read once."""
        known = self._read.get(cell.span)
        if known is None:
            year = self._reader.year(self._text, cell.span) if cell.sort is Sort.PERIOD else None
            known = Head(cell.span, NOWHERE, period=year) if year else self._reader.read(self._text, cell.span)
            self._read[cell.span] = known
        return known

    def _chain(self, chain: Chain) -> tuple[Head, ...]:
        return tuple(self.head(one) for one in chain)

    def _indent(self, cell: TableCell) -> int:
        return cell.span.start - cell.cell.span.start

    def _told_of_all(self, above: Caption) -> Caption:
        """What captions in the table, the corner above its labels and the lines above the table say."""
        corner = [one for row in self._part.heads for one in row]
        units: list[UnitText] = []
        for one in (*self._part.captions, *corner):
            units = units or self._reader.caption(self._text, one.span)
        dates = [date for one in self._part.captions for date in self._reader.dates(self._text, one.span)]
        period = next((one.date for one in dates if one.date and one.date.has_year), above.period)
        return above._replace(units=tuple(units) or above.units, period=period)

    def _figure(
        self, placed: Placed, beside: UnitText | None, period: DateMention | None, extent: Span
    ) -> Mention | None:  # fmt: skip
        sentence = self._places.of(placed.cell)
        if sentence < 0 or not (placed.above or placed.left):
            return None
        around = Around(*(self._chain(chain)[::-1] for chain in (placed.above, placed.left, placed.corner)))
        section = self._section(placed.row)
        told = measure(
            self._text, around, placed.cell.figure is not None, beside, section.unit if section else None,
            self._caption.units or self._shared(around),
        )  # fmt: skip
        mention = self._cells.figure(self._text, placed.cell, told.unit)
        if mention is None:
            return None
        if told.sort:
            mention = mention._replace(kind=told.sort.kind, unit=told.sort.unit, rule=told.sort.rule)
        return mention._replace(
            sentence=sentence,
            per=mention.per or next((head.per for head in around.all if head.per), ""),
            item=item(around, told.axis),
            role=role(mention, around),
            table=InTable(
                extent, tuple(dict.fromkeys(head.span for head in around.all)), self._period(around, period, section)
            ),
        )  # fmt: skip

    def _shared(self, around: Around) -> tuple[UnitText, ...]:
        """For a column of totals, the unit that all other columns have."""
        totals = around.above and not around.above[0].says.isdisjoint(("total", "subtotal", "sum"))
        units = (
            {one.unit.text: one.unit for one in self._upper if one.unit and one.unit.kind != "rate"} if totals else {}
        )
        return tuple(units.values()) if len(units) == 1 else ()

    def _section(self, row: int) -> Head | None:
        """What the single cell says that stands last above a row."""
        last = bisect_right(self._sections, row) - 1
        return self.head(self._part.sections[self._sections[last]]) if last >= 0 else None

    def _period(self, around: Around, beside: DateMention | None, section: Head | None) -> DateMention | None:
        """The date that is told nearest, with the year of the one around it where it has none."""
        told = [head.period for head in around.all if head.period]
        changes = any(head.role in ("increase", "decrease") for head in around.all)
        latest = self._latest if changes else None
        told += [one for one in (latest, beside, section and section.period, self._caption.period) if one]
        if not told:
            return None
        period = told[0]
        if not period.has_year and period.shift is None:
            outer = next((one for one in told[1:] if one.first.year or one.shift is not None), None)
            if outer is not None:
                year = outer.first.year
                return period._replace(first=period.first._replace(year=year), shift=outer.shift)
        return period

    def _columns_aside(self, labels: Labels) -> tuple[int, set[int]]:
        """The column of units, or -1, and all columns of texts that name nothing that is counted.

        The head of a column of units says 单位, and half of its cells are units that the rules know.
        """
        known, all_of = Counter[int](), Counter[int]()
        aside: set[int] = set()
        for _, texts in labels.rows():
            for cell, above in texts:
                says = self.head(above[-1]).says if above else frozenset()
                column = cell.cell.column
                if "aside" in says:
                    aside.add(column)
                if "unit" in says:
                    all_of[column] += 1
                    known[column] += self._cells.unit(self._text, cell.span) is not None
        units = next((column for column, count in known.items() if count and count * 2 >= all_of[column]), -1)
        return units, aside | {units}

    def _unit_beside(self, texts: Sequence[tuple[TableCell, Chain]], column: int) -> UnitText | None:
        """The unit that stands in a row's column of units."""
        for cell, _ in texts:
            if cell.cell.column == column:
                return self._cells.unit(self._text, cell.span, self._reader.unit_rule, UNIT_COLUMN)
        return None

    def _period_beside(self, texts: Sequence[tuple[TableCell, Chain]]) -> DateMention | None:
        """The only date among the texts of a row."""
        dates = [self.head(cell).period for cell, _ in texts if cell.sort is Sort.PERIOD]
        return dates[0] if len(dates) == 1 else None


def _extent(row: Sequence[TableCell]) -> Span:
    filled = [one.span for one in row if one.span]
    return Span(filled[0].start, filled[-1].end)
