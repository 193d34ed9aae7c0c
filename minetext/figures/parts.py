"""Which figures of a table are parts of which: rows and columns of totals, and what stands behind 其中."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from minetext.figures.heads import Head
from minetext.figures.mention import Mention

COUNTED = frozenset(("headcount", "quantity", "money"))


class Line(NamedTuple):
    """A row or a column, as its heads tell it."""

    key: int
    """Its number."""
    heads: tuple[Head, ...]
    """The outermost first."""
    indent: int = 0
    """White space before its last head, in characters."""

    def says(self, gives: str) -> bool:
        """Whether its last head says something."""
        return bool(self.heads) and gives in self.heads[-1].says

    @property
    def is_total(self) -> bool:
        """Whether it adds up others."""
        return self.says("total") or self.says("sum")

    @property
    def is_part(self) -> bool:
        """Whether it stands behind 其中."""
        return any("part" in head.says for head in self.heads)

    @property
    def group(self) -> object:
        """What it stands under: lines with the same can be added up."""
        return tuple(head.span for head in self.heads[:-1])


def wholes(lines: Sequence[Line]) -> dict[int, int]:
    """Of each line that is part of another, by key, the key of that."""
    found: dict[int, int] = {}
    whole: Line | None = None
    open_at = -1
    """Indent of 其中 while the lines behind it, as far in or farther, are parts as well."""
    rest: list[Line] = []
    for line in lines:
        listed = open_at > (whole.indent if whole else 0) and line.indent >= open_at
        if whole is not None and (line.is_part or listed):
            found[line.key] = whole.key
            open_at = line.indent if line.says("part") else open_at
            continue
        open_at = -1
        whole = line
        rest.append(line)
    return found | _totals(rest)


def _totals(lines: Sequence[Line]) -> dict[int, int]:
    found: dict[int, int] = {}
    free: list[Line] = []
    """Lines that no subtotal has taken yet."""
    run: list[Line] = []
    """The last of them that stand together."""
    waiting: Line | None = None
    """A subtotal that stands before its parts."""
    for line in lines:
        if line.says("subtotal"):
            parts = [one for one in run if one.group == line.group] if waiting is None else []
            found |= dict.fromkeys((one.key for one in parts), line.key)
            free = [one for one in free if one.key not in found]
            waiting = None if parts else line
            free.append(line)
            run = []
        elif waiting is not None and not line.is_total and line.group == waiting.group:
            found[line.key] = waiting.key
        else:
            waiting = None
            free.append(line)
            run.append(line)
    return found | _grand_totals(free)


def _grand_totals(lines: Sequence[Line]) -> dict[int, int]:
    found: dict[int, int] = {}
    run: list[Line] = []
    first: Line | None = None
    """A total that stands before its parts."""
    for index, line in enumerate(lines):
        if not line.is_total:
            run.append(line)
            continue
        if index == 0 or (first is not None):
            found |= _under(first, run)
            first = line
        else:
            found |= _under(line, run)
        run = []
    return found | _under(first, run)


def _under(total: Line | None, lines: Iterable[Line]) -> dict[int, int]:
    """The lines as parts of a total: those that stand in its group, or in any where it stands in none."""
    if total is None:
        return {}
    return {one.key: total.key for one in lines if not total.group or one.group == total.group}


def linked(
    figures: Sequence[Mention], cells: Sequence[tuple[int, int]], rows: Mapping[int, int], columns: Mapping[int, int]
) -> list[Mention]:
    """The figures of a part of a table with `whole` filled, as an index in the same list.

    `cells` tells row and column of each. What the rows say counts before what the columns say.
    """
    at = {cell: index for index, cell in enumerate(cells)}

    def whole(index: int) -> int:
        row, column = cells[index]
        for key in ((rows.get(row, -1), column), (row, columns.get(column, -1))):
            other = at.get(key, -1)
            if other >= 0 and _same_sort(figures[other], figures[index]):
                return other
        return -1

    return [figure._replace(whole=whole(index)) for index, figure in enumerate(figures)]


def _same_sort(whole: Mention, part: Mention) -> bool:
    return (
        part.kind in COUNTED
        and whole.kind == part.kind
        and whole.unit == part.unit
        and whole.role == part.role
        and part.role in ("level", "target")
        and not part.per
        and not whole.per
    )
