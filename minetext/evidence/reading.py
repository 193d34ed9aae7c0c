"""The proofs that a report holds: one pass for the names of facts, and its full dates."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minetext.evidence.dates import DateProofs
from minetext.evidence.tellings import Standing, Telling, Tellings, proof_of
from minetext.evidence.weighing import NOTHING, Evidence, Proof, weigh
from minetext.figures import DateMention, FigureReader, Mention, ReportCues
from minetext.figures.numerals import Numerals
from minetext.model import Report, Source, Span
from minetext.rulebook import Rulebook, Splits, WordScanner
from minetext.rulebook.schema import FactRule

OPENING = 12
"""How many sentences at the beginning of a report may say that it tells of several years."""

REACH = 24
"""Characters around a name that are shown to patterns."""


class _Fact(NamedTuple):
    """A fact with its patterns compiled."""

    rule: FactRule
    unless: "tuple[re.Pattern[str] | None, re.Pattern[str] | None]"


class EvidenceReader:
    """The facts and how they are told, compiled; `read` is a pure function of a report.

    Raises:
        RuleError: a telling lacks what it needs.
    """

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._splits = Splits(rulebook)
        self._tellings = Tellings(rulebook, numerals)
        self._dates = DateProofs(rulebook)
        named: dict[str, list[_Fact]] = {}
        for rule in rulebook.of(FactRule):
            unless = rulebook.compile(rule.unless_before, ends=True), rulebook.compile(rule.unless_next)
            for word in dict.fromkeys(rule.words):
                named.setdefault(word, []).append(_Fact(rule, unless))
        self._scanner = WordScanner(named)
        self._facts = [named[word] for word in self._scanner.words]

    def dates(self, figures: FigureReader, source: Source, report: Report) -> list[Mention]:
        """The dates of the sentences that name a year, where the figures of a report are not read."""
        text = source.plain
        return [
            mention._replace(sentence=number)
            for number, sentence in enumerate(report.sentences)
            if self._dates.names_year(text, sentence.span)
            for mention in figures.mentions(text, [sentence])
        ]

    def read(
        self, source: Source, report: Report, mentions: Sequence[Mention], cues: ReportCues, signed: DateMention | None
    ) -> Evidence:
        """What a report proves of the year that it is about.

        `mentions` hold the dates of the sentences that name a year, of all others none need be there; `signed` is the
        date of its signature.
        """
        if not report.sentences:
            return NOTHING
        text = source.plain
        proofs = [*self._facts_in(text, report, cues), *self._dates.proofs(source, report, mentions, cues, signed)]
        return weigh(sorted(proofs, key=lambda one: one.span))

    def _facts_in(self, text: str, report: Report, cues: ReportCues) -> Iterator[Proof]:
        begin, end = report.sentences[0].span.start, report.sentences[-1].span.end
        hits = self._scanner.scan(text, begin, end)
        if not hits:
            return
        starts = [sentence.span.start for sentence in report.sentences]
        several = self._several(text, report)
        plain: set[tuple[str, bool]] = set()
        for index, first, last in hits:
            name = Span(begin + first, begin + last)
            number = bisect_right(starts, name.start) - 1
            sentence = report.sentences[number]
            if name.end > sentence.span.end:
                continue  # in a masked place
            for fact in self._facts[index]:
                if _unless(fact, text, name, sentence.span):
                    continue
                telling = self._tellings.of(fact.rule, text, name, sentence.span, self._splits)
                planned = sentence.section in cues.planned
                if telling is None:
                    # a name proves no more where it stands again
                    if not fact.rule.plain or (fact.rule.id, planned) in plain:
                        continue
                    plain.add((fact.rule.id, planned))
                at = Standing(planned, several, cues.delivered, number < OPENING)
                proof = proof_of(fact.rule, telling or Telling(None, name, 0), at)
                if proof:
                    yield proof

    def _several(self, text: str, report: Report) -> bool:
        """Whether the opening or a heading says that the report tells of several years."""
        opening = (sentence.span for sentence in report.sentences[:OPENING])
        return any(self._tellings.several(text, span) for span in (*opening, *(one.heading for one in report.sections)))


def _unless(fact: _Fact, text: str, name: Span, sentence: Span) -> bool:
    """Whether what stands beside a name shows that it is another one."""
    before, behind = fact.unless
    if before and before.search(text[max(sentence.start, name.start - REACH) : name.start]):
        return True
    return bool(behind and behind.match(text, name.end, sentence.end))
