"""What the heads around a number of a table say of it: unit, item and role."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures.cells import UnitText, negative
from minetext.figures.heads import Head
from minetext.figures.mention import Mention
from minetext.model import NOWHERE, Role, Span
from minetext.rulebook.schema import TableRule


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
    rule: TableRule | None
    """The rule for a number whose unit is told nowhere."""
    axis: str
    """Whose head says it: `column`, `row`, or empty where none does."""


def measure(
    text: str, around: Around, own: bool, beside: UnitText | None, section: UnitText | None, caption: Sequence[UnitText]
) -> Measure:  # fmt: skip
    """The unit of a number, where it has none of its `own`.

    It is that of the nearest head; that which stands beside it in its row; that of the section; where a head says what
    sort of number it is, that of the caption which fits, or the one that the rule gives; else that of the caption.
    """
    sides = (("column", around.above), ("row", around.left))
    ruled = ((head.measure, side) for side, heads in sides for head in heads if head.measure)
    rule, axis = next(ruled, (None, ""))
    if own:
        return Measure(None, None, axis)
    for side, heads in sides:
        unit = next((head.unit for head in heads if head.unit), None)
        if unit is not None:
            return Measure(unit, None, side)
    if beside is not None or section is not None:
        return Measure(beside or section, None, "row" if beside else "")
    units = caption or tuple(head.unit for head in around.corner if head.unit)
    if rule is not None:
        fitting = next((unit for unit in units if unit.kind == rule.kind), None)
        return Measure(fitting, None if fitting else rule, axis)
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
    if row is None:
        named = column.named if column else NOWHERE
        return named or next((head.named for head in around.all if head.named), NOWHERE)
    alone = len(around.left) == 1
    place = "name" in row.says or (alone and any("name" in head.says for head in around.corner))
    if column is None:
        measured = (head.named for head in around.above if place and head.named and head.measure)
        return next(measured, row.named)
    return column.named if axis == "column" or (place and axis != "row") else row.named


def role(mention: Mention, around: Around) -> Role:
    """The role that the nearest head tells; what fell under a head for growth is a decrease."""
    told = next((head.role for head in around.all if head.role != "level"), None)
    if negative(mention.value) and told in ("increase", "decrease"):
        return "decrease" if told == "increase" else "increase"
    return told or "level"
