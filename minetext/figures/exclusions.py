"""What looks like a figure and is none."""

from collections.abc import Iterator

from minetext.figures.alternation import Alternation
from minetext.rulebook import Hit, Rulebook, WordScanner
from minetext.rulebook.schema import ExclusionRule


class Exclusions:
    """The exclusion rules: words found in one pass, and patterns tried where the scan stops."""

    def __init__(self, rulebook: Rulebook, single: frozenset[str]) -> None:
        rules = rulebook.of(ExclusionRule)
        self._by_word = {word: rule.id for rule in rules for word in rule.words}
        self._words = WordScanner(self._by_word)
        self._patterns = Alternation(rulebook, [rule for rule in rules if rule.pattern], single)
        self.openings = self._patterns.openings
        """How the patterns begin."""

    def words(self, text: str, start: int, end: int) -> Iterator[Hit]:
        """The excluding words between two offsets, in order."""
        return self._words.scan(text, start, end)

    def rule_of(self, word: str) -> str:
        """The id of the rule that a word belongs to."""
        return self._by_word[word]

    def match(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        """Where the excluding pattern at `start` ends, and the id of its rule."""
        match = self._patterns.match(text, start, end)
        return match and (match.end, match.rule.id)
