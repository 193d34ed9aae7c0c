"""What the first pass takes of a report, so that it can be compared with all others without its text."""

import hashlib
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.body import Body, Normaliser
from minetext.dedup.numbers import NumberFinder, Worth
from minetext.dedup.sketch import Grams, Sketch, block_hashes, grams, sketch
from minetext.model import Draft, Source
from minetext.rulebook import Rulebook

BYTES = 16
"""Bytes of a digest: with a million reports, two different ones share it once in 10^26 archives."""

MIN_NUMBERS = 4
"""Numbers that a report must have for their sequence to say something of it."""

BLOCK = np.dtype(
    [("hash", "<u8"), ("start", "<u4"), ("end", "<u4"), ("size", "<u4"), ("numbers", "<u4"), ("sentences", "<u4")]
)
"""A sentence (with the short ones before it): hash of its text with numbers, span, characters, numbers in it."""


class Signature(NamedTuple):
    """A report, ready to be compared."""

    source: str
    body: bytes
    """Digest of the text without title and boilerplate, normalised: the same for exact copies."""
    identity: bytes
    """Digest of title and text as they stand: what the doc_id is made of."""
    size: int
    """Characters of the normalised text."""
    grams: Grams
    """Of the template: the normalised text with its numbers masked."""
    sketch: Sketch
    blocks: NDArray[Any]
    """Its sentences, as `BLOCK`."""
    numbers: NDArray[np.uint64]
    """Its numbers in order, as `NumberFinder.mask` gives them."""

    @property
    def sequence(self) -> int:
        """A hash of its numbers in order, or 0 where they are too few to say something."""
        if len(self.numbers) < MIN_NUMBERS:
            return 0
        values = (self.numbers >> np.uint64(16)).tobytes()
        return int.from_bytes(hashlib.blake2b(values, digest_size=8).digest(), "little")


class Signer:
    """Makes signatures by the rules for sentences, headings, numerals and units."""

    def __init__(self, rulebook: Rulebook, worth: Worth) -> None:
        self.normaliser = Normaliser(rulebook)
        self.numbers = NumberFinder(rulebook, worth)

    def template(self, source: Source, draft: Draft) -> str:
        """The text whose n-grams are compared: normalised, without its numbers."""
        return self.numbers.mask(self.normaliser.body(source.plain, draft).blocks).template

    def sign(self, source: Source, draft: Draft) -> Signature:
        """The signature of a report."""
        body = self.normaliser.body(source.plain, draft)
        template, counts, numbers = self.numbers.mask(body.blocks)
        hashes = grams(template)
        return Signature(
            source.name,
            _digest(body.text),
            _digest(draft.title + "\n" + "\n".join([source.text[start:end] for start, end in draft.paragraphs])),
            len(body.text),
            hashes,
            sketch(hashes),
            _table(body, counts),
            np.array(numbers, dtype=np.uint64),
        )


def page_id(source: Source) -> str:
    """The id of a page that is no report: made of its place, too, since many pages of an error are alike."""
    return _digest(f"{source.name}\n{source.text}")[: BYTES // 2].hex()


def _table(body: Body, counts: list[int]) -> NDArray[Any]:
    table = np.empty(len(body.blocks), dtype=BLOCK)
    spans = np.array(body.spans, dtype=np.uint32).reshape(-1, 2)
    table["hash"] = block_hashes(body.blocks)
    table["start"], table["end"] = spans[:, 0], spans[:, 1]
    table["size"] = [len(block) for block in body.blocks]
    table["numbers"] = counts
    table["sentences"] = body.sentences
    return table


def _digest(text: str) -> bytes:
    return hashlib.blake2b(_bytes(text), digest_size=BYTES).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
