"""7z archives."""

import io
from collections.abc import Iterator
from importlib.util import find_spec

from minetext.model import Problem
from minetext.readers.base import Content, Need, ReadError
from minetext.readers.containers.names import is_read, told


class SevenZipReader:
    """The members, in the order of their names."""

    name = "7z"
    what = "7z"

    def recognises(self, content: Content) -> bool:
        """The first bytes say so."""
        return content.data.startswith(b"7z\xbc\xaf\x27\x1c")

    def need(self) -> Need | None:
        """The package py7zr."""
        return None if find_spec("py7zr") else Need("py7zr", "pip install 'minetext[archives]'")

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The files in the archive."""
        import py7zr
        from py7zr.io import BytesIOFactory

        with py7zr.SevenZipFile(io.BytesIO(content.data)) as archive:
            if archive.needs_password():
                raise ReadError("encrypted")
            sizes = [member.uncompressed for member in archive.list()]
            for _ in sizes:
                content.budget.count()
            total = sum(sizes)
            content.budget.check(total, len(content.data))  # first: what is refused takes up nothing
            content.budget.spend(total)
            factory = BytesIOFactory(total + 1)
            archive.extractall(factory=factory)
            for name in sorted(factory.products):
                if is_read(name):
                    yield from told(content, name)
                    yield content.member(name, factory.products[name].read())
