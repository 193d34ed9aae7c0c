"""Shares: a part, its base, and the percentage that the text says it is.

Passes: 11148人…5797人占52%. Fails: the same with 72%. Unsure: a 占 whose base cannot be told.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.relations import Finding, comparable, exact_value
from minetext.model import Figure, Result
from minetext.numbers import plain
from minetext.rulebook.schema import CheckRule

HUNDREDS = {"%": Decimal(100), "‰": Decimal(1000)}


class _Pair(NamedTuple):
    part: Figure
    base: Figure
    share: Decimal


def shares(figures: Sequence[Figure], rule: CheckRule) -> Iterator[Finding]:
    """Test every percentage against the figures before it in its sentence, and in the sentence before."""
    reach = int(rule.numbers["reach"])
    for index, rate in enumerate(figures):
        value = exact_value(rate)
        if rate.kind != "rate" or rate.unit not in HUNDREDS or rate.role != "level" or value is None:
            continue
        before = [figure for figure in figures[max(0, index - reach - 1) : index] if figure.kind != "date"]
        pairs = _pairs(rate, before)
        half = Decimal(5).scaleb(min(0, _exponent(value)) - 1)
        fitting = next((pair for pair in pairs if abs(pair.share - value) <= half), None)
        if fitting:
            yield _finding(rate, fitting, "pass", half)
        elif rate.part_of and pairs and pairs[0].part is before[-1]:
            bases = {pair.base.figure_id for pair in pairs if pair.part is before[-1]}
            yield _finding(rate, pairs[0], "fail" if len(bases) == 1 else "unsure", half)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _pairs(rate: Figure, before: Sequence[Figure]) -> list[_Pair]:
    """Part and base among the figures before a percentage, the nearest first.

    The part stands last before the percentage, in its sentence; its base before it, at most one sentence back.
    """
    parts = [figure for figure in before if figure.sentence == rate.sentence]
    pairs: list[_Pair] = []
    for part in reversed(parts[-2:]):
        value = exact_value(part)
        if value is None or part.kind == "rate":
            continue
        for base in reversed(before):
            whole = exact_value(base)
            if base.span.end > part.span.start or not comparable(part, base) or not whole or rate.sentence - base.sentence > 1:
                continue
            if 0 <= value <= whole:
                pairs.append(_Pair(part, base, value / whole * HUNDREDS[rate.unit]))
    return pairs


def _finding(rate: Figure, pair: _Pair, result: Result, half: Decimal) -> Finding:
    expected = plain(pair.share.quantize(half / 5))
    facts = {
        "part": pair.part.text, "part_at": str(pair.part.span.start),
        "base": pair.base.text, "base_at": str(pair.base.span.start),
        "expected": f"{expected}{rate.unit}", "found": rate.text, "found_at": str(rate.span.start),
    }  # fmt: skip
    found = plain(rate.value or Decimal(0))
    return Finding((pair.base, pair.part, rate), result, expected, found, plain(half), result, facts)
