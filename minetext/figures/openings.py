"""How the patterns of rules begin, so that one scan stops only where one of them may apply."""

from collections.abc import Iterable, Iterator, Sequence

import regex

from minetext.rulebook import character_class

WILD = "龘"
"""A character that no rule names: where a pattern takes it, it takes any."""

DEPTH = 3
"""How many characters of an opening are told at most."""

FEW = 6
"""With more second characters than this, the third ones would tell little."""

DIGITS = "0123456789０１２３４５６７８９"


class Openless(ValueError):
    """A pattern that may begin with any character, so that no scan can look for its beginning."""


def openings(pattern: str, single: Iterable[str]) -> set[str]:
    """The first characters, up to three, that a match of the pattern can begin with, found by partial matching.

    Openings that begin with a character of `single` are given as that character alone.

    Raises:
        Openless: it may begin with any character.
    """
    compiled = regex.compile(pattern)
    single = frozenset(single)
    if compiled.match(WILD, partial=True):
        raise Openless(pattern)
    characters = sorted({*pattern, *DIGITS, *_in_ranges(pattern)})
    return set(_longer(compiled, "", characters, single))


def _longer(
    compiled: "regex.Pattern[str]", so_far: str, characters: Sequence[str], single: frozenset[str]
) -> Iterator[str]:
    fitting = [one for one in characters if compiled.match(so_far + one, partial=True)]
    deep = len(so_far) + 1 < DEPTH and (not so_far or len(fitting) <= FEW)
    for one in fitting:
        opening = so_far + one
        alone = one in single and not so_far
        if alone or not deep or compiled.match(opening + WILD, partial=True) or compiled.fullmatch(opening):
            yield opening
        else:
            yield from _longer(compiled, opening, characters, frozenset())


def _in_ranges(pattern: str) -> set[str]:
    """The characters between the two ends of ranges such as A-Z, and some beyond them where two classes touch."""
    pairs = regex.findall(r"(?=(.)-(.))", pattern)
    return {chr(code) for first, last in pairs if 0 < ord(last) - ord(first) < 100 for code in range(ord(first), ord(last))}


def stops(openings: Iterable[str]) -> str:
    """A pattern that takes one character where one of the openings stands."""
    tails: dict[str, set[str]] = {}
    for opening in openings:
        tails.setdefault(opening[0], set()).add(opening[1:])
    single = [first for first, rest in tails.items() if "" in rest]
    parts = [character_class(single)] if single else []
    for first, rest in sorted(tails.items()):
        if "" not in rest:
            parts.append(f"{regex.escape(first)}(?={_tail(rest)})")
    return "|".join(parts) or "(?!)"


def _tail(rest: Iterable[str]) -> str:
    """One of the tails, of one or two characters, as a pattern."""
    seconds: dict[str, set[str]] = {}
    for one in rest:
        seconds.setdefault(one[0], set()).add(one[1:])
    last = [second for second, thirds in seconds.items() if "" in thirds]
    parts = [character_class(last)] if last else []
    by_thirds: dict[frozenset[str], list[str]] = {}
    for second, thirds in sorted(seconds.items()):
        if "" not in thirds:
            by_thirds.setdefault(frozenset(thirds), []).append(second)
    parts += [character_class(heads) + character_class(thirds) for thirds, heads in by_thirds.items()]
    return "|".join(parts)
