"""Passages of several sentences that stand in several reports that count."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.candidates import parts
from minetext.dedup.sketch import mixed
from minetext.dedup.spool import Spool
from minetext.model import Span

SENTENCES = 3
"""Sentences of a passage at least; short ones, such as headings, count only with the next."""

CHARACTERS = 60
"""Characters of a passage at least, without spaces and punctuation."""

PLACES = 4
"""Earlier places that a passage is compared with. The longest passage, of those alike the earliest, is told."""

REPORTS = 50
"""Reports for which a passage is told at most, the first ones: what more have is a stock phrase or a site's footer."""


class Passage(NamedTuple):
    """A passage of a report, and where it stands in an earlier one."""

    report: int
    span: Span
    other: int
    other_span: Span
    sentences: int


class _Run(NamedTuple):
    """Sentences in a row, by their place among all."""

    start: int
    end: int
    other: int


def passages(spool: Spool, counts: NDArray[np.bool_]) -> Iterator[Passage]:
    """The maximal passages of each report that stand in an earlier one, in order.

    Each is told once, with one earlier place: a passage that stands in m reports gives m - 1, not m², and `REPORTS` at
    most.
    """
    blocks, ends = spool.all_blocks(), spool.block_ends()
    owner = np.repeat(np.arange(len(spool), dtype=np.int64), np.diff(ends))
    own, other = _matches(blocks["hash"], owner, counts)
    for report, found in _runs(own, other, owner):
        extended = {_extended(run, blocks["hash"], ends, report, int(owner[run.other])) for run in found}
        reach = -1
        for run in sorted(extended, key=lambda run: (run.start, -run.end, run.other)):
            if run.end <= reach:
                continue
            reach = run.end
            here, there = blocks[run.start : run.end], blocks[run.other : run.other + run.end - run.start]
            if here["size"].sum() >= CHARACTERS:
                yield Passage(
                    report, Span(int(here["start"][0]), int(here["end"][-1])),
                    int(owner[run.other]), Span(int(there["start"][0]), int(there["end"][-1])),
                    int(here["sentences"].sum()),
                )  # fmt: skip


def _matches(
    hashes: NDArray[np.uint64], owner: NDArray[np.int64], counts: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places where `SENTENCES` sentences begin that begin at another place in an earlier report too."""
    if len(hashes) < SENTENCES:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    last = SENTENCES - 1
    keys = hashes[:-last].copy()
    for offset in range(1, SENTENCES):
        keys = mixed(keys) + hashes[offset : len(hashes) - last + offset]
    usable = (owner[:-last] == owner[last:]) & counts[owner[:-last]]
    own: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    others: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for some in parts(keys):
        some = some[usable[some]]
        some = some[np.argsort(keys[some], kind="stable")]
        fresh = np.concatenate(([True], keys[some][1:] != keys[some][:-1]))[: len(some)]
        first = np.maximum.accumulate(np.where(fresh, np.arange(len(some)), 0))
        before = np.arange(len(some)) - first
        for place in range(PLACES):
            met = np.flatnonzero((before > place) & (before <= REPORTS))
            here, there = some[met], some[first[met] + place]
            apart = owner[here] != owner[there]
            own.append(here[apart])
            others.append(there[apart])
    return np.concatenate(own), np.concatenate(others)


def _runs(
    own: NDArray[np.int64], other: NDArray[np.int64], owner: NDArray[np.int64]
) -> Iterator[tuple[int, list[_Run]]]:
    """Matches that follow each other in both reports, put together; those of one report after those of another."""
    shift = own - other
    by = np.lexsort((own, shift))
    own, other, shift = own[by], other[by], shift[by]
    breaks = np.flatnonzero((np.diff(own) != 1) | (np.diff(shift) != 0)) + 1
    firsts = np.concatenate(([0], breaks)).astype(np.int64)[: len(own)]
    lasts = np.concatenate((breaks - 1, [len(own) - 1])).astype(np.int64)[: len(own)]
    # as arrays until their report comes: an object for each run of a whole archive would fill the memory
    reports = owner[own[firsts]]
    by = np.argsort(reports, kind="stable")
    starts, ends, others, reports = own[firsts][by], own[lasts][by] + SENTENCES, other[firsts][by], reports[by]
    bounds: NDArray[np.int64] = np.flatnonzero(np.diff(reports, prepend=-1, append=-1))
    for begin, stop in pairwise(bounds):
        part = slice(begin, stop)
        runs = zip(starts[part].tolist(), ends[part].tolist(), others[part].tolist(), strict=True)
        yield int(reports[begin]), [_Run(*run) for run in runs]


def _extended(run: _Run, hashes: NDArray[np.uint64], ends: NDArray[np.int64], report: int, other_report: int) -> _Run:
    """The run as long as its sentences are alike: it may have been cut where a passage stands in many reports."""
    start, end, other = run
    shift = start - other
    first = max(int(ends[report]), int(ends[other_report]) + shift)
    stop = min(int(ends[report + 1]), int(ends[other_report + 1]) + shift)
    while start > first and hashes[start - 1] == hashes[start - 1 - shift]:
        start -= 1
    while end < stop and hashes[end] == hashes[end - shift]:
        end += 1
    return _Run(start, end, start - shift)
