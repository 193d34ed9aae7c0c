"""Many words looked for in one pass."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind


class Hit(NamedTuple):
    """A word found in a text."""

    start: int
    end: int
    word: str


class WordScanner:
    """Finds words of a list in a text, the longest at each place, none overlapping another."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(set(words)))
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest) if self.words else None

    def scan(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """The hits between two offsets, in order."""
        if self._automaton is None:
            return
        words = self.words
        for index, begin, stop in self._automaton.find_matches_as_indexes(text[start:end]):
            yield Hit(begin + start, stop + start, words[index])
