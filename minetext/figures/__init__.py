"""Figures of a report: found, read and described by the words around them."""

from collections.abc import Sequence

from minetext.figures import lexicon
from minetext.figures.context import Context
from minetext.figures.cues import CueHit, ReportCues, between, bits
from minetext.figures.dates import UNKNOWN_YEAR, DateMention, PartialDate
from minetext.figures.mention import Leftover, Mention
from minetext.figures.scan import Scanner
from minetext.figures.tables import TableFigures, TableReader
from minetext.model import Report, Sentence, Span, Table
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
        self._tables = TableReader(rulebook, self._scanner)

    def read(
        self, text: str, report: Report, tables: Sequence[Table] = ()
    ) -> tuple[list[Mention], ReportCues]:  # fmt: skip
        """The figures of a report, in order, and the cues that were found around them.

        A cell of a table that is a number is described by the heads of its row and column, of which dates alone are
        figures; all other cells are read as sentences.
        """
        mentions = self.mentions(text, report.sentences)
        cues = self.cues(text, report)
        if tables:
            found = self._tables.read(text, report, tables)
            mentions = _with_tables(mentions, found)
            cues.heads = found.heads
        return self._context.describe(text, report.sentences, mentions, cues), cues

    def load(self) -> None:
        """Read now what is otherwise read when the first figure needs it."""
        lexicon.load()

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


def _with_tables(mentions: Sequence[Mention], found: TableFigures) -> list[Mention]:
    """The figures of sentences and of tables together, in order, none twice."""
    others = [
        one for one in mentions if one.sentence not in found.cells and (one.date or one.sentence not in found.heads)
    ]
    order = sorted([*others, *found.mentions], key=lambda one: one.start)
    places = {one.start: index for index, one in enumerate(order)}
    return [
        one._replace(whole=places[found.mentions[one.whole].start]) if one.table and one.whole >= 0 else one
        for one in order
    ]
