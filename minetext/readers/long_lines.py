"""Lines that are too long to be read as one: the text stays as it is, the rules see it in pieces."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minetext.model import Problem, Source
from minetext.readers.problems import problem

NEAR = 2000
"""Characters before the limit in which a mark between sentences is looked for."""


def in_pieces(contents: Iterable[Source | Problem], limit: int) -> Iterator[Source | Problem]:
    """The contents, in which no line that the rules read has more than about `limit` characters; what was cut is told."""
    for one in contents:
        if isinstance(one, Source) and len(one.text) > limit:
            cuts, count = cuts_in(one.text, limit)
            if cuts:
                yield problem(one.name, "long_line", count=str(count), limit=str(limit))
                characters = list(one.plain)
                for cut in cuts:
                    characters[cut] = "\n"
                yield replace(one, folded="".join(characters))
                continue
        yield one


def cuts_in(text: str, limit: int) -> tuple[list[int], int]:
    """The characters that give way to line breaks, and how many lines are cut; a mark gives way where one is near."""
    cuts: list[int] = []
    count = start = 0
    while start < len(text):
        found = text.find("\n", start)
        end = len(text) if found < 0 else found
        count += end - start > limit
        while end - start > limit:
            cut = start + limit
            near = range(cut, max(start, cut - NEAR), -1)
            cuts.append(next((at for at in near if is_mark(text[at])), cut))
            start = cuts[-1] + 1
        start = end + 1
    return cuts, count


def is_mark(character: str) -> bool:
    """Whether a line may be cut here; the points and commas of ASCII stand in numbers."""
    return character.isspace() or not (character.isalnum() or character.isascii())
