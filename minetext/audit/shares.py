"""Shares: a part, its base, and the percentage that the text says it is.

Passes: 11148人…5797人占52%. Fails: the same with 72%. Unsure: a 占 whose base cannot be told.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, bounds, comparable, exact_value, exponent
from minetext.model import Figure, Result
from minetext.numbers import plain

HUNDREDS = {"%": Decimal(100), "‰": Decimal(1000)}

NAMED_BASE = 3
"""With more characters than this between part and percentage, the text names a base of its own (占贷款余额的)."""


class _Pair(NamedTuple):
    part: Figure
    base: Figure
    share: Decimal
    fits: bool


def shares(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every percentage against the figures before it in its sentence, and in the sentence before."""
    figures, reach = audited.figures, int(rule.numbers["reach"])
    for index, rate in enumerate(figures):
        value = exact_value(rate)
        if rate.kind != "rate" or rate.unit not in HUNDREDS or rate.role != "level" or value is None:
            continue
        before = [
            figure for figure in figures[max(0, index - reach - 1) : index] if figure.kind not in ("date", "rate")
        ]
        pairs = list(_pairs(rate, value, before))
        fitting = next((pair for pair in pairs if pair.fits), None)
        if fitting:
            yield _finding(rate, fitting, "pass")
        elif rate.share and pairs and pairs[0].part is before[-1]:
            bases = {pair.base.figure_id for pair in pairs if pair.part is before[-1]}
            told = len(bases) == 1 and rate.span.start - before[-1].span.end <= NAMED_BASE
            yield _finding(rate, pairs[0], "fail" if told else "unsure")


def _pairs(rate: Figure, value: Decimal, before: Sequence[Figure]) -> Iterator[_Pair]:
    """Parts and bases among the figures before a percentage, the nearest part first.

    The part stands in the sentence of the percentage, its base before it and at most one sentence back; or the base
    stands last (完成任务700人的103.1%).
    """
    here = [figure for figure in before if figure.sentence == rate.sentence]
    for part in reversed(here[-2:]):
        for base in reversed(before):
            if base.span.end <= part.span.start and rate.sentence - base.sentence <= 1:
                yield from _pair(rate, value, part, base, most=Decimal(1))
    for part in reversed(here[:-1]):
        yield from _pair(rate, value, part, here[-1], most=Decimal(10))


def _pair(rate: Figure, value: Decimal, part: Figure, base: Figure, most: Decimal) -> Iterator[_Pair]:
    amount, whole = exact_value(part), exact_value(base)
    if amount is None or not whole or not comparable(part, base) or not 0 <= amount <= whole * most:
        return
    hundred = HUNDREDS[rate.unit]
    stated, of_part, of_base = bounds(value, counted=False), bounds(amount), bounds(whole)
    low, high = of_part.low / of_base.high * hundred, of_part.high / of_base.low * hundred
    yield _Pair(part, base, amount / whole * hundred, low <= stated.high and stated.low <= high)


def _finding(rate: Figure, pair: _Pair, result: Result) -> Finding:
    value = rate.value or Decimal(0)
    unit = Decimal(1).scaleb(exponent(value))
    expected = plain(pair.share.quantize(min(unit, Decimal(1)) / 10))
    facts: dict[str, Fact] = {
        "part": pair.part, "base": pair.base, "expected": f"{expected}{rate.unit}", "found": rate,
    }  # fmt: skip
    return Finding((pair.base, pair.part, rate), result, expected, plain(value), plain(unit / 2), result, facts)
