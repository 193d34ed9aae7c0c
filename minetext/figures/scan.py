"""One pass over a report: where dates and numbers stand, and what only looks like them."""

from collections.abc import Iterator, Sequence

from minetext.figures.dates import DateMention, Dates
from minetext.figures.exclusions import Excluded, Exclusions
from minetext.figures.interpret import Interpreter
from minetext.figures.mention import Leftover, Mention
from minetext.figures.numerals import Numerals
from minetext.figures.openings import Stops
from minetext.figures.reading import Window
from minetext.model import NOWHERE, Sentence, Span
from minetext.rulebook import Rulebook, Splits


class Scanner:
    """Finds the mentions of a report.

    At each place where a rule may apply, the longest reading counts: a date, an exclusion (by words or by a
    pattern), or a number with its unit; where two are as long, the one named first here.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        numerals = self.numerals = Numerals(rulebook)
        self._dates = Dates(rulebook, numerals)
        self._exclusions = Exclusions(rulebook, numerals.first)
        self._interpreter = Interpreter(rulebook, numerals)
        self._numeral_first = numerals.first
        self._splits = Splits(rulebook)
        begin = numerals.openings | self._exclusions.openings | self._dates.openings
        self._stops = Stops(begin)

    def scan(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Mention | Leftover]:
        """The mentions and leftovers of the sentences, in order; none overlaps another."""
        if not sentences:
            return
        place, end = sentences[0].span.start, sentences[-1].span.end
        words = _Pointer(self._exclusions.words(text, place, end))
        number = clause = taken = 0
        start, limit = sentences[0].span
        cuts = self._splits.cuts(text, start, limit)
        find, at = self._stops.finder(text, place, end), self._at
        while (place := find(place)) < end:
            if place >= limit:
                while sentences[number].span.end <= place:
                    number += 1
                start, limit = sentences[number].span
                cuts, clause = self._splits.cuts(text, start, limit), 0
            if place < start:
                place += 1
                continue
            while cuts[clause + 1] <= place:
                clause += 1
            begin = cuts[clause]
            floor = taken if taken > begin else begin
            hit = words.over(place, taken if taken > start else start)
            found = at(Window(text, floor, begin, start, limit, number, cuts[clause + 1]), place, hit)
            if found is None:
                place += 1
            else:
                place = taken = found.end
                yield found

    def _at(self, window: Window, start: int, word: Excluded | None) -> Mention | Leftover | None:
        text, limit = window.text, window.limit
        date = self._dates.match(text, start, limit)
        excluded = self._exclusions.match(text, start, limit)
        if word and (excluded is None or word.end >= excluded.end):
            excluded = word
        if date and (excluded is None or date[0] >= excluded.end):
            return _date_mention(start, *date, window)
        if excluded and not self._interpreter.may_reach(text, start, excluded.end):
            return Leftover(start, excluded.end, "excluded", excluded.rule)
        number = self._interpreter.read(window, start) if text[start] in self._numeral_first else None
        if excluded and not (isinstance(number, Mention) and number.end > excluded.end):
            return Leftover(start, excluded.end, "excluded", excluded.rule)
        return number


class _Pointer:
    """Words found in a text, looked up at places that only go up."""

    def __init__(self, hits: Sequence[Excluded]) -> None:
        self._hits = hits
        self._at = 0

    def over(self, place: int, floor: int) -> Excluded | None:
        """The word that stands over a place and begins at `floor` or behind it."""
        hits = self._hits
        while self._at < len(hits) and hits[self._at].end <= place:
            self._at += 1
        if self._at == len(hits):
            return None
        hit = hits[self._at]
        return hit if floor <= hit.start <= place else None


def _date_mention(start: int, end: int, date: DateMention, window: Window) -> Mention:
    return Mention(
        start, end, "date", None, None, "", NOWHERE, "exact", date.masked, date.rule, start, window.sentence_index,
        Span(window.clause, window.clause_end), date,
    )  # fmt: skip
