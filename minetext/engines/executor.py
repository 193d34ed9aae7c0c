"""What does the work of a pass: processes of this machine, or a cluster."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from minetext.dedup import Each, Keyed, Met
from minetext.readers import Blame

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Does a piece of work for every item, somewhere; what it is given must be picklable."""

    def results(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        size_of: Callable[[Item], int],
        lessened: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> Iterator[Result]:
        """The result of each item, in order.

        Args:
            function: the work.
            items: taken a few batches ahead of the results, so that memory is bounded by the batch.
            size_of: the bytes of input that an item takes in.
            lessened: the item without what took a worker down, or None if it cannot be lessened any more.
            on_death: the result of an item that cannot be done.
        """

    def close(self) -> None:
        """Give back what was taken; nothing more will be asked."""


def shuffled(executor: Executor) -> Each:
    """Finds on an executor which reports meet under their keys; each part of the keys is an item."""

    def each(function: Callable[[Keyed], Met], parts: Iterable[Keyed]) -> Iterator[Met]:
        # what no worker can do is done here
        return executor.results(function, parts, lambda part: part.size, _whole, lambda part, _: function(part))

    return each


def _whole(part: Keyed, blame: Blame) -> None:
    """A part cannot be lessened."""
