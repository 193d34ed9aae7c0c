"""A number in its place: digits, words, masks and fractions, and what stands between it and its unit."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import NamedTuple

from minetext.figures.mention import Leftover
from minetext.figures.modifiers import ModifierWords, stronger
from minetext.figures.numerals import Number, Numerals
from minetext.figures.units import Units
from minetext.model import Modifier
from minetext.rulebook import Rulebook

MAX_NUMERAL = 24
"""Longer runs of digits are account numbers and the like, never a figure."""

MASK_LIMIT = 6
"""Longer runs of mask characters are ornaments of the page."""

ROUNDED = Context(prec=12)
"""Digits kept of a fraction that has no end (三分之一)."""


class Window(NamedTuple):
    """The part of the text that one number may reach into."""

    text: str
    floor: int
    """End of the figure before, or start of the clause: no modifier begins before it."""
    clause: int
    """Start of the clause."""
    sentence: int
    """Start of the sentence."""
    limit: int
    """End of the sentence."""
    sentence_index: int
    clause_end: int


@dataclass(slots=True)
class Reading:
    """A number while its surroundings are taken in, from left to right."""

    start: int
    end: int
    number: Number | None
    """None where masked."""
    high: Number | None = None
    modifier: Modifier = "exact"
    scaled: bool = False
    fraction_unit: str | None = None
    """The unit that the numeral itself tells (百分之: %), or None."""

    @property
    def masked(self) -> bool:
        """Whether the source hides the number."""
        return self.number is None


class NumberReader:
    """The numeral rules, and the modifiers inside a figure, compiled."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals, units: Units) -> None:
        self._numerals = numerals
        self._units = units
        self._inside = ModifierWords(rulebook, "inside")
        self._numeral = re.compile(numerals.pattern)
        self._mask_first = frozenset(numerals.masks)
        self._mask = re.compile(rf"(?<![A-Za-z0-9]){numerals.mask}(?![A-Za-z0-9])")
        self._more_mask = re.compile(rf"{numerals.mask}(?![A-Za-z0-9])")
        self._fractions = tuple(numerals.fractions)
        self._shares = tuple(numerals.shares)
        self._over = tuple(numerals.over)
        self.behind = units.first | self._inside.first | frozenset(" /／" + "".join(numerals.range + numerals.over))
        """The characters that may stand behind the digits of a figure."""

    def read(self, window: Window, start: int) -> Reading | Leftover:
        """The number that begins at `start`, with what stands between it and its unit, or why there is none."""
        reading = self._number(window, start)
        if isinstance(reading, Reading):
            self.scale(window, reading)
        return reading

    def _number(self, window: Window, start: int) -> Reading | Leftover:
        text, limit = window.text, window.limit
        if text[start] in self._mask_first:
            mask = self._mask.match(text, start, limit)
            if mask is None:
                return Leftover(start, start + 1, "no_number")
            return (
                Leftover(start, mask.end(), "long") if len(mask[0]) > MASK_LIMIT else Reading(start, mask.end(), None)
            )
        if text.startswith(self._fractions, start):
            return self._fraction(window, start)
        if text.startswith(self._shares, start):
            share = next(word for word in self._shares if text.startswith(word, start))
            return Reading(start, start + len(share), Number(self._numerals.shares[share]), fraction_unit="")
        match = self._numeral.match(text, start, limit)
        if match is None:
            return Leftover(start, start + 1, "no_number")
        begin, end = match.span()
        if end - begin > MAX_NUMERAL:
            return Leftover(start, end, "long")
        if end < limit and text[end] in self._mask_first:
            mask = self._more_mask.match(text, end, limit)
            if mask:
                return Reading(start, mask.end(), None)
        end = self.give_back(window, begin, end)
        number = self._numerals.parse(text[begin:end])
        if number is None:
            return Leftover(start, match.end(), "no_number")
        if text.startswith(self._over, end):
            return self._read_over(window, start, end, number)
        return Reading(start, end, number, modifier="over" if number.vague else "exact")

    def _fraction(self, window: Window, start: int) -> Reading | Leftover:
        """Read a rate whose denominator stands before its numerator: 百分之五十二, 千分之减八点八."""
        text = window.text
        fraction = next(word for word in self._fractions if text.startswith(word, start))
        place = start + len(fraction)
        negative = next((word for word in self._numerals.negative if text.startswith(word, place)), "")
        match = self._numeral.match(text, place + len(negative), window.limit)
        number = self._numerals.parse(match[0]) if match and len(match[0]) <= MAX_NUMERAL else None
        if match is None or number is None:
            return Leftover(start, match.end() if match else start + 1, "no_number")
        number = number.times(Decimal(-1)) if negative else number
        return Reading(
            start, match.end(), number, modifier="over" if number.vague else "exact",
            fraction_unit=self._numerals.fractions[fraction],
        )  # fmt: skip

    def give_back(self, window: Window, start: int, end: int) -> int:
        """Leave the last characters of a numeral to a unit that begins with them (千瓦, 两)."""
        text = window.text
        if text[end - 1] not in self._units.numeral_heads or end - 1 == start:
            return end
        unit = self._units.at(text, start, end - 1, window.floor, window.limit, False)
        if unit is None:
            return end
        alone = unit.end == end
        return end - 1 if not alone or self._numerals.parse(text[start:end]) is None else end

    def _read_over(self, window: Window, start: int, end: int, denominator: Number) -> Reading | Leftover:
        """Read a fraction without end: 三分之二."""
        over = next(word for word in self._over if window.text.startswith(word, end))
        match = self._numeral.match(window.text, end + len(over), window.limit)
        numerator = self._numerals.parse(match[0]) if match else None
        if match is None or numerator is None or not denominator.value:
            return Leftover(start, end + len(over), "no_number")
        value = ROUNDED.divide(numerator.value, denominator.value)
        return Reading(start, match.end(), Number(value), fraction_unit="")

    def scale(self, window: Window, reading: Reading) -> None:
        """Take in what stands between a number and its unit: 余, 多, and a scale behind them."""
        text, limit = window.text, window.limit
        digits = text[reading.start : reading.end]
        found = not reading.fraction_unit and self._inside_word(window, reading)
        if (found or reading.masked) and text[reading.end : reading.end + 1] in self._numerals.large:
            begin = reading.end
            while reading.end < limit and text[reading.end] in self._numerals.large:
                reading.end += 1
            # 六亿三千多万: the scale belongs to what stands behind the larger one
            reading.number = reading.number and self._numerals.parse(digits + text[begin : reading.end])
            reading.scaled = True
            self._inside_word(window, reading)
        reading.scaled = reading.scaled or not self._numerals.large.keys().isdisjoint(text[reading.start : reading.end])

    def _inside_word(self, window: Window, reading: Reading) -> bool:
        """Take in a modifier between number and unit, be it behind a space; whether one stands there."""
        found = self._inside.after(window.text, reading.end, window.limit)
        if found:
            reading.end = found.end
            reading.modifier = stronger(reading.modifier, found.modifier)
        return found is not None
