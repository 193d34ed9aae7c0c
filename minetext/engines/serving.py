"""What a worker process does: batches in, results out, until its parent is gone."""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from minetext.readers.marks import Mark, Reason, begin, keep_in

PR_SET_PDEATHSIG = 1
"""The option of prctl(2) that names the signal to be sent when the parent dies."""


class Task(NamedTuple):
    """A batch for a worker."""

    function: Callable[[Any], Any]
    items: Sequence[Any]


class Failure(NamedTuple):
    """Why a batch ended before its end."""

    reason: Reason
    detail: str


def serve(
    connection: Connection, mark: Mark, prepare: Callable[[], object], memory: int, inherited: Sequence[Connection]
) -> None:
    """Do the batches that come over a connection.

    Sends None when it is ready, then for each batch the results of its items and why there are no more, if there are
    fewer than items.

    Args:
        connection: to the parent.
        mark: where it tells at which document it is.
        prepare: what it does first.
        memory: bytes that it may take above what it takes when it is ready.
        inherited: connections of the parent, which would seem open as long as they are open here.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent sees to it
    _end_with_parent()
    for one in inherited:
        one.close()
    keep_in(mark)
    prepare()
    _limit(memory)
    with suppress(EOFError, OSError):  # the parent is gone
        connection.send(None)
        while True:
            task: Task = connection.recv()
            told = done(task.function, task.items)
            try:
                connection.send(told)
            except MemoryError:  # there was none left to pack the results
                connection.send(([], Failure("memory", "")))


def done(function: Callable[[Any], Any], items: Sequence[Any]) -> tuple[list[Any], Failure | None]:
    """The results of the items up to one that fails."""
    results: list[Any] = []
    for number, item in enumerate(items):
        begin(number)
        try:
            results.append(function(item))
        except MemoryError:
            return results, Failure("memory", "")
        except Exception as error:
            # a fault of the program in one document is told with that document, and costs no other one
            return results, Failure("crashed", _told(error))
    return results, None


def _told(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {str(error)[:200]}{place}"


def _limit(memory: int) -> None:
    """Let this process take so many bytes more than now, where the system can tell and keep to it."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        with suppress(ValueError, OSError, OverflowError):
            resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + memory, hard))


def _end_with_parent() -> None:
    """Have this process killed when its parent dies, even in the midst of a document."""
    if sys.platform == "linux":
        parent = os.getppid()
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
