"""Changes as the text tells them: what stands for the level now, the level before, the difference and the rate."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from minetext.audit.amounts import alike
from minetext.audit.nearby import Nearby
from minetext.model import Figure

CHANGED = frozenset(("increase", "decrease"))
POINTS = "pp"
RELATIVE = frozenset(("%", "‰", "倍"))

BACK = 4
"""How many figures before a difference its level may stand in the sentence."""


class Step(NamedTuple):
    """A change; what the text does not tell of it is None."""

    new: Figure | None
    old: Figure | None
    difference: Figure | None
    rate: Figure | None
    rises: bool
    """What the word for the change says."""
    yearly: bool = False
    """Whether the rate is that of an average year."""
    sure: bool = True
    """Whether no other figure can be meant by the level."""
    apart: bool = False
    """Whether the difference is that of an average year."""
    item: str = ""
    """What changes, as its figures name it."""
    others: tuple[Figure, ...] = ()
    """Other levels that may be meant instead of the new one."""
    bases: tuple[Figure, ...] = ()
    """Levels told elsewhere that the new one may have grown from."""
    ratio: bool = False
    """Whether the rate is how many times the old level the new one is."""


class _Amounts(NamedTuple):
    """How much a level changed, as told behind it."""

    difference: Figure | None = None
    rate: Figure | None = None
    yearly: bool = False
    apart: bool = False
    end: int = 0
    """The figure behind them."""
    sure: bool = True
    """Whether the difference must be that of the levels."""
    ratio: bool = False
    """Whether the rate is a ratio of the levels."""


class StepReader:
    """Reads the changes of a sentence; `patterns` are those of the rule."""

    def __init__(self, nearby: Nearby, patterns: Mapping[str, "re.Pattern[str]"]) -> None:
        self._nearby = nearby
        self._figures = nearby.figures
        self._patterns = patterns

    def steps(self, sentence: range) -> Iterator[Step]:
        """The changes, in order; each begins behind the one before."""
        number = sentence.start
        while number < sentence.stop:
            step, number = self._at(number, sentence)
            if step:
                yield step

    def _at(self, number: int, sentence: range) -> tuple[Step | None, int]:
        """The change that begins with a figure, and the figure behind it."""
        if number + 1 < sentence.stop:
            if self._is_course(number):
                return self._course(number, sentence)
            if self._is_base(number):
                return self._from_base(number, sentence)
            if self._is_ratio(number):
                return self._ratio(number, sentence), number + 2
        figure = self._figures[number]
        if figure.role == "target" and number + 1 < sentence.stop and self._figures[number + 1].unit in RELATIVE:
            return self._plan(number), number + 1
        if figure.kind != "rate" and (figure.role in CHANGED or self._is_more(number)):
            return self._difference(number, sentence)
        return None, number + 1

    def _is_course(self, number: int) -> bool:
        """由2.1%下降到1.3%: two levels that a word for a change joins."""
        old, new = self._figures[number], self._figures[number + 1]
        if not alike(old, new) or old.role in CHANGED or new.role in CHANGED:
            return False
        opened = self._patterns["from"].search(self._nearby.before(number))
        if opened is None or self._patterns["ranked"].search(self._nearby.before(number)):
            # 由369位上升到235位: a rank rises where its number falls
            return False
        return bool(self._patterns["to"].fullmatch(self._nearby.gap(old, new)))

    def _course(self, number: int, sentence: range) -> tuple[Step | None, int]:
        old, new = self._figures[number], self._figures[number + 1]
        rises = self._rises(self._nearby.gap(old, new))
        if rises is None:
            return None, number + 1
        amounts = self._amounts(number + 2, sentence, new, rises=rises)
        step = Step(
            new, old, *amounts[:2], rises, amounts.yearly, amounts.sure, amounts.apart, new.item, ratio=amounts.ratio
        )
        return step, amounts.end

    def _is_ratio(self, number: int) -> bool:
        """是去年44所的3倍: a level before, and how many times it the level now is."""
        old, rate = self._figures[number], self._figures[number + 1]
        if old.kind in ("rate", "duration") or rate.unit != "倍" or rate.role in CHANGED or old.role in CHANGED:
            return False
        of_it = self._patterns["times_it"].fullmatch(self._nearby.gap(old, rate))
        return bool(of_it and self._patterns["times_of"].search(self._nearby.before(number)))

    def _ratio(self, number: int, sentence: range) -> Step | None:
        old, rate = self._figures[number], self._figures[number + 1]
        new = self._figures[number - 1] if number > sentence.start else None
        if new is None or not alike(new, old) or new.role in CHANGED or new.per != old.per:
            return None
        # 安排资金210万元，其中水利90万元，是去年60万元的1.5倍: what stands right before is meant
        near = self._patterns["at_once"].match(self._nearby.gap(new, old))
        return Step(new, old, None, rate, True, sure=bool(near), item=new.item, ratio=True)

    def _is_base(self, number: int) -> bool:
        """比上年的1124元净增162元: the change is told right behind what it is compared with."""
        base, change = self._figures[number], self._figures[number + 1]
        if base.role in CHANGED or not (change.role in CHANGED or change.unit == POINTS):
            return False
        opening = self._patterns["beyond" if change.unit == POINTS else "compared"]
        compared = opening.search(self._nearby.before(number) + base.text)
        return bool(compared and self._patterns["by"].fullmatch(self._nearby.gap(base, change)))

    def _from_base(self, number: int, sentence: range) -> tuple[Step | None, int]:
        base = self._figures[number]
        change = self._figures[number + 1]
        rises: bool | None = change.role == "increase"
        if change.role not in CHANGED:
            rises = self._rises(self._nearby.before(number) + base.text + self._nearby.gap(base, change))
        amounts = self._amounts(number + 1, sentence, base, joined=True)
        if rises is None or amounts.end == number + 1:
            return None, number + 1
        before = self._figures[number - 1] if number > sentence.start else None
        new = before if before and alike(before, base) and before.role not in CHANGED else None
        return Step(new, base, *amounts[:2], rises, amounts.yearly, apart=amounts.apart, item=base.item), amounts.end

    def _amounts(
        self, number: int, sentence: range, level: Figure, *, joined: bool = False, rises: bool = False
    ) -> _Amounts:
        """The difference and the rate that are told right behind a level; `joined`, without a mark between."""
        difference = rate = None
        yearly = apart = ratio = False
        sure = True
        last = level
        for at in range(number, min(number + 2, sentence.stop)):
            figure, gap = self._figures[at], self._nearby.gap(last, self._figures[at])
            changes = figure.role in CHANGED or figure.unit == POINTS
            newly = self._patterns["newly"].fullmatch(gap) if rises and difference is None else None
            if newly and alike(figure, level):
                # 由8个增至13个，新增6个，撤销1个: what goes on may take something away
                after = self._figures[at + 1] if at + 1 < sentence.stop else None
                difference, sure = figure, not newly["what"] and (after is None or not alike(after, level))
                last, number = figure, at + 1
                continue
            if rises and rate is None and figure.unit == "倍" and self._patterns["times"].fullmatch(gap):
                rate, ratio, number = figure, True, at + 1
                break
            if not changes or not ((joined and at == number) or self._patterns["behind"].fullmatch(gap)):
                break
            points = level.kind == "rate" and figure.unit in (POINTS, "")
            if difference is None and (points or (alike(figure, level) and level.kind != "rate")):
                difference, apart = figure, bool(self._patterns["yearly"].search(gap))
            elif rate is None and figure.unit in RELATIVE:
                rate, yearly = figure, bool(self._patterns["yearly"].search(gap))
            else:
                break
            last, number = figure, at + 1
        return _Amounts(difference, rate, yearly, apart, number, sure, ratio)

    def _plan(self, number: int) -> Step | None:
        """力争纯收入达到1450元，增长12.8%: a plan with its growth, over a level that was told before it."""
        new, rate = self._figures[number], self._figures[number + 1]
        gap = self._nearby.gap(new, rate)
        if not new.item or new.kind == "rate" or not self._patterns["behind"].fullmatch(gap):
            return None
        levels = [
            self._figures[one]
            for one in self._nearby.named(new.item, new, number)
            if self._figures[one].sentence != new.sentence and self._figures[one].per == new.per
        ]
        rises = self._rises(gap)
        if rises is None or not levels:
            return None
        return Step(
            new, None, None, rate, rises, bool(self._patterns["yearly"].search(gap)), False, bases=tuple(levels)
        )

    def _is_more(self, number: int) -> bool:
        """比去年多拆1.62万平方米: a difference that no word for a change tells."""
        if self._figures[number].role != "level":
            return False
        return bool(self._patterns["more"].search(self._nearby.before(number)))

    def _difference(self, number: int, sentence: range) -> tuple[Step | None, int]:
        """94人, 比去年减少21人, 下降18.26%: a difference with its rate behind it, and the level before it."""
        difference = self._figures[number]
        rate = self._figures[number + 1] if number + 1 < sentence.stop else None
        more = self._patterns["more"].search(self._nearby.before(number)) if difference.role not in CHANGED else None
        rises = bool(more["more"]) if more else difference.role == "increase"
        if rate is None or rate.unit not in RELATIVE or rate.role != ("increase" if rises else "decrease"):
            return None, number + 1
        # 政策外出生94人，比上年减少21人，政策外出生下降18.26%: what falls may be named again
        gap = self._nearby.gap(difference, rate).replace(difference.item, "", 1)
        if not self._patterns["behind"].fullmatch(gap):
            return None, number + 1
        levels = self._levels(number, sentence)
        if not levels:
            return None, number + 2
        new = self._figures[levels[0]]
        beside = levels[0] == number - 1 and self._patterns["against"].match(self._nearby.gap(new, difference))
        same = bool(more) or not new.item or not difference.item or new.item == difference.item
        sure = bool(beside) and same
        yearly = bool(self._patterns["yearly"].search(gap))
        others = tuple(self._figures[one] for one in levels[1:])
        return Step(new, None, difference, rate, rises, yearly, sure, item=difference.item, others=others), number + 2

    def _levels(self, number: int, sentence: range) -> list[int]:
        """The levels that a difference may be told of: those before it, the nearest first, then others of its item."""
        difference = self._figures[number]

        def fits(one: int) -> bool:
            return alike(self._figures[one], difference) and self._figures[one].role not in CHANGED

        before = [one for one in range(number - 1, max(sentence.start, number - BACK) - 1, -1) if fits(one)]
        around = [one for one in self._nearby.same_paragraph(number, BACK) if one not in before and fits(one)]
        return before + around

    def _rises(self, words: str) -> bool | None:
        """What the last word for a change says."""
        rise = max((one.end() for one in self._patterns["rise"].finditer(words)), default=-1)
        fall = max((one.end() for one in self._patterns["fall"].finditer(words)), default=-1)
        return None if rise == fall else rise > fall
