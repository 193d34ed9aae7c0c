"""Whether numbers add up, given the digits that they are stated with, and what slip may explain that they do not."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from minetext.audit.amounts import last_digit
from minetext.audit.relations import exact_value, exponent
from minetext.model import Figure

ZERO = Decimal(0)

NUMBER = re.compile(r"\d(?:[\d,，]*\d)?(?:[.．](\d+))?")

ROUND_WORDS = 4
"""The power of ten from which a number in words is taken as rounded."""


class Sum(NamedTuple):
    """Parts added up against the whole that the text states."""

    total: Decimal
    found: Decimal
    slack: Decimal
    """How far the two may be apart, by the digits of all of them."""

    @property
    def fits(self) -> bool:
        """Whether the parts can be the whole."""
        return abs(self.found - self.total) <= self.slack

    def tells(self, parts: Sequence[Figure]) -> bool:
        """Whether two parts or more count for something, and none is lost in the rounding of the others."""
        counting = [part.value for part in parts if part.value]
        return len(counting) > 1 and all(abs(value) > self.slack for value in counting)

    def chance(self, parts: Sequence[Figure]) -> float:
        """How likely numbers like these fit that have nothing to do with each other: small ones, and round ones."""
        values = (self.total, *(part.value or ZERO for part in parts))
        grain = Decimal(1).scaleb(min(map(last_digit, values)))
        return float((2 * self.slack + grain) / self.total) if self.total > 0 else 1.0


def rounding(figure: Figure) -> Decimal:
    """Half of the last digit that a figure states: 500 for 39.2万, 0 for a whole number that nothing multiplies.

    Numbers in words are taken as rounded from ten thousand upwards.
    """
    return _rounding(figure.value or ZERO, figure.text)


@lru_cache(maxsize=4096)
def _rounding(value: Decimal, text: str) -> Decimal:
    """See `rounding`, which is asked of a figure once for every list that it may be part of."""
    written = NUMBER.search(text)
    stated = Decimal(written[0].replace(",", "").replace("，", "").replace("．", ".")) if written else ZERO
    scale = (value / stated).normalize() if stated else ZERO
    if scale.as_tuple().digits == (1,):
        last = exponent(scale) - len(written[1] or "") if written else 0
        return ZERO if not last and scale == 1 else Decimal(5).scaleb(last - 1)
    last = last_digit(value)
    return Decimal(5).scaleb(last - 1) if last >= ROUND_WORDS else ZERO


def exact(figures: Sequence[Figure]) -> bool:
    """Whether all figures can be calculated with as they stand: stated, single and not rounded by 约 or 余."""
    return all(exact_value(figure) is not None for figure in figures)


def known(figures: Sequence[Figure]) -> bool:
    """Whether all figures have one number, rounded or not."""
    return all(figure.value is not None and figure.value_max is None for figure in figures)


def add(whole: Figure, parts: Sequence[Figure]) -> Sum:
    """The sum of parts beside their whole; a counted whole number is what it is, any other is rounded.

    Rounding errors add up as the root of their squares: 2.5 times that is more than 98 of 100 sums are off by.
    """
    squares = sum((rounding(figure) ** 2 for figure in (whole, *parts)), ZERO)
    slack = (squares / 3).sqrt() * Decimal("2.5")
    if slack:
        slack = slack.quantize(Decimal(1).scaleb(slack.adjusted() - 1))
    return Sum(whole.value or ZERO, sum((part.value or ZERO for part in parts), ZERO), slack)


def subset(whole: Figure, parts: Sequence[Figure], most: int) -> list[Figure]:
    """Which of the parts add up to the whole without one or two of them; none where it may be chance."""
    if len(parts) > most:
        return []
    for left_out in (1, 2):
        for chosen in _choices(parts, len(parts) - left_out):
            summed = add(whole, chosen)
            if summed.found == summed.total and summed.chance(chosen) * len(parts) ** left_out < TOO_LIKELY:
                return list(chosen)
    return []


def is_slip(stated: Decimal, right: Decimal) -> bool:
    """Whether one number becomes the other when one digit is put right, left out, or two neighbours are swapped."""
    one, other = _digits(stated, right)
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return len(longer) == len(shorter) + 1 and any(
            longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
        )
    differing = [at for at, (left, right_digit) in enumerate(zip(one, other, strict=True)) if left != right_digit]
    if len(differing) == 1:
        return True
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1
    return swapped and one[differing[0]] == other[differing[1]] and one[differing[1]] == other[differing[0]]


def tells_slip(stated: Decimal, right: Decimal, digits: int) -> bool:
    """Whether a slip explains what is stated, of numbers with so many digits that this is hardly chance."""
    return min(len(one) for one in _digits(stated, right)) >= digits and is_slip(stated, right)


TOO_LIKELY = 0.05
"""Relations that the text does not mark are told where chance would give them less often than this."""


def _choices(parts: Sequence[Figure], size: int) -> Iterator[tuple[Figure, ...]]:
    return combinations(parts, size) if size >= 2 else iter(())


def _digits(*values: Decimal) -> list[str]:
    """The digits of numbers, written down to the last place that any of them has."""
    last = min(exponent(value.normalize()) for value in values)
    return [str(abs(int(value.scaleb(-last)))) for value in values]
