"""Pairs of reports that may be related: found without comparing every report with every other.

Reports meet in buckets: by bands of their sketches, by the sequence of their numbers, and by each of their sentences.
A bucket of many reports (a phrase that all use, a form that all fill in) says little and would give a quadratic number
of pairs; there each report meets the first ones of the bucket, which are the fullest, and its neighbours, which are of
about its own length. What two related reports share is rarely in crowded buckets only, and where it is (a form that
thousands filled in), the fullest of them is among those that all meet.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.spool import Spool

MET = 8
"""In a bucket, how many of its fullest reports each report meets, and how many next fuller ones."""

MET_BY_SENTENCE = 3
"""The same where one sentence makes the bucket: related reports share many of them, so that each may say less."""

ROWS = 4
"""Places of a sketch in a band: 32 bands of 4 find a pair of similarity 0.6 with 99 %, 0.5 with 87 %."""

MIN_ESTIMATE = 0.3
"""Estimated similarity below which a pair is not looked at, unless sentences say otherwise."""

MIN_SHARED = 0.4
"""Share of a report's sentences that stand in the other word for word, from which a pair is looked at."""

SENTENCES_AT_ONCE = 1 << 22
"""Sentences, or reports of a band, that are sorted at once: what bounds the memory of the search."""

_PAIRS_AT_ONCE = 1 << 16

Codes = NDArray[np.uint64]
"""Pairs of ranks: the fuller report's in the high half."""


class Keyed(NamedTuple):
    """Some keys with the ranks of the reports that have them; all that have a key are in the same part."""

    keys: NDArray[np.uint64]
    ranks: NDArray[np.uint32]
    met: int
    """How many of the fullest and of the next fuller reports each meets in a bucket."""

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.keys.nbytes + self.ranks.nbytes


class Met(NamedTuple):
    """The distinct pairs of ranks that meet in the buckets of a part."""

    pairs: Codes
    times: NDArray[np.int64]
    """In how many places each pair meets."""


Each = Callable[[Callable[[Keyed], Met], Iterable[Keyed]], Iterable[Met]]
"""Does a function over parts and gives the results in order, as `map` does; a cluster does it on many machines."""


class Candidates(NamedTuple):
    """For each report, by rank, those fuller ones that it must be compared with."""

    starts: NDArray[np.int64]
    fuller: NDArray[np.int64]
    """Ranks, grouped by the report; the most similar by estimate first."""

    def of(self, rank: int) -> list[int]:
        """The ranks that a report must be compared with."""
        found: list[int] = self.fuller[self.starts[rank] : self.starts[rank + 1]].tolist()
        return found


def candidates(spool: Spool, order: NDArray[np.int64], each: Each = map) -> Candidates:
    """Pairs among the reports of `order`, which gives the number of the report of each rank, the fullest first.

    They do not depend on how `each` does its work.
    """
    sketches = spool.sketches()
    found = _union(met.pairs for met in each(meet, _by_number_and_band(spool, order)))
    by_sentence, shared = _by_sentence(spool, order, each)
    counts = np.diff(spool.block_ends())[order]
    strong = by_sentence[shared >= MIN_SHARED * counts[by_sentence & np.uint64(0xFFFFFFFF)]]
    rest = np.setdiff1d(np.union1d(found, by_sentence), strong, assume_unique=True)
    estimates = _estimates(sketches, order, rest)
    kept = estimates >= MIN_ESTIMATE
    pairs = np.concatenate((strong, rest[kept]))
    estimates = np.concatenate((_estimates(sketches, order, strong), estimates[kept]))
    high, low = pairs >> np.uint64(32), pairs & np.uint64(0xFFFFFFFF)
    by = np.lexsort((high, -estimates, low))
    starts = np.searchsorted(low[by], np.arange(len(order) + 1, dtype=np.uint64))
    return Candidates(starts, high[by].astype(np.int64))


def _union(parts: Iterable[Codes]) -> Codes:
    """All distinct pairs; put together whenever as many wait as there are, so that none is sorted over and over."""
    found = np.zeros(0, dtype=np.uint64)
    waiting: list[Codes] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) > len(found) + _PAIRS_AT_ONCE:
            found = np.unique(np.concatenate((found, *waiting)))
            waiting = []
    return np.unique(np.concatenate((found, *waiting)))


def meet(part: Keyed) -> Met:
    """The pairs that meet in a bucket; not more than twice `met` for each place. A pure function of the part.

    Ranks need not be distinct: one meets itself in no pair.
    """
    together = np.concatenate(list(_meetings(part.keys, part.ranks.astype(np.uint64), part.met)))
    return Met(*np.unique(together, return_counts=True))


def _meetings(keys: NDArray[np.uint64], ranks: NDArray[np.uint64], met: int) -> Iterator[Codes]:
    yield np.zeros(0, dtype=np.uint64)
    by = np.lexsort((ranks, keys))
    keys, ranks = keys[by], ranks[by]
    if len(keys) < 2:
        return
    # buckets of one are most of all: leave them out at once
    equal = keys[1:] == keys[:-1]
    inside = np.concatenate((equal, [False])) | np.concatenate(([False], equal))
    keys, ranks = keys[inside], ranks[inside]
    fresh = np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)]
    if not len(keys):
        return
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(keys)), 0))
    for distance in range(1, met + 1):
        near = np.flatnonzero(keys[distance:] == keys[:-distance])
        yield _codes(ranks[near], ranks[near + distance])
    for place in range(met):
        far = np.flatnonzero(np.arange(len(keys)) - first > met + place)
        yield _codes(ranks[first[far] + place], ranks[far])


def _codes(fuller: NDArray[np.uint64], other: NDArray[np.uint64]) -> Codes:
    apart = fuller != other
    codes: Codes = fuller[apart] << np.uint64(32) | other[apart]
    return codes


def _by_number_and_band(spool: Spool, order: NDArray[np.int64]) -> Iterator[Keyed]:
    """The reports by the sequence of their numbers, and by each band of their sketches."""
    ranks = np.arange(len(order), dtype=np.uint32)
    sequences = spool.sequences()[order]
    some = sequences != 0
    yield Keyed(sequences[some], ranks[some], MET)
    bands = spool.sketches().view(np.uint64)
    for band in range(bands.shape[1]):
        keys = bands[order, band]
        for part in parts(keys):
            yield Keyed(keys[part], ranks[part], MET)


def _by_sentence(spool: Spool, order: NDArray[np.int64], each: Each) -> tuple[Codes, NDArray[np.int64]]:
    """Pairs that have sentences in common, and how many."""
    hashes, ends = spool.all_blocks()["hash"], spool.block_ends()
    rank_of = np.full(len(spool), -1, dtype=np.int64)
    rank_of[order] = np.arange(len(order))

    def keyed() -> Iterator[Keyed]:
        for chosen in parts(hashes):
            ranks = rank_of[np.searchsorted(ends, chosen, "right") - 1]
            chosen, ranks = chosen[ranks >= 0], ranks[ranks >= 0]
            yield Keyed(hashes[chosen], ranks.astype(np.uint32), MET_BY_SENTENCE)

    pairs = np.zeros(0, dtype=np.uint64)
    counts = np.zeros(0, dtype=np.int64)
    for fresh, times in each(meet, keyed()):
        both, where = np.unique(np.concatenate((pairs, fresh)), return_inverse=True)
        counts = np.bincount(where, np.concatenate((counts, times)), len(both)).astype(np.int64)
        pairs = both
    return pairs, counts


def parts(hashes: NDArray[np.uint64]) -> Iterator[NDArray[np.int64]]:
    """The places of the hashes in parts of a bounded size, such that equal hashes are in one part."""
    number = max(1, -(-len(hashes) // SENTENCES_AT_ONCE))
    if number == 1:
        yield np.arange(len(hashes))
        return
    for part in range(number):
        found = [
            start + np.flatnonzero(hashes[start : start + SENTENCES_AT_ONCE] % np.uint64(number) == part)
            for start in range(0, len(hashes), SENTENCES_AT_ONCE)
        ]
        yield np.concatenate(found)


def _estimates(sketches: NDArray[np.uint16], order: NDArray[np.int64], pairs: Codes) -> NDArray[np.float32]:
    """The similarity of each pair, by its sketches."""
    found = np.zeros(len(pairs), dtype=np.float32)
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        some = pairs[start : start + _PAIRS_AT_ONCE]
        high, low = (
            order[(some >> np.uint64(32)).astype(np.int64)],
            order[(some & np.uint64(0xFFFFFFFF)).astype(np.int64)],
        )
        found[start : start + len(some)] = (sketches[high] == sketches[low]).mean(axis=1)
    return found
