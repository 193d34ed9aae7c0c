"""What a reader of a format is."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from minetext.model import Problem, Source


class Stretch(NamedTuple):
    """A part of a file that is read on its own: all of it, or some records of a container."""

    path: str
    name: str
    """The name of the file in the tables."""
    start: int
    end: int
    """Bytes of the file, half-open."""
    size: int
    """Bytes of the whole file."""


class Reader(Protocol):
    """A format: how to know it by its content, and how to read it."""

    name: str

    def recognises(self, head: bytes, name: str) -> bool:
        """Whether a file that begins so is in this format."""

    def read(self, data: bytes, stretch: Stretch, encoding: str) -> Iterator[Source | Problem]:
        """The sources of a stretch, and what could not be read, in order."""
