"""Batches over processes: results in order, few batches in flight, and a deadly item costs no other one."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

from minetext.engines.executor import BATCH, Blame
from minetext.readers import Stretch, batches

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Batches in flight for each worker: enough to keep it busy, few enough to bound the memory."""

WORTH_A_WORKER = 4 << 20
"""Bytes of input for which starting one more process pays."""


def size_of(stretch: Stretch) -> int:
    """Bytes of input that a stretch takes in."""
    return stretch.end - stretch.start


def workers_for(size: int, wanted: int) -> int:
    """How many processes to use: as many as wanted or, with 0, as many as pay for so many bytes."""
    return wanted or max(1, min(os.cpu_count() or 1, size // WORTH_A_WORKER))


class LocalExecutor:
    """Does stages on this machine, in this process or in several."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def results(
        self, function: Callable[[Sequence[Item]], list[Result]], items: Iterable[Item],
        size_of: Callable[[Item], int], blame: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> Iterator[Result]:  # fmt: skip
        """The result of each item, in order."""
        listed = list(items)
        sizes = [size_of(item) for item in listed]
        return work(function, listed, sizes, self._workers, lambda item: on_death(item, Blame(-1, "crashed", "")))

    def close(self) -> None:
        """Nothing is left open."""


def work(
    function: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], sizes: Sequence[int], workers: int,
    on_death: Callable[[Item], Result],
) -> Iterator[Result]:  # fmt: skip
    """The result of each item, in order; `sizes` are the bytes of input that each takes in. See `run_batches`."""
    groups = (items[group.start : group.stop] for group in batches(sizes, BATCH))
    for _, results in run_batches(function, groups, workers_for(sum(sizes), workers), on_death):
        yield from results


def run_batches(
    function: Callable[[Sequence[Item]], list[Result]],
    batches: Iterable[Sequence[Item]],
    workers: int,
    on_death: Callable[[Item], Result],
) -> Iterator[tuple[Sequence[Item], list[Result]]]:
    """Each batch with the results of its items, in the order of the batches.

    With one worker, the function runs in this process. With more, it and the items must be picklable. Where a
    worker dies (out of memory, killed), each item of its batch is tried once more in a process of its own; the
    result of one that dies again is what `on_death` gives.
    """
    if workers <= 1:
        for batch in batches:
            yield batch, function(batch)
        return
    pool = _Pool(function, workers, on_death)
    try:
        yield from pool.results(batches)
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    """A process pool that is replaced when one of its workers dies."""

    def __init__(
        self, function: Callable[[Sequence[Item]], list[Result]], workers: int, on_death: Callable[[Item], Result]
    ) -> None:
        self._function = function
        self._workers = workers
        self._on_death = on_death
        self._executor = _start(workers)

    def results(self, batches: Iterable[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], list[Result]]]:
        waiting: deque[tuple[Sequence[Item], Future[list[Result]]]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch)))
            if len(waiting) >= self._workers * AHEAD:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _submit(self, batch: Sequence[Item]) -> "Future[list[Result]]":
        try:
            return self._executor.submit(self._function, batch)
        except BrokenProcessPool:
            self._replace()
            return self._executor.submit(self._function, batch)

    def _next(
        self, waiting: "deque[tuple[Sequence[Item], Future[list[Result]]]]"
    ) -> tuple[Sequence[Item], list[Result]]:
        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except BrokenProcessPool:
            self._replace()
            for index, (other, _) in enumerate(waiting):
                waiting[index] = (other, self._submit(other))
            return batch, [self._alone(item) for item in batch]

    def _alone(self, item: Item) -> Result:
        with _start(1) as executor:
            try:
                return executor.submit(self._function, [item]).result()[0]
            except BrokenProcessPool:
                return self._on_death(item)

    def _replace(self) -> None:
        self.close()
        self._executor = _start(self._workers)

    def close(self) -> None:
        """Stop the workers without waiting for results that nobody will read."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _start(workers: int) -> ProcessPoolExecutor:
    # spawn works alike on all systems, and no worker inherits a half-used lock
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
