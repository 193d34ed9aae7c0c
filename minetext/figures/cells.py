"""The cells of a table: what a cell is by itself, and the figure of one, given its unit."""

import re
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from minetext.figures.mention import Mention
from minetext.figures.scan import Scanner
from minetext.model import NOWHERE, Cell, Kind, Sentence, Span
from minetext.rulebook import Rulebook, alternatives
from minetext.rulebook.schema import TableRule

PROBE = "%"
"""A unit that any number may have, put behind one to see whether a cell is a number."""

MAX_NUMBER = 32
"""Characters of a cell that is a number."""


_PLAIN = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?", re.ASCII)
"""Most cells that are numbers; that they are need not be tried."""


class Sort(IntEnum):
    """What a cell holds."""

    BLANK = 0
    TEXT = 1
    PERIOD = 2
    """A date, or a word for one."""
    YEAR = 3
    """A number that may be a year."""
    NUMBER = 4
    ORDINAL = 5
    """A number that counts nothing: of a row, of a telephone."""


class TableCell(NamedTuple):
    """A cell that was looked at."""

    cell: Cell
    span: Span
    """Without white space."""
    sort: Sort
    figure: Mention | None = None
    """The figure that it is with a unit of its own, or None."""


class UnitText(NamedTuple):
    """A unit that a head or caption tells."""

    text: str
    """With the scale before it: 万元."""
    span: Span
    rule: str
    kind: Kind
    """The kind of figures that it makes."""


class CellReader:
    """The rules for numbers and units, applied to cells."""

    def __init__(self, rulebook: Rulebook, scanner: Scanner) -> None:
        rules = rulebook.of(TableRule)
        self._scanner = scanner
        self._numerals = scanner.numerals
        self._digits = self._numerals.masks | set(self._numerals.digits)
        self._year = rulebook.compile("|".join(rule.pattern for rule in rules if rule.gives == "year"))
        self._blank = rulebook.compile(
            alternatives(word for rule in rules if rule.gives == "blank" for word in rule.words)
        )
        self._scales = frozenset({*self._numerals.scales, *self._numerals.large})
        self._number = next((rule.id for rule in rules if rule.gives == "number"), "")

    def look(self, text: str, cell: Cell) -> TableCell:
        """What a cell holds by itself."""
        span = stripped(text, cell.span)
        inside = text[slice(*span)]
        if not inside or (self._blank and self._blank.fullmatch(inside)):
            return TableCell(cell, span, Sort.BLANK)
        if self._digits.isdisjoint(inside) and (inside[0] in self._scales or self._scales.isdisjoint(inside)):
            # 万人 alone is a unit, 近百人 a number
            return TableCell(cell, span, Sort.TEXT)
        if self._year and self._year.fullmatch(inside):
            return TableCell(cell, span, Sort.YEAR)
        mention = self._whole(inside)
        if mention is not None:
            return TableCell(
                cell, span, Sort.PERIOD if mention.date else Sort.NUMBER, None if mention.date else mention
            )
        if len(inside) <= MAX_NUMBER and self._whole(inside + PROBE) is not None:
            return TableCell(cell, span, Sort.NUMBER)
        return TableCell(cell, span, Sort.TEXT)

    def figure(self, text: str, found: TableCell, unit: UnitText | None) -> Mention | None:
        """The figure of a cell that is a number, at its place; None where the unit does not make it one."""
        start, end = found.span
        inside = text[start:end]
        mention, rule, name, kind = found.figure, "", "", None
        measure = NOWHERE
        if mention is None and unit is not None:
            mention = self._whole(inside + unit.text)
            if mention is not None and mention.date is None:
                last = unit.span.end - len(mention.unit)
                measure = Span(last, unit.span.end) if text[last : unit.span.end] == mention.unit else NOWHERE
            else:
                # no rule knows the unit: it is taken as it stands
                scale = self._scale(unit.text)
                mention = self._whole(inside + unit.text[:scale] + PROBE)
                rule, name, kind = unit.rule, unit.text[scale:], unit.kind
                measure = Span(unit.span.start + scale, unit.span.end) if unit.span else NOWHERE
        elif mention is None:
            mention, rule, kind = self._whole(inside + PROBE), self._number, "quantity"
        elif mention.measure:
            measure = Span(start + mention.measure.start, start + mention.measure.end)
        if mention is None:
            return None
        return mention._replace(
            start=start, end=end, core=start + min(mention.core, len(inside) - 1), clause=found.span, measure=measure,
            rule=rule or mention.rule, kind=kind or mention.kind, unit=name if kind else mention.unit,
        )  # fmt: skip

    def unit(self, text: str, span: Span, rule: str = "", unknown: int = 0) -> UnitText | None:
        """The unit that a stretch of a head or caption is; one of up to `unknown` characters, the scale before it not
        counted, need not be known to the rules of units: then `rule` tells that it is one."""
        span = stripped(text, span)
        inside = text[slice(*span)]
        if not inside or len(inside) > MAX_NUMBER or inside[0].isdecimal():
            return None
        mention = self._whole(f"20{inside}")
        if mention is not None and mention.date is None:
            return UnitText(inside, span, mention.rule, mention.kind)
        if 0 < len(inside) - self._scale(inside) <= unknown and inside.isalpha():
            return UnitText(inside, span, rule, "quantity")
        return None

    def _scale(self, unit: str) -> int:
        """How many characters at the beginning of a unit multiply it: 万 of 万床."""
        end = 0
        while end < len(unit) - 1 and unit[end] in self._scales:
            end += 1
        return end

    def _whole(self, written: str) -> Mention | None:
        """The figure that all of a text is, a sign before it included."""
        found = list(self._scanner.scan(written, [Sentence(Span(0, len(written)), -1, 0)]))
        mention = found[-1] if found else None
        if not isinstance(mention, Mention) or mention.end != len(written) or len(found) > 1:
            return None
        if mention.start == 1 and written[0] in self._numerals.signs and mention.value is not None:
            value = mention.value if written[0] not in self._numerals.minus else -mention.value
            return mention._replace(start=0, value=value)
        return None if mention.start else mention


def stripped(text: str, span: Span) -> Span:
    """A span without the white space at both ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def negative(value: Decimal | None) -> bool:
    """Whether a number is known and below zero."""
    return value is not None and value < 0
