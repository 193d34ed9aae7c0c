"""Shares that a sentence gives one after the other, and that should make up the whole.

Passes: 28.0%、40.0%和32.0%. Fails: 23.5%、31.2%、36.8%和9.5%, which make 101%. Shares far from 100% are not meant to
make it up, or overlap: nothing is tested.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, exact_value, exponent
from minetext.audit.sums import rounding
from minetext.model import Figure, Result
from minetext.numbers import plain

HUNDRED = Decimal(100)


NEEDS = Needs(numbers=("parts", "most", "near"), patterns=("member",), messages=("pass", "fail"))


def hundreds(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test the shares of each sentence, if there are enough of them."""
    shares = [one for one in audited.figures if one.kind == "rate" and one.unit == "%" and one.role == "level"]
    for _, group in groupby(shares, key=lambda one: one.sentence):
        listed = _listed(list(group), audited, rule)
        if rule.numbers["parts"] <= len(listed) <= rule.numbers["most"]:
            yield from _judge(listed, rule)


def _listed(figures: Sequence[Figure], audited: Audited, rule: BoundCheck) -> list[Figure]:
    """The shares of a sentence: those that 占 marks, and those that stand in one list with them."""
    found: list[Figure] = []
    for before, figure in zip((None, *figures), figures, strict=False):
        joined = before is not None and bool(found) and found[-1] is before
        between = audited.between(before, figure) if before else ""
        if figure.share or (joined and rule.patterns["member"].fullmatch(between)):
            found.append(figure)
    return found


def _judge(shares: Sequence[Figure], rule: BoundCheck) -> Iterator[Finding]:
    values = [exact_value(one) for one in shares]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not all(0 < value < HUNDRED for value in known):
        return
    found = sum(known, Decimal(0))
    slack = sum((_half(one) for one in shares), Decimal(0))
    difference = abs(found - HUNDRED)
    if difference <= slack:
        yield _finding(shares, found, slack, "pass")
    elif difference <= Decimal(str(rule.numbers["near"])):
        yield _finding(shares, found, slack, "fail")


def _half(figure: Figure) -> Decimal:
    """Half of the last digit: a share is rounded even where it is a whole number."""
    return rounding(figure) or Decimal(5).scaleb(exponent(figure.value or Decimal(0)) - 1)


def _finding(shares: Sequence[Figure], found: Decimal, slack: Decimal, result: Result) -> Finding:
    facts: dict[str, Fact] = {
        "parts": "＋".join(one.text for one in shares), "first": shares[0], "last": shares[-1],
        "found": plain(found), "difference": plain(abs(found - HUNDRED)),
    }  # fmt: skip
    return Finding(tuple(shares), result, "100", plain(found), plain(slack), result, facts)
