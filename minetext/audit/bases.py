"""Which figures a percentage can be told of: its part and its base, by their places and by their names."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from minetext.audit.amounts import alike
from minetext.audit.nearby import Nearby
from minetext.audit.relations import LEVELS
from minetext.audit.wholes import Wholes
from minetext.model import Figure

COUNTED = frozenset(("headcount", "quantity", "money", "duration"))
RATIO = ":100"
"""The unit of a rate that sets two figures side by side: 108.3:100."""


BACK = 10
"""How many figures before a part its base may stand."""

NEAR = 20
"""How many figures before a percentage a part and a base that it names may stand, and be surely meant."""

PARTS = 3
"""How many figures before a named rate its part may stand."""

SENTENCES = 3
"""How many sentences before its part a base may stand, in the same paragraph."""


class Pair(NamedTuple):
    """A part and a base that a percentage may be told of."""

    part: Figure
    base: Figure
    sure: bool
    """Whether the text leaves no other pair: only then a percentage that does not fit is wrong."""
    asks: bool = True
    """Whether a reader would want to know where it does not fit."""
    plan: bool = False
    """Whether the base is a plan, which is what it says: 5亿元 is not rounded."""


class BaseFinder:
    """Finds the pairs of a percentage; `patterns` are those of the rule."""

    def __init__(self, nearby: Nearby, patterns: Mapping[str, "re.Pattern[str]"]) -> None:
        self._nearby = nearby
        self._figures = nearby.figures
        self._patterns = patterns
        self._wholes = Wholes(nearby)
        self._numbers = {one.figure_id: number for number, one in enumerate(nearby.figures)}

    def pairs(self, number: int) -> list[Pair]:
        """The pairs that the percentage of this number may be told of, the likeliest first."""
        if self._figures[number].unit == RATIO:
            return self._ratio(number)
        told = list(self._told(number))
        if told:
            return told
        before = self._nearby.before(number)
        named = self._patterns["share"].search(before)
        if self._patterns["equity"].match(self._nearby.text, self._figures[number].span.end):
            # 投资3000万元后占90.25%股权: the share is that of an owner, whatever he paid
            return [pair._replace(sure=False, asks=False) for pair in self._by_words(number, before, named)]
        return list(self._by_words(number, before, named))

    def _by_words(self, number: int, before: str, named: "re.Match[str] | None") -> Iterator[Pair]:
        """The pairs that the words before a percentage tell of."""
        planned = self._patterns["fulfilled"].search(before)
        plan = self._planned(number) if planned else None
        if plan:
            yield plan
        elif named and named["base"]:
            yield from self._of_named(number, before[: named.start()], named["base"])
        elif named:
            part = self._part(number, before[: named.start()])
            if part is not None:
                yield from self._implied(part, sure=True)
        elif name := self._patterns["rate"].search(self._clause(number)):
            yield from self._of_rate(number, name["name"])

    def _has_share(self, figure: Figure) -> bool:
        """Whether a percentage right behind a figure tells its own share."""
        number = self._numbers[figure.figure_id]
        following = self._figures[number + 1] if self._nearby.together(number, number + 1) else None
        return following is not None and following.kind == "rate" and following.share

    def _clause(self, number: int) -> str:
        """What stands before a percentage in its clause, other figures included."""
        start = self._nearby.sentence_start(number)
        text = self._nearby.text[start : self._figures[number].span.start]
        return self._patterns["clause"].split(text)[-1]

    def _counted(self, number: int) -> Figure | None:
        """A figure that can be part or base: no change, which a plan hides (拟安排2.18万亿元，比去年增加5600亿元)."""
        figure = self._figures[number]
        if figure.kind not in COUNTED or figure.role not in LEVELS:
            return None
        return None if self._patterns["differs"].search(self._nearby.before(number)) else figure

    def _ratio(self, number: int) -> list[Pair]:
        """男婴2531人、女婴2338人，性别比为108.3:100: the two figures before it."""
        if not self._nearby.together(number - 2, number):
            return []
        part, base = self._figures[number - 2], self._figures[number - 1]
        return [Pair(part, base, False, False)] if alike(part, base) else []

    def _told(self, number: int) -> Iterator[Pair]:
        """完成任务700人的103.1%, 占全区25.58万总人口的6.2%: the base is told right before the percentage."""
        if not self._nearby.together(number - 2, number):
            return
        rate, base = self._figures[number], self._figures[number - 1]
        before = [one for one in range(number - 2, number - 2 - BACK, -1) if self._nearby.together(one, number)]
        parts = [one for one in before if self._counted(one)]
        if not parts or base.kind not in COUNTED or base.kind == "duration":
            return
        if not self._patterns["of_it"].fullmatch(self._nearby.gap(base, rate)):
            return
        if not self._patterns["opens_base"].search(self._nearby.before(number - 1)):
            return
        same = [one for one in parts if alike(self._figures[one], base)]
        for part in same or parts[:1]:
            yield Pair(self._figures[part], base, len(same) == 1 and part == number - 2)

    def _part(self, number: int, between: str) -> int | None:
        """The figure that 占 tells of: nothing else stands between them."""
        if not self._nearby.together(number - 1, number) or self._counted(number - 1) is None:
            return None
        if self._patterns["earlier"].search(self._nearby.before(number - 1)):
            return None
        return number - 1 if self._patterns["right_behind"].fullmatch(between) else None

    def _of_named(self, number: int, between: str, phrase: str) -> Iterator[Pair]:
        """占贷款余额的84.7%: the base is named, and stands somewhere before."""
        part = self._part(number, between)
        parts = [part] if part is not None else []
        item = self._figures[number].item
        if part is None and item:
            parts = self._parts_named(item, number)
        for one in parts:
            bases = [
                base
                for base in self._nearby.named(phrase, self._figures[one], number)
                if base != one and self._holds(base, one)
            ]
            single = len({self._figures[base].value for base in bases}) == 1 and len(parts) == 1
            for base in bases:
                whole = self._figures[base]
                near = number - min(base, one) <= NEAR and self._same_year(
                    whole, self._figures[one], self._figures[number]
                )
                sure = single and near and (whole.item == phrase or whole.item.endswith(phrase))
                yield Pair(self._figures[one], whole, sure, sure)
            if not bases and part is not None:
                # 占应收数的85.1%: the name may stand for a figure before, but not for one that has a share of its own
                yield from (pair for pair in self._implied(one, sure=False) if not self._has_share(pair.base))
                if self._patterns["all"].search(phrase):
                    yield from self._of_all(one)

    def _planned(self, number: int) -> Pair | None:
        """计划培训800人，实际培训860人，完成计划的107.5%: plan and doing stand right before the percentage."""
        if not self._nearby.together(number - 2, number):
            return None
        plan, done = self._figures[number - 2], self._figures[number - 1]
        if self._counted(number - 2) is None or self._counted(number - 1) is None or not alike(plan, done):
            return None
        told = self._patterns["plan"].search(self._nearby.before(number - 2))
        if not told or not plan.value or self._patterns["plan"].search(self._nearby.before(number - 1)):
            return None
        sure = bool(self._patterns["done"].fullmatch(self._nearby.gap(plan, done)))
        return Pair(done, plan, sure, sure, True)

    def _of_all(self, part: int) -> Iterator[Pair]:
        """占全村总户数的58.8%, 参合率96%: the whole is the largest number of households or persons told before."""
        one, base = self._figures[part], self._wholes.largest(part)
        if base is None or not self._patterns["each"].search(one.text):
            return
        whole = self._figures[base]
        if self._holds(base, part) and whole.value != one.value:
            yield Pair(one, whole, False, False)

    @staticmethod
    def _same_year(*figures: Figure) -> bool:
        return len({one.date[:4] for one in figures}) == 1

    def _parts_named(self, item: str, number: int) -> list[int]:
        """个人所得税占工商税收的18.5%: the last figure before that counts the same."""
        known = [one for one in self._nearby.of_item(item, number) if self._counted(one)]
        return known[:1]

    def _implied(self, part: int, *, sure: bool, loose: bool = True) -> Iterator[Pair]:
        """查出患者4338人，占45%: the base stands before the part."""
        one = self._figures[part]
        here: list[int] = []
        away: list[int] = []
        for base in range(part - 1, max(-1, part - 1 - BACK), -1):
            if self._nearby.paragraph(base) != self._nearby.paragraph(part):
                break
            if one.sentence - self._figures[base].sentence > SENTENCES or not self._can_hold(base, part):
                continue
            (here if self._figures[base].sentence == one.sentence else away).append(base)
        here.sort(key=lambda base: (self._figures[base].figure_id != one.part_of, -base))
        whole_told = bool(here) and self._figures[here[0]].figure_id == one.part_of
        single = len({self._figures[base].value for base in here}) == 1
        for base in here:
            told = single or whole_told if loose else base == part - 1
            whole = self._figures[base]
            # 男职工120人，占60%，女职工80人，占40%: what has a share of its own is no base, unless the text says so
            open_ = sure and (whole.figure_id == one.part_of or not self._has_share(whole))
            yield Pair(one, whole, open_ and told, open_)
        for base in away:
            yield Pair(one, self._figures[base], False, False)

    def _can_hold(self, base: int, part: int) -> bool:
        return bool(self._figures[base].per) == bool(self._figures[part].per) and self._holds(base, part)

    def _holds(self, base: int, part: int) -> bool:
        whole, one = self._figures[base], self._figures[part]
        if self._counted(base) is None or not alike(whole, one):
            return False
        return whole.value is not None and one.value is not None and whole.value >= one.value > 0

    def _of_rate(self, number: int, name: str) -> Iterator[Pair]:
        """办结613件，办结率98.4%: the rate is named after its part."""
        parts = [
            one
            for one in range(number - 1, max(-1, number - 1 - PARTS - 1), -1)
            if self._nearby.together(one, number) and self._counted(one)
        ][:PARTS]
        # 查处案件41起，上年为35起，结案率95.1%: what is told of the year before is no part
        parts = [one for one in parts if not self._patterns["earlier"].search(self._nearby.before(one))]
        for part in parts:
            linked = self._linked(part, name)
            if not linked and part != parts[0]:
                continue
            sure = linked and part == number - 1 and bool(self._patterns["certain"].search(name))
            for pair in self._implied(part, sure=sure, loose=False):
                if linked or pair.base.sentence == pair.part.sentence:
                    yield pair._replace(asks=False)
        if parts and self._patterns["of_all"].search(name):
            yield from self._of_all(parts[0])

    def _linked(self, part: int, name: str) -> bool:
        """Whether the words around a part and the name of the rate have a character in common."""
        figure = self._figures[part]
        behind = self._patterns["clause"].split(self._nearby.text[figure.span.end : figure.span.end + len(name) + 4])[0]
        around = figure.item + self._patterns["clause"].split(self._nearby.before(part))[-1] + behind
        return not set(self._patterns["idle"].sub("", name)).isdisjoint(around)
