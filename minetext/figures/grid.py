"""The shape of a table: which cells are heads, which are labels of rows, and which are figures.

Heads stand in the rows above the first figures, labels in the columns before them; where no row of heads stands above,
the label of a figure is the text that stands nearest on its left.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from minetext.figures.cells import CellReader, Sort, TableCell
from minetext.figures.heads import HeadReader
from minetext.model import Table

MAX_HEADS = 8
"""Rows of heads, and columns of labels, that are read."""

TEXTS = (Sort.TEXT, Sort.PERIOD)


@dataclass(slots=True)
class Part:
    """A stretch of a table under the same heads."""

    captions: list[TableCell] = field(default_factory=list)
    """Single cells above the heads: titles, units."""
    heads: list[list[TableCell]] = field(default_factory=list)
    """Rows of heads."""
    rows: list[list[TableCell]] = field(default_factory=list)
    """Rows of figures."""
    sections: dict[int, TableCell] = field(default_factory=dict)
    """Single cells between them, by the number of the row before which they stand."""


class GridReader:
    """Finds the shape of tables."""

    def __init__(self, cells: CellReader, heads: HeadReader) -> None:
        self._cells = cells
        self._heads = heads

    def parts(self, text: str, table: Table) -> list[Part]:
        """The parts of a table that hold figures."""
        rows = [
            [self._cells.look(text, cell) for cell in row] for _, row in groupby(table.cells, key=lambda cell: cell.row)
        ]
        if not any(one.sort >= Sort.YEAR for row in rows for one in row):
            return []
        rows = self._settled_years(text, self._without_ordinals(text, rows))
        columns = _number_columns(rows)
        found = [Part()]
        for row in rows:
            part = found[-1]
            filled = [one for one in row if one.sort]
            if any(one.sort is Sort.NUMBER for one in row):
                part.rows.append(row)
            elif len(filled) == 1 and len(row) > 0 and filled[0].sort in TEXTS:
                if part.rows:
                    part.sections[len(part.rows)] = filled[0]
                elif part.heads:
                    # a single head, of a column or of all
                    part.sections[0] = filled[0]
                else:
                    part.captions.append(filled[0])
            elif filled and not part.rows:
                part.heads = [*part.heads, row][-MAX_HEADS:]
            elif len(columns.intersection(one.cell.column for one in filled if one.sort in TEXTS)) * 2 > len(columns):
                found.append(Part(captions=part.captions, heads=[row]))
        return [part for part in found if part.rows]

    def _without_ordinals(self, text: str, rows: Sequence[Sequence[TableCell]]) -> list[list[TableCell]]:
        """The rows with numbers marked that count nothing: under 序号, behind 电话, or running from 1 at the left."""
        under: set[int] = set()
        labels: set[int] = set()
        """Columns of numbers that are labels: 年龄段."""
        marked: list[list[TableCell]] = []
        running = _running(text, rows)
        for row in rows:
            beside = False
            new: list[TableCell] = []
            filled = [one for one in row if one.sort]
            numbers = [one for one in filled if one.sort >= Sort.YEAR]
            if len(numbers) > 1 and _counts_up(text, numbers) and self._numbers_columns(text, filled):
                marked.append([one._replace(sort=Sort.ORDINAL) if one.sort >= Sort.YEAR else one for one in row])
                continue
            for index, one in enumerate(row):
                if one.sort is Sort.TEXT:
                    beside = False
                    under.discard(one.cell.column)
                    says = self._heads.read(text, one.span).says
                    if "labels" in says and index + 1 < len(row) and row[index + 1].sort is Sort.TEXT:
                        labels.add(one.cell.column)
                    if "no_figure" in says:
                        following = row[index + 1].sort if index + 1 < len(row) else Sort.BLANK
                        if following >= Sort.YEAR:
                            beside = True
                        else:
                            under.update(range(one.cell.column, one.cell.column + one.cell.columns))
                elif one.sort >= Sort.YEAR and one.cell.column in labels:
                    one = one._replace(sort=Sort.TEXT)
                elif one.sort >= Sort.YEAR:
                    if beside or one.cell.column in under or (running and one.cell.column == 0):
                        one = one._replace(sort=Sort.ORDINAL)
                    beside = False
                new.append(one)
            marked.append(new)
        return marked

    def _numbers_columns(self, text: str, filled: Sequence[TableCell]) -> bool:
        """Whether a row of numbers from 1 counts the columns: it has no label, or one that says so (栏次, 甲)."""
        texts = [one for one in filled if one.sort is Sort.TEXT]
        return all("no_figure" in self._heads.read(text, one.span).says for one in texts)

    def _settled_years(self, text: str, rows: list[list[TableCell]]) -> list[list[TableCell]]:
        """The rows with every number that may be a year made one or the other."""
        columns: dict[int, list[TableCell]] = {}
        for row in rows:
            for one in row:
                if one.sort:
                    columns.setdefault(one.cell.column, []).append(one)
        years = {column for column, cells in columns.items() if self._is_years(text, cells)}
        settled = []
        above = True
        for row in rows:
            may_be = [one for one in row if one.sort is Sort.YEAR]
            if any(one.sort is Sort.NUMBER for one in row):
                above = False
            filled = [one for one in row if one.sort]
            head = above and bool(may_be) and (
                len(may_be) > 1 or not row[0].sort or "corner" in self._heads.read(text, filled[0].span).says
            )  # fmt: skip
            settled.append([
                one._replace(sort=Sort.PERIOD if head or one.cell.column in years else Sort.NUMBER)
                if one.sort is Sort.YEAR else one
                for one in row
            ])  # fmt: skip
        return settled

    def _is_years(self, text: str, cells: Sequence[TableCell]) -> bool:
        """Whether a column holds years: all of its numbers are, and its head says so or it is the first."""
        numbers = [one for one in cells if one.sort >= Sort.YEAR]
        if any(one.sort is not Sort.YEAR for one in numbers) or not numbers:
            return False
        texts = [one for one in cells if one.sort is Sort.TEXT]
        if any("years" in self._heads.read(text, one.span).says for one in texts[:MAX_HEADS]):
            return True
        return len(numbers) > 1 and cells[0].cell.column == 0


def _running(text: str, rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether the first column counts the rows: 1, 2, 3, …, with text beside each number."""
    first = [row for row in rows if row and row[0].cell.column == 0 and row[0].sort is Sort.NUMBER]
    beside = all(len(row) > 1 and row[1].sort is Sort.TEXT for row in first)
    return len(first) > 1 and beside and _counts_up(text, [row[0] for row in first])


def _counts_up(text: str, cells: Sequence[TableCell]) -> bool:
    return all(text[slice(*one.span)] == str(number) for number, one in enumerate(cells, 1))


def _number_columns(rows: Sequence[Sequence[TableCell]]) -> set[int]:
    """The columns that hold more numbers than texts."""
    numbers, texts = Counter[int](), Counter[int]()
    for row in rows:
        numbers.update(one.cell.column for one in row if one.sort is Sort.NUMBER)
        texts.update(one.cell.column for one in row if one.sort in TEXTS)
    return {column for column, count in numbers.items() if count >= texts[column]}
