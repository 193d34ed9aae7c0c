"""Two reports compared: the same, one in the other, a revision, or none of these."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.sketch import common
from minetext.dedup.spool import Spool
from minetext.model import Relation, Status

MIN_GRAMS = 60
"""N-grams below which a report could be like another by chance: it is only compared word for word."""

SAME = 0.5
"""Jaccard similarity of the templates from which two reports are versions of one."""

INSIDE = 0.9
"""Share of a report's n-grams from which its body stands in a longer report, figures being the same."""


class Relative(NamedTuple):
    """How a report is related to a fuller one."""

    status: Status
    relation: Relation
    similarity: float


def compare(spool: Spool, fuller: int, report: int) -> Relative | None:
    """The relation of a report to a fuller one, or None where there is none."""
    shared, of_fuller, of_report = common(spool.grams(fuller), spool.grams(report))
    similarity = shared / (of_fuller + of_report - shared) if shared else 0.0
    inside = shared / of_report if of_report else 0.0
    if similarity < SAME and inside < INSIDE:
        return None
    fuller_blocks, blocks = spool.blocks(fuller), spool.blocks(report)
    known = _known(blocks, fuller_blocks)
    if all(known):
        return Relative("duplicate", "contained", 1.0)
    if of_report < MIN_GRAMS:
        return None
    rest = _rest(spool.numbers(report), blocks, known)
    whole = _rest(spool.numbers(fuller), fuller_blocks, _known(fuller_blocks, blocks))
    if not _holds(whole, rest):
        return Relative("revision", "revision", similarity) if similarity >= SAME else None
    if similarity >= SAME:
        return Relative("near_duplicate", "near", similarity)
    return Relative("near_duplicate", "contained", inside)


def _known(blocks: NDArray[Any], others: NDArray[Any]) -> list[bool]:
    """Which sentences of a report stand in another word for word."""
    hashes = set(others["hash"].tolist())
    return [one in hashes for one in blocks["hash"].tolist()]


def _rest(numbers: NDArray[np.uint64], blocks: NDArray[Any], known: list[bool]) -> NDArray[np.uint64]:
    """The numbers outside the sentences that stand in both reports word for word."""
    rest: NDArray[np.uint64] = numbers[np.repeat(np.logical_not(known), blocks["numbers"])]
    return rest


def _holds(whole: NDArray[np.uint64], rest: NDArray[np.uint64]) -> bool:
    """Whether no number of the rest is changed: all are the same, in order; or they are some, each with its unit.

    The second says more of each number, since one that is left out and another that is changed could look alike.
    """
    if len(whole) == len(rest):
        return bool(np.array_equal(whole >> np.uint64(16), rest >> np.uint64(16)))
    if len(rest) > len(whole):
        return False
    left = iter(whole.tolist())
    return all(number in left for number in rest.tolist())
