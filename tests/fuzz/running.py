"""A long run: batches in processes that may die or hang, each input that kills one named."""

import faulthandler
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any, NamedTuple

from minetext.stages import stages
from minetext.tables import OutputError
from minetext.tables.rows import table_rows

from .checking import OPTIONS, Checked, Failure, check
from .inputs import made

BATCH = 100
"""Inputs of a batch."""

MEMORY = 4 << 30
"""Bytes of address space that a process may take: more is a failure."""

_FORK = get_context("fork")


class Job(NamedTuple):
    """What a run does."""

    seed: int
    first: int
    count: int
    workers: int = 1
    minutes: float = 0
    """When to stop, or 0 for the end of the count."""
    limit: float = 60
    """Seconds after which an input counts as one that hangs."""


class _Worker:
    """A process that checks every so manieth batch, and what it is at."""

    def __init__(self, job: Job, start: int, skip: frozenset[int], folder: Path, number: int) -> None:
        self.number = number
        self.skip = skip
        self.batch = start
        self.log = folder / f"log{number}"
        self.at: Synchronized[int] = _FORK.Value("q", -1)
        self.told, give = _FORK.Pipe(duplex=False)
        arguments = (job, start, skip, folder / str(number), self.log, self.at, give)
        self.process: BaseProcess = _FORK.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        give.close()


def run(job: Job) -> Iterator[tuple[int, Checked]]:
    """Each batch, by its first number, as soon as it is checked; an input that kills its process is left out from then on."""
    no_converters()
    stages(OPTIONS)  # once, for all processes
    with tempfile.TemporaryDirectory(prefix="minetext-fuzz-", dir=_fast()) as name:
        folder = Path(name)
        starts = range(job.first, job.first + job.count, BATCH)[: job.workers]
        workers = [_Worker(job, start, frozenset(), folder, number) for number, start in enumerate(starts)]
        try:
            while workers:
                ready = wait([worker.told for worker in workers])
                for worker in [one for one in workers if one.told in ready]:
                    yield from _heard(worker, workers, job, folder)
        finally:
            for worker in workers:
                worker.process.kill()
                worker.process.join()


def _heard(worker: _Worker, workers: list[_Worker], job: Job, folder: Path) -> Iterator[tuple[int, Checked]]:
    """What a worker tells: a batch, or by its silence that it is done or dead."""
    try:
        batch, checked = worker.told.recv()
        worker.batch = batch + BATCH * job.workers
        yield batch, checked
    except EOFError:
        worker.process.join()
        workers.remove(worker)
        code = worker.process.exitcode
        if code:
            guilty = worker.at.value
            failure = _death(worker, guilty, code)
            told = told_by_a_run(job, guilty) if failure.kind == "died" and guilty >= 0 else ""
            failures, counts = ((), Counter({f"told.{told}": 1})) if told else ((failure,), Counter())
            yield worker.batch, Checked(bool(told), failures, counts, (0.0, -1), 0.0)
            # where no single input is guilty, the batch is given up
            start = worker.batch if guilty >= 0 else worker.batch + BATCH * job.workers
            if start < job.first + job.count:
                workers.append(_Worker(job, start, worker.skip | {guilty}, folder, worker.number))


def _death(worker: _Worker, guilty: int, code: int) -> Failure:
    log = worker.log.read_text(encoding="utf-8", errors="replace")[-6000:]
    if "Timeout" in log:
        where = next((line.strip() for line in log.splitlines() if "/minetext/" in line), "?")
        return Failure("hung", guilty, f"hung {where}", log)
    cause = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return Failure("died", guilty, f"died {cause}", f"batch of {worker.batch}: {cause}\n{log}")


def told_by_a_run(job: Job, number: int) -> str:
    """The code of the row of errors.csv in which a run with its own workers tells of an input that kills one; empty where
    it does not end well."""
    one = made(job.seed, number)
    with tempfile.TemporaryDirectory(prefix="minetext-fuzz-", dir=_fast()) as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "in" / one.name).write_bytes(one.data)
        command = [sys.executable, "-m", "minetext", "run", "in", "-o", "out", "--quiet", "--no-memory"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
        try:
            done = subprocess.run(command, cwd=folder, env=environment, timeout=600, capture_output=True, check=False)
            rows = list(table_rows(folder / "out", "errors"))
        except (subprocess.TimeoutExpired, OutputError):
            return ""
    return rows[0]["error"] if rows and b"Traceback" not in done.stderr else ""


def _work(
    job: Job, start: int, skip: frozenset[int], folder: Path, log: Path, at: "Synchronized[int]", give: Connection
) -> None:
    """Check batches until the end; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    ends = time.monotonic() + job.minutes * 60 if job.minutes else float("inf")
    with log.open("w") as written:
        os.dup2(written.fileno(), 2)  # libraries that write to standard error must not disturb the run
        faulthandler.enable(written)

        def next_is(number: int) -> None:
            at.value = number
            faulthandler.dump_traceback_later(job.limit, exit=True, file=written)

        end = job.first + job.count
        for batch in range(start, end, BATCH * job.workers):
            if time.monotonic() > ends:
                break
            numbers = [one for one in range(batch, min(batch + BATCH, end)) if one not in skip]
            next_is(-1)
            give.send((batch, check([made(job.seed, one) for one in numbers], folder, next_is)))
        faulthandler.cancel_dump_traceback_later()


def no_converters() -> None:
    """Let no converter of old documents be found: each would take seconds, and it is not ours."""
    os.environ["PATH"] = ""


def _fast() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def alone(seed: int, number: int, **changed: Any) -> Checked:
    """One input in this process."""
    with tempfile.TemporaryDirectory(prefix="minetext-fuzz-", dir=_fast()) as name:
        return check([made(seed, number)._replace(**changed)], Path(name))
