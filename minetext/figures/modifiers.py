"""Words beside a number that say it is not exact: 约, 近, 余, 以上, 控制在…内."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from minetext.model import Kind, Modifier
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import ModifierRule

REACH = 6
"""How many characters before a word are shown to the pattern that forbids it."""


class _Word(NamedTuple):
    modifier: Modifier
    only_next: "re.Pattern[str] | None"
    unless_next: "re.Pattern[str] | None"
    unless_before: "re.Pattern[str] | None"
    closing: frozenset[str]
    kinds: frozenset[Kind]


class Found(NamedTuple):
    """A modifier and where it stands."""

    start: int
    end: int
    modifier: Modifier


class ModifierWords:
    """The modifier rules of one place, looked up by word."""

    def __init__(self, rulebook: Rulebook, place: str) -> None:
        self._words: dict[str, _Word] = {}
        self._closing: dict[str, frozenset[str]] = {}
        for rule in rulebook.of(ModifierRule):
            if rule.place == place:
                word = _Word(
                    rule.modifier, rulebook.compile(rule.only_next), rulebook.compile(rule.unless_next),
                    rulebook.compile(rule.unless_before, ends=True), frozenset(rule.closing),
                    frozenset(rule.kinds),
                )  # fmt: skip
                self._words.update(dict.fromkeys(rule.words, word))
        self._lengths = _lengths(self._words)
        self.first = frozenset(word[0] for word in self._words)
        """The first character of every word."""
        self._last = frozenset(word[-1] for word in self._words)
        self._closings = _lengths(closing for word in self._words.values() for closing in word.closing)

    def before(self, text: str, start: int, floor: int) -> Found | None:
        """The modifier that ends at `start` (a space between them allowed) and begins at `floor` or behind it."""
        end = start - 1 if start - 1 >= floor and text[start - 1].isspace() else start
        if end <= floor or text[end - 1] not in self._last:
            return None
        for length in self._lengths:
            begin = end - length
            word = self._words.get(text[begin:end]) if begin >= floor else None
            if word is not None and self._fits(word, text, begin, end, start):
                return Found(begin, end, word.modifier)
        return None

    def after(self, text: str, start: int, limit: int, kind: Kind | None = None) -> Found | None:
        """The modifier that begins at `start`, a space before it allowed, of a figure of this kind."""
        begin = start + 1 if text[start : start + 1].isspace() else start
        if begin >= limit or text[begin] not in self.first:
            return None
        for length in self._lengths:
            end = begin + length
            word = self._words.get(text[begin:end]) if end <= limit else None
            if word is None or (word.kinds and kind not in word.kinds):
                continue
            if self._fits(word, text, begin, end, end):
                return Found(begin, end, word.modifier)
        return None

    def around(self, text: str, start: int, end: int, floor: int) -> Modifier | None:
        """The modifier of a frame that opens before `start` and closes at `end`."""
        found = self.before(text, start, floor)
        if found is None:
            return None
        closing = self._words[text[found.start : found.end]].closing
        if not closing:
            return found.modifier
        return found.modifier if any(text[end : end + length] in closing for length in self._closings) else None

    @staticmethod
    def _fits(word: _Word, text: str, begin: int, end: int, after: int) -> bool:
        if word.only_next and not word.only_next.match(text, after):
            return False
        if word.unless_next and word.unless_next.match(text, after):
            return False
        return not (word.unless_before and word.unless_before.search(text[max(0, begin - REACH) : begin]))


def _lengths(words: Iterable[str]) -> list[int]:
    return sorted({len(word) for word in words}, reverse=True)


STRENGTH: dict[Modifier, int] = {"exact": 0, "about": 1, "under": 2, "over": 3}
"""Where two modifiers meet (约百余人), the stronger one counts."""


def stronger(first: Modifier, second: Modifier) -> Modifier:
    """The stronger of two modifiers."""
    return first if first == second or STRENGTH[first] >= STRENGTH[second] else second
