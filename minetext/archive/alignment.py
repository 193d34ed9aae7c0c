"""Which rows of two lists are the same: what both hold in order, and what changed between.

A longest common subsequence of whole rows; in what lies between, one of the cells that make a row the same row; in
what is left then the pairs, in order, that are most alike (Needleman and Wunsch 1970). A row put in or taken out
shifts nothing.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import LCSseq

from minetext.tables.columns import Row

Key = TypeVar("Key", Row, str)
Match = tuple[int, int]
Gap = tuple[Sequence[int], Sequence[int]]
Alike = Callable[[Row, Row], float]

MAX_CELLS = 1 << 28
"""Pairs of rows up to which a common subsequence is looked for (a bit each); longer lists are joined at rows that both
hold once (patience diff)."""

MAX_COMPARED = 10_000
"""Pairs of rows between two equal ones that are all compared; where there are more, rows of one rank pair."""


class Pair(NamedTuple):
    """Positions in the old and the new list; None where the row is in one of them only."""

    old: int | None
    new: int | None


def align(old: Sequence[Row], new: Sequence[Row], identity: Callable[[Row], Row], alike: Alike) -> list[Pair]:
    """Pair the rows of two lists, in order; the mirror image for the lists the other way round.

    Args:
        old: a list of rows.
        new: another.
        identity: the cells that make it the same row though others changed.
        alike: how alike two rows are, above 0; 0 for those that are not the same row.
    """
    if list(new) < list(old):  # ties are broken the same way from either side
        matches = sorted((one, other) for other, one in _matches(new, old, identity, alike))
    else:
        matches = sorted(_matches(old, new, identity, alike))
    pairs: list[Pair] = []
    for gone, added, match in _between(matches, range(len(old)), range(len(new))):
        pairs += [Pair(one, None) for one in gone]
        pairs += [Pair(None, one) for one in added]
        pairs += [Pair(*match)] if match else []
    return pairs


def _matches(old: Sequence[Row], new: Sequence[Row], identity: Callable[[Row], Row], alike: Alike) -> Iterator[Match]:
    equal = _common(range(len(old)), range(len(new)), old, new)
    yield from equal
    if len(equal) == len(old) == len(new):
        return
    names, new_names = [identity(row) for row in old], [identity(row) for row in new]
    for rows, others, _ in _between(equal, range(len(old)), range(len(new))):
        same = _common(rows, others, names, new_names)
        yield from same
        for left, right, _ in _between(same, rows, others):
            yield from _most_alike(left, right, old, new, alike)


def _between(
    matches: Sequence[Match], rows: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int], Match | None]]:
    """What lies in front of each match on both sides, with the match; at last what lies behind them all."""
    if not rows or not others:
        yield rows, others, None
        return
    start, other_start = rows[0], others[0]
    for one, other in matches:
        yield range(start, one), range(other_start, other), (one, other)
        start, other_start = one + 1, other + 1
    yield range(start, rows[-1] + 1), range(other_start, others[-1] + 1), None


def _common(rows: Sequence[int], others: Sequence[int], old: Sequence[Row], new: Sequence[Row]) -> list[Match]:
    """A longest common subsequence."""
    if not rows or not others:
        return []
    start = 0
    while start < min(len(rows), len(others)) and old[rows[start]] == new[others[start]]:
        start += 1
    end = 0
    while end < min(len(rows), len(others)) - start and old[rows[-1 - end]] == new[others[-1 - end]]:
        end += 1
    head = list(zip(rows[:start], others[:start], strict=True))
    tail = list(zip(rows[len(rows) - end :], others[len(others) - end :], strict=True))
    middle, other_middle = rows[start : len(rows) - end], others[start : len(others) - end]
    numbers: dict[Row, int] = {}
    one = [numbers.setdefault(old[at], len(numbers)) for at in middle]
    other = [numbers.setdefault(new[at], len(numbers)) for at in other_middle]
    if len(one) * len(other) > MAX_CELLS:
        found = _patience(one, other)
    else:
        found = [
            (block.src_start + at, block.dest_start + at)
            for block in LCSseq.opcodes(one, other)
            if block.tag == "equal"
            for at in range(block.src_end - block.src_start)
        ]
    return [*head, *((middle[at], other_middle[to]) for at, to in found), *tail]


def _patience(old: Sequence[int], new: Sequence[int]) -> list[Match]:
    """The longest chain of what both lists hold exactly once."""
    once, new_once = (
        {one for one, count in Counter(numbers).items() if count == 1} for numbers in (old, new)
    )  # fmt: skip
    places = {one: at for at, one in enumerate(new) if one in new_once and one in once}
    chain = [(at, places[one]) for at, one in enumerate(old) if one in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, to) in enumerate(chain):
        at = bisect_left(ends, to)
        ends[at : at + 1] = [to]
        last[at : at + 1] = [number]
        before.append(last[at - 1] if at else -1)
    found: list[Match] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(chain[number])
        number = before[number]
    return found[::-1]


def _most_alike(
    rows: Sequence[int], others: Sequence[int], old: Sequence[Row], new: Sequence[Row], alike: Alike
) -> Iterator[Match]:
    """The pairs in order whose likeness is greatest in sum."""
    if not rows or not others:
        return
    if len(rows) * len(others) > MAX_COMPARED:
        yield from (pair for pair in zip(rows, others, strict=False) if alike(old[pair[0]], new[pair[1]]))
        return
    likeness = [[alike(old[one], new[other]) for other in others] for one in rows]
    width = len(others)
    best = [[0.0] * (width + 1)]
    for scores in likeness:
        line = [0.0]
        for at in range(width):
            paired = best[-1][at] + scores[at] if scores[at] else 0.0
            line.append(max(best[-1][at + 1], line[at], paired))
        best.append(line)
    one, other = len(rows), width
    while one and other:
        if best[one][other] == best[one - 1][other]:
            one -= 1
        elif best[one][other] == best[one][other - 1]:
            other -= 1
        else:
            one, other = one - 1, other - 1
            yield rows[one], others[other]
