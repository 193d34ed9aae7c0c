"""The heads above each figure of a table, and the labels on its left."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from minetext.figures.cells import Sort, TableCell
from minetext.figures.grid import MAX_HEADS, TEXTS, Part
from minetext.figures.heads import Head

Chain = tuple[TableCell, ...]
"""Heads of one row or column, the outermost first."""


class Placed(NamedTuple):
    """A cell that holds a number, and what stands above it and on its left."""

    cell: TableCell
    row: int
    """Number of its row in its part of the table."""
    above: Chain
    left: Chain
    corner: Chain
    """The heads above the labels."""


class Labels:
    """The heads and labels of one part of a table."""

    def __init__(self, text: str, part: Part, head: Callable[[TableCell], Head]) -> None:
        self._text = text
        self._part = part
        self._first = _first_number(part.rows)
        self._above = _columns(part.heads)
        self._headed = bool(self._above) and not self._is_form(head)
        self._starts = self._groups()

    def rows(self) -> Iterator[tuple[list[Placed], list[tuple[TableCell, Chain]]]]:
        """Of each row its numbers and its texts, each text with the heads above it, in the order of the text."""
        reach: dict[int, tuple[TableCell, int]] = {}
        """Of each column of labels the one that reaches down from above, and the row at which it ends."""
        for number, row in enumerate(self._part.rows):
            texts = [one for one in row if one.sort in TEXTS]
            yield self._placed(number, row, reach), [(one, self._heads_of(one.cell.column)) for one in texts]
            reach.update(
                (one.cell.column, (one, one.cell.row + one.cell.rows))
                for one in texts
                if one.cell.rows > 1 and one.cell.column < MAX_HEADS
            )

    def _placed(
        self, number: int, row: Sequence[TableCell], reach: "dict[int, tuple[TableCell, int]]"
    ) -> list[Placed]:  # fmt: skip
        placed: list[Placed] = []
        labels: list[TableCell] = []
        start, seen = -1, False
        """Where the labels begin that hold here, and whether a number stands behind them."""
        for one in row:
            column = one.cell.column
            if one.sort in (Sort.BLANK, Sort.ORDINAL):
                continue
            group = self._starts[bisect_right(self._starts, column) - 1]
            if group != start or (seen and not self._headed and one.sort in TEXTS):
                start, seen = group, False
                first = not placed and group == 0
                labels = [cell for cell, end in reach.values() if first and end > one.cell.row]
            if one.sort is Sort.NUMBER:
                seen = True
                left = tuple(sorted(labels[-MAX_HEADS:], key=lambda label: label.cell.column))
                placed.append(Placed(one, number, self._heads_of(column), left, self._heads_of(start)))
            elif not self._headed or (not seen and (start >= self._first or column < self._first)):
                labels.append(one)
        return placed

    def _heads_of(self, column: int) -> Chain:
        return self._above.get(column, ()) if self._headed else ()

    def _is_form(self, head: Callable[[TableCell], Head]) -> bool:
        """Whether labels and figures take turns in the rows, so that what stands above is no head of theirs."""
        rows = self._part.rows
        taking_turns = 0
        for row in rows:
            sorts = [one.sort for one in row if one.sort in (Sort.TEXT, Sort.NUMBER)]
            turns = sum(first is Sort.NUMBER and second is Sort.TEXT for first, second in pairwise(sorts))
            taking_turns += turns > 0 and sorts[-1] is Sort.NUMBER
        if taking_turns * 2 > len(rows):
            firsts = [one for one in self._part.heads[-1] if one.sort in TEXTS]
            said = Counter(self._said(one) for one in firsts)
            return not any(count > 1 for count in said.values())
        columns = [chain for column, chain in self._above.items() if column >= self._first]
        if len(columns) != 1 or self._first != 1 or len(self._part.heads) != 1:
            return False
        corner = self._above.get(0, ())
        told = head(columns[0][-1])
        known = told.unit or told.period or told.says or told.measure
        return not known and not (corner and head(corner[-1]).says)

    def _groups(self) -> list[int]:
        """Where labels begin anew in a table that was folded: 项目, 数量, 项目, 数量."""
        if not self._headed or not self._above.get(0):
            return [0]
        opening = self._said(self._above[0][-1])
        again = (column for column, chain in self._above.items() if column > self._first)
        return [0, *(column for column in again if self._said(self._above[column][-1]) == opening)]

    def _said(self, cell: TableCell) -> str:
        return "".join(self._text[slice(*cell.span)].split())


def _first_number(rows: Sequence[Sequence[TableCell]]) -> int:
    """The first column that holds more numbers than texts."""
    numbers, texts = Counter[int](), Counter[int]()
    for row in rows:
        numbers.update(one.cell.column for one in row if one.sort is Sort.NUMBER)
        texts.update(one.cell.column for one in row if one.sort in TEXTS)
    return min((column for column, count in numbers.items() if count >= texts[column]), default=min(numbers))


def _columns(heads: Sequence[Sequence[TableCell]]) -> dict[int, Chain]:
    """Of each column the heads that stand above it.

    A blank beside an upper head, with a head below, belongs to it: sheets say so without merging cells.
    """
    above: dict[int, list[TableCell]] = {}
    lower = [{one.cell.column for one in row if one.sort} for row in heads]
    for number, row in enumerate(heads):
        below = set[int]().union(*lower[number + 1 :])
        for one in row:
            if not one.sort or one.sort is Sort.ORDINAL:
                continue
            last = one.cell.column + one.cell.columns
            for column in range(one.cell.column, last):
                above.setdefault(column, []).append(one)
            while (
                one.cell.column in below
                and last in below
                and last not in lower[number]
                and not _reaches(above, last, one)
            ):
                above.setdefault(last, []).append(one)
                last += 1
    return {column: tuple(chain) for column, chain in sorted(above.items())}


def _reaches(above: "dict[int, list[TableCell]]", column: int, cell: TableCell) -> bool:
    """Whether a head from a row above reaches down to the row of a cell."""
    return any(
        one.cell.row + one.cell.rows > cell.cell.row and one.cell.row < cell.cell.row for one in above.get(column, ())
    )
