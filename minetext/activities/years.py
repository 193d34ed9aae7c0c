"""Which year a report is about, and which year a date means that leaves its year out."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures import DateMention, Mention
from minetext.model import Report

OPENING = 8
"""How many sentences at the beginning of a report may tell its year."""

CLOSING = 3
"""How many sentences at its end may be its signature."""


class ReportYear(NamedTuple):
    """The year that a report says it is about, or the school year that begins in it."""

    year: int
    school_year: bool = False
    evidence: str = ""
    """Where it is told: `title`, `opening`, `signature` or `frequency`."""

    def of_month(self, month: str) -> int:
        """The calendar year that a month of the report falls in."""
        return self.year + 1 if self.school_year and month.isdigit() and int(month) < 9 else self.year


def report_year(title: Sequence[DateMention], report: Report, mentions: Sequence[Mention]) -> ReportYear | None:
    """The year that a report is about: its title's, else that of its opening, its signature, or most of its dates."""
    for date in title:
        if _year(date):
            return _told(date, "title")
    title_sentences = 1 if report.title_span else 0
    last = len(report.sentences) - CLOSING
    dates = [(mention.sentence, mention.date) for mention in mentions if mention.date and _year(mention.date)]
    for sentence, date in dates:
        if sentence < title_sentences + OPENING and not date.last:
            return _told(date, "opening")
    for sentence, date in reversed(dates):
        if sentence >= last and date.first.day:
            return _told(date, "signature")
    counts = Counter(_year(date) for _, date in dates)
    if not counts:
        return None
    year = max(counts, key=lambda one: (counts[one], one))
    return ReportYear(year, evidence="frequency")


def _told(date: DateMention, evidence: str) -> ReportYear:
    return ReportYear(_year(date), "N" in date.template, evidence)


def _year(date: DateMention) -> int:
    return int(date.first.year) if date.first.year.isdigit() and not date.masked else 0
