"""Rows of a sheet: records with a text each, or one table of figures; told by the cells, not by names."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from minetext.model import Place, Problem, Source
from minetext.readers.base import Content, problem
from minetext.readers.decoding import whole_characters
from minetext.readers.document import DocumentBuilder, TableCell

SAMPLE = 200
"""Rows that tell how a sheet is laid out."""

TEXT = 80
"""Characters that the cells of a column have on average where each is a document."""

TITLE = 60
"""Characters of a cell up to which it may be a title."""

HEADING = 20
"""Characters of a cell up to which it may be the head of its column."""


class Row(NamedTuple):
    """A row that holds something: its number in the sheet, from 1, and its cells."""

    number: int
    cells: Sequence[TableCell]


class Layout(NamedTuple):
    """Which columns of a sheet hold documents."""

    text: int
    title: int
    """-1 where no column holds titles."""


def sources(
    content: Content, format: str, sheet: str, rows: Iterable[Row], as_shown: Callable[[], Iterable[Row]] | None = None
) -> Iterator[Source | Problem]:
    """A source for each row where a column holds documents (`PATH#ROW`); else one with the whole table (`PATH#SHEET`).

    `sheet` is the name of the sheet, or empty where the file has no more than one. `as_shown` gives the rows of a table
    again with the cells as they show, where `rows` has their bare values. Rows behind the limit are told, not read.
    """
    filled = _Bounded(rows, content.limits.rows)
    sample = list(islice(filled, SAMPLE))
    layout = layout_of(sample) if sample else None
    whole: Iterator[Row] = chain(sample, filled)
    if layout:
        yield from _documents(content, format, sheet, layout, whole, sample[0].cells)
    elif sample:
        if as_shown:
            whole = filled = _Bounded(as_shown(), content.limits.rows)
        yield _table(content, format, sheet, whole)
    if filled.goes_on:
        name = f"{content.name}#{sheet}" if sheet else content.name
        yield problem(name, "too_many_rows", limit=str(content.limits.rows))


class _Bounded(Iterator[Row]):
    """The rows up to a number, and whether there are more."""

    def __init__(self, rows: Iterable[Row], limit: int) -> None:
        self._rows = iter(rows)
        self._limit = limit
        self.goes_on = False

    def __next__(self) -> Row:
        row = next(self._rows)
        if row.number > self._limit:
            self.goes_on = True
            raise StopIteration
        return row


def _documents(
    content: Content, format: str, sheet: str, layout: Layout, whole: Iterator[Row], first: Sequence[TableCell]
) -> Iterator[Source]:
    if len(_text(first, layout.text)) <= HEADING:
        next(whole)
    for row in whole:
        text = _text(row.cells, layout.text)
        if text.strip():
            name = f"{content.name}#{sheet}!{row.number}" if sheet else f"{content.name}#{row.number}"
            title = whole_characters(_text(row.cells, layout.title).strip()) if layout.title >= 0 else ""
            place = row.cells[layout.text].label or f"{row.number}"
            yield Source(name, whole_characters(text), title, format=format, places=(Place(0, place),))


def layout_of(sample: Sequence[Row]) -> Layout | None:
    """The column with the longest cells holds documents, if they are long; the longest of the others holds titles."""
    width = max(len(row.cells) for row in sample)
    lengths = {column: _mean(sample, column) for column in range(width)}
    text = max(lengths, key=lambda column: (lengths[column], -column))
    if lengths[text] < TEXT:
        return None
    titles = {
        column: lengths[column]
        for column in range(width)
        if column != text and 2 <= lengths[column] <= TITLE and not _numeric(sample, column)
    }
    return Layout(text, max(titles, key=lambda column: (titles[column], -column)) if titles else -1)


def _mean(sample: Sequence[Row], column: int) -> float:
    # a head is short, and says nothing of the cells under it
    texts = [text for row in (sample[1:] or sample) if (text := _text(row.cells, column))]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _numeric(sample: Sequence[Row], column: int) -> bool:
    texts = [text for row in sample[1:] if (text := _text(row.cells, column))]
    return bool(texts) and sum(text.isascii() for text in texts) > len(texts) / 2


def _text(cells: Sequence[TableCell], column: int) -> str:
    return cells[column].text if 0 <= column < len(cells) else ""


def _table(content: Content, format: str, sheet: str, rows: Iterable[Row]) -> Source:
    builder = DocumentBuilder()
    if sheet:
        builder.line(sheet)
    builder.table([row.cells for row in rows])
    part = content.member(sheet, b"") if sheet else content
    return builder.source(part, format)
