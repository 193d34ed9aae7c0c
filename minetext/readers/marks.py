"""Where a process is in what it reads, kept where another process may look: it tells which source took it down."""

import ctypes
import time
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from minetext.model import Problem, Source
from minetext.readers.problems import problem

NAME = 1024
"""Bytes of the name of a source that are kept."""

Reason = Literal["crashed", "slow", "memory"]


class Blame(NamedTuple):
    """A source that took a worker down, or more than the time or memory that it may take."""

    ordinal: int
    """Its number among the sources and problems of its stretch."""
    working: bool
    """Whether it had been read; where not, nothing behind it can be read."""
    reason: Reason
    source: str = ""
    """Its name, where it had been read."""
    detail: str = ""

    def added_to(self, others: tuple["Blame", ...]) -> "tuple[Blame, ...] | None":
        """The others and this one; None where the same place is among them already."""
        same = any((one.ordinal, one.working) == (self.ordinal, self.working) for one in others)
        return None if same else (*others, self)

    def problem(self, name: str) -> Problem:
        """The row of errors.csv, for a source of this name where its own is not known."""
        return problem(self.source or name, self.reason, detail=self.detail)

    def problems(self, name: str) -> list[Problem]:
        """The same for a stretch of this name, and what is not read behind the source."""
        told = [self.problem(name)]
        if self.ordinal and not self.working:
            told.append(problem(name, "rest_unread", count=str(self.ordinal)))
        return told


class Mark(ctypes.Structure):
    """A place in the work of a process."""

    _fields_ = (
        ("item", ctypes.c_longlong), ("ordinal", ctypes.c_longlong), ("working", ctypes.c_bool),
        ("since", ctypes.c_double), ("used", ctypes.c_double), ("source", ctypes.c_char * NAME),
    )  # fmt: skip
    item: int
    ordinal: int
    working: bool
    since: float
    """When the process came there, by the clock that does not jump, in seconds."""
    used: float
    """The seconds of processor time that it had taken by then."""
    source: bytes

    def put(self, item: int, ordinal: int, working: bool, source: str, used: float) -> None:
        """The process comes to a source, having taken so many seconds of processor time."""
        self.item, self.ordinal, self.working = item, ordinal, working
        self.since, self.used = time.monotonic(), used
        self.source = source.encode("utf-8", "ignore")[: NAME - 1]

    def blame(self, reason: Reason, detail: str = "") -> Blame:
        """The source at which the process is."""
        source = self.source.decode("utf-8", "ignore") if self.working else ""
        return Blame(self.ordinal, self.working, reason, source, detail)


class _Kept:
    mark = Mark()


def keep_in(mark: Mark) -> None:
    """From now on this process tells there where it is."""
    _Kept.mark = mark


def marked() -> Mark:
    """Where this process tells where it is."""
    return _Kept.mark


def begin(item: int) -> None:
    """This process begins with an item of its batch."""
    _Kept.mark.put(item, 0, False, "", time.process_time())


def passed_over(contents: Iterator[Source | Problem], lost: Sequence[Blame], name: str) -> Iterator[Source | Problem]:
    """What is read of a stretch, marked one by one; what took a worker down is a problem in its place."""
    known = {one.ordinal: one for one in lost}
    for ordinal in count():
        blame = known.get(ordinal)
        if blame and not blame.working:
            yield from blame.problems(name)
            return
        _at(ordinal, working=False)
        one = next(contents, None)
        if one is None:
            return
        _at(ordinal, working=True, source=one.source if isinstance(one, Problem) else one.name)
        yield blame.problem(one.name) if blame and isinstance(one, Source) else one


def _at(ordinal: int, *, working: bool, source: str = "") -> None:
    _Kept.mark.put(_Kept.mark.item, ordinal, working, source, time.process_time())
