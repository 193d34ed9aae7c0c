"""Figures checked against each other: one module a family of checks, one registry."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from minetext.audit import (
    calendar,
    changes,
    hundreds,
    masked,
    period,
    plausible,
    population,
    prices,
    repeats,
    shares,
    totals,
    years,
)
from minetext.audit.across import ACROSS, MOST, CrossAuditor
from minetext.audit.binding import Bound, Needs, bind
from minetext.audit.facts import ReportFacts
from minetext.audit.relations import Audited, BoundCheck, Finding, Placed
from minetext.audit.statements import StatementReader
from minetext.messages import Language
from minetext.model import Check, Span
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import CheckRule

__all__ = ["ACROSS", "MOST", "Audited", "Auditor", "CrossAuditor", "Placed", "ReportFacts", "StatementReader"]


class Family(NamedTuple):
    """A family of checks: what tests it, and what its rule must hold."""

    test: Callable[[Audited, BoundCheck], Iterator[Finding]]
    needs: Needs


FAMILIES: Mapping[str, Family] = {
    "share": Family(shares.shares, shares.NEEDS),
    "change": Family(changes.changes, changes.NEEDS),
    "price": Family(prices.prices, prices.NEEDS),
    "total": Family(totals.totals, totals.NEEDS),
    "repeat": Family(repeats.repeats, repeats.NEEDS),
    "hundred": Family(hundreds.hundreds, hundreds.NEEDS),
    "plausible": Family(plausible.plausible, plausible.NEEDS),
    "population": Family(population.population, population.NEEDS),
    "masked": Family(masked.masked, masked.NEEDS),
    "masked_total": Family(masked.masked_totals, masked.TOTAL_NEEDS),
    "calendar": Family(calendar.calendar, calendar.NEEDS),
    "years": Family(years.years, years.NEEDS),
    "period": Family(period.period, period.NEEDS),
}
"""Every family by the name that rules call it; the order is that of the tests."""


class Auditor:
    """The check rules; `audit` is a pure function of a report and its figures.

    Raises:
        RuleError: a check rule names no family of checks, or lacks what its family needs.
    """

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = [_bound(rule, rulebook) for rule in rulebook.of(CheckRule) if rule.check not in ACROSS]

    def audit(self, audited: Audited, doc_id: str, source_text: str, placed: Placed) -> list[Check]:
        """The relations that could be tested, passes included, in the order of their places in the source."""
        found = [(bound, finding) for family, bound in self._rules for finding in family.test(audited, bound.check)]
        found.sort(key=lambda one: (_quoted(one[1]), _places(one[1]), one[0].rule.check, one[0].rule.id))
        return [
            self._check(source_text, f"{doc_id}-c{number + 1:04d}", bound, finding, placed)
            for number, (bound, finding) in enumerate(found)
        ]

    def _check(self, text: str, check_id: str, bound: Bound, finding: Finding, placed: Placed) -> Check:
        rule = bound.rule
        places = tuple(placed(place) for place in _places(finding))
        span = placed(_quoted(finding))
        facts: dict[str, str] = {}
        for name, fact in finding.facts.items():
            if isinstance(fact, str):
                facts[name] = fact
            else:
                place = placed(fact if isinstance(fact, Span) else fact.span)
                facts[name], facts[f"{name}_at"] = text[slice(*place)], str(place.start)
        message = bound.told(finding.message, self._language, facts)
        return Check(
            check_id, rule.check, tuple(one.figure_id for one in finding.figures), finding.result, finding.expected,
            finding.found, finding.tolerance, span, text[slice(*span)], message, rule.severity[finding.result],
            rule.id, places,
        )  # fmt: skip


def _bound(rule: CheckRule, rulebook: Rulebook) -> tuple[Family, Bound]:
    """A rule with its family, once it is seen to hold all that its family needs."""
    family = FAMILIES.get(rule.check)
    if family is None:
        known = ", ".join((*FAMILIES, *ACROSS))
        raise RuleError("check", place=rulebook.places[rule.id], id=rule.id, name=rule.check, known=known)
    return family, bind(rule, rulebook, family.needs)


def _quoted(finding: Finding) -> Span:
    """What the row quotes."""
    places = _places(finding)
    return finding.quoted or Span(places[0].start, max(place.end for place in places))


def _places(finding: Finding) -> list[Span]:
    return sorted((*(one.span for one in finding.figures), *finding.places))
