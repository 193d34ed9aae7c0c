"""Bytes to text: which encoding, and how sure the guess is."""

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

from minetext.model import Problem
from minetext.readers.problems import ReadError, problem

SAMPLE = 16_000
"""Bytes from the beginning of a file that the guess looks at."""

CANDIDATES = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
"""Encodings of Chinese texts that carry no mark of their own; GB18030 holds GBK and GB2312."""

DAMAGED_SHARE = 0.2
"""With more characters than this share unreadable, a text is not worth mining."""

CONTROLS = bytes((*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
"""Bytes that no text holds; escape is among those of some old encodings."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Decoded(NamedTuple):
    """A text, the encoding that it was in, and how sure that is (0..1)."""

    text: str
    encoding: str
    confidence: float
    damaged: int = 0
    """Characters that could not be read and stand in the text as U+FFFD."""
    first_damage: int = -1
    """Offset of the first of them."""


def decode(data: bytes, encoding: str = "", declared: str = "") -> Decoded:
    """Decode a file, by its mark, as UTF-8, as declared in the file, or by a guess; `encoding` overrides all.

    Raises:
        ReadError: `binary` where the bytes are no text, `encoding` where they are none in the encoding given,
            `unknown_encoding` where that has no name that Python knows.
    """
    if encoding:
        return _decode_as(data, encoding)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], name, 1.0)
    if _looks_binary(data):
        raise ReadError("binary")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError as error:
        at = error.start
    if declared:
        try:
            return Decoded(whole_characters(data.decode(declared)), declared, 1.0)
        except (LookupError, UnicodeDecodeError):
            pass
    if at > SAMPLE:
        return _tolerant(data, "utf-8", 0.9)  # a long stretch of UTF-8 with a flaw behind it is UTF-8
    guess = from_bytes(data[:SAMPLE], cp_isolation=CANDIDATES, threshold=0.8).best()
    if guess is not None:
        return _tolerant(data, guess.encoding.replace("_", "-"), round(1 - guess.chaos, 3))
    return _tolerant(data, "gb18030" if at < 4 else "utf-8", 0.1)


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except LookupError:
        raise ReadError("unknown_encoding", encoding=encoding) from None
    except UnicodeError as error:
        raise ReadError("encoding", encoding=encoding, byte=str(getattr(error, "start", 0))) from None
    return Decoded(whole_characters(text.removeprefix("\ufeff")), encoding, 1.0)


def whole_characters(text: str) -> str:
    """The text with `?` for every half of a surrogate pair that stands alone: no file and no table can hold one."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _tolerant(data: bytes, encoding: str, confidence: float) -> Decoded:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged > DAMAGED_SHARE * len(text):
        raise ReadError("binary")
    if not damaged:
        return Decoded(text, encoding, confidence)
    return Decoded(text, encoding, confidence, damaged, text.index("\ufffd"))


def _looks_binary(data: bytes) -> bool:
    """Whether the bytes hold controls that no text holds; UTF-16 without a mark has zeros in every second place."""
    sample = data[:SAMPLE]
    zeros = sample.count(0)
    if zeros and abs(sample[::2].count(0) - sample[1::2].count(0)) < zeros * 0.9:
        return True
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return controls > 0.02 * len(sample) and not zeros


def damages(name: str, decoded: Decoded) -> list[Problem]:
    """A problem for a text that could be read only in part."""
    if not decoded.damaged:
        return []
    facts = {"count": str(decoded.damaged), "offset": str(decoded.first_damage), "encoding": decoded.encoding}
    return [problem(name, "damaged", **facts)]
