"""Which documents took the longest: a bounded list, whatever the size of the archive."""

import heapq
from typing import NamedTuple

from minetext.watching.events import READING, Event, Pass

KEPT = 10
"""Documents that run.json names."""


class Slow(NamedTuple):
    """What a pass over a document took."""

    seconds: float
    """Work in the worker, without waiting."""
    size: int
    """Bytes."""
    source: str
    done: Pass


class Slowest:
    """Told of all work, it knows the documents that took the longest in a pass; what was recalled took no time."""

    def __init__(self) -> None:
        self._kept: list[Slow] = []
        self._present = Slow(0.0, 0, "", "survey")

    def __call__(self, event: Event) -> None:
        """A piece of work is done; the stretches of a file come one after another and are added up."""
        if event.done not in READING:
            return
        one = self._present
        if (event.source, event.done) != (one.source, one.done):
            self._keep()
            one = Slow(0.0, 0, event.source, event.done)
        if not event.recalled:
            one = one._replace(seconds=one.seconds + event.seconds, size=one.size + event.size)
        self._present = one

    def told(self) -> list[Slow]:
        """The slowest, the longest first."""
        self._keep()
        self._present = self._present._replace(seconds=0.0, size=0)
        return sorted(self._kept, key=lambda one: (-one.seconds, one.source))

    def _keep(self) -> None:
        if not self._present.seconds:
            return
        heapq.heappush(self._kept, self._present)
        if len(self._kept) > KEPT:
            heapq.heappop(self._kept)
