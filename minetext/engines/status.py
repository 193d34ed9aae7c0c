"""A file in the output folder that tells how far a run is."""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from minetext.engines.events import Progress, to_all
from minetext.engines.pace import Pace
from minetext.engines.processes import mark_of
from minetext.engines.standing import State, now
from minetext.tables.writer import PARTIAL, STATUS

EVERY = 1.0
"""Seconds between two writings at least."""


class StatusFile:
    """Keeps the file up to date, at most once a second; a disk that does not take it never stops the run."""

    def __init__(self, folder: Path, command: str, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = folder / STATUS
        self._partial = folder / PARTIAL / "status"
        self._pace = pace
        self._clock = clock
        self._due = clock()
        pid = os.getpid()
        self._fixed = {
            "command": command, "pid": pid, "mark": mark_of(pid), "host": socket.gethostname(), "started": now(),
        }  # fmt: skip
        self.update()

    def update(self) -> None:
        """Write, if it is time to."""
        if self._clock() >= self._due:
            self._write("running")
            self._due = self._clock() + EVERY

    def end(self, state: State, reason: str = "") -> None:
        """Write how the run ended; of one that is done, run.json tells, and the file goes."""
        if state == "done":
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
        else:
            self._write(state, reason)

    def _write(self, state: State, reason: str = "") -> None:
        pace = self._pace
        left = pace.left
        facts = {
            "state": state, "reason": reason, **self._fixed, "updated": now(), "seconds": round(pace.seconds, 1),
            "pass": pace.present, "bytes_done": pace.size, "bytes_total": pace.total, "part": round(pace.part, 4),
            "bytes_per_second": round(pace.rate), "seconds_left": None if left is None else round(left),
            "problems": pace.problems, "bytes_recalled": pace.recalled, "last_source": pace.source,
        }  # fmt: skip
        with suppress(OSError):
            self._partial.write_text(json.dumps(facts, ensure_ascii=False) + "\n", encoding="utf-8", errors="replace")
            self._partial.replace(self._path)


@contextmanager
def ending(end: Callable[[State, str], None]) -> Iterator[None]:
    """Tell how the work inside ends, and why where it fails."""
    try:
        yield
    except KeyboardInterrupt:
        end("interrupted", "")
        raise
    except BaseException as error:
        end("failed", f"{type(error).__name__}: {error}")
        raise
    end("done", "")


@contextmanager
def told_in(folder: Path, command: str) -> Iterator[Callable[[int], Progress]]:
    """Keep the status file of a run inside; gives what is told of its progress, knowing the bytes of all inputs."""
    pace = Pace(0)
    status = StatusFile(folder, command, pace)

    def begin(total: int) -> Progress:
        pace.total = total
        return to_all(pace, lambda _: status.update())

    with ending(status.end):
        yield begin
