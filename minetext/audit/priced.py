"""Prices as the text tells them: what each one costs or gets, how many there are, and what they come to together."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.amounts import Amount, alike, amount
from minetext.audit.nearby import Nearby
from minetext.audit.relations import LEVELS
from minetext.model import Figure

PRICED = frozenset(("money", "quantity", "headcount", "duration"))
EACH_ONE = "each"

GOODS = 3
"""How many figures of a list of things that each gets may stand before one."""

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
    first: int = -1
    """The first figure of the list that it stands in (棉被一床和现金300元); its own number where it stands alone."""


class PriceReader:
    """Finds prices, and the counts and sums that may belong to them; `patterns` are those of the rule."""

    def __init__(self, nearby: Nearby, patterns: Mapping[str, "re.Pattern[str]"], masses: Mapping[str, float]) -> None:
        """`masses` says how many kilograms a unit of mass has."""
        self._nearby = nearby
        self._figures = nearby.figures
        self._patterns = patterns
        self._prices: dict[int, Price | None] = {}
        self._masses = {unit: Decimal(str(mass)) for unit, mass in masses.items()}

    def price(self, number: int) -> Price | None:
        """The price that a figure is, if it is one; worked out once."""
        if number not in self._prices:
            self._prices[number] = self._listed(number)
        return self._prices[number]

    def _listed(self, number: int) -> Price | None:
        """The price that a figure is, as the list that it stands in says."""
        first = number
        while number - first < GOODS and self._is_joined(first):
            first -= 1
        price = self._price(first)
        if price is None or first == number:
            return price and price._replace(first=first)
        figure = self._figures[number]
        if figure.role not in LEVELS or not figure.value or price.average or figure.kind not in PRICED:
            return None
        return price._replace(number=number, first=first)

    def _is_joined(self, number: int) -> bool:
        """现金300元 in 每户送去棉被一床和现金300元: a figure that is told of each like the thing before it."""
        figure, before = self._figures[number], self._figures[number - 1]
        if figure.unit == before.unit or before.kind != "quantity" or figure.kind not in PRICED:
            return False
        if not self._nearby.together(number - 1, number):
            return False
        return bool(self._patterns["and"].fullmatch(self._nearby.gap(before, figure)))

    def _price(self, number: int) -> Price | None:
        figure = self._figures[number]
        if figure.kind not in PRICED or not figure.value:
            return None
        if figure.role not in LEVELS and figure.role != "increase":
            return None
        before = self._patterns["clauses"].split(self._nearby.before(number))
        text = "".join(before[-2:]) + self._nearby.text[slice(*figure.span)]
        units = [next(unit for unit in one.groups() if unit) for one in self._patterns["every"].finditer(text)]
        any_one = not units and bool(self._patterns["any"].search(before[-1]))
        if not units and not any_one:
            each = figure.per == EACH_ONE or self._patterns["each"].search(before[-1])
            return Price(number, (), (), False) if each else None
        average = bool(self._patterns["average"].search(text))
        if any_one:
            return Price(number, (), (), average)
        spans = tuple(one for one in units if self._patterns["time"].fullmatch(one))
        rest = tuple(one for one in units if one not in spans)
        if figure.role == "increase" and not (average and rest):
            # 户均增收3500元 is an average; 每户增加500元 says nothing of what they have
            return None
        return Price(number, rest, spans, average)

    def counts(self, price: Price) -> list[int]:
        """The figures that may say how many of them there are, the nearest first."""
        numbers = self._around(price.number)
        if price.units:
            return [one for one in numbers if self._is_count(one, price.units[0])]
        if price.spans:
            unit = price.spans[0]
            return [one for one in numbers if self._is_span(one, unit) or self._is_times(one, unit)]
        beside = price.first - 1
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
            # 各捐1万元: what others gave before is no sum of it; 投入180万元，为60所学校各配备 is
            spent = price.first - 2
            numbers = [
                one
                for one in numbers
                if (one > price.number and self._nearby.together(price.number, one))
                or (one == spent and self._nearby.together(one, price.number) and self._is_spent(one))
            ]
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

    def _is_spent(self, number: int) -> bool:
        return bool(self._patterns["spent"].search(self._nearby.before(number)))

    def _is_times(self, number: int, unit: str) -> bool:
        """开展妇检4次，每次365人次: how often something was done, in words that are no span of time."""
        times = self._figures[number].kind == "quantity" and self._patterns["times"].fullmatch(unit)
        return bool(times) and self._is_count(number, unit)

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
        # 公益岗位32个，每岗5000元: a thing may be counted by the first character of its name's end
        return unit in written or figure.item == unit or (figure.kind == "quantity" and unit in figure.item[-2:])

    def _is_span(self, number: int, unit: str) -> bool:
        figure = self._figures[number]
        if figure.kind != "duration" or figure.per:
            return False
        written = self._nearby.text[slice(*figure.span)]
        same = self._patterns["day"]
        return unit in written or bool(same.fullmatch(unit) and same.search(written))

    def _is_sum(self, number: int, price: Figure) -> bool:
        figure = self._figures[number]
        if self.scale(figure, price) is None or figure.value is None or price.value is None:
            return False
        if (figure.role != "increase" or price.role != "increase") and figure.role not in LEVELS:
            return False
        if figure.per and not self._patterns["time"].fullmatch(figure.per):
            return False
        return figure.value * (self.scale(figure, price) or 0) > price.value

    def scale(self, figure: Figure, price: Figure) -> Decimal | None:
        """What the unit of a sum is in that of its price: 1000 for 吨 and 公斤; None where they count otherwise."""
        if alike(figure, price):
            return Decimal(1)
        whole, each = self._masses.get(figure.unit), self._masses.get(price.unit)
        return whole / each if whole and each else None

    def stated(self, number: int, price: Price) -> Amount | None:
        """What a sum is, in the unit of its price."""
        scale = self.scale(self._figures[number], self._figures[price.number])
        found = amount(self._figures[number])
        if found is None or scale is None:
            return None
        return Amount(found.value * scale, found.low * scale, found.high * scale, found.exact)

    def shares_out(self, number: int) -> bool:
        """Whether a count is told with the sum that all of them got, and no price: 扶助78名，扶助资金39000元."""
        if not self._any_count(number) or not self._nearby.together(number, number + 1):
            return False
        sum_ = self._figures[number + 1]
        if not self._patterns["recipient"].search(self._nearby.text[slice(*self._figures[number].span)]):
            return False
        if sum_.kind != "money" or sum_.per or sum_.role not in LEVELS:
            return False
        if not self._patterns["given"].fullmatch(self._nearby.gap(self._figures[number], sum_)):
            return False
        return not (self._nearby.together(number, number + 2) and self.price(number + 2))

    def in_year(self, unit: str) -> Decimal:
        """How many spans of time a year has: 12 for 月; 0 for others than days, weeks and months."""
        for name, number in (("month", 12), ("week", 52), ("day", 365)):
            if self._patterns[name].fullmatch(unit):
                return Decimal(number)
        return Decimal(0)

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
