"""Unit rules, compiled for lookup."""

import re
from decimal import Decimal
from typing import NamedTuple

from minetext.figures.numerals import Numerals
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import UnitRule

REACH = 24
"""How many characters before a number are shown to the patterns of its unit."""


class Unit(NamedTuple):
    """A unit word at its place."""

    rule: UnitRule
    factor: Decimal
    plus: Decimal
    word: str
    end: int

    @property
    def name(self) -> str:
        """What the unit cell says."""
        return self.word if self.rule.unit is None else self.rule.unit


class _Compiled(NamedTuple):
    rule: UnitRule
    factor: Decimal
    plus: Decimal
    only_next: "re.Pattern[str] | None"
    unless_next: "re.Pattern[str] | None"
    only_before: "re.Pattern[str] | None"
    unless_before: "re.Pattern[str] | None"
    article: "re.Pattern[str] | None"
    free: bool
    """Whether it has none of these patterns."""


class Units:
    """The unit rules, by word."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._words: dict[str, list[_Compiled]] = {}
        for rule in rulebook.of(UnitRule):
            patterns = (
                rulebook.compile(rule.only_next), rulebook.compile(rule.unless_next),
                rulebook.compile(rule.only_before, ends=True), rulebook.compile(rule.unless_before, ends=True),
                rulebook.compile(rule.article, ends=True),
            )  # fmt: skip
            factor, plus = Decimal(rule.factor).normalize(), Decimal(rule.plus)
            compiled = _Compiled(rule, factor, plus, *patterns, free=not any(patterns))
            for word in rule.words:
                self._words.setdefault(word, []).append(compiled)
        self._lengths: dict[str, list[int]] = {}
        for word in self._words:
            self._lengths.setdefault(word[0], []).append(len(word))
        for lengths in self._lengths.values():
            lengths[:] = sorted(set(lengths), reverse=True)
        self.numeral_heads = frozenset(
            word[0] for word in self._words if word[0] in numerals.scales or word[0] in numerals.digits
        )
        """Characters that write numbers and also begin a unit (千瓦, 两)."""
        self.first = frozenset(word[0] for word in self._words)
        """The first character of every unit word."""
        self.coins = frozenset(
            word for word, rules in self._words.items() if rules[0].rule.kind == "money" and rules[0].factor < 1
        )
        """Words for parts of a coin."""

    def at(self, text: str, start: int, position: int, floor: int, limit: int, one: bool) -> Unit | None:
        """The unit at `position` of a number that begins at `start`; `one`: the number is a bare 一.

        The longest word that has a rule for this place counts; of its rules, the first.
        """
        if position < limit and text[position].isspace() and text[position] not in "\r\n":
            position += 1
        for length in self._lengths.get(text[position : position + 1], ()):
            end = position + length
            rules = self._words.get(text[position:end]) if end <= limit else None
            for compiled in rules or ():
                if compiled.free or self._fits(compiled, text, start, end, floor, one):
                    return Unit(compiled.rule, compiled.factor, compiled.plus, text[position:end], end)
        return None

    def begins(self, text: str, place: int) -> bool:
        """Whether a unit word may stand at a place."""
        return any(
            text[place : place + length] in self._words for length in self._lengths.get(text[place : place + 1], ())
        )

    def is_article(self, text: str, start: int, position: int, floor: int, limit: int) -> bool:
        """Whether 一 at `start` would count with a unit at `position`, were it not an article."""
        return self.at(text, start, position, floor, limit, False) is not None

    @staticmethod
    def _fits(unit: _Compiled, text: str, start: int, end: int, floor: int, one: bool) -> bool:
        if unit.only_next and not unit.only_next.match(text, end):
            return False
        if unit.unless_next and unit.unless_next.match(text, end):
            return False
        if not (unit.only_before or unit.unless_before or (one and unit.article)):
            return True
        before = text[max(floor, start - REACH) : start]
        if unit.only_before and not unit.only_before.search(before):
            return False
        if unit.unless_before and unit.unless_before.search(before):
            return False
        return not (one and unit.article and unit.article.search(before))
