"""Rar archives."""

import io
import shutil
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec

from minetext.model import Problem
from minetext.readers.base import Content, Need, ReadError
from minetext.readers.containers.names import is_read, unpacked

TOOLS = ("unrar", "unar", "bsdtar", "7z", "7zz")
"""Programs that rarfile can unpack with; members that were only stored need none."""


class RarReader:
    """The members, in the order of their names."""

    name = "rar"
    what = "rar"

    def recognises(self, content: Content) -> bool:
        """The first bytes say so."""
        return content.data.startswith(b"Rar!\x1a\x07")

    def need(self) -> Need | None:
        """The package rarfile and one of the programs that unpack."""
        if not find_spec("rarfile"):
            return Need("rarfile", "pip install 'minetext[archives]'")
        return None if any(map(shutil.which, TOOLS)) else Need("bsdtar", "apt install libarchive-tools")

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The files in the archive."""
        import rarfile

        try:
            archive = rarfile.RarFile(io.BytesIO(content.data))
        except rarfile.Error as error:
            raise ReadError("broken_archive", format=self.name, reason=str(error)) from None
        if archive.needs_password():
            raise ReadError("encrypted")
        for member in sorted(archive.infolist(), key=lambda one: str(one.filename)):
            name = str(member.filename)
            if not member.is_file() or not is_read(name):
                continue
            sizes = member.file_size, member.compress_size
            opened = partial(archive.open, member)
            yield from unpacked(content, self.name, name, sizes, opened, (rarfile.Error, OSError))
