"""The figures of a report, as far as telling reports apart needs them: numbers, in digits or in words."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from minetext.rulebook import Rulebook, alternatives, character_class
from minetext.rulebook.schema import ExclusionRule, ModifierRule, NumeralRule, UnitRule

Worth = Callable[[str], str]
"""What a numeral is worth, written alike for 三十 and 30; as it stands where its characters make no number."""

MASK = "0"
"""What stands for every number in the template of a report."""

UNIT_BITS = 16

BREAK = "\n"
"""Stands between blocks while their numbers are found; a normalised text holds none."""

CONTEXT = 8
"""Characters before a numeral that may show that it is no figure."""


class Masked(NamedTuple):
    """A text without its numbers, and the numbers."""

    template: str
    counts: list[int]
    """How many numbers stand in each block."""
    numbers: list[int]
    """In order, each a hash of its value over the code of the character behind it (its unit), so that one may compare
    it with or without."""


class NumberFinder:
    """Finds the numbers of a normalised text, by the rules for numerals, units and what is no figure.

    A numeral of several characters is a number. One Chinese character is one only before a unit or behind a
    denominator, and where no exclusion begins there (三名 and 百分之三 are, 三农 and 一方面 are not).
    """

    def __init__(self, rulebook: Rulebook, worth: Worth) -> None:
        words: dict[str, list[str]] = {}
        for rule in rulebook.of(NumeralRule):
            words.setdefault(rule.role, []).extend(one for one in rule.values if not one.isdigit())

        def characters(*roles: str) -> str:
            return character_class({"\0", *(word for role in roles for word in words.get(role, ()))})

        scale, vague, formal = characters("scale", "large"), characters("vague"), characters("formal")
        several, single = characters("digit", "scale", "large", "vague"), characters("digit", "scale", "large", "half")
        more = rf"(?:{several}|{formal}(?={scale}))"
        units = [word for rule in rulebook.of(UnitRule) for word in rule.words]
        inside = [word for rule in rulebook.of(ModifierRule) if rule.place == "inside" for word in rule.words]
        denominators = [f"(?<={re.escape(word)}.)" for word in [*words.get("fraction", ()), *words.get("over", ())]]
        denominator = "".join(
            f"(?!(?<={re.escape(word[0])}){re.escape(word[1:])})" for word in words.get("fraction", ())
        )
        unit = rf"(?:{alternatives(inside) or '(?!)'})?(?:{alternatives(units) or '(?!)'})"
        # the first character by itself, so that `re` looks for it alone and tries the rest where it stands
        self._numeral = re.compile(
            rf"((?:[0-9]|{several}|{formal}|{single})(?:(?<=[0-9])[0-9]*(?:\.[0-9]+)?{scale}*"
            rf"|(?<={several})(?!(?<={vague}){vague}){more}+|(?<={formal})(?={scale}){more}+"
            rf"|(?<={single})(?:{'|'.join(denominators) or '(?!)'}|(?={unit}){denominator})))"
        )
        self._unit = re.compile(unit)
        self._single = frozenset(one for role in ("digit", "scale", "large", "half") for one in words.get(role, ()))
        ones = {one for rule in rulebook.of(NumeralRule) for one, value in rule.values.items() if value == "1"}
        self._ones = self._single & ones
        self._articles = [
            (re.compile(alternatives(rule.words)), rulebook.compile(rule.article, ends=True))
            for rule in rulebook.of(UnitRule)
            if rule.article
        ]
        exclusions = [rule.pattern for rule in rulebook.of(ExclusionRule) if rule.pattern]
        self._excluded = rulebook.compile("|".join(f"(?:{pattern})" for pattern in exclusions))
        self._worth = worth
        self._hash = lru_cache(maxsize=65536)(self._value)

    def mask(self, blocks: Sequence[str]) -> Masked:
        """The numbers of the blocks of a text, and the text without them.

        A number does not reach from one block into the next.
        """
        pieces = self._numeral.split(BREAK.join(blocks))
        idioms = {at for at in range(1, len(pieces), 2) if pieces[at] in self._single and self._idiom(pieces, at)}
        if idioms:
            pieces = _without(pieces, idioms)
        between, numerals, hashed = pieces[::2], pieces[1::2], self._hash
        numbers = [
            hashed(numeral) << UNIT_BITS | (ord(behind[0]) & 0xFFFF if behind else 0)
            for numeral, behind in zip(numerals, between[1:], strict=True)
        ]
        block, counts = 0, [0] * len(blocks)
        for gap in between[:-1]:
            if BREAK in gap:
                block += gap.count(BREAK)
            counts[block] += 1
        return Masked(MASK.join(between).replace(BREAK, ""), counts, numbers)

    def _idiom(self, pieces: list[str], at: int) -> bool:
        """Whether a numeral of one character is an article, or begins what is no figure, its unit included."""
        before, text = pieces[at - 1][-CONTEXT:], "".join(pieces[at : at + 4])
        if pieces[at] in self._ones and any(
            word.match(text, 1) and article and article.search(before) for word, article in self._articles
        ):
            return True
        excluded = self._excluded.match(before + text, len(before)) if self._excluded else None
        if excluded is None:
            return False
        unit = self._unit.match(text, 1)
        return excluded.end() - len(before) >= (unit.end() if unit else 1)

    def _value(self, numeral: str) -> int:
        # most are plain digits, of which no two are alike: they must cost little
        written = (numeral.lstrip("0") or "0") if numeral.isascii() and numeral.isdigit() else self._worth(numeral)
        return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=6).digest(), "little")


def _without(pieces: list[str], idioms: set[int]) -> list[str]:
    """The pieces of a text, its numerals at the odd places, with some of these taken as text."""
    found: list[str] = []
    text = [pieces[0]]
    for at in range(1, len(pieces), 2):
        if at in idioms:
            text += pieces[at : at + 2]
        else:
            found += ("".join(text), pieces[at])
            text = [pieces[at + 1]]
    found.append("".join(text))
    return found
