"""How the patterns of rules begin, so that one scan stops only where one of them may apply."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import regex

from minetext.rulebook import WordScanner, character_class

WILD = "龘"
"""A character that no rule names: where a pattern takes it, it takes any."""

DEPTH = 3
"""How many characters of an opening are told at most."""

FEW = 6
"""With more second characters than this, the third ones would tell little."""

DIGITS = "0123456789０１２３４５６７８９"


class OpenlessError(ValueError):
    """A pattern that may begin with any character, so that no scan can look for its beginning."""


def openings(pattern: str, single: Iterable[str]) -> set[str]:
    """The first characters, up to three, that a match of the pattern can begin with, found by partial matching.

    Openings that begin with a character of `single` are given as that character alone.

    Raises:
        OpenlessError: it may begin with any character.
    """
    # nothing stands before the text that is tried here, so that a look behind has to be optional
    compiled = regex.compile(pattern.replace("(?<=", "(?:|"))
    single = frozenset(single)
    if compiled.match(WILD, partial=True):
        raise OpenlessError(pattern)
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
    return {
        chr(code) for first, last in pairs if 0 < ord(last) - ord(first) < 100 for code in range(ord(first), ord(last))
    }


class Stops:
    """Where in a text one of the openings stands: single characters, and longer ones, each in one pass."""

    def __init__(self, openings: Iterable[str]) -> None:
        openings = set(openings)
        single = {opening for opening in openings if len(opening) == 1}
        self._single = re.compile(character_class(single) if single else "(?!)")
        self._longer = WordScanner(opening for opening in openings if len(opening) > 1 and opening[0] not in single)

    def finder(self, text: str, start: int, end: int) -> Callable[[int], int]:
        """A function that gives the first stop at a place or behind it, or `end`; the places must not go down."""
        longer = [start + first for _, first, _ in self._longer.scan(text, start, end)]
        longer.append(end)
        search = self._single.search
        at, single = 0, -1

        def find(place: int) -> int:
            nonlocal at, single
            if single < place:
                match = search(text, place, end)
                single = match.start() if match else end
            while longer[at] < place:
                at += 1
            return single if single < longer[at] else longer[at]

        return find
