"""Words around figures, found in one pass over a report."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.rulebook import Rulebook, WordScanner
from minetext.rulebook.schema import Cue, CueRule


class CueHit(NamedTuple):
    """A cue word in the text, and the cues that it gives."""

    start: int
    end: int
    cues: frozenset[Cue]


class _Word(NamedTuple):
    cues: frozenset[Cue]
    unless_next: "tuple[tuple[Cue, regex.Pattern[str]], ...]"


class CueWords:
    """The cue rules, by word."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules: dict[str, list[CueRule]] = {}
        for rule in rulebook.of(CueRule):
            for word in rule.words:
                rules.setdefault(word, []).append(rule)
        conditions = {rule.id: rulebook.compile(rule.unless_next) for rule in rulebook.of(CueRule)}
        self._words = {}
        for word, given in rules.items():
            unless = tuple((rule.cue, found) for rule in given if (found := conditions[rule.id]) is not None)
            self._words[word] = _Word(frozenset(rule.cue for rule in given), unless)
        self._scanner = WordScanner(self._words)

    def scan(self, text: str, start: int, end: int) -> list[CueHit]:
        """The cue words between two offsets, in order, none overlapping another."""
        hits: list[CueHit] = []
        for begin, stop, word in self._scanner.scan(text, start, end):
            cues, unless = self._words[word]
            for cue, pattern in unless:
                if pattern.match(text, stop):
                    cues = cues - {cue}
            if cues:
                hits.append(CueHit(begin, stop, cues))
        return hits


class CueIndex:
    """The cues of one report, looked up by place."""

    def __init__(self, hits: Sequence[CueHit]) -> None:
        self._hits = hits
        self._starts = [hit.start for hit in hits]

    def between(self, start: int, end: int) -> list[CueHit]:
        """The cues that stand wholly between two offsets, in order."""
        found = list(self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)])
        while found and found[-1].end > end:
            found.pop()
        return found
