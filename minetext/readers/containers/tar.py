"""Tar archives and files packed alone, by gzip, bzip2 or xz."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from minetext.model import Problem
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.containers.names import decoded, is_read, told
from minetext.readers.limits import SpentError

PACKED: Mapping[bytes, tuple[str, Callable[[io.BytesIO], io.BufferedIOBase]]] = {
    b"\x1f\x8b": ("gz", partial(gzip.GzipFile, "", "rb", 9)),
    b"BZh": ("bz2", bz2.BZ2File),
    b"\xfd7zXZ\x00": ("xz", lzma.LZMAFile),
}
"""First bytes of a packed file, its format, and what unpacks it."""

BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, ValueError)

USTAR = b"ustar"
MARK = slice(257, 262)
"""Where a tar archive says so."""


class PackedReader(NeedsNothing):
    """What was packed: a tar archive, or a file, whose name is that of the whole without its ending."""

    name = "gz"
    what = "gz"

    def recognises(self, content: Content) -> bool:
        """The first bytes say so."""
        return content.data.startswith(tuple(PACKED))

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The file, or the members of the tar archive."""
        format, opened = next(PACKED[magic] for magic in PACKED if content.data.startswith(magic))
        try:
            data = content.budget.unpack(opened(io.BytesIO(content.data)).read, len(content.data))
        except BROKEN as error:
            raise ReadError("broken_archive", format=format, reason=str(error)) from None
        if data[MARK] == USTAR:
            yield from TarReader().read(replace(content, data=data))
            return
        name = content.name.rpartition("/")[2].rpartition("#")[2]
        yield content.member(name.rpartition(".")[0] or "data", data)


class TarReader(NeedsNothing):
    """The members, in the order in which they stand."""

    name = "tar"
    what = "tar"

    def recognises(self, content: Content) -> bool:
        """The header of the first member says so."""
        return content.data[MARK] == USTAR

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The files in the archive; links are told, not followed."""
        archive = tarfile.TarFile(fileobj=io.BytesIO(content.data), mode="r", encoding="latin-1")
        while True:
            try:
                member = archive.next()
            except BROKEN as error:
                raise ReadError("broken_archive", format=self.name, reason=str(error)) from None
            if member is None:
                return
            name = _name(member)
            if member.issym() or member.islnk():
                content.budget.count()
                yield problem(f"{content.name}#{name}", "link", to=member.linkname)
            if not member.isfile() or not is_read(name):
                continue
            yield from told(content, name)
            handle = archive.extractfile(member)
            if handle is None:
                continue
            try:
                data = content.budget.unpack(handle.read, 0)
            except SpentError:
                raise  # told once, of the archive
            except ReadError as error:
                yield problem(f"{content.name}#{name}", error.code, **error.facts)
                continue
            except BROKEN as error:
                raise ReadError("broken_archive", format=self.name, reason=str(error)) from None
            yield content.member(name, data)


def _name(member: tarfile.TarInfo) -> str:
    try:
        return decoded(member.name.encode("latin-1"))
    except UnicodeEncodeError:
        return member.name  # one of a pax header, which is in UTF-8
