"""Dates as Chinese reports write them, read into EDTF (ISO 8601-2).

The ways of writing are patterns of the family `dates`; here their groups become partial dates, and partial
dates EDTF once the year that the text leaves out is known.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import regex
from borax.calendars.lunardate import LunarDate, TermUtils

from minetext.figures.alternation import Alternation
from minetext.figures.numerals import Numerals
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import CueRule, DateRule

UNKNOWN_YEAR = "XXXX"
HIDDEN = "XX"


MAX_READ = 50_000
"""How many ways of writing dates are kept once they have been read."""


class PartialDate(NamedTuple):
    """Year, month and day as far as the text gives them; `X` for hidden digits, empty for what it leaves out."""

    year: str = ""
    month: str = ""
    day: str = ""

    def edtf(self) -> str:
        """The EDTF of what is given."""
        return "-".join(part for part in self if part)


class DateMention(NamedTuple):
    """A date in the text before the year that it leaves out has been told."""

    rule: str
    first: PartialDate
    last: PartialDate | None = None
    """The second end of a range."""
    template: str = ""
    """EDTF in which Y, M, D, N (next year), L (last day of the month) and * (all of it) are to be filled."""
    last_template: str = ""
    """The same for the second end of a range (6月中旬)."""
    masked: bool = False
    shift: int | None = None
    """How many years from the report's year the text says it is (去年底: -1), or None."""
    back: int = 0
    """The last so many years up to the report's own (三年来: 3), or 0."""
    lunar: str = ""
    """The day of the lunar calendar that it falls on (`DateRule.lunar`), or empty."""
    after: str = ""
    """What of the date before it tells it: `day` (次日), `month` (当月) or `year` (同年); empty for other dates."""
    days: int = 0
    """How many days behind that day it is."""

    @property
    def has_year(self) -> bool:
        """Whether the text itself tells the year, at least in part."""
        return bool(self.first.year) or (bool(self.template) and not regex.search(r"[YN*S]", self.template))

    @property
    def has_month(self) -> bool:
        """Whether the date is narrower than a year."""
        return bool(self.first.month) or "-" in self.template or self.after in ("day", "month")

    def edtf(self, year: str = UNKNOWN_YEAR, month: str = "") -> str:
        """The date in EDTF, with this year (as `2019?`) and month where the text gives none."""
        first = self.first._replace(year=self.first.year or year)
        if first.day and not first.month:
            first = first._replace(month=month or HIDDEN)
        if self.lunar:
            first = _solar(first, self.lunar)
        begin = _fill(self.template, first) if self.template else first.edtf()
        if self.last is None:
            return begin
        last = self.last._replace(year=self.last.year or first.year)
        if last.day and not last.month:
            last = last._replace(month=first.month)
        end = _fill(self.last_template, last) if self.last_template else last.edtf()
        return f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"


class Dates:
    """The date rules, compiled into one pattern."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._numerals = numerals
        self._patterns = Alternation(rulebook, rulebook.of(DateRule), numerals.first)
        self.openings = self._patterns.openings
        """How dates begin."""
        self._read: dict[str, tuple[DateRule, DateMention]] = {}
        self._shifts = {
            word: shift
            for rule in rulebook.of(CueRule)
            for cue, shift in (("this_year", 0), ("last_year", -1), ("next_year", 1))
            if rule.cue == cue
            for word in rule.words
        }

    def match(self, text: str, start: int, end: int) -> tuple[int, DateMention] | None:
        """Where the date that begins at `start` ends, and the date, if one does."""
        match = self._patterns.match(text, start, end)
        if match is None:
            return None
        written = text[start : match.end]
        read = self._read.get(written)
        if read is None or read[0] is not match.rule:
            read = self._read[written] = match.rule, self._mention(match.rule, match.groups)
            if len(self._read) > MAX_READ:
                self._read.clear()
        return match.end, read[1]

    def _mention(self, rule: DateRule, groups: Mapping[str, str]) -> DateMention:
        """The date that the groups of a rule tell, not yet put in its place."""
        named = groups.get("named", "")
        template = rule.parts.get(groups.get("part", ""), "") or rule.table.get(named, "")
        template = template.replace("E", rule.table.get(named, "").rpartition("/")[2])
        last = self._partial(rule, groups, "2")
        school_year = "N" in template
        return DateMention(
            rule.id, self._partial(rule, groups, ""), last if any(last) and not school_year else None, template,
            rule.parts.get(groups.get("part2", ""), ""), rule.masked, self._shifts.get(groups.get("shift", "")),
            self._numerals.parse_digits(groups.get("back", "")) or 0, rule.lunar.get(named, ""), rule.after,
            rule.days,
        )  # fmt: skip

    def _partial(self, rule: DateRule, groups: Mapping[str, str], end: str) -> PartialDate:
        if not end and "decade" in groups:
            decade = self._numerals.parse_digits(groups["decade"]) or 0
            return PartialDate(f"{rule.century}{decade // 10}X")
        year = groups.get(f"year{end}", "")
        return PartialDate(
            self._year(year, rule) if year else "",
            self._two_digits(groups.get(f"month{end}", "")),
            self._two_digits(groups.get(f"day{end}", "")),
        )

    def _year(self, written: str, rule: DateRule) -> str:
        written = "".join(written.split())  # 1 9 9 8 年
        digits = self._numerals.parse_digits(written)
        if digits is None:
            worth = self._numerals.year_digits
            known = "".join(str(worth[one]) for one in written if one in worth)
            return (known + UNKNOWN_YEAR)[:4]
        if rule.offset:
            return str(digits + rule.offset)
        return f"{rule.century}{digits:02d}" if rule.century and digits < 100 else f"{digits:04d}"

    def _two_digits(self, written: str) -> str:
        if not written:
            return ""
        value = self._numerals.months.get(written) or self._numerals.parse_digits(written)
        return HIDDEN if value is None else f"{value:02d}"


def _fill(template: str, told: PartialDate) -> str:
    def value(match: "regex.Match[str]") -> str:
        letter = match[0]
        if letter == "*":
            return told.edtf()
        if letter == "N":
            bare = told.year.rstrip("?")
            return str(int(bare) + 1) + told.year[len(bare) :] if bare.isdigit() else told.year
        if letter == "L":
            return _last_day(told)
        return {"Y": told.year, "M": told.month, "D": told.day, "S": told.month, "R": told.day}[letter]

    return regex.sub(r"[YMDNLSR*]", value, template)


def _solar(told: PartialDate, lunar: str) -> PartialDate:
    """The day of a date's year on which a day of the lunar calendar falls; hidden where there is no such year."""
    year = told.year.rstrip("?")
    found = _calendar_day(int(year), lunar) if year.isdigit() else None
    if found is None:
        return told._replace(month=HIDDEN, day=HIDDEN)
    return told._replace(month=f"{found.month:02d}", day=f"{found.day:02d}")


@lru_cache
def _calendar_day(year: int, lunar: str) -> date | None:
    """The day on which a lunar day (9-9, 1-1:-1) or a solar term falls, for the years that the calendar knows."""
    day, _, shift = lunar.partition(":")
    found: date
    try:
        if "-" in day:
            month, _, of_month = day.partition("-")
            found = LunarDate(year, int(month), int(of_month)).to_solar_date()
        else:
            found = TermUtils.nth_term_day(year, TermUtils.name2index(day))
        return found + timedelta(int(shift or 0))
    except (ValueError, IndexError):
        return None


def _last_day(told: PartialDate) -> str:
    year = told.year.rstrip("?")
    if not told.month.isdigit() or not 1 <= int(told.month) <= 12:
        return HIDDEN
    return str(monthrange(int(year) if year.isdigit() and int(year) else 2001, int(told.month))[1])
