"""How many times a level is another one: 是去年44所的3倍, and doublings: 翻了一番.

Passes: 由14所增加到28所，翻了一番. Fails: 由3600人增加到5800人，翻了一番 (1.61 times).
Unsure: 1.85 times, which some call double.
"""

from decimal import Decimal

from minetext.audit.amounts import Amount, half_digit, rated, told
from minetext.audit.relations import Bounds, Fact, Finding
from minetext.audit.steps import Step
from minetext.model import Result
from minetext.numbers import plain

MESSAGES = ("pass_times", "fail_times", "unsure_times")

ONE = Decimal(1)
NEAR = Decimal("0.1")
"""What is off by no more than this part of it is what is meant by a whole number of times."""

SHORT, LONG = Decimal("0.8"), Decimal("1.5")
"""A growth below this part of what a doubling is, or above, is none; more than double is often called so."""


def times(step: Step, growth: Amount) -> Finding | None:
    """Test how many times the old level the new one is said to be; `growth` is by what part of the old one it grew."""
    stated = rated(step.rate) if step.rate else None
    if step.rate is None or step.old is None or step.new is None or stated is None or not step.rises:
        return None
    added = Decimal(0) if step.ratio else ONE
    wanted = stated.value + added
    found = growth.value + ONE
    result = _ratio(stated, growth) if step.ratio else _doubled(stated, growth)
    if result is None or (result != "pass" and not (growth.exact and stated.exact and step.sure)):
        return None
    expected = told(found, wanted)
    facts: dict[str, Fact] = {
        "old": step.old, "new": step.new, "rate": step.rate, "expected": expected,
    }  # fmt: skip
    figures = (step.old, step.new, step.rate)
    return Finding(figures, result, expected, plain(wanted), half_digit(wanted), f"{result}_times", facts)


def _ratio(stated: Amount, growth: Amount) -> Result | None:
    """3倍 is 2.5 to 3.5 times, but only what is near 3 shows that both are right."""
    if not stated.overlaps(Bounds(growth.low + ONE, growth.high + ONE)):
        return "fail"
    off = abs(growth.value + ONE - stated.value)
    return "pass" if off <= NEAR * stated.value or stated.value != stated.value.to_integral_value() else None


def _doubled(stated: Amount, growth: Amount) -> Result | None:
    """翻一番 is twice, 翻两番 four times."""
    share = growth.value / stated.value
    if share < SHORT or share > LONG:
        return "fail"
    if ONE - NEAR / 2 <= share <= ONE + NEAR:
        return "pass"
    return "unsure" if share < ONE else None
