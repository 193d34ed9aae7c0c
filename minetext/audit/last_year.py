"""What a report says of an earlier period, against what a report of that period says itself.

Passes: 94人，比去年减少21人, where last year's report says 115人. Fails: where it says 112人. Unsure: sums and rates
that may have been corrected since, or figures that lie so far apart that they may be of different things.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from minetext.audit.facts import Statement
from minetext.audit.groups import (
    CrossFinding,
    Group,
    Member,
    Pointed,
    agree,
    alike,
    difference,
    digits,
    one_item,
    place_of,
)
from minetext.audit.relations import BoundCheck
from minetext.model import Result
from minetext.numbers import plain

ABOUT_AS_ALIKE = 0.1
"""Words that are less alike by no more than this could be meant as well."""

Key = tuple[str, str, str]


def last_year(group: Group, rule: BoundCheck) -> Iterator[CrossFinding]:
    """Test every exact level of an earlier period that a report of that period could hold."""
    if group.linked:
        return
    own: defaultdict[Key, list[Pointed]] = defaultdict(list)
    for member in group.reports:
        for one in own_levels(member):
            own[one.period, one.kind, one.unit].append(Pointed(member, one))
    for member in group.reports:
        looked = [one for one in levels(member) if one.period < member.facts.period]
        for one in looked:
            if len(own[one.period, one.kind, one.unit]) <= rule.numbers["most"]:
                yield from _compared(member, one, looked, own[one.period, one.kind, one.unit], rule)


def levels(member: Member) -> Iterator[Statement]:
    """The exact levels of a report whose period is told."""
    return (one for one in member.statements if one.role == "level" and one.exact and one.period)


def own_levels(member: Member) -> Iterator[Statement]:
    """Those of its own period."""
    return (one for one in levels(member) if one.period == member.facts.period and one.derived is None)


def _compared(
    member: Member, one: Statement, looked: Sequence[Statement], own: Sequence[Pointed], rule: BoundCheck
) -> Iterator[CrossFinding]:
    """The one relation of a statement to the statements of the report of its period."""
    near = [(alike(one.context, other.statement.context), other) for other in own if other.report is not member]
    same = [(score, other) for score, other in near if agree(one, other.statement)]
    score, other = max(same, key=lambda found: found[0], default=(0.0, None))
    if other and _is_shown(one, other.statement, score, rule):
        yield finding(member, one, other, "pass", "pass")
        return
    judged = same_quantity(one, near, rule)
    if judged is None or _is_told_otherwise(one, looked, judged, rule):
        return
    if one.kind == "money" and one.derived and not one.derived.exact:
        return  # growth of sums may be that at constant prices
    how = difference(one, judged.statement, rule)
    fails = how in ("digits", "scale") or (how == "counted" and (one.derived is None or one.derived.exact))
    result: Result = "fail" if fails else "unsure"
    yield finding(member, one, judged, result, result)


def same_quantity(one: Statement, near: Sequence[tuple[float, Pointed]], rule: BoundCheck) -> Pointed | None:
    """The one statement among others that is of the same quantity; none where several could be, and differ."""
    fitting = [(score, other) for score, other in near if one_item(other.statement, one)]
    best = max((score for score, _ in fitting), default=0.0)
    least = max(rule.numbers["alike"], best - ABOUT_AS_ALIKE)
    fit = [other for score, other in fitting if score >= least]
    if not fit or len(one.context) < rule.numbers["words"] or len({other.statement.value for other in fit}) > 1:
        return None
    return fit[0]


def _is_shown(one: Statement, other: Statement, score: float, rule: BoundCheck) -> bool:
    """Whether two equal figures are of the same quantity, and not equal by chance."""
    told = min(digits(one.value), digits(other.value))
    if score >= rule.numbers["alike"] and one_item(one, other):
        return True
    enough = rule.numbers["digits"]
    same = one.item == other.item and bool(one.item)
    return (told >= enough and same and score >= rule.numbers["touch"]) or (
        told > enough and score >= rule.numbers["alike"]
    )


def _is_told_otherwise(one: Statement, looked: Sequence[Statement], other: Pointed, rule: BoundCheck) -> bool:
    """Whether the same report also says of that period what the other one says, or two things in like words."""
    return any(
        two is not one
        and (two.period, two.kind, two.unit) == (one.period, one.kind, one.unit)
        and (two.value != one.value)
        and (agree(two, other.statement) or alike(one.context, two.context) >= rule.numbers["alike"])
        for two in looked
    )


def finding(member: Member, one: Statement, other: Pointed, result: Result, message: str) -> CrossFinding:
    """The relation of a statement to one of another report."""
    gap = abs(one.value - other.statement.value)
    facts = {**place_of(member, one, other), "difference": plain(gap)}
    span = one.bounds()
    return CrossFinding(
        member, (one,), (other,), result, plain(other.statement.value), plain(one.value),
        plain((span.high - span.low) / 2), message, facts,
    )  # fmt: skip
