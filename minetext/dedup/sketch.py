"""Character n-grams of a text as hashes, and their one-permutation MinHash sketch.

One permutation: P. Li, A. Owen, C.-H. Zhang, "One Permutation Hashing", NIPS 2012. Densification of empty bins:
A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", ICML 2017. Of every minimum 16 bits are
kept: P. Li, A. C. König, "b-Bit Minwise Hashing", WWW 2010.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Grams = NDArray[np.uint32]
Sketch = NDArray[np.uint16]

LENGTH = 5
"""Characters of an n-gram."""

BINS = 128
"""Bins of a sketch: the standard error of an estimate is below 0.045."""

LIMIT = 1 << 16
"""N-grams of a report that are kept: those with the least hashes, a fair sample of the text of a whole book."""

_CHUNK = 1 << 20
_BLOCKS = 1 << 10
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint32(0x9E3779B1)
_BASE = np.uint32(0x2C1B3C6D)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_BOUNDS = (np.arange(BINS + 1, dtype=np.uint64) << np.uint64(25)).astype(np.uint64)
_ATTEMPTS = 64
# which bin an empty one borrows from, attempt by attempt: the same for all reports
_PROBES = np.random.Generator(np.random.PCG64(20170806)).integers(0, BINS, (_ATTEMPTS, BINS))


def mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes in which every bit depends on every bit (the finaliser of SplitMix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX
    return hashes ^ (hashes >> np.uint64(29))


def grams(text: str) -> Grams:
    """The distinct n-grams of a text as sorted 32-bit hashes; a shorter text is one n-gram."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    found: list[Grams] = []
    for start in range(0, max(1, len(codes) - LENGTH + 1), _CHUNK):
        piece = codes[start : start + _CHUNK + LENGTH - 1].astype(np.uint32) * _SPREAD
        piece ^= piece >> np.uint32(15)
        width = min(LENGTH, len(piece))
        hashes = piece[: len(piece) - width + 1].copy() if width else piece
        for offset in range(1, width):
            hashes *= _BASE
            hashes += piece[offset : len(piece) - width + 1 + offset]
        # the finaliser of MurmurHash3, so that every bit depends on every bit
        hashes ^= hashes >> np.uint32(16)
        hashes *= np.uint32(0x85EBCA6B)
        hashes ^= hashes >> np.uint32(13)
        hashes *= np.uint32(0xC2B2AE35)
        hashes ^= hashes >> np.uint32(16)
        found.append(distinct(hashes)[:LIMIT])
    return found[0] if len(found) == 1 else distinct(np.concatenate(found))[:LIMIT]


def block_hashes(blocks: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit hash of each text, none of which is empty: a polynomial of its mixed characters."""
    found = [_block_hashes(blocks[at : at + _BLOCKS]) for at in range(0, len(blocks), _BLOCKS)]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.uint64)


def _block_hashes(blocks: Sequence[str]) -> NDArray[np.uint64]:
    codes = np.frombuffer("".join(blocks).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sizes = np.array([len(block) for block in blocks])
    starts = np.cumsum(sizes) - sizes
    places = np.arange(len(codes)) - np.repeat(starts, sizes)
    terms = mixed(codes.astype(np.uint64) * _FACTOR) * _powers(int(sizes.max()).bit_length())[places]
    return mixed(np.add.reduceat(terms, starts) + sizes.astype(np.uint64) * _FACTOR)


@lru_cache(maxsize=64)
def _powers(bits: int) -> NDArray[np.uint64]:
    return np.cumprod(np.full(1 << bits, _FACTOR), dtype=np.uint64)


def distinct(values: Grams) -> Grams:
    """The distinct values, sorted."""
    if not len(values):
        return values
    values.sort()
    fresh = np.empty(len(values), dtype=bool)
    fresh[0] = True
    np.not_equal(values[1:], values[:-1], out=fresh[1:])
    return values[fresh]


def sketch(of: Grams) -> Sketch:
    """The sketch of a set of n-grams: the share of equal places estimates the Jaccard similarity of two sets."""
    if not len(of):
        return np.zeros(BINS, dtype=np.uint16)
    # in a sorted array the least hash of each bin is the first one
    at = np.searchsorted(of, _BOUNDS)
    filled = at[1:] > at[:-1]
    values = of[np.minimum(at[:-1], len(of) - 1)].astype(np.uint16)
    if filled.all():
        return values
    empty = np.flatnonzero(~filled)
    for probes in _PROBES:
        chosen = probes[empty]
        lent = filled[chosen]
        values[empty[lent]] = values[chosen[lent]]
        empty = empty[~lent]
        if not len(empty):
            return values
    values[empty] = values[np.flatnonzero(filled)[0]]
    return values


def common(one: Grams, other: Grams) -> tuple[int, int, int]:
    """How many n-grams two sets have in common, and how many each has, both cut to the range that both kept whole."""
    for cut in (one, other):
        if len(cut) >= LIMIT:
            one, other = (
                one[: np.searchsorted(one, cut[-1], "right")],
                other[: np.searchsorted(other, cut[-1], "right")],
            )
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1])), len(one), len(other)
