"""What an engine is to the passes of a run: it does a stage over batches, somewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

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
