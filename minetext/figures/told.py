"""What the heads around a number of a table say of it: unit, item and role."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures.cells import UnitText, negative
from minetext.figures.heads import Head, NumberSort
from minetext.figures.mention import Mention
from minetext.model import NOWHERE, Role, Span


class Around(NamedTuple):
    """The heads around a number, the nearest first."""

    above: Sequence[Head]
    left: Sequence[Head]
    corner: Sequence[Head]
    """Those above its labels."""

    @property
    def all(self) -> tuple[Head, ...]:
        """Those above it, then those on its left."""
        return (*self.above, *self.left)


class Measure(NamedTuple):
    """What says the unit of a number."""

    unit: UnitText | None
    sort: NumberSort | None
    """What sort of number it is, where its unit is told nowhere."""
    axis: str
    """Whose head says it: `column`, `row`, or empty where none does."""


def measure(
    text: str, around: Around, own: bool, beside: UnitText | None, section: UnitText | None, caption: Sequence[UnitText]
) -> Measure:  # fmt: skip
    """The unit of a number, where it has none of its `own`.

    It is that of the head above it; that of its row, of what stands beside it there or of its section, where the head
    above does not say that it is a number of another kind; that of the caption which fits what its heads say, or the
    one that the rule gives; else that of the caption.
    """
    sides = (("column", around.above), ("row", around.left))
    sorts = ((head.measure, side) for side, heads in sides for head in heads if head.measure)
    sort, axis = next(sorts, (None, ""))
    if own:
        return Measure(None, None, axis)
    column, row = (next((head.unit for head in heads if head.unit), None) for _, heads in sides)
    if column is not None:
        return Measure(column, None, "column")
    unit = row or beside or section
    if unit is not None and (sort is None or axis != "column" or sort.kind == unit.kind):
        return Measure(unit, None, "row" if row or beside else "")
    units = caption or tuple(head.unit for head in around.corner if head.unit)
    if sort is not None:
        fitting = next((unit for unit in units if unit.kind == sort.kind), None)
        return Measure(fitting, None if fitting else sort, axis)
    counted = next((head.counted for head in around.all if head.counted), None)
    if len(units) < 2:
        return Measure(units[0] if units else None, None if units else counted, "")
    said = "".join(text[slice(*head.named)] for head in around.all)
    named = (unit for unit in units if unit.text in said or (counted and unit.kind == counted.kind))
    fitting = next(named, None if counted else units[0])
    return Measure(fitting, None if fitting else counted, "")


def item(around: Around, axis: str) -> Span:
    """The head that names what is counted: that of the axis that tells the unit, else that of the row.

    Rows of places and bodies (甲村) name where it was counted: there it is the head of the column.
    """
    column = next((head for head in around.above if head.names), None)
    row = next((head for head in around.left if head.names), None)
    measured = next((head.named for head in around.all if head.named and head.measure), NOWHERE)
    if column is not None and row is not None:
        return column.named if axis == "column" or (_is_place(row, around) and axis != "row") else row.named
    named = column or row
    if named is None:
        return measured or next((head.named for head in around.all if head.named), NOWHERE)
    return measured if measured and _is_place(named, around) else named.named


def _is_place(head: Head, around: Around) -> bool:
    """Whether a head says where or of whom something was counted."""
    only_label = len(around.left) == 1 and head is around.left[0]
    return "name" in head.says or (only_label and any("name" in one.says for one in around.corner))


def role(mention: Mention, around: Around) -> Role:
    """The role that the nearest head tells; what fell under a head for growth is a decrease."""
    told = next((head.role for head in around.all if head.role != "level"), None)
    if negative(mention.value) and told in ("increase", "decrease"):
        return "decrease" if told == "increase" else "increase"
    return told or "level"
