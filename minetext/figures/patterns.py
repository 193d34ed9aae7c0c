"""What the scanners of this room need to know about patterns."""

from collections.abc import Iterable

import regex

WILD = "龘"
"""A character that no rule names: where a pattern takes it first, it would begin anywhere."""


class Openless(ValueError):
    """A pattern that may begin with any character, so that no scanner can look for its beginning."""


def first_characters(pattern: str, more: Iterable[str] = "0123456789０１２３４５６７８９") -> set[str]:
    """The characters that a match of the pattern can begin with, found by partial matching.

    Raises:
        Openless: it may begin with any character.
    """
    compiled = regex.compile(pattern)
    if compiled.match(WILD, partial=True):
        raise Openless(pattern)
    return {one for one in {*pattern, *more} if compiled.match(one, partial=True)}


def character_class(characters: Iterable[str]) -> str:
    """A class of single characters."""
    return "[" + "".join(regex.escape(one) for one in sorted(set(characters))) + "]"
