"""Documents that are zip archives inside: which parts they hold, and how large they would be unpacked."""

import io
import zipfile
from functools import lru_cache

from minetext.readers.base import Content, ReadError

MAGIC = (b"PK\x03\x04", b"PK\x05\x06")


def holds(data: bytes, part: str) -> bool:
    """Whether the bytes are a zip archive with a member of that name."""
    return data.startswith(MAGIC) and part in _names(data)


def mimetype(data: bytes) -> str:
    """The type that an OpenDocument file tells in its first member, or nothing."""
    head = data[30:200]
    if not data.startswith(MAGIC) or not head.startswith(b"mimetype"):
        return ""
    return head[8:].split(b"PK", 1)[0].decode("ascii", "replace")


@lru_cache(maxsize=2)
def _names(data: bytes) -> frozenset[str]:
    # bytes keep their hash, and readers ask for the same file one after another
    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return frozenset()


def spend(content: Content) -> None:
    """Count all parts of a document against the limits, before a library unpacks them.

    Raises:
        ReadError: they are too large, or encrypted.
    """
    for member in zipfile.ZipFile(io.BytesIO(content.data)).infolist():
        if member.flag_bits & 1:
            raise ReadError("encrypted")
        content.budget.count()
        content.budget.check(member.file_size, member.compress_size)  # first: one that is refused takes up nothing
        content.budget.spend(member.file_size)


def unpacked(data: bytes) -> int:
    """Bytes of all members of an archive."""
    return sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
