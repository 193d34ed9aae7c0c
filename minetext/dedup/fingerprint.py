"""What makes two reports the same text, whatever their titles, widths, spaces and punctuation."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

from minetext.model import Draft, Source

_BETWEEN_DIGITS = re.compile(r"(\d)[^\w%％‰]+(?=\d)")
_INSIGNIFICANT = re.compile(r"[^\w%％‰·]+")

BYTES = 16
"""Bytes of a digest: with a million reports, two different ones share it once in 10^26 archives."""


class Fingerprint(NamedTuple):
    """The digests of a report."""

    body: bytes
    """Of the text without title and boilerplate, normalised: the same for reports of status `duplicate`."""
    identity: bytes
    """Of title and text as they stand: what the doc_id is made of."""


def normalise(text: str) -> str:
    """A text without differences of width, spacing and punctuation.

    Digits that a mark parts stay apart: 3-5 is not 35.
    """
    bare = _INSIGNIFICANT.sub("", _BETWEEN_DIGITS.sub(r"\1·", text))
    return (bare if unicodedata.is_normalized("NFKC", bare) else unicodedata.normalize("NFKC", bare)).casefold()


def fingerprint(text: str, draft: Draft) -> Fingerprint:
    """The digests of a report of this text."""
    body = "\n".join(text[start:end] for start, end in draft.paragraphs)
    return Fingerprint(_digest(normalise(body)), _digest(f"{draft.title}\n{body}"))


def page_id(source: Source) -> str:
    """The id of a page that is no report: made of its place, too, since many pages of an error are alike."""
    return _digest(f"{source.name}\n{source.text}")[: BYTES // 2].hex()


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=BYTES).digest()
