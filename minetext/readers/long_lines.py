"""Lines that are too long to be read as one: the text stays as it is, the rules read it in pieces."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from minetext.model import Problem, Source
from minetext.readers.problems import problem

NEAR = 2000
"""Characters before the limit in which a mark between sentences is looked for."""

_LINE = re.compile(r"[^\r\n]+")


def in_pieces(contents: Iterable[Source | Problem], limit: int) -> Iterator[Source | Problem]:
    """The contents, with lines of no more than about `limit` characters as the rules read them; what is cut is told.

    A line is cut at a character that gives way to a line break in `Source.folded`, so that no offset moves.
    """
    for one in contents:
        if isinstance(one, Source) and len(one.text) > limit:
            cuts, count = cuts_in(one.text, limit)
            if cuts:
                yield problem(one.name, "long_line", count=str(count), limit=str(limit))
                ends = [-1, *cuts, len(one.text)]
                yield replace(one, folded="\n".join(one.plain[before + 1 : end] for before, end in pairwise(ends)))
                continue
        yield one


def cuts_in(text: str, limit: int) -> tuple[list[int], int]:
    """The characters that give way to line breaks, and how many lines are cut; a mark gives way where one is near."""
    cuts: list[int] = []
    count = 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        count += end - start > limit
        while end - start > limit:
            near = range(start + limit, max(start, start + limit - NEAR), -1)
            cuts.append(next((at for at in near if is_mark(text[at])), start + limit))
            start = cuts[-1] + 1
    return cuts, count


def is_mark(character: str) -> bool:
    """Whether a line may be cut here; the points and commas of ASCII stand in numbers."""
    return character.isspace() or not (character.isalnum() or character.isascii())
