"""What a reader of a format is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol

from minetext.limits import Limits
from minetext.model import Problem, Source
from minetext.readers.limits import Budget
from minetext.readers.marks import Blame
from minetext.readers.problems import ReadError, problem

__all__ = ["Content", "Need", "NeedsNothing", "ReadError", "Reader", "Stretch", "extension", "problem"]


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
    modified: int = 0
    """When it was last changed, in nanoseconds since 1970; 0 where that is not known."""
    furniture: frozenset[int] = frozenset()
    """Marks of the lines that stand on most pages of its folder and are passed over."""
    converted: str = ""
    """Path of the file in a format of today, where it was converted ahead."""
    lost: tuple[Blame, ...] = ()
    """Sources in it that took a worker down and are passed over."""
    again: tuple[Blame, ...] = ()
    """Sources in it that took a worker down in the second pass, when something was decided about them already."""


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to be read: a stretch of a file, or a member of a container."""

    name: str
    """The `source` cell; inside a container `PATH#MEMBER`."""
    data: bytes
    encoding: str = ""
    """The encoding of all inputs as the user gave it, or empty."""
    start: int = 0
    """Byte of the file at which the data begins, where it is a stretch of records."""
    depth: int = 0
    """How many containers stand around it."""
    budget: Budget = field(default_factory=Budget)
    """What may still be unpacked from the file that it came from."""
    converted: str = ""
    """Path of the same content in a format of today, where it was converted ahead."""

    @property
    def limits(self) -> Limits:
        """The bounds of what is read."""
        return self.budget.limits

    def member(self, name: str, data: bytes) -> "Content":
        """What stands in this container under a name."""
        return replace(self, name=f"{self.name}#{name}", data=data, start=0, depth=self.depth + 1, converted="")


class Need(NamedTuple):
    """What an installation lacks to read a format."""

    what: str
    """The package or program."""
    install: str
    """The line that installs it."""


class NeedsNothing:
    """The reader of a format that every installation reads."""

    def need(self) -> Need | None:
        """Nothing."""
        return None


class Reader(Protocol):
    """A format: how to know it by its content, and how to read it."""

    name: str
    """As `minetext formats` and documents.csv tell it."""
    what: str
    """Code of the text that describes it: `format.WHAT`."""

    def recognises(self, content: Content) -> bool:
        """Whether the content is in this format; told by the bytes, and by the name only where they say nothing."""

    def need(self) -> Need | None:
        """What must be installed before it can read, if anything."""

    def read(self, content: Content) -> Iterator["Source | Problem | Content"]:
        """The sources, what could not be read, and the members of a container, in order.

        Raises:
            ReadError: nothing (more) can be read.
        """


def extension(name: str) -> str:
    """The ending of a file name in lower case, without the dot; empty where there is none."""
    return name.rpartition("/")[2].rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""
