"""Changes: two levels, their difference, the rate of change, and the word that says which way it went.

Passes: 94人，比去年减少21人，下降18.26% (21 / (94 + 21)). Fails: the same with 28.26%. Unsure: a rate that may be told
at constant prices, or of another level.
"""

from collections.abc import Iterator
from decimal import Decimal

from minetext.audit.amounts import Amount, amount, half_digit, is_loose, quotient, rated, told, written_like
from minetext.audit.binding import Needs
from minetext.audit.nearby import Nearby
from minetext.audit.relations import Audited, BoundCheck, Bounds, Fact, Finding
from minetext.audit.steps import POINTS, Step, StepReader
from minetext.audit.times import MESSAGES as TIMES
from minetext.audit.times import times
from minetext.model import Figure, Result
from minetext.numbers import plain

MESSAGES = (
    "pass_direction", "fail_direction", "pass_difference", "fail_difference",
    "pass_rate", "fail_rate", "unsure_rate", "fail_points", "pass_yearly", *TIMES,
)  # fmt: skip

ONE, HUNDRED = Decimal(1), Decimal(100)


NEEDS = Needs(
    patterns=(
        "from", "to", "ranked", "compared", "beyond", "by", "behind", "against", "rise", "fall", "yearly",
        "constant", "newly", "more", "times", "times_of", "times_it", "at_once", "doubled",
    ),
    messages=MESSAGES,
)  # fmt: skip


def changes(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every change of a sentence whose levels stand there."""
    nearby = Nearby(audited)
    reader = StepReader(nearby, rule.patterns)
    for sentence in nearby.sentences:
        for step in reader.steps(sentence):
            yield from _tested(step, rule)


def _tested(step: Step, rule: BoundCheck) -> Iterator[Finding]:
    findings = [finding for finding in (_difference(step), _of_any_level(step, rule)) if finding]
    if findings:
        yield from findings
    elif not step.ratio and (finding := _direction(step)):
        yield finding


def _of_any_level(step: Step, rule: BoundCheck) -> Finding | None:
    """The rate tested with the level that is told of; where that is not sure, with whichever fits."""
    if step.bases:
        grown = (_rate(step._replace(old=base), rule) for base in step.bases)
        return next((one for one in grown if one and one.result == "pass"), None)
    first = _rate(step, rule)
    if step.sure or first is None or first.result == "pass":
        return first
    tried = (_rate(step._replace(new=level), rule) for level in step.others)
    return next((one for one in tried if one and one.result == "pass"), None)


def _level(figure: Figure) -> Amount | None:
    """A level; of a rate, what it can be by the digits that it is given with."""
    return amount(figure, counted=figure.kind != "rate")


def _direction(step: Step) -> Finding | None:
    """由2.1%下降到1.3%: whether the levels go the way that the word says."""
    if step.new is None or step.old is None:
        return None
    new, old = _level(step.new), _level(step.old)
    if new is None or old is None or new.value == old.value:
        return None
    right = (new.value > old.value) == step.rises
    if not right and new.overlaps(Bounds(old.low, old.high)):
        return None
    facts: dict[str, Fact] = {
        "old": step.old, "new": step.new,
        "difference": written_like(abs(new.value - old.value), step.new),
    }  # fmt: skip
    sign = ">" if step.rises else "<"
    result: Result = "pass" if right else "fail"
    return Finding(
        (step.old, step.new), result, f"{sign}{plain(old.value)}", plain(new.value), "0", f"{result}_direction", facts
    )


def _difference(step: Step) -> Finding | None:
    """比上年的1124元净增162元: whether the difference is that of the levels."""
    if step.new is None or step.old is None or step.difference is None:
        return None
    new, old, stated = _level(step.new), _level(step.old), _level(step.difference)
    if new is None or old is None or stated is None:
        return None
    years = _years(step) if step.apart else 1
    if not years:
        return None
    value = (new.value - old.value) * (1 if step.rises else -1) / years
    rounding = (new.high - new.low + old.high - old.low) / 2 / years
    fits = stated.overlaps(Bounds(value - rounding, value + rounding))
    exact = new.exact and old.exact and stated.exact
    if not fits and (step.apart or not exact or not step.sure):
        return None
    result: Result = "pass" if fits else "fail"
    facts: dict[str, Fact] = {
        "old": step.old, "new": step.new, "difference": step.difference,
        "expected": written_like(value, step.difference),
    }  # fmt: skip
    tolerance = plain(rounding + (stated.high - stated.low) / 2)
    figures = (step.old, step.new, step.difference)
    expected = plain(value) if years == 1 else told(value, stated.value)
    return Finding(figures, result, expected, plain(stated.value), tolerance, f"{result}_difference", facts)


def _rate(step: Step, rule: BoundCheck) -> Finding | None:
    """下降18.26%: whether the rate is the difference divided by the level before."""
    stated = rated(step.rate) if step.rate else None
    growth = _growth(step)
    if step.rate is None or stated is None or growth is None:
        return None
    if step.yearly:
        return _yearly(step, growth, stated)
    if step.ratio or (step.rate.unit == "倍" and rule.patterns["doubled"].search(step.rate.text)):
        return times(step, growth)
    grown = Bounds(growth.low, growth.high)
    fits = stated.overlaps(grown)
    if fits and is_loose(grown, growth.value) and not stated.low <= growth.value <= stated.high:
        return None
    figures = tuple(one for one in (step.old, step.new, step.difference, step.rate) if one)
    hundred = (step.rate.value or ONE) / stated.value if stated.value else HUNDRED
    expected = told(growth.value * hundred, step.rate.value or ONE)
    facts: dict[str, Fact] = {
        "old": step.old or "", "level": step.new or step.old or "", "difference": step.difference or "",
        "expected": expected + step.rate.unit, "rate": step.rate,
        "how": _arithmetic(step),
    }  # fmt: skip
    result: Result = "pass" if fits else "fail"
    message = f"{result}_rate"
    if not fits:
        if not growth.exact or not stated.exact:
            return None
        if _by_points(step):
            message = "fail_points"
        elif not step.sure or rule.patterns["constant"].search(step.item):
            result, message = "unsure", "unsure_rate"
    return Finding(
        figures, result, expected, plain(step.rate.value), half_digit(step.rate.value or ONE), message, facts
    )


def _arithmetic(step: Step) -> str:
    """The sum that gives the rate, written out."""
    sign = "－" if step.rises else "＋"
    if step.difference and step.old:
        return f"{step.difference.text}÷{step.old.text}"
    if step.difference and step.new:
        return f"{step.difference.text}÷（{step.new.text}{sign}{step.difference.text}）"
    new, old = (step.new.text if step.new else ""), (step.old.text if step.old else "")
    return f"（{new}－{old}）÷{old}" if step.rises else f"（{old}－{new}）÷{old}"


def _growth(step: Step) -> Amount | None:
    """By what part of the level before the level changed, the way that the word says."""
    new, old = step.new and _level(step.new), step.old and _level(step.old)
    difference = step.difference and _level(step.difference)
    if difference and step.difference and step.difference.unit != POINTS and not step.apart and (old or new):
        if old is None:
            assert new is not None
            old = _minus(new, difference) if step.rises else _plus(new, difference)
        if old.low <= 0:
            return None
        low, high = quotient(difference, old)
        return Amount(difference.value / old.value, low, high, difference.exact and old.exact)
    if not new or not old or old.low <= 0:
        return None
    low, high = new.low / old.high - ONE, new.high / old.low - ONE
    value = new.value / old.value - ONE
    exact = new.exact and old.exact
    return Amount(value, low, high, exact) if step.rises else Amount(-value, -high, -low, exact)


def _plus(first: Amount, second: Amount) -> Amount:
    exact = first.exact and second.exact
    return Amount(first.value + second.value, first.low + second.low, first.high + second.high, exact)


def _minus(first: Amount, second: Amount) -> Amount:
    exact = first.exact and second.exact
    return Amount(first.value - second.value, first.low - second.high, first.high - second.low, exact)


def _by_points(step: Step) -> bool:
    """Whether a rate's change is told in per cent where points are meant: 由5.2%下降到4.2%，下降1%."""
    if not step.new or not step.old or not step.rate or step.new.kind != "rate" or step.rate.unit != step.new.unit:
        return False
    new, old, stated = _level(step.new), _level(step.old), _level(step.rate)
    return bool(new and old and stated and abs(new.value - old.value) == stated.value)


def _yearly(step: Step, growth: Amount, stated: Amount) -> Finding | None:
    """年均增长25.5%: whether that rate, year upon year, gives the growth between two levels whose years are told."""
    years = _years(step)
    if not years or not step.rises or not step.new or not step.old or not step.rate:
        return None
    low, high = (ONE + stated.low) ** years, (ONE + stated.high) ** years
    if not (low <= ONE + growth.high and ONE + growth.low <= high):
        return None
    expected = told(((ONE + growth.value) ** (ONE / years) - ONE) * HUNDRED, step.rate.value or ONE)
    facts: dict[str, Fact] = {
        "old": step.old, "new": step.new, "rate": step.rate, "years": str(years), "expected": expected + step.rate.unit,
    }  # fmt: skip
    figures = (step.old, step.new, step.rate)
    return Finding(
        figures, "pass", expected, plain(step.rate.value), half_digit(step.rate.value or ONE), "pass_yearly", facts
    )


def _years(step: Step) -> int:
    """How many years lie between two levels that have years of their own."""
    if not step.new or not step.old:
        return 0
    first, last = step.old.date[:4], step.new.date[:4]
    return int(last) - int(first) if first.isdigit() and last.isdigit() else 0
