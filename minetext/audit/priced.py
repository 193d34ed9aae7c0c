"""Prices as the text tells them: what each one costs or gets, how many there are, and what they come to together."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from minetext.audit.amounts import alike
from minetext.audit.nearby import Nearby
from minetext.model import Figure

PRICED = frozenset(("money", "quantity", "headcount", "duration"))
LEVELS = frozenset(("level", "target"))
EACH_ONE = "each"

BACK, AHEAD = 10, 4
"""How many figures before and behind a price its count and its sum may stand."""


class Price(NamedTuple):
    """A figure that is told of each of some number."""

    number: int
    units: tuple[str, ...]
    """What each of which costs or gets it, as it is counted (户, 人); empty for any (单价, 分别)."""
    spans: tuple[str, ...]
    """The spans of time that it is told of (月, 年, 日)."""
    average: bool
    """Whether it was calculated (户均), and may be rounded."""


class PriceReader:
    """Finds prices, and the counts and sums that may belong to them; `patterns` are those of the rule."""

    def __init__(self, nearby: Nearby, patterns: Mapping[str, "re.Pattern[str]"]) -> None:
        self._nearby = nearby
        self._figures = nearby.figures
        self._patterns = patterns

    def price(self, number: int) -> Price | None:
        """The price that a figure is, if it is one."""
        figure = self._figures[number]
        if figure.kind not in PRICED or figure.role not in LEVELS or not figure.value:
            return None
        before = self._patterns["clauses"].split(self._nearby.before(number))
        text = "".join(before[-2:]) + self._nearby.text[slice(*figure.span)]
        units = [next(unit for unit in one.groups() if unit) for one in self._patterns["every"].finditer(text)]
        average = bool(self._patterns["average"].search(text))
        if not units and self._patterns["any"].search(before[-1]):
            return Price(number, (), (), average)
        if not units and (figure.per == EACH_ONE or self._patterns["each"].search(before[-1])):
            return Price(number, (), (), False)
        spans = tuple(one for one in units if self._patterns["time"].fullmatch(one))
        rest = tuple(one for one in units if one not in spans)
        return Price(number, rest, spans, average) if units else None

    def counts(self, price: Price) -> list[int]:
        """The figures that may say how many of them there are, the nearest first."""
        numbers = self._around(price.number)
        if price.units:
            return [one for one in numbers if self._is_count(one, price.units[0])]
        if price.spans:
            return [one for one in numbers if self._is_span(one, price.spans[0])]
        beside = price.number - 1
        return [beside] if self._nearby.together(beside, price.number) and self._any_count(beside) else []

    def lengths(self, price: Price) -> list[int]:
        """The figures that may say for how many months or years the price is told."""
        if not price.units or not price.spans:
            return []
        return [one for one in self._around(price.number) if self._is_span(one, price.spans[0])]

    def sums(self, price: Price) -> list[int]:
        """The figures that may be what they come to, the nearest first; those behind a price before those before it."""
        figure = self._figures[price.number]
        numbers = [one for one in self._around(price.number) if self._is_sum(one, figure)]
        if not price.units and not price.spans and not price.average:
            # 各捐1万元: what others gave before is no sum of it
            numbers = [one for one in numbers if one > price.number and self._nearby.together(price.number, one)]
        return sorted(numbers, key=lambda one: (one < price.number, abs(one - price.number)))

    def _around(self, number: int) -> list[int]:
        around = self._nearby.same_paragraph(number, max(BACK, AHEAD))
        here = self._nearby.sentence(number)
        numbers = [
            one
            for one in around
            if -BACK <= one - number <= AHEAD and one != number and abs(self._nearby.sentence(one) - here) <= 1
        ]
        return sorted(numbers, key=lambda one: (abs(one - number), one > number))

    def _any_count(self, number: int) -> bool:
        figure = self._figures[number]
        return figure.kind in ("quantity", "headcount") and figure.role in LEVELS and not figure.per

    def _is_count(self, number: int, unit: str) -> bool:
        figure = self._figures[number]
        if not self._any_count(number):
            return False
        if figure.kind == "headcount" and self._patterns["person"].fullmatch(unit):
            return True
        written = self._nearby.text[slice(*figure.span)]
        return unit in written or (len(figure.item) > 1 and figure.item.endswith(unit))

    def _is_span(self, number: int, unit: str) -> bool:
        figure = self._figures[number]
        if figure.kind != "duration" or figure.per:
            return False
        written = self._nearby.text[slice(*figure.span)]
        same = self._patterns["day"]
        return unit in written or bool(same.fullmatch(unit) and same.search(written))

    def _is_sum(self, number: int, price: Figure) -> bool:
        figure = self._figures[number]
        if not alike(figure, price) or figure.role not in LEVELS or figure.value is None or price.value is None:
            return False
        if figure.per and not self._patterns["time"].fullmatch(figure.per):
            return False
        return figure.value > price.value

    def is_told_as_sum(self, first: int, number: int) -> bool:
        """Whether a word right before a figure says that it adds up what stands before: 共, 合计."""
        gap = self._nearby.gap(self._figures[first], self._figures[number])
        return bool(self._patterns["sum"].fullmatch(gap))

    def is_wider(self, first: int, number: int) -> bool:
        """Whether a sum may hold more than what stands before it: 总投资."""
        return bool(self._patterns["wider"].search(self._nearby.gap(self._figures[first], self._figures[number])))

    def shares_out(self, number: int) -> bool:
        """Whether a count is told with the sum that all of them got, and no price: 扶助78名，扶助资金39000元."""
        if not self._nearby.together(number, number + 1) or not self._any_count(number):
            return False
        sum_ = self._figures[number + 1]
        if not self._patterns["recipient"].search(self._nearby.text[slice(*self._figures[number].span)]):
            return False
        if sum_.kind != "money" or sum_.per or sum_.role not in LEVELS:
            return False
        if not self._patterns["given"].fullmatch(self._nearby.gap(self._figures[number], sum_)):
            return False
        return not (self._nearby.together(number, number + 2) and self.price(number + 2))

    def of_whole_year(self, price: Price) -> bool:
        """Whether a price of a month is told with its sum of a year."""
        return any(self._patterns["month"].fullmatch(one) for one in price.spans)

    def pairs(self, sentence: range) -> Iterator[tuple[int, Price]]:
        """The counts of a sentence with the prices right beside them."""
        for number in sentence:
            price = self.price(number)
            if price is None or price.average or not price.units:
                continue
            beside = [
                one for one in (number - 1, number + 1) if one in sentence and self._is_count(one, price.units[0])
            ]
            if beside:
                yield beside[0], price
