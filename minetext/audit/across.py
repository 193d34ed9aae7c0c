"""Checks across reports: what is tested over all reports of a unit, and over a report and its revision."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minetext.audit.binding import Bound, Needs, bind
from minetext.audit.facts import ReportFacts
from minetext.audit.groups import CrossFinding, Group, Member
from minetext.audit.last_year import last_year
from minetext.audit.relations import BoundCheck
from minetext.audit.revisions import revisions
from minetext.audit.series import series
from minetext.messages import Language
from minetext.model import CrossCheck, Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import CheckRule

MOST = 8
"""Reports of one unit and one period: a name that bears more is that of many units, or of no unit at all."""


class GroupFamily(NamedTuple):
    """A family of checks across reports: what tests it, and what its rule must hold."""

    test: Callable[[Group, BoundCheck], Iterator[CrossFinding]]
    needs: Needs


_LIKE = ("alike", "words", "most", "far", "counted", "digits")

ACROSS: Mapping[str, GroupFamily] = {
    "last_year": GroupFamily(last_year, Needs((*_LIKE, "touch"))),
    "series": GroupFamily(
        series,
        Needs(("alike", "most", "years", "near", "close", "least"), messages=("fail", "unsure", "pair")),
    ),
    "revision": GroupFamily(
        revisions,
        Needs(
            (*_LIKE, "partly", "cases", "telling", "stated", "few", "many", "copied"),
            messages=("pass", "fail", "unsure", "versions", "version", "agreed", "disagreed", "apart"),
        ),
    ),
}
"""Every family by the name that rules call it; the order is that of the tests."""


class CrossAuditor:
    """The rules for checks across reports; `audit` is a pure function of a group of reports.

    Raises:
        RuleError: a rule lacks what its family needs.
    """

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self._language = language
        rules = [rule for rule in rulebook.of(CheckRule) if rule.check in ACROSS]
        self._rules = [(bind(rule, rulebook, ACROSS[rule.check].needs), ACROSS[rule.check].test) for rule in rules]

    def audit(self, reports: Sequence[tuple[int, ReportFacts]], *, linked: bool = False) -> list[CrossCheck]:
        """The relations that could be tested, passes included; each stands at the later of its reports.

        Args:
            reports: with their numbers in the order of the tables; at most `MOST` of one period.
            linked: they are a report and its revision, not all reports of a unit.
        """
        members = [Member(number, facts, facts.statements()) for number, facts in reports]
        members.sort(key=lambda one: (one.facts.period, one.number))
        group = Group(members, linked)
        return [self._check(bound, one) for bound, test in self._rules for one in test(group, bound.check)]

    def _check(self, bound: Bound, one: CrossFinding) -> CrossCheck:
        rule, facts = bound.rule, one.report.facts
        spans = [span for statement in one.statements for span in statement.spans]
        ids = [figure for statement in one.statements for figure in statement.figures]
        places = [f"{start}-{end}" for start, end in spans]
        for other in one.others:
            ids += other.statement.figures
            places += [f"{other.report.facts.doc_id}:{start}-{end}" for start, end in other.statement.spans]
        first = one.statements[0]
        return CrossCheck(
            one.report.number, rule.check, facts.doc_id, facts.source, tuple(ids), one.result, one.expected,
            one.found, one.tolerance, Span(*first.span), first.text, bound.told(one.message, self._language, one.facts),
            rule.severity[one.result], rule.id, tuple(places),
        )  # fmt: skip
