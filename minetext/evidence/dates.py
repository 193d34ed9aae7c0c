"""What the full dates of a report prove of its year: those of the past, and its signature."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from minetext.evidence.tellings import LATE, RANGE, bound
from minetext.evidence.weighing import Proof, Years
from minetext.figures import DateMention, Mention, ReportCues, between, bits
from minetext.model import Report, Source, Span
from minetext.rulebook import Rulebook

SIGNED = 6
"""A report that is signed by this month is usually of the year before."""

REACH = 12
"""Characters before a date in which a word that bears on it begins."""

PLANNED = 120
"""Characters before a date in which a word says that it is planned."""

SURE = 2
"""So many dates of a year cannot all be slips of the pen."""

MANY = 3
"""So many dates of the latest year that is named show that the report is hardly younger than the next one."""

ELSEWHERE = bits("not_now", "compare", "founding")
TARGET = bits("target", "plan")


class DateProofs:
    """The dates that bound the year of a report."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._year = re.compile(rulebook.expand("{year_mark}"))
        self._ahead = [one for one in bound(rulebook) if one.rule.telling == "ahead" and not one.rule.sorts]

    def names_year(self, text: str, sentence: Span) -> bool:
        """Whether a sentence may name a year."""
        return bool(self._year.search(text, *sentence))

    def proofs(
        self, source: Source, report: Report, mentions: Sequence[Mention], cues: ReportCues, signed: DateMention | None
    ) -> Iterator[Proof]:
        """The latest date of the past that a report tells with its year, and its signature."""
        past = _together(list(self._past(source, report, mentions, cues)))
        told = Counter(_year(one) for one in past)
        if told and told[max(told)] >= MANY:
            latest = next(one for one in past if _year(one) == max(told))
            usual = Years(None, max(told) + 1)
            yield Proof(latest.rule, Span(latest.start, latest.end), Years(), usual, "strong", str(max(told)))
        dated = [one for one in past if one.date and one.date.first.month.isdigit()]
        dated.sort(key=lambda one: (_month(one), -one.start))
        counts = Counter(_year(one) for one in dated)
        sure = [one for one in dated if counts[_year(one)] >= SURE]
        for latest in dict.fromkeys([*dated[-1:], *sure[-1:]]):
            bound = Years(_about(latest))
            held = bound if counts[_year(latest)] >= SURE else Years()
            yield Proof(latest.rule, Span(latest.start, latest.end), held, bound, "weak", _month(latest))
        if signed and signed.first.year.isdigit() and report.signed:
            year, month = int(signed.first.year), signed.first.month
            early = not month.isdigit() or int(month) <= SIGNED
            yield Proof(
                signed.rule, report.signed, Years(None, year + cues.delivered), Years(year - early, year), "strong",
                signed.edtf(),
            )  # fmt: skip

    def _told_ahead(self, text: str, date: Mention, sentence: Span) -> bool:
        """Whether words right beside a date say that it is a term, or to come."""
        before = text[max(sentence.start, date.start - REACH) : date.start]
        return any(
            (one.before is not None and bool(one.before.search(before)))
            or (one.next is not None and bool(one.next.match(text, date.end, sentence.end)))
            for one in self._ahead
        )

    def _past(self, source: Source, report: Report, mentions: Sequence[Mention], cues: ReportCues) -> Iterator[Mention]:
        """The dates of the past with their year; not those of the title, of tables and of plans."""
        title = 0 if report.title_span else -1
        tables = [table.span for table in source.tables]
        for one in mentions:
            date = one.date
            if date is None or one.table or one.sentence == title or date.masked or not date.first.year.isdigit():
                continue
            if int(date.first.year) < RANGE[0] or report.sentences[one.sentence].section in cues.planned:
                continue
            if any(table.start <= one.start < table.end for table in tables):
                continue
            begin = max(report.sentences[one.sentence].span.start, one.start - PLANNED)
            hits = between(cues.of(one.sentence), begin, one.start)
            if any(hit.cues & TARGET for hit in hits):
                continue
            limit = report.sentences[one.sentence].span
            if self._told_ahead(source.plain, one, limit):
                continue
            near = between(hits, one.start - REACH, one.start)
            if near and near[-1].end == one.start and near[-1].cues & ELSEWHERE:
                continue
            if one.start >= report.signed.start and one.end <= report.signed.end and report.signed:
                continue
            yield one


def _together(past: Sequence[Mention]) -> list[Mention]:
    """The dates, but for one that stands alone, years behind all others: a slip, or to come."""
    years = sorted({_year(one) for one in past})
    lone = len(years) > 1 and years[-1] > years[-2] + 1 and sum(_year(one) == years[-1] for one in past) == 1
    return [one for one in past if not (lone and _year(one) == years[-1])]


def _year(mention: Mention) -> int:
    return int(mention.date.first.year) if mention.date else 0


def _month(mention: Mention) -> str:
    """The year and month of a date."""
    return "-".join(mention.date.first[:2]) if mention.date else ""


def _about(mention: Mention) -> int:
    """The first year that a report can be of which tells this date as past."""
    month = mention.date.first.month if mention.date else ""
    return _year(mention) - (int(month or 0) <= LATE)
