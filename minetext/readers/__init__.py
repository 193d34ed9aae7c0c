"""Bytes to sources: one small module a format, one registry by content."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from minetext.model import Problem, Source
from minetext.readers.base import Reader, Stretch
from minetext.readers.html import HtmlReader
from minetext.readers.inputs import InputFile, Listing, batches, list_inputs, problem
from minetext.readers.jsonl import JsonLinesReader
from minetext.readers.text import TextReader

__all__ = [
    "InputFile",
    "Listing",
    "Stretch",
    "Sum",
    "batches",
    "is_page",
    "list_inputs",
    "open_stretch",
    "problem",
    "stretches",
]

HEAD = 4096
"""Bytes from the beginning of a file that tell its format."""

CUT = 1 << 20
"""Files of records are read in stretches of about so many bytes."""

MAX_FILE = 512 << 20
"""Bytes of a file that is read as a whole; larger ones are refused."""

JSON_LINES = JsonLinesReader()

READERS: tuple[Reader, ...] = (HtmlReader(), JSON_LINES, TextReader())
"""Every reader; the first that recognises a file reads it."""

FOREIGN = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip/docx/xlsx"),
    (b"\xd0\xcf\x11\xe0", "doc/xls"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
)
"""First bytes of formats that no reader reads yet, so that the message can name them."""


class Sum(NamedTuple):
    """A file that was read: its size and SHA-256, for run.json."""

    size: int
    sha256: str


def stretches(file: InputFile) -> list[Stretch]:
    """Cut a file of records into stretches that end at line ends; any other file is one stretch."""
    whole = [Stretch(file.path, file.name, 0, file.size, file.size)]
    if file.size <= CUT:
        return whole
    try:
        with Path(file.path).open("rb") as handle:
            if reader_of(handle.read(HEAD), file.name) is not JSON_LINES:
                return whole
            cuts = [0]
            while cuts[-1] + CUT < file.size:
                handle.seek(cuts[-1] + CUT)
                handle.readline()
                cuts.append(min(handle.tell(), file.size))
    except OSError:
        return whole  # reading it will tell what is wrong
    if cuts[-1] < file.size:
        cuts.append(file.size)
    return [Stretch(file.path, file.name, *ends, file.size) for ends in pairwise(cuts)]


def reader_of(head: bytes, name: str) -> Reader:
    """The reader for a file that begins so."""
    return next(reader for reader in READERS if reader.recognises(head, name))


def is_page(stretch: Stretch) -> bool:
    """Whether a stretch is a saved web page."""
    if not stretch.size or stretch.size > MAX_FILE:
        return False
    try:
        with Path(stretch.path).open("rb") as handle:
            return isinstance(reader_of(handle.read(HEAD), stretch.name), HtmlReader)
    except OSError:
        return False  # reading it will tell what is wrong


class Opened(NamedTuple):
    """A stretch that was read: its format, its checksum, and its sources and problems in order."""

    format: str
    sum: Sum | None
    """None where the file could not be read."""
    contents: Iterator[Source | Problem]


def open_stretch(stretch: Stretch, encoding: str) -> Opened:
    """Read a stretch; what cannot be read becomes a problem, never an exception."""
    if stretch.end - stretch.start > MAX_FILE:
        return Opened("", None, iter([problem(stretch.name, "large", limit=str(MAX_FILE >> 20))]))
    try:
        with Path(stretch.path).open("rb") as handle:
            handle.seek(stretch.start)
            data = handle.read(stretch.end - stretch.start)
    except OSError as error:
        return Opened("", None, iter([problem(stretch.name, "unreadable", reason=error.strerror or str(error))]))
    checksum = Sum(len(data), hashlib.sha256(data).hexdigest())
    if len(data) < stretch.end - stretch.start:
        return Opened("", checksum, iter([problem(stretch.name, "changed")]))
    if not data.strip():
        return Opened("", checksum, iter([problem(stretch.name, "empty")]))
    foreign = next((name for magic, name in FOREIGN if data.startswith(magic)), "")
    if foreign and not encoding:
        return Opened(foreign, checksum, iter([problem(stretch.name, "unsupported", format=foreign)]))
    reader: Reader = JSON_LINES if stretch.start else reader_of(data[:HEAD], stretch.name)
    return Opened(reader.name, checksum, reader.read(data, stretch, encoding))
