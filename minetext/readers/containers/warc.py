"""Web archives."""

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from importlib.util import find_spec
from typing import TYPE_CHECKING

from minetext.model import Problem
from minetext.readers.base import Content, Need, ReadError, problem
from minetext.readers.limits import SpentError

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

NO_TEXT = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
"""Types of what a page shows, plays or runs beside its text."""


class WarcReader:
    """The answers of servers that hold text, each named by its address."""

    name = "warc"
    what = "warc"

    def recognises(self, content: Content) -> bool:
        """The first record says so, packed or not."""
        head = content.data[:4096]
        if head.startswith(b"\x1f\x8b"):
            try:
                head = zlib.decompressobj(31).decompress(head, 16)
            except zlib.error:
                return False
        return head.startswith(b"WARC/")

    def need(self) -> Need | None:
        """The package warcio."""
        return None if find_spec("warcio") else Need("warcio", "pip install 'minetext[archives]'")

    def read(self, content: Content) -> Iterator[Content | Problem]:
        """The pages and files, in order."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        try:
            records = ArchiveIterator(io.BytesIO(content.data))
            while (record := _next(records)) is not None:
                type = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
                answered = record.http_headers is None or record.http_headers.get_statuscode() == "200"
                if record.rec_type not in ("response", "resource") or not answered or type.startswith(NO_TEXT):
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                try:
                    data: bytes = content.budget.unpack(record.content_stream().read, 0)
                except SpentError:
                    raise  # told once, of the archive
                except ReadError as error:
                    yield problem(f"{content.name}#{address}", error.code, **error.facts)
                    continue
                if data.strip():
                    yield content.member(address, data)
            if records.err_count:
                yield problem(content.name, "broken_archive", format=self.name, reason="Content-Length")
        except ArchiveLoadFailed as error:
            raise ReadError("broken_archive", format=self.name, reason=str(error)) from None


def _next(records: "ArchiveIterator") -> "ArcWarcRecord | None":
    """The next record, without what warcio writes to standard error about one whose length is wrong: it is counted."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)
