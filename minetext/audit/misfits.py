"""Counts, prices and sums that the text puts together and that do not fit: which of them surely belong together.

Fails: 78户，每户500元，共38000元. Unsure: an average that may be taken of other figures; a price of a month with the
sum of a year, in which the number of those who got it may have changed.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.amounts import MONTHS, Amount, alike, amount, product, quotient
from minetext.audit.nearby import Nearby
from minetext.audit.priced import BACK, GOODS, Price, PriceReader
from minetext.audit.relations import Bounds
from minetext.audit.sums import tells_slip
from minetext.model import Result

ONE = Decimal(1)

OFF = Decimal("0.05")
"""An average is wrong where it is off by more than this part of it; less may be rounding on the way."""

END = 2
"""Characters at the end of two names that make them one thing's (工作队员, 队员)."""

SLIP_DIGITS = 4
"""A sum of so many digits that is one slip away from count times price was meant to be that."""

MOST_TIMES = 24
"""What a price of a month or a year comes to in so many of them is a sum that it may have."""


class Misfit(NamedTuple):
    """Figures, by their numbers, that belong to a price and do not fit it."""

    many: int
    """The figure that says how many there are."""
    sum_: int
    result: Result
    factor: Decimal = ONE
    """How many times the price is paid."""
    scale: Decimal = ONE
    """What the unit of the sum is in that of the price."""
    divided: bool = False
    """Whether the text gives the sum first, and then the average."""


class Misfits:
    """Judges the prices that nothing confirms; `patterns` are those of the rule."""

    def __init__(self, nearby: Nearby, reader: PriceReader, patterns: Mapping[str, "re.Pattern[str]"]) -> None:
        self._nearby = nearby
        self._figures = nearby.figures
        self._reader = reader
        self._patterns = patterns

    def misfit(self, price: Price) -> Misfit | None:
        """The count and the sum that a price must fit, if it does not."""
        found = self._divided(price) or self._multiplied(price) if price.average else self._product(price)
        scale = self._reader.scale(self._figures[found.sum_], self._figures[price.number]) if found else None
        return found._replace(scale=scale) if found and scale else found

    def _product(self, price: Price) -> Misfit | None:
        """78户，每户500元，共38000元: the sum stands right behind count and price, and is called so."""
        if price.spans and not price.units and not self._patterns["times"].fullmatch(price.spans[0]):
            return None
        count, last = self._count(price)
        if count is None:
            return None
        end, goods = self._end_of_goods(last)
        sum_ = end + 1
        if not self._nearby.together(price.number, sum_) or sum_ not in self._reader.sums(price):
            return None
        each, many = amount(self._figures[price.number]), amount(self._figures[count])
        stated = self._reader.stated(sum_, price)
        if not each or not many or not stated or not (each.exact and many.exact and stated.exact):
            return None
        if not self._is_told(price, end, sum_, goods or price.first < price.number):
            return None
        gap = self._nearby.gap(self._figures[end], self._figures[sum_])
        called = self._patterns["sum"].fullmatch(gap)
        if tells_slip(stated.value, many.value * each.value, SLIP_DIGITS) and not price.spans:
            return Misfit(count, sum_, "fail")
        if self._patterns["wider"].search(gap) and (not called or stated.value > many.value * each.value):
            # 每个补助2万元，共投入资金400万元: a subsidy need not be all that was spent
            return None
        if self._patterns["so_far"].search(gap) and stated.value < many.value * each.value:
            return None
        return self._judged(price, count, sum_, product(many, each), stated)

    def _judged(self, price: Price, count: int, sum_: int, found: Bounds, stated: Amount) -> Misfit | None:
        if not price.spans or not price.units:
            return None if stated.overlaps(found) else Misfit(count, sum_, "fail")
        if len(price.spans) > 1 or not self._patterns["period"].fullmatch(price.spans[0]):
            return None
        if any(stated.overlaps(Bounds(found.low * times, found.high * times)) for times in range(1, MOST_TIMES + 1)):
            return None
        if self._reader.of_whole_year(price):
            return Misfit(count, sum_, "unsure", MONTHS)
        return Misfit(count, sum_, "fail")

    def _count(self, price: Price) -> tuple[int | None, int]:
        """How many of them there are, where no other number can be meant, and the last figure of count and price."""
        counts, number = self._reader.counts(price), price.number
        if price.units and number + 1 in counts[:1] and self._nearby.together(number, number + 1):
            return (number + 1 if self._is_only(number + 1, number, price, counts) else None), number + 1
        beside = price.first - 1
        if beside in counts and self._nearby.together(beside, number):
            return (beside if self._is_only(beside, beside, price, counts) else None), number
        return self._named(price, counts), number

    def _is_only(self, count: int, start: int, price: Price, counts: Sequence[int]) -> bool:
        """Whether no other count, and no other price, stands before: the sum may be that of both."""
        together = self._nearby.together
        if together(start - 1, start) and self._reader.price(start - 1):
            return False
        before = range(start - 1, max(-1, price.number - BACK), -1)
        since = next((one for one in before if self._reader.price(one)), -1)
        if price.units or price.spans:
            if count < price.number and self._patterns["of_them"].search(self._nearby.before(count)):
                # 低保对象612人，其中一类85人，每人每月120元
                since = count - 1
            others = [one for one in counts if one > since and together(min(one, price.number), max(one, price.number))]
            return len(others) <= 1
        # 为5户特困户、9名老人分别送去800元
        near = [one for one in before if one > since and together(one, count)]
        joined = bool(near) and self._patterns["and"].fullmatch(
            self._nearby.gap(self._figures[near[0]], self._figures[count])
        )
        return not joined and not any(alike(self._figures[one], self._figures[count]) for one in near)

    def _named(self, price: Price, counts: Sequence[int]) -> int | None:
        """小学生2100人，初中生3100人；小学生每人每年500元: the one that the words before the price name."""
        clause = self._patterns["clauses"].split(self._nearby.before(price.number))[-1]
        named = self._patterns["subject"].match(clause)
        if not named or not price.units:
            return None
        who = named["subject"]
        found = [
            one
            for one in counts
            if one < price.number and (self._figures[one].item == who or self._nearby.before(one).endswith(who))
        ]
        return found[0] if len(found) == 1 else None

    def _end_of_goods(self, last: int) -> tuple[int, bool]:
        """The last figure of what each gets (慰问金600元和食用油一桶), and whether there is more than one."""
        end = last
        while end - last < GOODS and self._nearby.together(end, end + 1):
            figure, following = self._figures[end], self._figures[end + 1]
            joined = self._patterns["and"].fullmatch(self._nearby.gap(figure, following))
            if following.kind != "quantity" or not joined or alike(figure, following):
                break
            end += 1
        return end, end > last

    def _is_told(self, price: Price, last: int, sum_: int, goods: bool) -> bool:
        """Whether a word right before a figure says that it is what each got, added up."""
        figure, whole = self._figures[price.number], self._figures[sum_]
        gap = self._nearby.gap(self._figures[last], whole)
        if not self._patterns["sum"].fullmatch(gap) and not self._patterns["given"].fullmatch(gap):
            return False
        same = bool(figure.item) and figure.item[-END:] == whole.item[-END:]
        goods = goods or bool(self._patterns["besides"].search(self._nearby.before(price.number)))
        if self._patterns["worth"].search(gap) or (goods and not same):
            # 分别送去大米50斤和慰问金300元，共计价值2600元
            return False
        # 每期50人，共培训妇女骨干280人: others may be counted
        return figure.kind == "money" or same or bool(self._patterns["in_all"].fullmatch(gap))

    def _divided(self, price: Price) -> Misfit | None:
        """24场，共有听众3600人次，场均180人次: an average of the two figures right before it."""
        number = price.number
        pairs = [(number - 2, number - 1), (number - 1, number - 2)]
        counts, sums = self._reader.counts(price), self._reader.sums(price)
        known = [(count, sum_) for count, sum_ in pairs if count in counts and sum_ in sums]
        if price.spans or not price.units or len(known) != 1 or not self._nearby.together(number - 2, number):
            return None
        count, sum_ = known[0]
        parts = self._amounts(price, count, sum_)
        if parts is None:
            return None
        many, each, whole = parts
        per = quotient(whole, many)
        gap = self._nearby.gap(self._figures[number - 2], self._figures[number - 1])
        added = count == number - 2 and self._patterns["added"].fullmatch(gap)
        wrong = bool(added) and _is_off(each, per)
        return Misfit(count, sum_, "fail" if wrong else "unsure", divided=True)

    def _multiplied(self, price: Price) -> Misfit | None:
        """3200亩，亩均产果150公斤，总产580吨: an average between a count and a sum that is called so."""
        number, reader = price.number, self._reader
        count, sum_ = number - 1, number + 1
        if price.spans or count not in reader.counts(price) or sum_ not in reader.sums(price):
            return None
        parts = self._amounts(price, count, sum_)
        if parts is None or not self._nearby.together(count, sum_):
            return None
        figures, gap = self._figures, self._nearby.gap
        if not self._patterns["bare"].fullmatch(gap(figures[count], figures[number])):
            return None
        if not self._patterns["made"].fullmatch(gap(figures[number], figures[sum_])):
            return None
        many, each, whole = parts
        return Misfit(count, sum_, "fail") if _is_off(whole, product(many, each)) else None

    def _amounts(self, price: Price, count: int, sum_: int) -> tuple[Amount, Amount, Amount] | None:
        """Count, average and sum, where all are told exactly."""
        many, whole = amount(self._figures[count]), self._reader.stated(sum_, price)
        each = amount(self._figures[price.number], counted=False)
        if not many or not whole or not each or many.low <= 0:
            return None
        return (many, each, whole) if many.exact and whole.exact and each.exact else None


def _is_off(stated: Amount, found: Bounds) -> bool:
    return stated.high < found.low * (ONE - OFF) or stated.low > found.high * (ONE + OFF)
