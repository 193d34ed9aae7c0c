"""What an engine is to the passes of a run: it does a stage over batches, somewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from minetext.dedup import Each, Keyed, Met

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 1 << 20
"""Bytes of input in a task."""


class Blame(NamedTuple):
    """What killed a worker."""

    ordinal: int
    """Number of the source in the stretch; -1 where it is not known."""
    reason: str
    """`crashed`, `slow` or `memory`."""
    detail: str


class Executor(Protocol):
    """Does a stage over batches, somewhere: on the cores of this machine, on a cluster."""

    def results(
        self, function: Callable[[Sequence[Item]], list[Result]], items: Iterable[Item],
        size_of: Callable[[Item], int], blame: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> Iterator[Result]:  # fmt: skip
        """The result of each item, in order; few batches are under way at once.

        Args:
            function: a stage over a batch; it, the items and the results must be picklable.
            items: what it is done over.
            size_of: bytes of input that an item takes in.
            blame: an item without the part that killed its worker, to be tried again; or None.
            on_death: the result of an item that kills its worker whatever is taken out of it.
        """

    def close(self) -> None:
        """Stop the workers."""


def grouped(items: Iterable[Item], size_of: Callable[[Item], int], limit: int) -> Iterator[list[Item]]:
    """Neighbours whose sizes add up to `limit` bytes at most, or one that is larger alone."""
    group: list[Item] = []
    total = 0
    for item in items:
        size = size_of(item)
        if group and total + size > limit:
            yield group
            group, total = [], 0
        group.append(item)
        total += size
    if group:
        yield group


def shuffled(executor: Executor) -> Each:
    """Finds on an executor which reports meet under their keys: each part of the keys is an item of a batch."""

    def each(function: Callable[[Keyed], Met], parts: Iterable[Keyed]) -> Iterator[Met]:
        batch = partial(_each_of, function)
        # a part that no worker can do is done here
        return executor.results(batch, parts, lambda part: part.size, _whole, lambda part, _: function(part))

    return each


def _each_of(function: Callable[[Item], Result], batch: Sequence[Item]) -> list[Result]:
    return [function(item) for item in batch]


def _whole(part: Keyed, blame: Blame) -> None:
    """A part is done whole."""
