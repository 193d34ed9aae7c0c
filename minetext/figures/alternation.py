"""The patterns of many rules tried at one place of the text.

They are compiled by `re`, which tries alternatives several times as fast as `regex`; what it lacks, rules do without.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from minetext.figures.openings import OpenlessError, openings
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import DateRule, ExclusionRule

AnyPatternRule = TypeVar("AnyPatternRule", DateRule, ExclusionRule)


class Match(NamedTuple, Generic[AnyPatternRule]):
    """Where a pattern ended, whose it is, and what its named groups took (those that took something)."""

    end: int
    rule: AnyPatternRule
    groups: dict[str, str]


class _Group(Generic[AnyPatternRule]):
    """The patterns that can begin with certain characters, compiled into one when first tried."""

    def __init__(self, book: Rulebook, rules: Sequence[AnyPatternRule]) -> None:
        self._book = book
        self._rules: Sequence[AnyPatternRule] = rules
        self._named = [_rename(book.expand(rule.pattern), index) for index, rule in enumerate(rules)]
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int, end: int) -> Match[AnyPatternRule] | None:
        """The first pattern that fits at `start` and takes something."""
        pattern = self._pattern or self.compile()
        match = pattern.match(text, start, end)
        if match is None or match.end() == start:
            return None
        index = int(str(match.lastgroup)[1:])
        groups = {name: value for name, key in self._named[index].groups if (value := match[key])}
        return Match(match.end(), self._rules[index], groups)

    def compile(self) -> "re.Pattern[str]":
        """Compile the patterns, each with a mark that tells which one matched.

        Raises:
            RuleError: `re` cannot compile one of them.
        """
        marked = [f"(?:{named.pattern})(?P<m{index}>)" for index, named in enumerate(self._named)]
        needs = [self._book.expand(rule.needs) for rule in self._rules]
        try:
            # what all of them need is looked for first
            ahead = f"(?={'|'.join(dict.fromkeys(needs))})" if all(needs) else ""
            self._pattern = re.compile(f"{ahead}(?:{'|'.join(marked)})")
        except re.error as error:
            rule = self._rules[0]
            place = self._book.places[rule.id]
            raise RuleError("pattern", place=place, id=rule.id, field="pattern", problem=str(error)) from None
        return self._pattern


class Alternation(Generic[AnyPatternRule]):
    """The patterns of rules; of those that fit at a place, the first one counts.

    Raises:
        RuleError: a pattern may begin with any character, or `re` cannot compile it.
    """

    def __init__(self, rulebook: Rulebook, rules: Iterable[AnyPatternRule], single: frozenset[str]) -> None:
        rules = tuple(rules)
        self.openings: set[str] = set()
        """How the patterns begin."""
        by_first: dict[str, set[int]] = {}
        for index, rule in enumerate(rules):
            if not isinstance(rulebook.compile(rule.pattern), re.Pattern):
                # one whose groups `re` takes once they have names of their own, or one that it cannot do
                _Group(rulebook, [rule]).compile()
            begin = _openings(rulebook, rule, single)
            self.openings |= begin
            for opening in begin:
                # digits of one sort share one group, so that few patterns have to be compiled
                for first in _alike(opening[0], single):
                    by_first.setdefault(first, set()).add(index)
        groups: dict[tuple[int, ...], _Group[AnyPatternRule]] = {}
        self._by_first: dict[str, _Group[AnyPatternRule]] = {}
        for first, indexes in by_first.items():
            key = tuple(sorted(indexes))
            if key not in groups:
                groups[key] = _Group(rulebook, [rules[index] for index in key])
            self._by_first[first] = groups[key]

    def match(self, text: str, start: int, end: int) -> Match[AnyPatternRule] | None:
        """The first pattern that fits at `start` and takes something."""
        group = self._by_first.get(text[start])
        return group.match(text, start, end) if group else None


def _openings(rulebook: Rulebook, rule: DateRule | ExclusionRule, single: frozenset[str]) -> set[str]:
    try:
        return openings(rulebook.expand(rule.pattern), single)
    except OpenlessError:
        place = rulebook.places[rule.id]
        raise RuleError("opens_anywhere", place=place, id=rule.id) from None


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
