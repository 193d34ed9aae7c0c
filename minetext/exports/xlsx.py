"""A workbook: a sheet a table, checks linked to their figures, counts in front, long cells in a sheet of their own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from minetext.exports.sheets import MADE_AT, SHOWN, Formats, Sheets, parts
from minetext.exports.source import Note, Table, Values, listed
from minetext.tables.types import KEYS

COUNTS, LONG_CELLS, CHECK_FIGURES = "counts", "long_cells", "check_figures"

COUNTED = {
    "documents": ("status",), "figures": ("kind",), "activities": ("activity_type",), "checks": ("check", "result"),
}  # fmt: skip
"""The columns by which the rows of a table are counted."""

BLOCK = 30
"""Figures of a check that stand within so many lines are shown as one block."""


def write(tables: Sequence[Table], to: Path, scratch: Path) -> list[Note]:
    """Write the tables as xlsx.

    Raises:
        ExportError: a row is damaged.
        OSError: the file cannot be written.
    """
    options = {"constant_memory": True, "tmpdir": str(scratch), "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(str(to), options)
    book.use_zip64()
    book.set_properties({"title": "minetext", "created": MADE_AT})
    try:
        return _Book(book, tables).write()
    except FileCreateError as error:
        raise OSError(0, str(error), str(to)) from None


class _Book:
    """What is kept while the tables are written one after another."""

    def __init__(self, book: Workbook, tables: Sequence[Table]) -> None:
        self._book = book
        self._tables = tables
        self._formats = Formats(book)
        self._counts: Counter[tuple[str, ...]] = Counter()
        self._counted = Sheets(book, self._formats, COUNTS, ("table", "column", "value", "result", "rows"))
        self._long: Sheets | None = None
        self._long_cells = 0
        self._pairs: Sheets | None = None
        self._wanted: set[str] = set(_linked(tables))
        self._places: dict[str, tuple[str, int]] = {}
        """Sheet and line of the documents and figures that checks are linked to."""

    def write(self) -> list[Note]:
        notes, unlinked = [], 0
        for table in self._tables:
            sheets = self._table(table)
            unlinked += sheets.unlinked
            if sheets.count > 1:
                notes.append(Note("split", {"table": table.name, "sheets": sheets.count}))
        for (name, column, value, result), rows in self._in_order():
            self._counted.add((name, column or None, value or None, result or None, rows))
        for more in (self._counted, self._pairs, self._long):
            if more:
                more.close()
                unlinked += more.unlinked
        if self._long:
            notes.append(Note("long", {"sheet": LONG_CELLS, "cells": self._long_cells}))
        if unlinked:
            notes.append(Note("unlinked", {"cells": unlinked}))
        self._book.close()
        return notes

    def _table(self, table: Table) -> Sheets:
        sheets = Sheets(self._book, self._formats, table.name, table.columns)
        counted = [table.columns.index(column) for column in COUNTED.get(table.name, ())]
        for number, row in enumerate(table.values()):
            self._counts[table.name, "", "", ""] += 1
            if counted:
                values = [str(row[index] or "") for index in counted]
                self._counts[table.name, table.columns[counted[0]], values[0], "".join(values[1:])] += 1
            key = row[table.key] if table.key >= 0 else None
            if isinstance(key, str) and key in self._wanted:
                self._places[key] = sheets.place(number)
            links = self._links(table, row) if table.name == "checks" else {}
            sheets.add(*self._shortened(table, number, row, links))
        sheets.close()
        return sheets

    def _in_order(self) -> Iterator[tuple[tuple[str, ...], int]]:
        order = [table.name for table in self._tables]
        for table in order:
            self._counts[table, "", "", ""] += 0
        return iter(sorted(self._counts.items(), key=lambda one: (order.index(one[0][0]), one[0])))

    def _links(self, table: Table, row: Values) -> dict[int, str]:
        """The targets of a check's cells; its figures are listed one by one in a sheet of their own, too."""
        links, document = {}, table.columns.index("doc_id")
        if row[document] in self._places:
            links[document] = _target([self._places[str(row[document])]])
        for _, figures in listed(row, table.columns):
            places = [self._places[figure] for figure in figures if figure in self._places]
            if places:
                links[table.columns.index("figures")] = _target(places)
            self._pair(table, row, figures)
        return links

    def _pair(self, table: Table, row: Values, figures: Sequence[str]) -> None:
        columns = ("check_id", "check", "result", "figure_id")
        if self._pairs is None:
            self._pairs = Sheets(self._book, self._formats, CHECK_FIGURES, columns)
        cells = tuple(row[table.columns.index(column)] for column in columns[:-1])
        for figure in figures:
            pair = tuple("".join(parts(one)[:1]) if isinstance(one, str) else one for one in (*cells, figure))
            self._pairs.add(pair, {3: _target([self._places[figure]])} if figure in self._places else {})

    def _shortened(
        self, table: Table, number: int, row: Values, links: dict[int, str]
    ) -> tuple[Values, dict[int, str]]:
        """A row whose strings fit their cells; those that do not are written apart, and linked to from their cell."""
        cells = list(row)
        for column, value in enumerate(row):
            if not isinstance(value, str) or len(pieces := parts(value)) == 1:
                continue
            if self._long is None:
                heads = ("table", "row", "column", "part", "text")
                self._long = Sheets(self._book, self._formats, LONG_CELLS, heads)
            self._long_cells += 1
            links[column] = _target([self._long.place(self._long.rows)])
            for part, piece in enumerate(pieces, 1):
                self._long.add((table.name, number + 1, table.columns[column], part, piece))
            cells[column] = pieces[0][:SHOWN] + "…"
        return tuple(cells), links


def _linked(tables: Sequence[Table]) -> Iterator[str]:
    """The ids of the documents and figures that checks name."""
    for table in tables:
        if table.name == "checks":
            for row in table.values():
                yield str(row[table.columns.index(KEYS["documents"])])
                for _, figures in listed(row, table.columns):
                    yield from figures


def _target(places: Sequence[tuple[str, int]]) -> str:
    """The lines of rows as a place to jump to; the first alone where they stand far apart."""
    sheet, first = places[0]
    lines = [line for name, line in places if name == sheet]
    first, last = min(lines), max(lines)
    if last - first >= BLOCK or len(lines) < len(places):
        first = last = places[0][1]
    return f"'{sheet}'!A{first}:A{last}"
