"""Titles that only their neighbours tell: numbered as a list is, or broken between two lines."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from minetext.layout.furniture import PROSE, has_number
from minetext.layout.lines import Line
from minetext.layout.titles import MAX_TITLE, Mark, Titles

MIN_BODY = 60
"""A title line with fewer characters of text behind it opens no report: it is one of a list of links."""

MAX_WORDS = 3
"""Words, parted by white space, of such a title: more are cells of a table."""

MAX_HALF = 32
"""Characters of one of the two lines of a broken title."""


class Numbered(NamedTuple):
    """A line that begins as a heading does."""

    line: int
    """Its index."""
    rank: int
    number: int
    end: int
    """Where its number ends."""


def numbered_titles(text: str, of: Sequence[Line], numbered: Sequence[Numbered], titles: Titles) -> dict[int, Mark]:
    """Lines such as `1、妇联工作总结`, `2、残联工作总结` with a report behind each: pieces of a compilation.

    A heading inside a report seldom is a whole title, and never are its next ones, too; before the first piece of a
    compilation stands no text with figures.
    """
    by_rank: dict[int, list[tuple[Numbered, Mark]]] = defaultdict(list)
    for one in numbered:
        line = of[one.line]
        start = one.end + len(text[one.end : line.end]) - len(text[one.end : line.end].lstrip())
        mark = titles.mark(text, line._replace(start=start)) if line.width <= MAX_TITLE else None
        if mark and mark.sort == "title":
            by_rank[one.rank].append((one, mark))
    found: dict[int, Mark] = {}
    for series in by_rank.values():
        for run in _runs(text, of, series):
            if any(line.width >= PROSE and has_number(text[line.start : line.end]) for line in of[: run[0][0].line]):
                continue
            found.update({one.line: Mark("piece", one.number, mark.core) for one, mark in run})
    return found


def _runs(
    text: str, of: Sequence[Line], series: Sequence[tuple[Numbered, Mark]]
) -> Iterator[list[tuple[Numbered, Mark]]]:
    """Members that count on from 1, with text behind each but perhaps the last."""
    run: list[tuple[Numbered, Mark]] = []
    for member in series:
        body = sum(line.width for line in of[run[-1][0].line + 1 : member[0].line]) if run else 0
        if run and member[0].number == run[-1][0].number + 1 and body >= MIN_BODY:
            run.append(member)
            continue
        if len(run) > 1:
            yield run
        run = [member] if member[0].number == 1 else []
    if len(run) > 1:
        yield run


def broken_titles(
    text: str, of: Sequence[Line], plain: Sequence[int], marks: Mapping[int, Mark], numbered: Sequence[Numbered],
    titles: Titles,
) -> dict[int, Mark]:  # fmt: skip
    """The first lines of titles of two lines (`丹枫县民政局` and `二OO五年工作总结`), which only both together are."""
    found: dict[int, Mark] = {}
    items = {one.line for one in numbered}
    for index, following in pairwise(plain):
        one, two = of[index], of[following]
        if following != index + 1 or index - 1 in found or max(one.width, two.width) > MAX_HALF:
            continue
        behind = marks.get(following)
        if index in marks or (behind and behind.sort != "general") or (two.after_blank and not one.after_blank):
            continue
        if items & {index, following} or len(text[one.start : two.end].split()) > MAX_WORDS:
            continue
        together = text[one.start : one.end] + text[two.start : two.end]
        mark = titles.mark(together, Line(0, len(together), False, True))
        if mark and mark.sort == "title" and not titles.refuses(text, one):
            found[index] = mark
    return found
