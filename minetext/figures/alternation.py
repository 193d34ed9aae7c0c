"""The patterns of many rules tried at one place of the text."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

import regex

from minetext.figures.openings import Openless, openings
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import DateRule, ExclusionRule

AnyPatternRule = TypeVar("AnyPatternRule", DateRule, ExclusionRule)


MARK = "rule_"


class Match(NamedTuple, Generic[AnyPatternRule]):
    """Where a pattern ended, whose it is, and what its named groups took (those that took something)."""

    end: int
    rule: AnyPatternRule
    groups: dict[str, str]


class Alternation(Generic[AnyPatternRule]):
    """The patterns of rules, compiled into one; the first that fits counts.

    Raises:
        RuleError: a pattern may begin with any character.
    """

    def __init__(self, rulebook: Rulebook, rules: Iterable[AnyPatternRule], single: frozenset[str]) -> None:
        self._rules = tuple(rules)
        self._patterns = [rulebook.expand(rule.pattern) for rule in self._rules]
        self.openings: set[str] = set()
        """How the patterns begin."""
        by_first: dict[str, list[int]] = {}
        for index, (rule, pattern) in enumerate(zip(self._rules, self._patterns, strict=True)):
            try:
                begin = openings(pattern, single)
            except Openless:
                place = rulebook.places[rule.id]
                raise RuleError("opens_anywhere", path=place.path, line=place.line, id=rule.id) from None
            self.openings |= begin
            for first in {opening[0] for opening in begin}:
                by_first.setdefault(first, []).append(index)
        self._by_first = {first: tuple(indexes) for first, indexes in by_first.items()}
        self._compiled: dict[tuple[int, ...], regex.Pattern[str]] = {}

    def match(self, text: str, start: int, end: int) -> Match[AnyPatternRule] | None:
        """The first pattern that fits at `start` and takes something."""
        indexes = self._by_first.get(text[start])
        if indexes is None:
            return None
        pattern = self._compiled.get(indexes) or self._compile(indexes)
        match = pattern.match(text, start, end)
        if match is None or match.end() == start:
            return None
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        mark = next(name for name in groups if name.startswith(MARK))
        rule = self._rules[int(mark[len(MARK) :])]
        return Match(match.end(), rule, {name: value for name, value in groups.items() if value})

    def _compile(self, indexes: tuple[int, ...]) -> "regex.Pattern[str]":
        """Compile the patterns that can begin with one character, each with a mark that tells which one matched."""
        marked = (f"(?:{self._patterns[index]})(?P<{MARK}{index}>)" for index in indexes)
        pattern = self._compiled[indexes] = regex.compile("|".join(marked))
        return pattern
