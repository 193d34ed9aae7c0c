"""Figures of a report: found, read and described by the words around them."""

from collections.abc import Sequence

from minetext.figures.context import Context
from minetext.figures.cues import CueHit, ReportCues, between, bits
from minetext.figures.dates import UNKNOWN_YEAR, DateMention, PartialDate
from minetext.figures.mention import Leftover, Mention
from minetext.figures.scan import Scanner
from minetext.model import Report, Sentence, Span
from minetext.rulebook import Rulebook

__all__ = [
    "UNKNOWN_YEAR", "CueHit", "DateMention", "FigureReader", "Leftover", "Mention", "PartialDate", "ReportCues",
    "between", "bits",
]  # fmt: skip


class FigureReader:
    """The figure rules, compiled; `read` is a pure function of a report."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._scanner = Scanner(rulebook)
        self._context = Context(rulebook)

    def read(self, text: str, report: Report) -> tuple[list[Mention], ReportCues]:
        """The figures of a report, in order, and the cues that were found around them."""
        mentions = self.mentions(text, report.sentences)
        cues = self.cues(text, report)
        return self._context.describe(text, report.sentences, mentions, cues), cues

    def cues(self, text: str, report: Report) -> ReportCues:
        """The words around figures, of a report."""
        return self._context.cues(text, report)

    def mentions(self, text: str, sentences: Sequence[Sentence]) -> list[Mention]:
        """The figures of sentences, in order, without the cells that the words around them fill."""
        return [one for one in self._scanner.scan(text, sentences) if isinstance(one, Mention)]

    def dates(self, line: str) -> list[DateMention]:
        """The dates in a line that stands apart from the text: a title."""
        sentence = Sentence(Span(0, len(line)), -1, 0)
        return [one.date for one in self.mentions(line, [sentence]) if one.date]

    def leftovers(self, text: str, report: Report) -> Sequence[Leftover]:
        """What looked like a figure and was left out, in order."""
        return [one for one in self._scanner.scan(text, report.sentences) if isinstance(one, Leftover)]
