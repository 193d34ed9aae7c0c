"""Shares: a part, its base, and the percentage that the text says it is.

Passes: 11148人…5797人占52%. Fails: the same with 72%. Unsure: a 占 whose base cannot be told.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.amounts import OF_ONE, amount, half_digit, is_loose, quotient, rated, told
from minetext.audit.bases import BaseFinder, Pair
from minetext.audit.binding import Needs
from minetext.audit.nearby import Nearby
from minetext.audit.portions import MESSAGES as SEVERAL
from minetext.audit.portions import portions
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, exponent
from minetext.audit.siblings import Siblings
from minetext.audit.sums import tells_slip
from minetext.model import Figure, Result
from minetext.numbers import plain

MESSAGES = ("pass", "fail", "unsure", *SEVERAL)

SHARES = frozenset(("%", "‰", "", ":100"))
"""The units of rates that are shares: 52%, 6.5‰, 一半, 108.3:100."""


SLIP_DIGITS = 3
"""With so many digits, few numbers are one slip away from what they should be."""


class _Judged(NamedTuple):
    pair: Pair
    value: Decimal
    fits: bool
    exact: bool


NEEDS = Needs(
    patterns=(
        "share", "right_behind", "opens_base", "of_it", "rate", "certain", "idle", "clause", "differs", "equity",
        "any_share", "next_share", "respectively", "earlier", "fulfilled", "plan", "done", "all", "of_all", "each",
    ),
    messages=MESSAGES,
)  # fmt: skip


def shares(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every percentage whose part stands in its sentence or is named there."""
    nearby = Nearby(audited)
    together = list(portions(nearby, rule))
    yield from together
    told_of = {
        figure.figure_id for finding in together if finding.message != "pass_whole" for figure in finding.figures
    }
    finder = BaseFinder(nearby, rule.patterns)
    siblings = Siblings(nearby)
    for number, rate in enumerate(nearby.figures):
        if rate.kind != "rate" or rate.unit not in SHARES or rate.role not in ("level", "target"):
            continue
        if rate.figure_id in told_of:
            continue
        judged = [one for pair in finder.pairs(number) if (one := _judged(rate, pair))]
        fitting = next((one for one in judged if one.fits), None)
        alone = None if fitting else siblings.misfit(number, [one.pair for one in judged])
        misfit = _judged(rate, alone) if alone else None
        if fitting:
            siblings.fitted(number, fitting.pair)
            yield _finding(rate, fitting, "pass")
        elif misfit and misfit.exact and (siblings.enough or _slipped(rate, misfit)):
            yield _finding(rate, misfit, "fail")
        elif judged and all(one.exact for one in judged):
            if judged[0].pair.sure:
                yield _finding(rate, judged[0], "fail")
            elif judged[0].pair.asks:
                yield _finding(rate, judged[0], "unsure")


def _judged(rate: Figure, pair: Pair) -> _Judged | None:
    part, base, stated = amount(pair.part), amount(pair.base), rated(rate)
    if part is None or base is None or stated is None or base.low <= 0:
        return None
    if pair.plan:
        base = base._replace(low=base.value, high=base.value)
    found, value = quotient(part, base), part.value / base.value
    if is_loose(found, value):
        return None
    exact = part.exact and base.exact and stated.exact
    return _Judged(pair, value, stated.overlaps(found), exact)


def _slipped(rate: Figure, judged: _Judged) -> bool:
    """Whether one digit, or two that are swapped, make the share what it should be."""
    value = rate.value or Decimal(0)
    right = (judged.value * OF_ONE[rate.unit]).quantize(Decimal(1).scaleb(exponent(value)))
    return tells_slip(value, right, SLIP_DIGITS)


def _finding(rate: Figure, judged: _Judged, result: Result) -> Finding:
    pair, value = judged.pair, rate.value or Decimal(0)
    expected = told(judged.value * OF_ONE[rate.unit], value)
    facts: dict[str, Fact] = {
        "part": pair.part, "base": pair.base, "expected": f"{expected}{rate.unit}", "found": rate,
    }  # fmt: skip
    figures = (pair.base, pair.part, rate)
    return Finding(figures, result, expected, plain(value), half_digit(value), result, facts)
