"""One pass over a report: where dates and numbers stand, and what only looks like them."""

import re
from collections.abc import Iterator, Sequence


from minetext.figures.dates import DateMention, Dates
from minetext.figures.exclusions import Exclusions
from minetext.figures.interpret import Interpreter, Window
from minetext.figures.mention import Leftover, Mention
from minetext.figures.numerals import Numerals
from minetext.figures.openings import stops
from minetext.model import Sentence
from minetext.rulebook import Hit, Rulebook


class Scanner:
    """Finds the mentions of a report.

    At each place where a rule may apply, the longest reading counts: a date, an exclusion, or a number
    with its unit; where two are as long, the one named first here.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        numerals = Numerals(rulebook)
        self._dates = Dates(rulebook, numerals)
        self._exclusions = Exclusions(rulebook, numerals.first)
        self._interpreter = Interpreter(rulebook, numerals)
        self._numeral_first = numerals.first
        begin = numerals.openings | self._exclusions.openings | self._dates.openings
        self._stop = re.compile(stops(begin))

    def scan(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Mention | Leftover]:
        """The mentions and leftovers of the sentences, in order; none overlaps another."""
        if not sentences:
            return
        start, end = sentences[0].span.start, sentences[-1].span.end
        words = _Pointer(list(self._exclusions.words(text, start, end)))
        number = clause = taken = 0
        sentence = sentences[0]
        for match in self._stop.finditer(text, start, end):
            place = match.start()
            if place < taken:
                continue
            if place >= sentence.span.end:
                while number < len(sentences) and sentences[number].span.end <= place:
                    number += 1
                sentence, clause = sentences[number], 0
            if place < sentence.span.start:
                continue
            clauses = sentence.clauses
            while clauses[clause].end <= place:
                clause += 1
            begin = clauses[clause].start
            floor = taken if taken > begin else begin
            window = Window(text, floor, begin, sentence.span.start, sentence.span.end, number, clause)
            found = self._at(window, place, words.over(place, max(taken, sentence.span.start)))
            if found is not None:
                taken = found.end
                yield found

    def _at(self, window: Window, start: int, hit: Hit | None) -> Mention | Leftover | None:
        text, limit = window.text, window.limit
        date = self._dates.match(text, start, limit)
        excluded_to, rule = (hit.end, self._exclusions.rule_of(hit.word)) if hit else (start, "")
        pattern = self._exclusions.match(text, start, limit)
        if pattern and pattern[0] > excluded_to:
            excluded_to, rule = pattern
        if date and date.end >= excluded_to:
            return _date_mention(date, window)
        number = self._interpreter.read(window, start) if text[start] in self._numeral_first else None
        if excluded_to > start and not (isinstance(number, Mention) and number.end > excluded_to):
            return Leftover(start, excluded_to, "excluded", rule)
        return number


class _Pointer:
    """Words found in a text, looked up at places that only go up."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._at = 0

    def over(self, place: int, floor: int) -> Hit | None:
        """The word that stands over a place and begins at `floor` or behind it."""
        while self._at < len(self._hits) and self._hits[self._at].end <= place:
            self._at += 1
        hit = self._hits[self._at] if self._at < len(self._hits) else None
        return hit if hit and floor <= hit.start <= place else None


def _date_mention(date: DateMention, window: Window) -> Mention:
    return Mention(
        date.start, date.end, "date", None, None, "", "exact", date.masked, date.rule, date.start,
        window.sentence_index, window.clause_index, date,
    )  # fmt: skip
