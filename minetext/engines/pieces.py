"""Batches under way, cut into pieces where an item took its worker down, until it is known which one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from minetext.readers import Blame

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 1 << 20
"""Bytes of input in a batch."""

TRIES = 2
"""How often an item that takes a worker down by itself is tried before it is blamed: it may have been the machine."""


class Batch(Generic[Item, Result]):
    """Items whose results are given together."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self.results: list[Any] = [None] * len(items)
        self.left = len(items)

    def put(self, at: int, result: Result) -> None:
        """Take in the result of an item."""
        self.results[at] = result
        self.left -= 1


class Piece(Generic[Item, Result]):
    """Neighbours in a batch that a worker does at once."""

    def __init__(self, batch: Batch[Item, Result], start: int, stop: int, deaths: int = 0) -> None:
        self.batch = batch
        self.start = start
        self.stop = stop
        self.deaths = deaths
        """How often it took down a worker, where it is one item."""

    @property
    def items(self) -> list[Item]:
        """Those that are not done."""
        return self.batch.items[self.start : self.stop]

    def take(self, results: Sequence[Result]) -> None:
        """Take in the results of the first items."""
        for result in results:
            self.batch.put(self.start, result)
            self.start += 1


class Work(Generic[Item, Result]):
    """One pass: the batches under way, and the pieces of them that are to be done before new ones."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        batches: Iterator[list[Item]],
        lessened: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> None:
        self.function = function
        self.waiting: deque[Batch[Item, Result]] = deque()
        self._batches = batches
        self._lessened = lessened
        self._on_death = on_death
        self._again: deque[Piece[Item, Result]] = deque()

    def next(self, most: int) -> Piece[Item, Result] | None:
        """The next piece to be done, if there is any, and fewer than so many batches are under way."""
        if self._again:
            return self._again.popleft()
        if len(self.waiting) >= most:
            return None
        items = next(self._batches, None)
        if items is None:
            return None
        batch: Batch[Item, Result] = Batch(items)
        self.waiting.append(batch)
        return Piece(batch, 0, len(items))

    def again(self, piece: Piece[Item, Result], blame: Blame, item: int = 0) -> None:
        """Have a piece done again that took a worker down at one of its items: that one alone, and the others."""
        batch, at = piece.batch, min(piece.start + item, piece.stop - 1)
        if piece.stop - piece.start > 1:
            once = 0 if blame.reason == "crashed" else 1  # whoever looked on knows that it was this one
            parts = [(piece.start, at, 0), (at, at + 1, once), (at + 1, piece.stop, 0)]
            self._again.extendleft(Piece(batch, *part) for part in reversed(parts) if part[0] < part[1])
        elif piece.deaths + 1 < TRIES:
            self._again.appendleft(Piece(batch, at, at + 1, piece.deaths + 1))
        else:
            self.blamed(piece, blame)

    def blamed(self, piece: Piece[Item, Result], blame: Blame) -> None:
        """Go on without what the first item of a piece is blamed for."""
        batch, at = piece.batch, piece.start
        lessened = self._lessened(batch.items[at], blame)
        if lessened is None:
            batch.put(at, self._on_death(batch.items[at], blame))
        else:
            batch.items[at] = lessened
            self._again.append(Piece(batch, at, at + 1))
        if at + 1 < piece.stop:
            self._again.append(Piece(batch, at + 1, piece.stop))


def batches(items: Iterable[Item], size_of: Callable[[Item], int], limit: int) -> Iterator[list[Item]]:
    """Neighbours whose sizes add up to `limit`, or one that is larger alone."""
    batch: list[Item] = []
    total = 0
    for item in items:
        size = size_of(item)
        if batch and total + size > limit:
            yield batch
            batch, total = [], 0
        batch.append(item)
        total += size
    if batch:
        yield batch
