"""Versions of one report, and reports of one unit and period: what differs, and what suspiciously does not.

Passes: a report written over last year's, all of whose figures are new. Fails: one of another year whose figures are
nearly all those of last year; two versions of one year that differ in a figure. Unsure: some figures left as they were.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.audit.facts import Statement
from minetext.audit.groups import CrossFinding, Group, Member, Pointed, agree, alike, difference, digits, place_of
from minetext.audit.last_year import Key, finding, own_levels, same_quantity
from minetext.audit.relations import BoundCheck
from minetext.model import Result


class _Aligned(NamedTuple):
    """A figure of a revision, and the one at its place in the other version."""

    now: Statement
    then: Statement

    @property
    def same(self) -> bool:
        return (self.now.value, self.now.exact) == (self.then.value, self.then.exact)


def revisions(group: Group, rule: BoundCheck) -> Iterator[CrossFinding]:
    """Test a revision against the report that it revises, or reports of one unit and period against each other."""
    if not group.linked:
        yield from _one_period(group, rule)
        return
    other, member = sorted(group.reports, key=lambda one: one.number)
    aligned = sorted(_aligned(member, other), key=lambda pair: pair.now.spans)
    if not aligned:
        return
    if (member.facts.unit, member.facts.period) == (other.facts.unit, other.facts.period):
        yield from _versions(member, other, aligned, rule)
    else:
        yield from _written_over(member, other, aligned, rule)


def _aligned(member: Member, other: Member) -> Iterator[_Aligned]:
    """The figures at the same places of the same clauses; of clauses that stand several times, in order."""
    here, there = _by_place(member), _by_place(other)
    for place, mine in here.items():
        theirs = there.get(place, [])
        if len(theirs) == len(mine):
            yield from map(_Aligned, mine, theirs)


def _by_place(member: Member) -> dict[tuple[int, int, str, str], list[Statement]]:
    found: dict[tuple[int, int, str, str], list[Statement]] = {}
    for one in member.statements:
        if one.derived is None:
            found.setdefault((one.clause, one.order, one.kind, one.unit), []).append(one)
    return found


def _versions(member: Member, other: Member, aligned: Sequence[_Aligned], rule: BoundCheck) -> Iterator[CrossFinding]:
    """Two versions of one report: each figure that differs is told, and how many do not."""
    changed = [pair for pair in aligned if not pair.same]
    known = bool(member.facts.unit and member.facts.period)
    in_part = len(changed) <= len(aligned) * rule.numbers["partly"]
    if not changed or not (known or in_part):
        return  # of units or years that are not named, reports whose figures differ may well be two
    told = changed[: int(rule.numbers["cases"])]
    yield _row(member, other, aligned, told, "unsure", "versions")
    for pair in told if known and in_part else ():
        yield finding(member, pair.now, Pointed(other, pair.then), "fail", "version")


def _written_over(
    member: Member, other: Member, aligned: Sequence[_Aligned], rule: BoundCheck
) -> Iterator[CrossFinding]:
    """A report of another year or unit: its figures should be its own."""
    telling = [pair for pair in aligned if _is_telling(pair.now, rule)]
    same = [pair for pair in telling if pair.same]
    share = len(same) / len(telling) if telling else 0.0
    if len(same) < rule.numbers["few"]:
        result: Result = "pass"
    elif share >= rule.numbers["copied"] and len(same) >= rule.numbers["many"]:
        result = "fail"
    else:
        result = "unsure"
    told = (same if result != "pass" else aligned)[: int(rule.numbers["cases"])]
    yield _row(member, other, telling if result != "pass" else aligned, told, result, result)


def _is_telling(one: Statement, rule: BoundCheck) -> bool:
    """Whether a figure is not likely to be the same in another year by chance, or because it is a norm."""
    known = one.kind not in ("age", "duration") and one.value >= Decimal(str(rule.numbers["telling"]))
    return known and digits(one.value) >= rule.numbers["stated"]


def _row(
    member: Member, other: Member, aligned: Sequence[_Aligned], told: Sequence[_Aligned], result: Result, message: str
) -> CrossFinding:
    same = sum(pair.same for pair in aligned)
    facts = {
        **place_of(member, told[0].now, Pointed(other, told[0].then)),
        "aligned": str(len(aligned)), "same": str(same), "changed": str(len(aligned) - same),
        "cases": "、".join(f"{pair.now.told()}（{pair.now.span.start}）" for pair in told),
        "pairs": "、".join(f"{pair.then.told()}→{pair.now.told()}" for pair in told),
        "unit": member.facts.unit, "other_unit": other.facts.unit,
        "own_period": member.facts.period, "other_period": other.facts.period,
    }  # fmt: skip
    return CrossFinding(
        member, tuple(pair.now for pair in told), tuple(Pointed(other, pair.then) for pair in told), result,
        str(len(aligned)), str(same), "", message, facts,
    )  # fmt: skip


def _one_period(group: Group, rule: BoundCheck) -> Iterator[CrossFinding]:
    """Reports of one unit and period, each against those before it in the tables."""
    revised = {(member.facts.doc_id, member.facts.revises) for member in group.reports}
    own: defaultdict[Key, list[Pointed]] = defaultdict(list)
    for member in sorted(group.reports, key=lambda one: one.number):
        mine = list(own_levels(member))
        for one in mine:
            others = [
                other
                for other in own[one.period, one.kind, one.unit]
                if (member.facts.doc_id, other.report.facts.doc_id) not in revised
                and (other.report.facts.doc_id, member.facts.doc_id) not in revised
            ]
            if 0 < len(others) <= rule.numbers["most"]:
                yield from _twice(member, one, mine, others, rule)
        for one in mine:
            own[one.period, one.kind, one.unit].append(Pointed(member, one))


def _twice(
    member: Member, one: Statement, mine: Sequence[Statement], others: Sequence[Pointed], rule: BoundCheck
) -> Iterator[CrossFinding]:
    near = [(alike(one.context, other.statement.context), other) for other in others]
    judged = same_quantity(one, near, rule)
    if judged is None:
        return
    if agree(one, judged.statement):
        if digits(one.value) >= rule.numbers["digits"]:
            yield finding(member, one, judged, "pass", "agreed")
        return
    rival = any(
        two is not one and two.item == one.item and (two.kind, two.unit) == (one.kind, one.unit)
        and (agree(two, judged.statement) or alike(one.context, two.context) >= rule.numbers["alike"])
        for two in mine
    )  # fmt: skip
    if not rival:
        slip = difference(one, judged.statement, rule) in ("digits", "scale")
        yield finding(member, one, judged, "fail" if slip else "unsure", "disagreed" if slip else "apart")
