"""What a figure can be, given how it is stated, and arithmetic with such ranges."""

import re
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.relations import Bounds, bounds, exponent
from minetext.model import Figure
from minetext.numbers import plain

OF_ONE = {"%": Decimal(100), "‰": Decimal(1000), ":100": Decimal(100), "倍": Decimal(1), "": Decimal(1)}
"""How many of a rate make one, by its unit."""

WRITTEN = re.compile(r"\d[\d.,]*")
"""A number in digits, as a figure begins with it."""

FINEST = -4
"""The last power of ten that a result is written with."""

LOOSE = Decimal("0.15")
"""A result that may differ by more than this part of itself, since its figures are rounded, shows nothing."""

MONTHS = Decimal(12)
"""Of a year."""

PEOPLE = frozenset(("人", "人次"))


class Amount(NamedTuple):
    """A stated number: its value, what it can be, and whether it is stated without 约, 余 or 近."""

    value: Decimal
    low: Decimal
    high: Decimal
    exact: bool

    def overlaps(self, other: Bounds) -> bool:
        """Whether a range and this one have a number in common."""
        return self.low <= other.high and other.low <= self.high


def amount(figure: Figure, *, counted: bool = True) -> Amount | None:
    """What a figure can be; nothing where it is hidden, a range or no number. A `counted` whole number is exact."""
    value = figure.value
    if value is None or figure.value_max is not None or figure.masked:
        return None
    low, high = bounds(value, counted=counted)
    if figure.modifier == "exact":
        return Amount(value, low, high, True)
    step = Decimal(1).scaleb(last_digit(value) if counted else exponent(value))
    if figure.modifier == "over":
        return Amount(value, value, value + step, False)
    if figure.modifier == "under":
        return Amount(value, value - step, value, False)
    if counted:
        step /= 2
    return Amount(value, value - step, value + step, False)


def is_loose(found: Bounds, value: Decimal) -> bool:
    """Whether a result may differ by so much, since its figures are rounded, that it shows nothing."""
    return found.high - found.low > value * LOOSE


def last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero: 2 for 4200, -1 for 3.50."""
    return exponent(value.normalize()) if value else 0


def rated(figure: Figure) -> Amount | None:
    """A rate as a number: 52% is 0.515 to 0.525, 三成 0.25 to 0.35."""
    hundred, found = OF_ONE.get(figure.unit), amount(figure, counted=False)
    if figure.kind != "rate" or hundred is None or found is None:
        return None
    return Amount(found.value / hundred, found.low / hundred, found.high / hundred, found.exact)


def quotient(part: Amount, base: Amount) -> Bounds:
    """What a part can be of a base."""
    return Bounds(part.low / base.high, part.high / base.low) if base.low > 0 else Bounds(Decimal(0), Decimal(0))


def product(first: Amount, second: Amount) -> Bounds:
    """What the product of two numbers can be; none of them is negative."""
    return Bounds(first.low * second.low, first.high * second.high)


def alike(first: Figure, second: Figure) -> bool:
    """Whether two figures count in one unit; persons and visits of persons do."""
    if first.kind != second.kind:
        return False
    return first.unit == second.unit or (first.unit in PEOPLE and second.unit in PEOPLE)


def told(value: Decimal, like: Decimal) -> str:
    """A result written with one digit more than the number that it is compared with; whole where that is large."""
    unit = Decimal(1).scaleb(max(min(exponent(like), 0) - 1, FINEST))
    return plain(value.quantize(unit))


def written_like(value: Decimal, figure: Figure) -> str:
    """A result in the scale and unit of a figure (10263亿元), where that is written in digits; else the bare number."""
    written = WRITTEN.search(figure.text)
    if written is None or not figure.value:
        return plain(value)
    try:
        scale = figure.value / Decimal(written[0].replace(",", ""))
    except ArithmeticError:
        return plain(value)
    if not scale or figure.value != scale * Decimal(written[0].replace(",", "")):
        return plain(value)
    return plain(value / scale) + figure.text[written.end() :]


def half_digit(value: Decimal) -> str:
    """Half of the last digit of a number: how far a rounded one may be from what it stands for."""
    return plain(Decimal(1).scaleb(exponent(value)) / 2)
