"""The date of every figure: its own, or that of the doing that it belongs to."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.activities.years import ReportYear
from minetext.figures import UNKNOWN_YEAR, CueHit, DateMention, Mention, ReportCues, bits
from minetext.model import Report

COMPARE, FOUNDING = bits("compare"), bits("founding")
LAST_YEAR, NEXT_YEAR = bits("last_year"), bits("next_year")
RELATIVE = bits("reset", "last_year", "next_year")

LIST_MARKS = 2
"""At most so many characters stand between two dates of one list (7月25日和9月6日)."""

FOUNDING_REACH = 4
"""How close a date stands to the word for the founding that it dates."""


class Dated(NamedTuple):
    """The date of a mention, and where it comes from."""

    edtf: str
    stated: int
    """Offset of the date mention that governs it, or -1 where none does."""


def date_mentions(
    text: str, report: Report, mentions: Sequence[Mention], cues: ReportCues, year: ReportYear | None
) -> list[Dated]:
    """The date of each mention, in order.

    A date governs the figures behind it in its sentence, and those of the sentences that follow in the paragraph, until
    another date or a word such as 全年. A date that is compared with (比2009年), or at which something was founded,
    governs nothing.
    """
    reader = _Reader(text, report, cues, year)
    return [reader.date(mention) for mention in mentions]


class _Reader:
    """Reads the mentions of a report from left to right."""

    def __init__(self, text: str, report: Report, cues: ReportCues, year: ReportYear | None) -> None:
        self._text = text
        self._report = report
        self._cues = cues
        self._year = year
        self._sentence = -1
        self._hits: list[CueHit] = []
        self._next_hit = 0
        self._start_paragraph(-1)

    def _start_paragraph(self, paragraph: int) -> None:
        self._paragraph = paragraph
        self._stated_year = ""
        self._month = ""
        self._current = Dated("", -1)
        self._members: list[str] = []
        self._last_end = -1

    def date(self, mention: Mention) -> Dated:
        """The date of the next mention."""
        sentence = self._report.sentences[mention.sentence]
        if sentence.paragraph != self._paragraph:
            self._start_paragraph(sentence.paragraph)
        if mention.sentence != self._sentence:
            self._sentence, self._hits, self._next_hit = mention.sentence, self._cues.of(mention.sentence), 0
        self._read_hits(mention.start)
        if mention.date is None:
            return self._current
        edtf = self._edtf(mention.date)
        if not self._governs(mention):
            return Dated(edtf, mention.start)
        if mention.date.first.year.isdigit() and not (mention.masked or mention.date.last or mention.date.template):
            self._stated_year = mention.date.first.year
        listed = self._members and 0 <= mention.start - self._last_end <= LIST_MARKS
        self._members = [*self._members, edtf] if listed else [edtf]
        self._last_end = mention.end
        joined = "{" + ",".join(self._members) + "}" if len(self._members) > 1 else edtf
        self._current = Dated(joined, mention.start)
        return Dated(edtf, mention.start)

    def _read_hits(self, end: int) -> None:
        """Let words such as 全年 and 去年 end the reach of the date before them."""
        while self._next_hit < len(self._hits) and self._hits[self._next_hit].end <= end:
            cues = self._hits[self._next_hit].cues
            self._next_hit += 1
            if cues & COMPARE or not cues & RELATIVE:
                continue
            shift = -1 if cues & LAST_YEAR else 1 if cues & NEXT_YEAR else 0
            if cues & NEXT_YEAR and self._year:
                self._stated_year = str(self._year.year + 1)
            self._current, self._members = self._relative(shift), []

    def _relative(self, shift: int) -> Dated:
        return Dated(f"{self._year.year + shift}?" if self._year else "", -1)

    def _edtf(self, date: DateMention) -> str:
        if date.first.month:
            self._month = (date.last and date.last.month) or date.first.month
        if date.has_year:
            return date.edtf()
        if date.shift is not None:
            return date.edtf(f"{self._year.year + date.shift}?" if self._year else UNKNOWN_YEAR, self._month)
        if self._stated_year:
            return date.edtf(f"{self._stated_year}?", self._month)
        if self._year is None:
            return date.edtf(UNKNOWN_YEAR, self._month)
        return date.edtf(f"{self._year.of_month(date.first.month or self._month)}?", self._month)

    def _governs(self, mention: Mention) -> bool:
        for hit in self._hits:
            if hit.end == mention.start and hit.cues & (COMPARE | FOUNDING):
                return False
            if mention.end <= hit.start and hit.end <= mention.end + FOUNDING_REACH and hit.cues & FOUNDING:
                return False
        return True
