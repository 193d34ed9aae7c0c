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
        self._exclusions = Exclusions(rulebook, frozenset(numerals.first))
        self._interpreter = Interpreter(rulebook, numerals)
        self._numeral_first = frozenset(numerals.first)
        begin = numerals.first | self._exclusions.openings | self._dates.openings
        self._stop = re.compile(stops(begin))

    def scan(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Mention | Leftover]:
        """The mentions and leftovers of the sentences, in order; none overlaps another."""
        if not sentences:
            return
        words = list(self._exclusions.words(text, sentences[0].span.start, sentences[-1].span.end))
        at = 0
        for index, sentence in enumerate(sentences):
            while at < len(words) and words[at].end <= sentence.span.start:
                at += 1
            stop = at
            while stop < len(words) and words[stop].start < sentence.span.end:
                stop += 1
            yield from self._sentence(text, index, sentence, words[at:stop])

    def _sentence(self, text: str, index: int, sentence: Sentence, words: list[Hit]) -> Iterator[Mention | Leftover]:
        position, limit = sentence.span
        clauses = sentence.clauses
        taken = position
        clause = word = 0
        search = self._stop.search
        while match := search(text, position, limit):
            start = match.start()
            while clause + 1 < len(clauses) and clauses[clause].end <= start:
                clause += 1
            while word < len(words) and words[word].end <= start:
                word += 1
            hit = words[word] if word < len(words) and taken <= words[word].start <= start else None
            floor = max(taken, clauses[clause].start)
            found = self._at(Window(text, floor, clauses[clause].start, sentence.span.start, limit), start, hit)
            if found is None:
                position = start + 1
                continue
            position = taken = found.end
            yield found._replace(sentence=index, clause=clause) if isinstance(found, Mention) else found

    def _at(self, window: Window, start: int, hit: Hit | None) -> Mention | Leftover | None:
        text, limit = window.text, window.limit
        date = self._dates.match(text, start, limit)
        excluded_to, rule = (hit.end, self._exclusions.rule_of(hit.word)) if hit else (start, "")
        pattern = self._exclusions.match(text, start, limit)
        if pattern and pattern[0] > excluded_to:
            excluded_to, rule = pattern
        if date and date.end >= excluded_to:
            return _date_mention(date)
        number = self._interpreter.read(window, start) if text[start] in self._numeral_first else None
        if excluded_to > start and not (isinstance(number, Mention) and number.end > excluded_to):
            return Leftover(start, excluded_to, "excluded", rule)
        return number


def _date_mention(date: DateMention) -> Mention:
    return Mention(
        date.start, date.end, "date", None, None, "", "exact", date.masked, date.rule, date.start, -1, -1, date
    )
