"""Which year a report is about, and which year a date means that leaves its year out."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures import DateMention, Mention, ReportCues, between, bits
from minetext.model import Report

OPENING = 8
"""How many sentences at the beginning of a report may tell its year."""

CLOSING = 3
"""How many sentences at its end may be its signature."""


FULL_DATES = 2
"""So many dates written in full, of a later year, outweigh a year that the opening names."""

REACH = 12
"""Characters before a date in which a word that bears on it begins."""

ELSEWHERE = bits("not_now", "compare", "founding")


class ReportYear(NamedTuple):
    """The year that a report says it is about, or the school year that begins in it."""

    year: int
    school_year: bool = False
    evidence: str = ""
    """Where it is told: `title`, `opening`, `full_dates`, `signature` or `frequency`."""

    def of_month(self, month: str) -> int:
        """The calendar year that a month of the report falls in."""
        return self.year + 1 if self.school_year and month.isdigit() and int(month) < 9 else self.year


def report_year(
    title: Sequence[DateMention], report: Report, mentions: Sequence[Mention], cues: ReportCues
) -> ReportYear | None:
    """The year that a report is about: its title's, else that of its opening, its signature, or most of its dates.

    A year that the text only looks back or forward to (于2008年, 到2020年, 比2009年) tells nothing, and one of the
    opening gives way to that of most dates written in full, where these are later.
    """
    for date in title:
        if _year(date):
            return _told(date, "title")
    title_sentences = 1 if report.title_span else 0
    last = len(report.sentences) - CLOSING
    dates = [
        (mention.sentence, mention.date)
        for mention in mentions
        if mention.date and _year(mention.date) and not _elsewhere(mention, cues)
    ]
    full = Counter(_year(date) for _, date in dates if date.first.day and not date.last)
    later, times = max(full.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    for sentence, date in dates:
        if sentence < title_sentences + OPENING and not date.last:
            if times >= FULL_DATES and later > _year(date) and _year(date) not in full:
                return ReportYear(later, evidence="full_dates")
            return _told(date, "opening")
    for sentence, date in reversed(dates):
        if sentence >= last and date.first.day:
            return _told(date, "signature")
    counts = Counter(_year(date) for _, date in dates)
    if not counts:
        return None
    year = max(counts, key=lambda one: (counts[one], one))
    return ReportYear(year, evidence="frequency")


def report_period(title: Sequence[DateMention], year: ReportYear | None, delivered: bool) -> str:
    """What a report tells of, in EDTF: the period that its title names, else its year with a `?`; empty if unknown.

    A title that gives a day says when the report was made; one that says so by its form (`delivered`) names the year
    in which it was given, of the year before.
    """
    named = next((date for date in title if _year(date)), None)
    if named and not (delivered or named.first.day):
        return named.edtf()
    if year is None:
        return ""
    begin = year.year - delivered
    mark = "" if named else "?"
    return f"{begin}-09{mark}/{begin + 1}-08{mark}" if year.school_year else f"{begin}{mark}"


def titled_years(title: Sequence[DateMention], delivered: bool) -> tuple[int, int] | None:
    """The years that a report can be of by its title, the first and the last; None where the title names none.

    A title that gives a day, or says by its form when the report was given, leaves the year before open, too.
    """
    named = next((date for date in title if _year(date)), None)
    if named is None:
        return None
    year = _year(named)
    last = int(named.last.year) if named.last and named.last.year.isdigit() else year + ("N" in named.template)
    return year - bool(delivered or named.first.day), max(year, last)


def _elsewhere(mention: Mention, cues: ReportCues) -> bool:
    """Whether a word before a date shows that the report is not of its year."""
    hits = between(cues.of(mention.sentence), mention.start - REACH, mention.start)
    return bool(hits) and hits[-1].end == mention.start and bool(hits[-1].cues & ELSEWHERE)


def _told(date: DateMention, evidence: str) -> ReportYear:
    return ReportYear(_year(date), "N" in date.template, evidence)


def _year(date: DateMention) -> int:
    return int(date.first.year) if date.first.year.isdigit() and not date.masked else 0
