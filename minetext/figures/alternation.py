"""The patterns of many rules tried at one place of the text.

They are compiled by `re`, which tries alternatives several times as fast as `regex`; what it lacks, the rules do without.
"""

import re
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from minetext.figures.openings import Openless, openings
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import DateRule, ExclusionRule

AnyPatternRule = TypeVar("AnyPatternRule", DateRule, ExclusionRule)


class Match(NamedTuple, Generic[AnyPatternRule]):
    """Where a pattern ended, whose it is, and what its named groups took (those that took something)."""

    end: int
    rule: AnyPatternRule
    groups: dict[str, str]


class _Group(NamedTuple):
    """The patterns that can begin with certain characters, compiled into one."""

    pattern: "re.Pattern[str]"
    needs: "re.Pattern[str] | None"
    """What is found at every place where one of them fits; None where a rule does not tell."""


class Alternation(Generic[AnyPatternRule]):
    """The patterns of rules; of those that fit at a place, the first one counts.

    Raises:
        RuleError: a pattern may begin with any character, or `re` cannot compile it.
    """

    def __init__(self, rulebook: Rulebook, rules: Iterable[AnyPatternRule], single: frozenset[str]) -> None:
        self._rules: tuple[AnyPatternRule, ...] = tuple(rules)
        self._book = rulebook
        self.openings: set[str] = set()
        """How the patterns begin."""
        by_first: dict[str, set[int]] = {}
        for index, rule in enumerate(self._rules):
            begin = self._openings(rule, single)
            self.openings |= begin
            for opening in begin:
                # digits of one sort share one group, so that few patterns have to be compiled
                for first in _alike(opening[0], single):
                    by_first.setdefault(first, set()).add(index)
        self._by_first = {first: tuple(sorted(indexes)) for first, indexes in by_first.items()}
        self._groups: dict[tuple[int, ...], _Group] = {}
        self._named = [_rename(rulebook.expand(rule.pattern), index) for index, rule in enumerate(self._rules)]
        for index in range(len(self._rules)):
            self._compile((index,))

    def match(self, text: str, start: int, end: int) -> Match[AnyPatternRule] | None:
        """The first pattern that fits at `start` and takes something."""
        indexes = self._by_first.get(text[start])
        if indexes is None:
            return None
        group = self._groups.get(indexes) or self._compile(indexes)
        if group.needs and not group.needs.match(text, start, end):
            return None
        match = group.pattern.match(text, start, end)
        if match is None or match.end() == start:
            return None
        index = int(str(match.lastgroup)[1:])
        groups = {name: value for name, key in self._named[index].groups if (value := match[key])}
        return Match(match.end(), self._rules[index], groups)

    def _openings(self, rule: AnyPatternRule, single: frozenset[str]) -> set[str]:
        try:
            return openings(self._book.expand(rule.pattern), single)
        except Openless:
            place = self._book.places[rule.id]
            raise RuleError("opens_anywhere", path=place.path, line=place.line, id=rule.id) from None

    def _compile(self, indexes: tuple[int, ...]) -> _Group:
        """Compile the patterns that can begin with one character, each with a mark that tells which one matched."""
        marked = [f"(?:{self._named[index].pattern})(?P<m{index}>)" for index in indexes]
        needs = [self._rules[index].needs for index in indexes]
        rule = self._rules[indexes[0]]
        try:
            pattern = re.compile("|".join(marked))
            needed = re.compile("|".join(dict.fromkeys(map(self._book.expand, needs)))) if all(needs) else None
        except re.error as error:
            place = self._book.places[rule.id]
            raise RuleError(
                "pattern", path=place.path, line=place.line, id=rule.id, field="pattern", problem=str(error)
            ) from None
        group = self._groups[indexes] = _Group(pattern, needed)
        return group


class _Named(NamedTuple):
    """A pattern whose groups no other pattern names, and the names that they had."""

    pattern: str
    groups: list[tuple[str, str]]


def _rename(pattern: str, index: int) -> _Named:
    """Give every named group a name of its own; the same name may stand in several branches of a rule's pattern."""
    groups: list[tuple[str, str]] = []

    def renamed(match: "re.Match[str]") -> str:
        name = match[2]
        if match[1] == "<":
            groups.append((name, f"{name}_{index}_{len(groups)}"))
        key = next((key for old, key in reversed(groups) if old == name), name)
        return f"(?P{match[1]}{key}"

    return _Named(re.sub(r"\(\?P([<=])(\w+)", renamed, pattern), groups)


def _alike(first: str, single: frozenset[str]) -> Iterable[str]:
    """The characters that are dispatched like this one."""
    if first not in single:
        return (first,)
    return [one for one in single if one.isdecimal() == first.isdecimal()]
