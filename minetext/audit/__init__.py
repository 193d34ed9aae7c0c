"""Figures checked against each other: one module a family of checks, one registry."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, get_args

from minetext.audit.across import ACROSS, MOST, CrossAuditor
from minetext.audit.binding import Bound, Needs, bind
from minetext.audit.calendar import calendar
from minetext.audit.changes import MESSAGES as CHANGE_MESSAGES
from minetext.audit.changes import changes
from minetext.audit.facts import ReportFacts
from minetext.audit.hundreds import hundreds
from minetext.audit.masked import masked, masked_totals
from minetext.audit.period import period
from minetext.audit.plausible import plausible
from minetext.audit.population import population
from minetext.audit.prices import MESSAGES as PRICE_MESSAGES
from minetext.audit.prices import prices
from minetext.audit.relations import Audited, BoundCheck, Finding
from minetext.audit.repeats import repeats
from minetext.audit.shares import MESSAGES as SHARE_MESSAGES
from minetext.audit.shares import shares
from minetext.audit.statements import StatementReader
from minetext.audit.totals import totals
from minetext.audit.years import years
from minetext.messages import Language
from minetext.model import Check, Result, Span
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import CheckRule

__all__ = ["ACROSS", "MOST", "Audited", "Auditor", "CrossAuditor", "Placed", "ReportFacts", "StatementReader"]

Placed = Callable[[Span], Span]
"""Leads a span of the text that is audited back to the source."""


class Family(NamedTuple):
    """A family of checks: what tests it, and what its rule must hold."""

    test: Callable[[Audited, BoundCheck], Iterator[Finding]]
    numbers: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    messages: tuple[str, ...] = get_args(Result)


FAMILIES: Mapping[str, Family] = {
    "share": Family(
        shares, patterns=(
            "share", "right_behind", "opens_base", "of_it", "rate", "certain", "idle", "clause", "differs", "equity",
            "any_share", "next_share", "respectively", "earlier", "fulfilled", "plan", "done", "all", "of_all", "each",
        ),
        messages=SHARE_MESSAGES,
    ),
    "change": Family(
        changes,
        patterns=(
            "from", "to", "ranked", "compared", "beyond", "by", "behind", "against", "rise", "fall", "yearly",
            "constant", "newly", "more", "times", "times_of", "times_it", "at_once", "doubled",
        ),
        messages=CHANGE_MESSAGES,
    ),
    "price": Family(
        prices,
        patterns=(
            "every", "average", "any", "each", "time", "month", "day", "person", "recipient", "sum", "wider", "clauses",
            "goes_on", "given", "worth", "spent", "and", "times", "period", "week", "of_them", "subject", "added",
            "bare", "made", "besides", "in_all", "so_far",
        ),
        messages=PRICE_MESSAGES,
    ),
    "total": Family(
        totals,
        numbers=("under", "over", "apart", "parts", "marked", "unmarked", "near"),
        patterns=(
            "open", "close", "base", "exhaustive", "kinds", "nested", "across", "named", "among", "stop",
            "rest", "other", "done", "sum",
        ),
        messages=("pass", "fail", "unsure", "subset", "larger"),
    ),
    "repeat": Family(repeats, numbers=("digits", "times", "name", "reach"), patterns=("base", "scope", "whole")),
    "hundred": Family(hundreds, numbers=("parts", "most", "near"), patterns=("member",), messages=("pass", "fail")),
    "plausible": Family(plausible, numbers=("low", "high", "least", "most", "reach"), messages=("fail", "unsure")),
    "population": Family(population, numbers=("reach",), patterns=("whole", "part", "elsewhere"), messages=("unsure",)),
    "masked": Family(masked, patterns=("mask",), messages=("unsure",)),
    "masked_total": Family(masked_totals, patterns=("open", "close", "base"), messages=("told", "unsure")),
    "calendar": Family(calendar, messages=("fail", "unsure")),
    "years": Family(years, numbers=("near", "width"), messages=("pass", "fail", "early", "late", "unsure", "clash")),
    "period": Family(
        period, numbers=("years", "slips"), patterns=("done", "ahead", "opens", "told", "back"),
        messages=("fail", "unsure", "year"),
    ),
}  # fmt: skip
"""Every family by the name that rules call it; the order is that of the tests."""


class Auditor:
    """The check rules; `audit` is a pure function of a report and its figures.

    Raises:
        RuleError: a check rule names no family of checks, or lacks what its family needs.
    """

    def __init__(self, rulebook: Rulebook, language: Language) -> None:
        self._language = language
        self._rules = [_bound(rule, rulebook) for rule in rulebook.of(CheckRule) if rule.check not in ACROSS]

    def audit(self, audited: Audited, doc_id: str, source_text: str, placed: Placed | None = None) -> list[Check]:
        """The relations that could be tested, passes included, in the order of their places in the source."""
        place = placed or _as_it_is
        found = [(bound, finding) for family, bound in self._rules for finding in family.test(audited, bound.check)]
        found.sort(key=lambda one: (_quoted(one[1]), _places(one[1]), one[0].rule.check, one[0].rule.id))
        return [
            self._check(source_text, f"{doc_id}-c{number + 1:04d}", bound, finding, place)
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
    return family, bind(rule, rulebook, Needs(family.numbers, family.patterns, family.messages))


def _as_it_is(span: Span) -> Span:
    return span


def _quoted(finding: Finding) -> Span:
    """What the row quotes."""
    places = _places(finding)
    return finding.quoted or Span(places[0].start, max(place.end for place in places))


def _places(finding: Finding) -> list[Span]:
    return sorted((*(one.span for one in finding.figures), *finding.places))
