"""Figures checked against each other: one module a family of checks, one registry."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, get_args

from minetext.audit.calendar import calendar
from minetext.audit.hundreds import hundreds
from minetext.audit.masked import masked, masked_totals
from minetext.audit.plausible import plausible
from minetext.audit.population import population
from minetext.audit.relations import Audited, BoundCheck, Finding
from minetext.audit.repeats import repeats
from minetext.audit.shares import shares
from minetext.audit.totals import totals
from minetext.messages import Language
from minetext.model import Check, Result, Span
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import CheckRule

__all__ = ["Audited", "Auditor"]

Placed = Callable[[Span], Span]
"""Leads a span of the text that is audited back to the source."""


class Family(NamedTuple):
    """A family of checks: what tests it, and what its rule must hold."""

    test: Callable[[Audited, BoundCheck], Iterator[Finding]]
    numbers: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    messages: tuple[str, ...] = get_args(Result)


FAMILIES: Mapping[str, Family] = {
    "share": Family(shares, numbers=("reach",)),
    "total": Family(
        totals,
        numbers=("under", "over", "parts", "marked", "unmarked", "near"),
        patterns=("open", "close", "base", "exhaustive"),
        messages=("pass", "fail", "unsure", "subset", "larger"),
    ),
    "repeat": Family(repeats, numbers=("digits", "times", "name", "reach"), patterns=("base", "scope")),
    "hundred": Family(hundreds, numbers=("parts", "most", "near"), patterns=("member",), messages=("pass", "fail")),
    "plausible": Family(plausible, numbers=("low", "high", "least", "most", "reach"), messages=("fail", "unsure")),
    "population": Family(population, numbers=("reach",), patterns=("whole", "part", "elsewhere"), messages=("unsure",)),
    "masked": Family(masked, patterns=("mask",), messages=("unsure",)),
    "masked_total": Family(masked_totals, patterns=("open", "close", "base"), messages=("told", "unsure")),
    "calendar": Family(calendar, messages=("fail", "unsure")),
}
"""Every family by the name that rules call it; the order is that of the tests."""


class _Bound(NamedTuple):
    rule: CheckRule
    family: Family
    check: BoundCheck


class Auditor:
    """The check rules; `audit` is a pure function of a report and its figures.

    Raises:
        RuleError: a check rule names no family of checks, or lacks what its family needs.
    """

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = [_bound(rule, rulebook) for rule in rulebook.of(CheckRule)]

    def audit(self, audited: Audited, doc_id: str, source_text: str, placed: Placed | None = None) -> list[Check]:
        """The relations that could be tested, passes included, in the order of their places in the source."""
        place = placed or _as_it_is
        found = [(one.rule, finding) for one in self._rules for finding in one.family.test(audited, one.check)]
        found.sort(key=lambda one: (_places(one[1]), one[0].check, one[0].id))
        return [
            self._check(source_text, f"{doc_id}-c{number + 1:04d}", rule, finding, place)
            for number, (rule, finding) in enumerate(found)
        ]

    def _check(self, text: str, check_id: str, rule: CheckRule, finding: Finding, placed: Placed) -> Check:
        places = tuple(placed(place) for place in _places(finding))
        span = Span(places[0].start, max(place.end for place in places))
        facts = _Facts()
        for name, fact in finding.facts.items():
            if isinstance(fact, str):
                facts[name] = fact
            else:
                place = placed(fact if isinstance(fact, Span) else fact.span)
                facts[name], facts[f"{name}_at"] = text[slice(*place)], str(place.start)
        message = rule.messages[finding.message].template(self._language).format_map(facts)
        return Check(
            check_id, rule.check, tuple(one.figure_id for one in finding.figures), finding.result, finding.expected,
            finding.found, finding.tolerance, span, text[slice(*span)], message, rule.severity[finding.result],
            rule.id, places,
        )  # fmt: skip


def _bound(rule: CheckRule, rulebook: Rulebook) -> _Bound:
    """A rule with its family, once it is seen to hold all that its family needs."""
    place = rulebook.places[rule.id]
    family = FAMILIES.get(rule.check)
    if family is None:
        raise RuleError("check", place=place, id=rule.id, name=rule.check, known=", ".join(FAMILIES))
    for field, needed, given in (
        ("numbers", family.numbers, rule.numbers),
        ("patterns", family.patterns, rule.patterns),
        ("messages", family.messages, rule.messages),
        ("severity", get_args(Result), rule.severity),
    ):
        missing = next((name for name in needed if name not in given), "")
        if missing:
            raise RuleError("check_part", place=place, id=rule.id, name=missing, field=field)
    compiled = {name: rulebook.compile(pattern) for name, pattern in rule.patterns.items()}
    patterns = {name: pattern for name, pattern in compiled.items() if pattern is not None}
    return _Bound(rule, family, BoundCheck(rule.id, rule.numbers, patterns))


class _Facts(dict[str, str]):
    """Facts for a message; a name that the check does not know stays as the rule wrote it."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _as_it_is(span: Span) -> Span:
    return span


def _places(finding: Finding) -> list[Span]:
    return sorted((*(one.span for one in finding.figures), *finding.places))
