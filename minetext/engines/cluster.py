"""The cluster engine: batches as tasks of Dask, on machines that a scheduler knows or on processes of this one."""

import logging
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from minetext.engines.luggage import Batch, digest_there, luggage, pack, run_batch
from minetext.engines.pieces import BATCH, batches
from minetext.engines.workers import cores
from minetext.readers import Blame
from minetext.stages import Options

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 3
"""Batches in flight for each worker: one that it does, one that waits there, one on its way."""

RETRIES = 2
"""How often a batch is tried again that failed without killing its worker: a file server may not answer."""

DEATHS = 1
"""Lost workers after which an item alone is given up: Dask has tried it on four each time."""

STARTED_HERE = {
    # a worker has a process of its own below it, which reads the documents
    "distributed.worker.daemon": False,
    # a worker that starts again may need a minute on a busy machine, and must not be given up
    "distributed.deploy.lost-worker-timeout": "1 day",
}
"""Settings of Dask for a cluster that is started here."""

PATIENCE = 120
"""Seconds without a single worker after which a run ends; the same command goes on from there."""

CLOSING = 10
"""Seconds in which a cluster that was started here must end."""

LOOK = 5
"""Seconds between two looks at which workers there are."""


class ClusterError(Exception):
    """The cluster cannot be used; `code` says why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class DaskExecutor:
    """Does stages on the workers of a Dask client. See `connect`."""

    def __init__(self, options: Options, client: Any, cluster: Any = None) -> None:
        self._options = options
        self._client = client
        self._cluster = cluster
        self._known = 1
        self._looked = 0.0
        self._seen = time.monotonic()

    def __enter__(self) -> "DaskExecutor":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def results(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        size_of: Callable[[Item], int],
        lessened: Callable[[Item, Blame], Item | None],
        on_death: Callable[[Item, Blame], Result],
    ) -> Iterator[Result]:
        """The result of each item, in order; see `Executor`.

        A document that takes down the process that reads it is dealt with on its worker, as on this machine. A batch
        whose worker is lost is given to another one.

        Raises:
            ClusterError: the scheduler or all workers are gone.
        """

        def submit(batch: list[Item]) -> Any:
            given = Batch(self._options, function, batch, lessened, on_death)
            # pickled here, since the scheduler need not look into it
            return self._client.submit(run_batch, cloudpickle.dumps(given), pure=False, retries=RETRIES)

        def finished(batch: list[Item], future: Any, deaths: int = 0) -> list[Result]:
            done: list[bytes] | None = self._outcome(future)
            if done is not None:
                return [pickle.loads(one) for one in done]
            if len(batch) == 1 and deaths == DEATHS:
                return [on_death(batch[0], Blame(0, False, "crashed", detail="KilledWorker"))]
            middle = len(batch) // 2
            parts = [part for part in (batch[:middle], batch[middle:]) if part]
            once = deaths + (len(batch) == 1)
            return [result for part in parts for result in finished(part, submit(part), once)]

        import cloudpickle

        waiting: deque[tuple[list[Item], Any]] = deque()
        for batch in batches(items, size_of, BATCH):
            waiting.append((batch, submit(batch)))
            while len(waiting) >= AHEAD * self._workers():
                yield from finished(*waiting.popleft())
        while waiting:
            yield from finished(*waiting.popleft())

    def close(self) -> None:
        """Leave the cluster; one that was started for this run ends."""
        self._client.close()
        if self._cluster is not None:
            with suppress(TimeoutError):  # a worker that is just starting again ends with this process
                self._cluster.close(timeout=CLOSING)

    def _outcome(self, future: Any) -> Any:
        """What a task gives, or None where it killed its workers.

        Raises:
            ClusterError: it will never give anything.
        """
        from distributed import CancelledError, KilledWorker

        while True:
            self._settle(future)
            try:
                return future.result(timeout=PATIENCE)
            except KilledWorker:
                return None
            except CancelledError as error:
                raise ClusterError("lost", reason=str(error)) from None
            except TimeoutError as error:
                # unless the worker that has the result died, in which case the task is under way again
                if future.done():
                    raise ClusterError("lost", reason=str(error)) from None

    def _settle(self, future: Any) -> None:
        """Wait until a task has come to its end, as long as there are workers."""
        from distributed import CancelledError

        while not future.done():
            try:
                future.exception(timeout=LOOK)
            except TimeoutError:
                self._look()
            except CancelledError:
                return  # asking for its result will tell

    def _workers(self) -> int:
        """How many batches the workers can do at once, as of the last look."""
        if time.monotonic() > self._looked + LOOK:
            self._look()
        return self._known

    def _look(self) -> None:
        """See which workers there are."""
        now = time.monotonic()
        try:
            workers = len(self._client.nthreads())
        except (OSError, TimeoutError) as error:
            raise ClusterError("lost", reason=str(error)) from None
        self._looked, self._known = now, max(1, workers)
        if workers:
            self._seen = now
        elif now > self._seen + PATIENCE:
            raise ClusterError("no_workers", seconds=str(PATIENCE))


def connect(scheduler: str, workers: int, options: Options, settings: str) -> DaskExecutor:
    """The workers of a scheduler or, without an address, of a cluster of processes that is started here.

    Args:
        scheduler: its address (`tcp://host:8786`), or empty.
        workers: processes of a cluster that is started here; 0 for one a core.
        options: what decides the tables; rules and model go to the workers of a scheduler.
        settings: a digest of the program, its rules and what it can read, which every worker must share.

    Raises:
        ClusterError: Dask is not installed, the scheduler does not answer, or a worker has another program.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ClusterError("needs", what=str(error.name)) from None
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told in our words
    if not scheduler:
        dask.config.set(STARTED_HERE)
        with _interrupts_held():
            cluster = LocalCluster(
                n_workers=workers or cores(), threads_per_worker=1, processes=True,
                dashboard_address=":0", silence_logs=logging.CRITICAL,
            )  # fmt: skip
        return DaskExecutor(options, Client(cluster, set_as_default=False), cluster)
    try:
        client = Client(scheduler, set_as_default=False, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError("unreachable", scheduler=scheduler, reason=str(error)) from None
    executor = DaskExecutor(options, client)
    try:
        _check(client, options, settings)
    except BaseException:
        executor.close()
        raise
    return executor


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C here, and for good in what is started meanwhile: it is for this process to see to."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _check(client: Any, options: Options, settings: str) -> None:
    """Send rules and model to the workers, and make sure that all have the same program.

    Raises:
        ClusterError: there are no workers, one differs, or they went away.
        OSError: rules or model cannot be read.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterError("no_workers", seconds=str(PATIENCE)) from None
    packed = pack(options)
    try:
        client.register_plugin(luggage(packed))
        found = client.run(digest_there, options)
    except (OSError, TimeoutError) as error:
        raise ClusterError("lost", reason=str(error)) from None
    except Exception as error:
        # another program fails in its own ways: modules that it lacks, rules that it does not understand
        raise ClusterError("differs", worker="", reason=str(error)) from None
    for worker, digest in sorted(found.items()):
        if digest != settings:
            raise ClusterError("differs" if digest else "daemon", worker=worker, reason="")
