"""Words around figures: what they say of them, and where they stand in a report."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, get_args

from minetext.figures.lexicon import is_word
from minetext.model import Sentence
from minetext.rulebook import Rulebook, WordScanner
from minetext.rulebook.schema import Cue, CueRule

BITS: dict[Cue, int] = {cue: 1 << index for index, cue in enumerate(get_args(Cue))}
"""Each cue as a bit, so that sets of cues are compared in one step."""


REACH = 8
"""How many characters before a word are shown to its pattern."""

LOOKED_UP: frozenset[Cue] = frozenset(("classifier", "case", "place", "plan", "sum", "more", "less"))
"""Cues that are no words to look for in a text: they tell of words that stand at a known place."""


def bits(*cues: Cue) -> int:
    """A set of cues as bits."""
    return sum(BITS[cue] for cue in set(cues))


CUT_OFF = bits("skip", "increase", "decrease")
"""Cues that a single character gives only where it is no part of a longer word."""


class CueHit(NamedTuple):
    """A cue word in the text, and the cues that it gives, as bits."""

    start: int
    end: int
    cues: int


class _Condition(NamedTuple):
    """A cue that a word gives only where its patterns do not stand around it."""

    cue: int
    unless_next: "re.Pattern[str] | None"
    unless_before: "re.Pattern[str] | None"

    def fails(self, text: str, start: int, end: int) -> bool:
        """Whether a pattern keeps the cue from the word between two offsets."""
        if self.unless_next and self.unless_next.match(text, end):
            return True
        return bool(self.unless_before and self.unless_before.search(text[max(0, start - REACH) : start]))


class CueWords:
    """The cue rules, by word."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues: dict[str, int] = {}
        conditions: dict[str, list[_Condition]] = {}
        for rule in rulebook.of(CueRule):
            if rule.cue in LOOKED_UP:
                continue
            condition = _Condition(
                BITS[rule.cue], rulebook.compile(rule.unless_next), rulebook.compile(rule.unless_before, ends=True)
            )
            for word in rule.words:
                cues[word] = cues.get(word, 0) | BITS[rule.cue]
                if condition.unless_next or condition.unless_before:
                    conditions.setdefault(word, []).append(condition)
        self._scanner = WordScanner(cues)
        self._cues = [cues[word] for word in self._scanner.words]
        verbs = [word for word, given in cues.items() if given & BITS["verb"]]
        aspects = [word for word, given in cues.items() if given & BITS["aspect"]]
        self._done = WordScanner(verb + aspect for verb in verbs for aspect in aspects)
        self._conditions = {
            index: conditions[word] for index, word in enumerate(self._scanner.words) if word in conditions
        }

    def scan(self, text: str, start: int, end: int) -> list[CueHit]:
        """The cue words between two offsets, in order, none overlapping another."""
        cues, conditions = self._cues, self._conditions
        hits: list[CueHit] = []
        for index, first, last in self._scanner.scan(text, start, end):
            given = cues[index]
            if last == first + 1 and not given & ~CUT_OFF and _inside_word(text, start + first):
                continue
            if index in conditions:
                for condition in conditions[index]:
                    if condition.fails(text, start + first, start + last):
                        given &= ~condition.cue
            if given:
                hits.append(CueHit(start + first, start + last, given))
        return hits

    def done(self, text: str, start: int, end: int) -> list[int]:
        """Where, between two offsets, a verb says that something was done (举办了)."""
        return [start + first for _, first, _ in self._done.scan(text, start, end)]


def _inside_word(text: str, place: int) -> bool:
    """Whether a character is part of a word of two with the one before or behind it (再 in 再生)."""
    return is_word(text[place : place + 2]) or (place > 0 and is_word(text[place - 1 : place + 1]))


class ReportCues:
    """The cues of one report, looked for only in the sentences that are asked for."""

    def __init__(
        self, words: CueWords, text: str, sentences: Sequence[Sentence], planned: frozenset[int] = frozenset(),
        delivered: bool = False,
    ) -> None:  # fmt: skip
        self.planned = planned
        """The sections, by index, whose headings say that they tell of plans."""
        self.delivered = delivered
        """Whether the title's year is that in which the report was given, of the year before."""
        self.heads: frozenset[int] = frozenset()
        """The sentences, by index, that are heads of figures in a table."""
        self._words = words
        self._text = text
        self._sentences = sentences
        self._found: dict[int, list[CueHit]] = {}

    def of(self, sentence: int) -> list[CueHit]:
        """The cues of a sentence, by its index, in order."""
        found = self._found.get(sentence)
        if found is None:
            found = self._found[sentence] = self._words.scan(self._text, *self._sentences[sentence].span)
        return found

    def done(self) -> set[int]:
        """The sentences, by index, in which a verb says that something was done."""
        if not self._sentences:
            return set()
        found: set[int] = set()
        number = 0
        for place in self._words.done(self._text, self._sentences[0].span.start, self._sentences[-1].span.end):
            while self._sentences[number].span.end <= place:
                number += 1
            if self._sentences[number].span.start <= place:
                found.add(number)
        return found


def between(hits: Sequence[CueHit], start: int, end: int) -> Sequence[CueHit]:
    """Those of the hits, which stand in order, that stand wholly between two offsets."""
    first = bisect_left(hits, (start,))
    last = bisect_left(hits, (end,), first)
    if last > first and hits[last - 1].end > end:
        last -= 1
    return hits[first:last]
