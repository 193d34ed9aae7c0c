"""Batches over processes of this machine: in order, few in flight, and a deadly document costs no other one."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import RawValue
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from minetext.engines.pieces import BATCH, Piece, Work, batches
from minetext.engines.serving import Failure, Task, done, serve
from minetext.limits import shown_size
from minetext.readers import Blame
from minetext.readers.marks import Mark, Reason, marked

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 2
"""Batches under way for each worker: enough to keep it busy, few enough to bound the memory."""

WORTH_A_WORKER = 4 << 20
"""Bytes of input for which starting one more process pays."""

LOOK = 1.0
"""Seconds after which the workers are looked at, whether or not they have told anything."""

WAITS = 5
"""How many times the processor time of a document may go by on the clock: it may wait for a disk or a converter, and
other programs take their share of a machine."""


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(size: int, wanted: int) -> int:
    """How many processes to use: as many as wanted or, with 0, as many as pay for so many bytes."""
    return wanted or max(1, min(cores(), size // WORTH_A_WORKER))


class Bounds(NamedTuple):
    """What a worker may take for one document."""

    seconds: float
    """Of processor time; on the clock, where the system does not tell that of another process."""
    memory: int
    """Bytes above those that it takes when it starts; kept to where the system can limit a process."""


class LocalExecutor:
    """Processes of this machine, started when they are needed.

    A worker that dies, or that takes too long or too much memory, is replaced; the item at which it was is tried alone,
    the others of its batch again, and what takes a worker down alone as well is given up. One worker where a process
    cannot be copied is this process itself; nothing there keeps the time of a document.

    Args:
        workers: how many processes.
        bounds: of a document.
        prepare: what a worker does before its first batch; picklable.
        apart: whether even a single worker is always a process of its own.
    """

    def __init__(self, workers: int, bounds: Bounds, prepare: Callable[[], object], *, apart: bool = False) -> None:
        self._wanted = workers
        self._apart = apart
        self._bounds = bounds
        self._prepare = prepare
        self._workers: list[_Worker] = []
        self.replaced = 0
        """Workers that were lost."""

    def results(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        size_of: Callable[[Item], int],
        lessened: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> Iterator[Result]:
        """The result of each item, in order; see `Executor`."""
        run = Work(function, batches(items, size_of, BATCH), lessened, on_death)
        if self._wanted == 1 and not self._apart and _method() != "fork":
            yield from self._here(run)
            return
        try:
            yield from self._there(run)
        finally:  # of a run that was broken off, nobody wants the rest
            for worker in [one for one in self._workers if one.piece and one.piece.batch in run.waiting]:
                self._remove(worker)

    def _there(self, run: "Work[Any, Result]") -> Iterator[Result]:
        """The results, made in the workers."""
        while True:
            self._give(run)
            if run.waiting and not run.waiting[0].left:
                for result in run.waiting.popleft().results:
                    yield result
                    self._look(run, 0)
                    self._give(run)
            elif not run.waiting:
                return
            else:
                self._look(run, LOOK)

    def close(self) -> None:
        """End the workers without waiting for results that nobody will read."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _here(self, run: "Work[Any, Result]") -> Iterator[Result]:
        """The results, made in this process."""
        self._prepare()
        while piece := run.next(1):
            results, failure = done(run.function, piece.items)
            piece.take(results)
            if failure:
                run.blamed(piece, marked().blame(failure.reason, failure.detail))
            if not run.waiting[0].left:
                yield from run.waiting.popleft().results

    def _give(self, run: "Work[Any, Any]") -> None:
        """Give every worker that has nothing to do a piece of work, as long as there is any."""
        idle = [worker for worker in self._workers if worker.piece is None]
        while idle or len(self._workers) < self._wanted:
            piece = run.next(AHEAD * self._wanted)
            if piece is None:
                return
            worker = idle.pop() if idle else self._start()
            worker.piece = piece
            if worker.ready and not worker.send(run.function):
                self._lost(worker, run)

    def _start(self) -> "_Worker":
        worker = _Worker(self._prepare, self._bounds.memory, [one.connection for one in self._workers])
        self._workers.append(worker)
        return worker

    def _look(self, run: "Work[Any, Any]", seconds: float) -> None:
        """Take what the workers have to tell, after so many seconds at most, and see to those that tell nothing."""
        busy = {worker.connection: worker for worker in self._workers if worker.piece}
        for connection in wait(list(busy), seconds):
            worker = busy.pop(connection)  # type: ignore[call-overload]
            try:
                told = worker.connection.recv()
            except (EOFError, OSError):
                self._lost(worker, run)
                continue
            if told is None:
                worker.ready = True
                if not worker.send(run.function):
                    self._lost(worker, run)
            else:
                self._done(worker, run, *told)
        for worker in busy.values():
            if worker.ready and worker.is_late(self._bounds.seconds) and not worker.connection.poll():
                self._lost(worker, run, "slow", f"{self._bounds.seconds:g}")

    def _done(self, worker: "_Worker", run: "Work[Any, Any]", results: Sequence[Any], failure: Failure | None) -> None:
        piece, worker.piece = worker.piece, None
        assert piece
        piece.take(results)
        if not failure:
            return
        if failure.reason == "memory":  # what it took is given back only by its end
            self._remove(worker)
            run.again(piece, worker.mark.blame("memory", shown_size(self._bounds.memory)))
        else:
            run.blamed(piece, worker.mark.blame("crashed", failure.detail))

    def _lost(self, worker: "_Worker", run: "Work[Any, Any]", reason: Reason = "crashed", detail: str = "") -> None:
        """Replace a worker; what it was at is tried again."""
        self._remove(worker)
        piece = worker.piece
        if piece:
            run.again(piece, worker.mark.blame(reason, detail or worker.ending()), worker.mark.item)

    def _remove(self, worker: "_Worker") -> None:
        worker.end()
        self._workers.remove(worker)
        self.replaced += 1


class _Worker:
    """A process that does one piece of work at a time."""

    def __init__(self, prepare: Callable[[], object], memory: int, others: Sequence[Connection]) -> None:
        method = _method()
        context = get_context(method)
        self.mark: Mark = RawValue(Mark)
        self.connection, child = context.Pipe()
        inherited = [*others, self.connection] if method == "fork" else []
        self._process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(child, self.mark, prepare, memory, inherited), daemon=True
        )
        self._process.start()
        child.close()
        self.piece: Piece[Any, Any] | None = None
        self.ready = False

    def send(self, function: Callable[[Any], Any]) -> bool:
        """Give it its piece; false where it is gone."""
        assert self.piece
        self.mark.put(0, 0, False, "", self._used() or 0.0)
        try:
            self.connection.send(Task(function, self.piece.items))
        except OSError:
            return False
        return True

    def is_late(self, seconds: float) -> bool:
        """Whether it has taken more than so many seconds of processor time for its document, or waited too long."""
        gone = time.monotonic() - self.mark.since
        if gone <= seconds:
            return False
        used = self._used()
        return used is None or used - self.mark.used > seconds or gone > WAITS * seconds

    def _used(self) -> float | None:
        """The processor time that it has taken, in seconds; None where the system does not tell."""
        if sys.platform != "linux":
            return None
        try:
            return time.clock_gettime((~(self._process.pid or 0) << 3) | 2)  # the clock of a process: clock_getres(2)
        except OSError:
            return None

    def end(self) -> None:
        """End it at once."""
        with suppress(OSError):
            self._process.kill()
        self._process.join()
        self.connection.close()

    def ending(self) -> str:
        """How it ended."""
        code = self._process.exitcode or 0
        with suppress(ValueError):
            return signal.Signals(-code).name if code < 0 else f"exit {code}"
        return f"exit {code}"


def _method() -> str:
    """How processes start: as copies of this one with all that it has loaded where that is safe, else from nothing."""
    if sys.platform != "linux":
        return "spawn"
    try:
        threads = len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return "spawn"
    return "fork" if threads == 1 else "spawn"  # a lock that another thread holds would never be let go in the copy
