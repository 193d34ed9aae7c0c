"""Every reader, in the order in which they are asked; the first that recognises a content reads it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from minetext.model import Problem, Source
from minetext.readers.base import Content, Need, Reader, ReadError, problem
from minetext.readers.containers.mail import MailReader
from minetext.readers.containers.rar import RarReader
from minetext.readers.containers.sevenzip import SevenZipReader
from minetext.readers.containers.tar import PackedReader, TarReader
from minetext.readers.containers.warc import WarcReader
from minetext.readers.containers.zip import ZipReader
from minetext.readers.documents.doc import DocReader
from minetext.readers.documents.docx import DocxReader
from minetext.readers.documents.html import HtmlReader
from minetext.readers.documents.markdown import MarkdownReader
from minetext.readers.documents.odt import OdtReader
from minetext.readers.documents.pdf import PdfReader
from minetext.readers.documents.rtf import RtfReader
from minetext.readers.documents.text import TextReader
from minetext.readers.records.delimited import CsvReader
from minetext.readers.records.jsonl import JsonLinesReader
from minetext.readers.records.ods import OdsReader
from minetext.readers.records.parquet import ParquetReader
from minetext.readers.records.sheets import CalamineReader, XlsxReader
from minetext.readers.refused import RefusedReader

HTML = HtmlReader()
JSON_LINES = JsonLinesReader()

READERS: tuple[Reader, ...] = (
    HTML, JSON_LINES, DocxReader(), XlsxReader(), OdtReader(), OdsReader(), PdfReader(), RtfReader(), DocReader(),
    CalamineReader(), RefusedReader(), ParquetReader(), WarcReader(), ZipReader(), SevenZipReader(), RarReader(),
    TarReader(), PackedReader(), MailReader(), CsvReader(), MarkdownReader(), TextReader(),
)  # fmt: skip
"""Those that go by the name alone come last, but for plain text, which everything else is taken for."""


class Format(NamedTuple):
    """What `minetext formats` tells of a format."""

    name: str
    what: str
    need: Need | None


def formats() -> list[Format]:
    """Every format that is read, by name, and what this installation lacks for it."""
    found = [Format(reader.name, reader.what, reader.need()) for reader in READERS if reader.name]
    return sorted(found, key=lambda one: one.name)


def reader_of(content: Content) -> Reader:
    """The reader for a content."""
    return next(reader for reader in READERS if reader.recognises(content))


def sources(content: Content, reader: Reader) -> Iterator[Source | Problem]:
    """What a reader finds in a content, members of containers read in their turn; every failure is a problem."""
    try:
        need = reader.need()
        if need:
            raise ReadError("needs", format=reader.name, what=need.what, install=need.install)
        found = False
        borne: Counter[str] = Counter()
        for one in reader.read(content):
            found = True
            if isinstance(one, Content):
                borne[one.name] += 1
                times = borne[one.name]
                # members of one name must not share the cell that says which text their offsets are in
                yield from _member(replace(one, name=f"{one.name}~{times}") if times > 1 else one)
            elif isinstance(one, Source) and not one.text.strip():
                yield problem(one.name, "empty")
            else:
                yield one
        if not found:
            yield problem(content.name, "empty")
    except ReadError as error:
        yield problem(content.name, error.code, **error.facts)
    except MemoryError:
        raise  # who bounds the memory tells it
    except RecursionError:
        yield problem(content.name, "broken", format=reader.name, reason="too deep")
    except BaseException as error:
        # parsers of other people's formats raise what they like on a broken file: those in Rust, what is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        yield problem(content.name, "broken", format=reader.name, reason=f"{type(error).__name__}: {error}"[:200])


def _member(content: Content) -> Iterator[Source | Problem]:
    if content.depth > content.limits.depth:
        yield problem(content.name, "too_deep", limit=str(content.limits.depth))
    elif not content.data.strip():
        yield problem(content.name, "empty")
    else:
        yield from sources(content, reader_of(content))
