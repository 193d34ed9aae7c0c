"""Many words looked for in one pass."""

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

Found = tuple[int, int, int]
"""A word found in a text: its index in `WordScanner.words`, and its offsets from where the scan began."""


class WordScanner:
    """Finds words of a list in a text, the longest at each place, none overlapping another."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(set(words)))
        self._automaton = AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest) if self.words else None

    def scan(self, text: str, start: int, end: int) -> list[Found]:
        """The words between two offsets, in order; plain tuples, since most of them are looked at and passed over."""
        if self._automaton is None:
            return []
        found: list[Found] = self._automaton.find_matches_as_indexes(text[start:end])
        return found
