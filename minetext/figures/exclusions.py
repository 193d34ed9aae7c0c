"""What looks like a figure and is none."""

from typing import NamedTuple

from minetext.figures.alternation import Alternation
from minetext.rulebook import Rulebook, WordScanner
from minetext.rulebook.schema import ExclusionRule


class Excluded(NamedTuple):
    """A stretch of text that holds no figure, and the id of the rule that says so."""

    start: int
    end: int
    rule: str


class Exclusions:
    """The exclusion rules: words found in one pass, and patterns tried where the scan stops."""

    def __init__(self, rulebook: Rulebook, single: frozenset[str]) -> None:
        rules = rulebook.of(ExclusionRule)
        by_word = {word: rule.id for rule in rules for word in rule.words}
        self._words = WordScanner(by_word)
        self._rules = [by_word[word] for word in self._words.words]
        self._patterns = Alternation(rulebook, [rule for rule in rules if rule.pattern], single)
        self.openings = self._patterns.openings
        """How the patterns begin."""

    def words(self, text: str, start: int, end: int) -> list[Excluded]:
        """The excluding words between two offsets, in order."""
        return [
            Excluded(start + first, start + last, self._rules[index])
            for index, first, last in self._words.scan(text, start, end)
        ]

    def match(self, text: str, start: int, end: int) -> Excluded | None:
        """The excluding pattern at `start`."""
        match = self._patterns.match(text, start, end)
        return Excluded(start, match.end, match.rule.id) if match else None
