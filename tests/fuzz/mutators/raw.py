"""Bytes, whatever they mean."""

from collections.abc import Mapping
from random import Random

from . import Mutator, place, stretch

LONGEST = 512
"""Bytes that one mutator changes at most."""

TELLING = (
    b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7\n", b"{\\rtf1",
    b"<html>", b"<?xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"BZh9", b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07\x00", b"WARC/1.0\r\n", b"PAR1", b"\r\n\r\n", b"\n", b"\"", b"{", b"\x1b$)A", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\x81\x30\x81\x30", b"\x80", b"MIME-Version: 1.0\r\n", b"\x7f\xff\xff\xff",
)  # fmt: skip
"""Beginnings of formats, marks, and sequences that no encoding allows."""


def flip(rng: Random, data: bytes) -> bytes:
    """Flip single bits."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def overwrite(rng: Random, data: bytes) -> bytes:
    """Put other bytes in the place of some."""
    changed = bytearray(data)
    for at in range(*stretch(rng, len(changed), 8).indices(len(changed))):
        changed[at] = rng.choice((0, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(changed)


def cut(rng: Random, data: bytes) -> bytes:
    """Leave a stretch out."""
    gone = stretch(rng, len(data), LONGEST)
    return data[: gone.start] + data[gone.stop :]


def truncate(rng: Random, data: bytes) -> bytes:
    """Leave the end out, or the beginning."""
    at = place(rng, len(data))
    return data[:at] if rng.random() < 0.8 else data[at:]


def insert(rng: Random, data: bytes) -> bytes:
    """Put in what means something to a reader."""
    at = place(rng, len(data)) if rng.random() < 0.7 else 0
    return data[:at] + rng.choice(TELLING) + data[at:]


def noise(rng: Random, data: bytes) -> bytes:
    """Put in random bytes."""
    at = place(rng, len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 2, 7, 64))) + data[at:]


def repeat(rng: Random, data: bytes) -> bytes:
    """Tell a stretch several times."""
    again = stretch(rng, len(data), LONGEST)
    return data[: again.stop] + data[again] * rng.choice((1, 2, 10)) + data[again.stop :]


def move(rng: Random, data: bytes) -> bytes:
    """Put a stretch elsewhere."""
    moved = stretch(rng, len(data), LONGEST)
    rest = data[: moved.start] + data[moved.stop :]
    at = place(rng, len(rest))
    return rest[:at] + data[moved] + rest[at:]


def zero(rng: Random, data: bytes) -> bytes:
    """Put zeros in the place of a stretch, as a damaged disk does."""
    gone = stretch(rng, len(data), LONGEST)
    return data[: gone.start] + bytes(gone.stop - gone.start) + data[gone.stop :]


def number(rng: Random, data: bytes) -> bytes:
    """Put an extreme number where a field of 2, 4 or 8 bytes may stand."""
    size = rng.choice((2, 4, 8))
    at = rng.randrange(max(1, len(data) - size))
    value = rng.choice((0, 1, 1 << (8 * size - 1), (1 << 8 * size) - 1, len(data), 1 << (4 * size)))
    return data[:at] + (value % (1 << 8 * size)).to_bytes(size, rng.choice(("little", "big"))) + data[at + size :]


MUTATORS: Mapping[str, Mutator[bytes]] = {
    one.__name__: one for one in (flip, overwrite, cut, truncate, insert, noise, repeat, move, zero, number)
}
