"""Figures checked against each other: one module a family of checks, one registry."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from minetext.audit.calendar import calendar
from minetext.audit.relations import Finding
from minetext.audit.shares import shares
from minetext.audit.totals import totals
from minetext.messages import Language
from minetext.model import Check, Figure, Result, Span
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import CheckRule

__all__ = ["Auditor"]


class Family(NamedTuple):
    """A family of checks: what tests it, and what its rule must hold."""

    test: Callable[[Sequence[Figure], CheckRule], Iterator[Finding]]
    numbers: tuple[str, ...]
    messages: tuple[str, ...]


FAMILIES: Mapping[str, Family] = {
    "share": Family(shares, ("reach",), ("pass", "fail", "unsure")),
    "total": Family(totals, ("under", "over", "parts"), ("pass", "fail", "unsure", "subset")),
    "calendar": Family(calendar, (), ("fail", "unsure")),
}
"""Every family by the name that rules call it; the order is that of the tests."""


class Auditor:
    """The check rules; `audit` is a pure function of the figures of a report.

    Raises:
        RuleError: a check rule names no family of checks, or lacks what its family needs.
    """

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = [(_family(rule, rulebook), rule) for rule in rulebook.of(CheckRule)]

    def audit(self, text: str, doc_id: str, figures: Sequence[Figure]) -> list[Check]:
        """The relations that could be tested, passes included, in the order of their places."""
        found = [(rule, finding) for family, rule in self._rules for finding in family.test(figures, rule)]
        found.sort(key=lambda one: (_span(one[1]), one[0].check))
        return [
            self._check(text, f"{doc_id}-c{number + 1:04d}", rule, finding)
            for number, (rule, finding) in enumerate(found)
        ]

    def _check(self, text: str, check_id: str, rule: CheckRule, finding: Finding) -> Check:
        span = _span(finding)
        message = rule.messages[finding.message].template(self._language).format_map(_Facts(finding.facts))
        return Check(
            check_id, rule.check, tuple(one.figure_id for one in finding.figures), finding.result, finding.expected,
            finding.found, finding.tolerance, span, text[slice(*span)], message, rule.severity[finding.result],
        )  # fmt: skip


def _family(rule: CheckRule, rulebook: Rulebook) -> Family:
    """The family of a rule, once the rule is seen to hold all that it needs."""
    place = rulebook.places[rule.id]
    family = FAMILIES.get(rule.check)
    if family is None:
        raise RuleError("check", place=place, id=rule.id, name=rule.check, known=", ".join(FAMILIES))
    for field, needed, given in (
        ("numbers", family.numbers, rule.numbers),
        ("messages", family.messages, rule.messages),
        ("severity", get_args(Result), rule.severity),
    ):
        missing = next((name for name in needed if name not in given), "")
        if missing:
            raise RuleError("check_part", place=place, id=rule.id, name=missing, field=field)
    return family


class _Facts(dict[str, str]):
    """Facts for a message; a name that the check does not know stays as the rule wrote it."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _span(finding: Finding) -> Span:
    return Span(min(one.span.start for one in finding.figures), max(one.span.end for one in finding.figures))
