"""Text to bytes: in many encodings, and in ways that are wrong."""

from collections.abc import Callable, Mapping
from random import Random

from . import place

ENCODINGS = (
    "utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030", "gbk", "big5", "utf-16", "utf-16-le",
    "utf-16-be", "utf-32", "hz", "iso2022_jp_2", "euc_tw", "shift_jis", "utf-7", "cp437",
)  # fmt: skip


def encoded(text: str, encoding: str) -> bytes:
    """The text in an encoding, with `?` for what it lacks; half characters as they are where it can say them."""
    try:
        return text.encode(encoding, "surrogatepass")
    except (UnicodeError, LookupError):
        text = text.encode("utf-8", "replace").decode()
    try:
        return text.encode(encoding, "replace")
    except (UnicodeError, LookupError):
        return text.encode()


def one_encoding(rng: Random, text: str) -> bytes:
    """In one of the encodings."""
    return encoded(text, rng.choice(ENCODINGS))


def mixed(rng: Random, text: str) -> bytes:
    """The beginning in one encoding, the rest in another, as files that were put together have it."""
    at = place(rng, len(text))
    return encoded(text[:at], rng.choice(ENCODINGS)) + encoded(text[at:], rng.choice(ENCODINGS))


def misread(rng: Random, text: str) -> bytes:
    """Read in a wrong encoding and written again."""
    wrong = rng.choice(("gb18030", "latin-1", "big5", "cp1252"))
    return encoded(encoded(text, rng.choice(ENCODINGS)).decode(wrong, "replace"), "utf-8")


def marked(rng: Random, text: str) -> bytes:
    """With the mark of another encoding in front."""
    mark = rng.choice(
        (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\x84\x31\x95\x33")
    )
    return mark + encoded(text, rng.choice(ENCODINGS))


def halves(rng: Random, text: str) -> bytes:
    """With halves of surrogate pairs in it."""
    for _ in range(rng.randint(1, 4)):
        at = place(rng, len(text))
        text = text[:at] + chr(rng.randint(0xD800, 0xDFFF)) + text[at:]
    return encoded(text, rng.choice(("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")))


def odd_length(rng: Random, text: str) -> bytes:
    """UTF-16 that lacks a byte somewhere."""
    data = encoded(text, rng.choice(("utf-16", "utf-16-le", "utf-16-be")))
    at = place(rng, len(data))
    return data[:at] + data[at + 1 :]


def declared(rng: Random, text: str) -> bytes:
    """With another encoding declared than it is in."""
    names = ("gb2312", "utf-8", "utf-16", "big5", "utf-7", "hex", "idna", "undefined", "nix", "base64", "\0", "x" * 300)
    name = rng.choice(names)
    declaration = rng.choice((f'<meta charset="{name}">', f'<?xml version="1.0" encoding="{name}"?>'))
    at = text.find(">") + 1 if text.startswith("<") and rng.random() < 0.7 else 0
    return encoded(text[:at] + declaration + text[at:], rng.choice(ENCODINGS))


MUTATORS: Mapping[str, Callable[[Random, str], bytes]] = {
    one.__name__: one for one in (one_encoding, mixed, misread, marked, halves, odd_length, declared)
}
