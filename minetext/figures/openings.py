"""How the patterns of rules begin, so that one scan stops only where one of them may apply."""

from collections.abc import Iterable

import regex

from minetext.rulebook import character_class

WILD = "龘"
"""A character that no rule names: where a pattern takes it, it takes any."""

DIGITS = "0123456789０１２３４５６７８９"


class Openless(ValueError):
    """A pattern that may begin with any character, so that no scan can look for its beginning."""


def openings(pattern: str, single: Iterable[str]) -> set[str]:
    """The one or two characters that a match of the pattern can begin with, found by partial matching.

    Openings that begin with a character of `single` are given as that character alone.

    Raises:
        Openless: it may begin with any character.
    """
    compiled = regex.compile(pattern)
    single = frozenset(single)
    if compiled.match(WILD, partial=True):
        raise Openless(pattern)
    characters = {*pattern, *DIGITS, *_in_ranges(pattern)}
    found: set[str] = set()
    for first in characters:
        if not compiled.match(first, partial=True):
            continue
        if first in single or compiled.match(first + WILD, partial=True):
            found.add(first)
        else:
            found |= {first + second for second in characters if compiled.match(first + second, partial=True)}
    return found


def _in_ranges(pattern: str) -> set[str]:
    """The characters between the two ends of ranges such as A-Z, and some beyond them where two classes touch."""
    pairs = regex.findall(r"(?=(.)-(.))", pattern)
    return {chr(code) for first, last in pairs if 0 < ord(last) - ord(first) < 100 for code in range(ord(first), ord(last))}


def stops(openings: Iterable[str]) -> str:
    """A pattern that takes one character where one of the openings stands, and at few places more."""
    single = {opening for opening in openings if len(opening) == 1}
    double = {opening for opening in openings if len(opening) == 2 and opening[0] not in single}
    parts = [character_class(single)] if single else []
    if double:
        heads, tails = {opening[0] for opening in double}, {opening[1] for opening in double}
        parts.append(f"{character_class(heads)}(?={character_class(tails)})")
    return "|".join(parts) or "(?!)"
