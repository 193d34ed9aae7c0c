"""Zip archives."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from operator import itemgetter

from minetext.model import Problem
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.containers.names import decoded, is_read, unpacked
from minetext.readers.zipped import MAGIC

UTF8_NAME = 0x800
"""The flag of a member whose name is in UTF-8."""

ENCRYPTED = 1

BROKEN = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error)
"""What zipfile raises on a damaged member."""


class ZipReader(NeedsNothing):
    """The members, in the order of their names."""

    name = "zip"
    what = "zip"

    def recognises(self, content: Content) -> bool:
        """It begins with the header of a member. Documents that are zip archives inside were recognised before."""
        return content.data.startswith(MAGIC)

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The files in the archive."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(content.data))
        except zipfile.BadZipFile as error:
            raise ReadError("broken_archive", format=_shape(content.data), reason=str(error)) from None
        named = [(_name(member), member) for member in archive.infolist()]
        for name, member in sorted(named, key=itemgetter(0)):
            if not is_read(name):
                continue
            if member.flag_bits & ENCRYPTED:
                content.budget.count()
                yield problem(f"{content.name}#{name}", "encrypted")
                continue
            sizes = member.file_size, member.compress_size
            yield from unpacked(content, self.name, name, sizes, partial(archive.open, member), BROKEN)


def _name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & UTF8_NAME:
        return member.filename
    try:
        return decoded(member.filename.encode("cp437"))
    except UnicodeEncodeError:
        return member.filename


def _shape(data: bytes) -> str:
    """What a damaged archive was, by the names that are left in it."""
    head = data[: 1 << 16]
    return "docx" if b"word/" in head else "xlsx" if b"xl/" in head else "odt" if b"opendocument" in head else "zip"
