"""The date of every figure: its own, or that of the doing that it belongs to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date as calendar_date
from datetime import timedelta
from typing import NamedTuple

from minetext.activities.decide import ReportTriggers
from minetext.activities.years import ReportYear
from minetext.figures import UNKNOWN_YEAR, CueHit, DateMention, Mention, ReportCues, between, bits
from minetext.model import Report

COMPARE, FOUNDING, PARTICLE = bits("compare"), bits("founding"), bits("particle")
BRIDGE = bits("particle", "reached", "skip", "linker")
"""Cues that may stand between a year and the one figure that is told of it."""
CARRIES_ON, COMPARED = bits("part", "carries_on"), bits("compared")
LAST_YEAR, NEXT_YEAR, THIS_YEAR = bits("last_year"), bits("next_year"), bits("this_year")
RELATIVE = bits("reset", "last_year", "next_year")

LIST_MARKS = 2
"""At most so many characters stand between two dates of one list (7月25日和9月6日)."""

MAX_LIST = 12
"""Longer lists of dates are calendars, not the dates of one doing."""

PART_REACH = 6
"""How many characters at its beginning a sentence may say 其中 or 此次 in."""

NEAR = 12
"""Characters before a date in which a word that bears on it begins."""

FOUNDING_REACH = 4
"""How close a date stands to the word for the founding that it dates."""


_LAST = re.compile(r"(?P<year>\d{4})\??(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class Dated(NamedTuple):
    """The date of a mention, and where it comes from."""

    edtf: str
    stated: int
    """Offset of the date mention that governs it, or -1 where none does."""
    narrow: bool = False
    """Whether that date is narrower than a year."""


def date_mentions(
    text: str, report: Report, mentions: Sequence[Mention], cues: ReportCues, triggers: ReportTriggers,
    lists: frozenset[str], year: ReportYear | None,
) -> list[Dated]:  # fmt: skip
    """The date of each mention, in order.

    A date governs the figures behind it in its sentence, up to another date, a word such as 全年 or a member of a list
    that speaks of something else, and those of the sentences that follow in the paragraph while they speak of the same
    (share a word of the activity rules, or begin with one such as 其中). A year governs to the end of the paragraph.

    A date that is compared with (比2009年), or at which something was founded, governs nothing, and one joined to a
    figure by 的 (上年的29.8%) that figure alone. What no date governs is of the year that the report is about; in a
    section of plans, of the next.
    """
    reader = _Reader(text, report, cues, triggers, lists, year)
    following = [mention.start for mention in mentions[1:]] + [-1] * bool(mentions)
    return [reader.date(mention, start) for mention, start in zip(mentions, following, strict=True)]


class _Reader:
    """Reads the mentions of a report from left to right."""

    def __init__(
        self, text: str, report: Report, cues: ReportCues, triggers: ReportTriggers, lists: frozenset[str],
        year: ReportYear | None,
    ) -> None:  # fmt: skip
        self._text = text
        self._report = report
        self._cues = cues
        self._triggers = triggers
        self._lists = lists
        self._year = year
        self._page_month: tuple[str, str] | None = None
        self._sentence = -1
        self._hits: list[CueHit] = []
        self._next_hit = 0
        self._start_paragraph(-1, 0)

    def _start_paragraph(self, paragraph: int, shift: int) -> None:
        self._paragraph = paragraph
        self._shift = shift
        """How many years from the report's year the section tells of: 1 for plans."""
        self._stated_year = ""
        self._month = ""
        self._current = self._relative(shift)
        self._narrow = False
        """Whether the date that governs is narrower than a year."""
        self._topic: frozenset[str] = frozenset()
        """The words of the activity rules in what it has been told of so far."""
        self._once: Dated | None = None
        """The date of the next figure alone."""
        self._resume: tuple[Dated, bool, str] | None = None
        """What governed before a sentence that tells of this year looked back at an earlier one."""
        self._told = False
        """Whether a figure was told in the sentence so far."""
        self._members: list[str] = []
        self._last_date = self._last_end = -1

    def date(self, mention: Mention, following: int) -> Dated:
        """The date of the next mention; `following` is where the one behind it begins."""
        sentence = self._report.sentences[mention.sentence]
        if sentence.paragraph != self._paragraph:
            planned = sentence.section in self._cues.planned
            self._start_paragraph(sentence.paragraph, planned - self._cues.delivered)
        if mention.table:
            period = mention.table.period
            return Dated(self._edtf(period), -1, period.has_month) if period else self._current
        if mention.sentence != self._sentence:
            self._sentence, self._hits, self._next_hit = mention.sentence, self._cues.of(mention.sentence), 0
            self._told = False
            if self._resume:
                (self._current, self._narrow, self._stated_year), self._resume = self._resume, None
            goes_on = not self._narrow or self._carries_on(*sentence.span)
        else:
            listed = self._narrow and not self._lists.isdisjoint(self._text[self._last_end : mention.start])
            goes_on = not listed or self._carries_on(self._last_end, mention.clause.end)
        if not goes_on:
            self._current, self._narrow, self._members = self._relative(self._shift), False, []
        self._read_hits(mention)
        joined = mention.date is not None and self._is_joined(mention, following)
        dated = self._own(mention, mention.date, joined) if mention.date else self._once or self._current
        while mention.date and self._next_hit < len(self._hits) and self._hits[self._next_hit].start < mention.end:
            # 今年前10个月: a word inside a date says nothing beside it
            self._next_hit += 1
        self._once = dated if joined else None
        self._told = self._told or mention.date is None
        self._last_end = mention.end
        return dated

    def _carries_on(self, start: int, end: int) -> bool:
        """Whether what stands between two offsets of the sentence speaks of what the date was told of."""
        words = self._triggers.words(self._sentence, start, end)
        if any(
            hit.cues & CARRIES_ON and start <= hit.start <= start + PART_REACH
            for hit in between(self._hits, start, end)
        ):
            return True
        if not any(one in other or other in one for one in words for other in self._topic):
            return False
        self._topic |= words
        return True

    def _own(self, mention: Mention, date: DateMention, joined: bool) -> Dated:
        """The date that a mention is, and what it does to those behind it."""
        edtf = self._edtf(date)
        if not self._governs(mention):
            return Dated(edtf, mention.start)
        if self._looks_back(date):
            self._leave()
        if date.first.year.isdigit() and not (mention.masked or date.last or date.template.endswith("..")):
            self._stated_year = date.first.year
        if not joined:
            listed = 0 < len(self._members) < MAX_LIST and 0 <= mention.start - self._last_date <= LIST_MARKS
            self._members = [*self._members, edtf] if listed else [edtf]
            told = "{" + ",".join(self._members) + "}" if len(self._members) > 1 else edtf
            self._current, self._narrow = Dated(told, mention.start, date.has_month), date.has_month
            self._last_date = mention.end
            self._topic = self._triggers.words(self._sentence, *self._report.sentences[self._sentence].span)
        return Dated(edtf, mention.start)

    def _is_joined(self, mention: Mention, following: int) -> bool:
        """Whether 的 joins a date to the figure right behind it alone: 升学率由上年的29.8%提高到34.5%."""
        hits = between(self._hits, mention.end, following)
        if hits and hits[0].cues & PARTICLE and (hits[0].start, hits[0].end) == (mention.end, following):
            return True
        back = mention.date is not None and self._looks_back(mention.date) and self._governs(mention)
        return back and self._is_bridged(mention.end, following)

    def _is_bridged(self, start: int, end: int) -> bool:
        """Whether nothing but words such as 为 stands between two offsets: 上年为35起, 2009年只有35起."""
        for hit in between(self._hits, start, end):
            if hit.start != start or not hit.cues & BRIDGE:
                return False
            start = hit.end
        return start == end

    def _looks_back(self, date: DateMention) -> bool:
        """Whether a year is an earlier one, in a sentence that has told of the report's own: 41起，2009年为35起."""
        year = date.first.year
        if not (self._told and self._year and year.isdigit()) or date.has_month or date.last or date.template:
            return False
        return int(year) < self._year.year and self._current.edtf.startswith(str(self._year.year))

    def _leave(self) -> None:
        """Remember what governs until the end of the sentence brings it back."""
        if self._told and not self._resume:
            self._resume = (self._relative(self._shift) if self._narrow else self._current), False, self._stated_year

    def _read_hits(self, mention: Mention) -> None:
        """Let words such as 全年 and 去年 end the reach of the date before them."""
        while self._next_hit < len(self._hits) and self._hits[self._next_hit].end <= mention.start:
            hit = self._hits[self._next_hit]
            cues = hit.cues
            self._next_hit += 1
            if cues & LAST_YEAR and self._aside(hit, mention):
                self._once = self._relative(-1)
                continue
            if cues & COMPARE or not cues & RELATIVE:
                continue
            if not (self._narrow or "/" in self._current.edtf or cues & (LAST_YEAR | NEXT_YEAR | THIS_YEAR)):
                # 2017年，全年投资: the year still holds
                continue
            shift = -1 if cues & LAST_YEAR else 1 if cues & NEXT_YEAR else 0 if cues & THIS_YEAR else self._shift
            if cues & NEXT_YEAR and self._year:
                self._stated_year = str(self._year.year + 1)
            if cues & LAST_YEAR:
                self._leave()
            self._current, self._narrow, self._members = self._relative(shift), False, []

    def _aside(self, hit: CueHit, mention: Mention) -> bool:
        """Whether a word for last year says of one figure alone that it is of that year.

        That with which is compared: 从去年的2.1%提高到2.3%, 比上年的35起增加6起, 41起，去年同期为35起.
        """
        following = self._hits[self._next_hit] if self._next_hit < len(self._hits) else None
        joined = following is not None and following.cues & PARTICLE > 0 and following.start == hit.end
        if joined and not hit.cues & COMPARE:
            return True
        level = mention.date is None and mention.role not in ("increase", "decrease")
        compared = self._told or hit.cues & COMPARE > 0
        return level and compared and (joined or self._is_bridged(hit.end, mention.start))

    def _relative(self, shift: int) -> Dated:
        return Dated(f"{self._year.year + shift}?" if self._year else "", -1)

    def _edtf(self, date: DateMention) -> str:
        if date.back:
            return self._last_years(date.back)
        if date.after:
            return self._told_by_last(date)
        if date.first.month:
            self._month = (date.last and date.last.month) or date.first.month
        if date.has_year:
            if date.first.day and not date.last:
                self._page_month = date.first.year, date.first.month
            return date.edtf()
        if date.first.day and not date.first.month and not self._month and self._page_month:
            # a bare day is of the month of the last date written in full: that of a page, of a report's opening
            year, month = self._page_month
            return date.edtf(f"{year}?", month)
        if date.shift is not None:
            return date.edtf(f"{self._year.year + date.shift}?" if self._year else UNKNOWN_YEAR, self._month)
        if self._stated_year:
            return date.edtf(f"{self._stated_year}?", self._month)
        if self._year is None:
            return date.edtf(UNKNOWN_YEAR, self._month)
        told = self._year.of_month(date.first.month or self._month) + self._shift
        return date.edtf(f"{told}?", self._month)

    def _last_years(self, number: int) -> str:
        """The last years up to the report's own."""
        if self._year is None:
            return UNKNOWN_YEAR
        last = f"{self._year.year}?"
        return f"{self._year.year - number + 1}?/{last}" if number > 1 else last

    def _told_by_last(self, date: DateMention) -> str:
        """A date that the one before it tells: 次日, 当月, 同年; what is unknown of that stays unknown."""
        match = _LAST.fullmatch(self._current.edtf.rpartition("/")[2])
        if match is None:
            return UNKNOWN_YEAR
        year, month, day = match["year"], match["month"], match["day"]
        if date.after == "year" or month is None:
            return f"{year}?"
        if date.after == "month" or day is None:
            return f"{year}?-{month}"
        try:
            found = calendar_date(int(year), int(month), int(day)) + timedelta(date.days)
        except (ValueError, OverflowError):
            return f"{year}?-{month}"
        return f"{found.year:04d}?-{found.month:02d}-{found.day:02d}"

    def _governs(self, mention: Mention) -> bool:
        first = bisect_left(self._hits, (mention.start - NEAR,))
        for hit in self._hits[first : bisect_left(self._hits, (mention.end + FOUNDING_REACH,))]:
            if hit.start <= mention.start <= hit.end and hit.cues & (COMPARE | FOUNDING):
                return False
            if (
                mention.end <= hit.start
                and hit.end <= mention.end + FOUNDING_REACH
                and hit.cues & (FOUNDING | COMPARED)
            ):
                return False
        return True
