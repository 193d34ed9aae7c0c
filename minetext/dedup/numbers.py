"""The figures of a report, as far as telling reports apart needs them: numbers, in digits or in words."""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from minetext.rulebook import Rulebook, alternatives, character_class
from minetext.rulebook.schema import ExclusionRule, ModifierRule, NumeralRule, UnitRule

Parse = Callable[[str], object]
"""What a numeral is worth, so that 三十 and 30 are one number; None where its characters make none."""

MASK = "0"
"""What stands for every number in the template of a report."""

UNIT_BITS = 16

BREAK = "\n"
"""Stands between blocks while their numbers are found; a normalised text holds none."""


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

    def __init__(self, rulebook: Rulebook, parse: Parse) -> None:
        words: dict[str, list[str]] = {}
        for rule in rulebook.of(NumeralRule):
            words.setdefault(rule.role, []).extend(rule.values)
        chinese = [one for one in words.get("digit", ()) if not one.isdigit()]
        worth = character_class([*words.get("scale", ()), *words.get("large", ()), "\0"])
        several = [*chinese, *words.get("scale", ()), *words.get("large", ()), *words.get("vague", ())]
        vague = character_class([*words.get("vague", ()), "\0"])
        formal = rf"(?:{character_class([*words.get('formal', ()), chr(0)])}(?={worth}))"
        single = [*chinese, *words.get("scale", ()), *words.get("large", ()), *words.get("half", ())]
        units = [word for rule in rulebook.of(UnitRule) for word in rule.words]
        inside = [word for rule in rulebook.of(ModifierRule) if rule.place == "inside" for word in rule.words]
        denominators = [f"(?<={word})" for word in [*words.get("fraction", ()), *words.get("over", ())]]
        before = "|".join(denominators) or "(?!)"
        unit = rf"(?:{alternatives(inside) or '(?!)'})?(?:{alternatives(units) or '(?!)'})"
        self.pattern = re.compile(
            rf"\d+(?:\.\d+)?{worth}*|(?!{vague}{{2}})(?:{character_class([*several, chr(0)])}|{formal}){{2,}}"
            rf"|(?:{before}){character_class([*single, chr(0)])}|{character_class([*single, chr(0)])}(?={unit})"
        )
        self._unit = rulebook.compile(unit)
        exclusions = [rule.pattern for rule in rulebook.of(ExclusionRule) if rule.pattern]
        self._excluded = rulebook.compile("|".join(f"(?:{pattern})" for pattern in exclusions))
        self._parse = parse
        self._worth = lru_cache(maxsize=65536)(self._value)

    def mask(self, blocks: Sequence[str]) -> "Masked":
        """The numbers of the blocks of a text, and the text without them.

        A number does not reach from one block into the next.
        """
        text = BREAK.join(blocks)
        parts: list[str] = []
        found: list[int] = []
        counts = [0] * len(blocks)
        block, block_end = 0, text.find(BREAK)
        done, last = 0, len(text)
        for match in self.pattern.finditer(text):
            start, end = match.span()
            if end - start == 1 and not text[start].isdigit() and self._idiom(text, start, end):
                continue
            while 0 <= block_end < start:
                block, block_end = block + 1, text.find(BREAK, block_end + 1)
            counts[block] += 1
            parts += (text[done:start], MASK)
            behind = ord(text[end]) & 0xFFFF if end < last and text[end] != BREAK else 0
            found.append(self._worth(match[0]) << UNIT_BITS | behind)
            done = end
        parts.append(text[done:])
        return Masked("".join(parts).replace(BREAK, ""), counts, found)

    def _idiom(self, text: str, start: int, end: int) -> bool:
        excluded = self._excluded.match(text, start) if self._excluded else None
        if excluded is None:
            return False
        unit = self._unit.match(text, end) if self._unit else None
        return excluded.end() >= (unit.end() if unit else end)

    def _value(self, numeral: str) -> int:
        value = self._parse(numeral)
        written = numeral if value is None else str(value)
        return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=6).digest(), "little")
