"""Bytes to sources: one small module a format, one registry by content."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from minetext.limits import USUAL, Limits, shown_size
from minetext.model import Problem, Source
from minetext.readers.base import Content, Stretch
from minetext.readers.documents.doc import convert_ahead, converter, is_convertible
from minetext.readers.documents.html import HEAD as PAGE_HEAD
from minetext.readers.inputs import InputFile, Listing, list_inputs
from minetext.readers.limits import Budget
from minetext.readers.long_lines import in_pieces
from minetext.readers.marks import Blame, passed_over
from minetext.readers.problems import problem
from minetext.readers.registry import HTML, JSON_LINES, reader_of, sources
from minetext.readers.storage import open_binary

__all__ = [
    "Blame",
    "InputFile",
    "Listing",
    "Stretch",
    "Sum",
    "convert_ahead",
    "converter",
    "is_convertible",
    "is_page",
    "list_inputs",
    "open_stretch",
    "problem",
    "stretches",
]

HEAD = 1 << 16
"""Bytes from the beginning of a large file that tell whether it holds records."""

CUT = 1 << 20
"""Files of records are read in stretches of about so many bytes."""


class Sum(NamedTuple):
    """A file that was read: its size and SHA-256, for run.json."""

    size: int
    sha256: str


def stretches(file: InputFile) -> list[Stretch]:
    """Cut a file of records into stretches that end at line ends; any other file is one stretch."""
    whole = [Stretch(file.path, file.name, 0, file.size, file.size, file.modified)]
    if file.size <= CUT:
        return whole
    try:
        with open_binary(file.path) as handle:
            if not JSON_LINES.recognises(Content(file.name, handle.read(HEAD))):
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
    return [Stretch(file.path, file.name, *ends, file.size, file.modified) for ends in pairwise(cuts)]


def is_page(stretch: Stretch, limits: Limits = USUAL) -> bool:
    """Whether a stretch is a saved web page."""
    if not stretch.size or stretch.size > limits.file_size:
        return False
    try:
        with open_binary(stretch.path) as handle:
            return HTML.recognises(Content(stretch.name, handle.read(PAGE_HEAD)))
    except OSError:
        return False  # reading it will tell what is wrong


class Opened(NamedTuple):
    """A stretch that was read: its format, its checksum, and its sources and problems in order."""

    format: str
    sum: Sum | None
    """None where the file could not be read."""
    contents: Iterator[Source | Problem]


def open_stretch(stretch: Stretch, encoding: str, limits: Limits = USUAL) -> Opened:
    """Read a stretch; what cannot be read becomes a problem, never an exception."""
    if stretch.end - stretch.start > limits.file_size:
        return Opened("", None, iter([problem(stretch.name, "large", limit=shown_size(limits.file_size))]))
    try:
        with open_binary(stretch.path) as handle:
            handle.seek(stretch.start)
            data = handle.read(stretch.end - stretch.start)
    except OSError as error:
        return Opened("", None, iter([problem(stretch.name, "unreadable", reason=error.strerror or str(error))]))
    checksum = Sum(len(data), hashlib.sha256(data).hexdigest())
    if len(data) < stretch.end - stretch.start:
        return Opened("", checksum, iter([problem(stretch.name, "changed")]))
    if not data.strip():
        return Opened("", checksum, iter([problem(stretch.name, "empty")]))
    content = Content(stretch.name, data, encoding, stretch.start, budget=Budget(limits), converted=stretch.converted)
    reader = JSON_LINES if stretch.start else reader_of(content)
    lost = (*stretch.lost, *(one for one in stretch.again if not one.working))
    contents = in_pieces(sources(content, reader), limits.line)
    return Opened(reader.name, checksum, passed_over(contents, lost, stretch.name))
