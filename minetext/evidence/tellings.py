"""How a text speaks of a fact, and what that proves of the year of a report."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from minetext.evidence.weighing import ANY, Proof, Strength, Years
from minetext.figures.numerals import Numerals
from minetext.model import Span
from minetext.rulebook import Rulebook, Splits
from minetext.rulebook.schema import FactRule, FactSort, TellingRule

LATE = 3
"""A report of a year is written by this month of the next one: what is younger is told of the year it happened in."""

GRACE = 2
"""So many years behind the next congress, no report names the one before it as its guide, and the next one nowhere."""

REACH = 24
"""Characters before a name that are shown to patterns."""

AHEAD = 3
"""So many years before it begins, no plan is drawn up yet."""

WINTER = 11
"""What is celebrated from this month on may be told of in reports of the next year."""

STORY = 100
"""Characters before a name in which a year shows that a story of that time is told."""

RANGE = 1949, 2100
"""Years that reports are of; dates and numbers that lead to others tell of history."""

NEXT_YEAR = {"last_year": 1, "next_year": -1}
"""How far a report is from a year that it calls last or next."""


class Telling(NamedTuple):
    """How a name is spoken of; `rule` is None where only the name stands there."""

    rule: TellingRule | None
    span: Span
    number: int
    """The number that is told, or 0."""
    dated: bool = False
    """Whether its sentence states a year shortly before it."""
    near: int = 0
    """The year that its paragraph states last before it, or 0."""


class Bound(NamedTuple):
    """A rule with its patterns compiled."""

    rule: TellingRule
    before: "re.Pattern[str] | None"
    next: "re.Pattern[str] | None"


def bound(rulebook: Rulebook) -> list[Bound]:
    """The rules for how facts and dates are told, compiled."""
    return [
        Bound(rule, rulebook.compile(rule.before, ends=True), rulebook.compile(rule.next))
        for rule in rulebook.of(TellingRule)
    ]


class Tellings:
    """The rules for how facts are told, compiled."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._numerals = numerals
        self._year = re.compile(rulebook.expand("{year}"))
        every = bound(rulebook)
        self._by_sort: Mapping[FactSort, list[Bound]] = {
            sort: [one for one in every if sort in one.rule.sorts] for one in every for sort in one.rule.sorts
        }
        self._several = [one.next for one in every if one.rule.telling == "many_years" and one.next]

    def several(self, text: str, span: Span) -> bool:
        """Whether a sentence says that the report tells of several years."""
        return any(pattern.search(text, *span) for pattern in self._several)

    def of(self, fact: FactRule, text: str, name: Span, sentence: Span, splits: Splits) -> Telling | None:
        """How a fact is told whose name stands in a sentence; None where no rule fits."""
        clause = ""
        for one in self._by_sort.get(fact.sort, ()):
            behind = one.next.match(text, name.end, sentence.end) if one.next else None
            if one.next and behind is None:
                continue
            if not clause:
                begin = max(sentence.start, name.start - REACH)
                cuts = splits.cuts(text, begin, name.start) if name.start > begin else [name.start]
                clause = text[cuts[-2] if len(cuts) > 1 else name.start : name.start] or " "
            before = one.before.search(clause) if one.before else None
            if one.before and before is None:
                continue
            number = 0
            for match in (behind, before):
                if match and match.re.groupindex.get("number"):
                    number = self._numerals.parse_digits(match["number"]) or 0
            start = name.start - (len(clause) - before.start()) if before and clause != " " else name.start
            span = Span(start, behind.end() if behind else name.end)
            return Telling(one.rule, span, number, *self._dated(text, name, sentence))
        return None

    def _dated(self, text: str, name: Span, sentence: Span) -> tuple[bool, int]:
        """Whether a sentence states a year before a name; and the year that its paragraph states last, or 0."""
        begin = max(0, name.start - STORY)
        begin = max(begin, text.rfind("\n", begin, name.start) + 1)
        stated = [*self._year.finditer(text, begin, name.start)]
        if not stated:
            return False, 0
        return stated[-1].start() >= sentence.start, self._numerals.parse_digits("".join(stated[-1][0].split())) or 0


class Standing(NamedTuple):
    """Where a fact is told."""

    planned: bool
    """Among plans."""
    several: bool
    """In a report of several years."""
    delivered: bool
    """In a report whose title names the year behind the one that it tells of."""
    opening: bool
    """At the beginning of the report."""


def proof_of(fact: FactRule, told: Telling, at: Standing) -> Proof | None:
    """What a telling of a fact proves, standing there; None where it proves nothing."""
    begin, rule = fact.date.partition("/")[0], told.rule
    first, until = int(begin[:4]), int(fact.until[:4]) if fact.until else None

    def proof(sure: Years, usual: Years, strength: Strength = "weak", since: str = begin) -> Proof:
        return Proof(fact.id, told.span, sure, usual, strength, since, fact, rule.id if rule else "")

    if rule is None:
        since = fact.known or begin
        ends = until if fact.sort == "body" else None
        return proof(_from(since, at), Years(int(since[:4]), ends), "strong" if ends else "weak", since)
    if rule.telling in ("anniversary", "ordinal", "fixed"):
        return _exact(fact, told, rule, at)
    if rule.telling == "made":
        return proof(Years(first - AHEAD), Years(first - 1, first))
    if rule.telling == "ahead":
        last = first + at.delivered
        known = int(fact.known[:4]) if fact.known else first - 1
        return proof(ANY if at.several else Years(None, last), Years(known, last), "strong")
    sure = _from(begin, at)
    if rule.telling == "guide" and until:
        return proof(sure._replace(last=until + GRACE), Years(first, until), "strong")
    return proof(sure, Years(first))


def _exact(fact: FactRule, told: Telling, rule: TellingRule, at: Standing) -> Proof | None:
    """The proof of a telling that leads to one year."""
    since = (fact.force if rule.base == "force" else "") or fact.date.partition("/")[0]
    added = rule.years if rule.telling == "fixed" else told.number - (rule.telling == "ordinal")
    year = int(since[:4]) + added
    if (rule.telling != "fixed" and told.number < 1) or not RANGE[0] <= year <= RANGE[1]:
        return None
    strength: Strength = "exact"
    this = year + NEXT_YEAR.get(rule.time, 0)
    sure = usual = Years(this, this)
    dated = told.dated or abs(told.near - year) <= 1
    if at.several or dated:
        # it may have been in any of these years, or in the one that the text itself names
        sure, usual, strength = Years(year - 1), Years(year - at.planned), "weak"
        if at.opening and rule.telling == "fixed" and not (at.several or at.planned):
            usual, strength = Years(year, year + at.delivered), "strong"
    elif rule.time == "ahead" or (at.planned and not rule.time):
        sure = usual = Years(year - 1, year + at.delivered)
    elif at.delivered and not rule.time:
        sure = usual = Years(year, year + 1)
    elif int(since[5:7] or 0) >= WINTER:
        sure = Years(this, this + 1)
    return Proof(fact.id, told.span, sure, usual, strength, since, fact, rule.id, (year - added, added))


def _from(date: str, at: Standing) -> Years:
    """The years that a report can be of that tells of a date as past, or among its plans."""
    late = not date[5:7] or int(date[5:7]) <= LATE
    return Years(int(date[:4]) - (late or at.planned))
