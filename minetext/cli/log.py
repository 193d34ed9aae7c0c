"""`--log-json`: what happens in a run, one object of JSON a line, for programs that watch over it."""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from minetext.cli.base import UserError
from minetext.cli.console import Console

if TYPE_CHECKING:
    from minetext.engines.events import Event
    from minetext.engines.pace import Pace

SECONDS = 5
"""Seconds between two lines of progress at least."""

SLOW = 10.0
"""Seconds of work from which a piece of a document has a line of its own."""

STANDARD_OUTPUT = "-"


class JsonLog:
    """Writes the lines, each as soon as it is known; where the file no longer takes them, the run goes on without.

    Raises:
        UserError: the file cannot be written.
    """

    def __init__(self, console: Console, path: str) -> None:
        self._console = console
        self._path = path
        self._pass = ""
        self._begun = self._told = time.monotonic()
        self._file: TextIO | None = sys.stdout
        if path != STANDARD_OUTPUT:
            try:
                self._file = Path(path).open("a", encoding="utf-8", newline="\n")  # noqa: SIM115 - `end` closes it
            except OSError as error:
                raise UserError("log.unwritable", {"path": path, "reason": error.strerror or error}) from None

    def start(self, command: str, inputs: list[str], output: str) -> None:
        """The run begins."""
        from minetext import __version__

        self._write(
            "start", minetext=__version__, command=command, inputs=inputs, output=output, pid=os.getpid(),
            folder=str(Path.cwd()),
        )  # fmt: skip

    def __call__(self, event: "Event", pace: "Pace") -> None:
        """A piece of work is done."""
        now = time.monotonic()
        if event.done != self._pass:
            self._end_pass(now)
            self._pass, self._begun = event.done, now
            self._write("pass", **{"pass": event.done, "state": "begins", "bytes_total": pace.total})
        for one in event.problems:
            self._write(
                "problem", source=one.source, stage=one.stage, error=one.error, facts=dict(one.facts),
                problems=pace.problems,
            )  # fmt: skip
        if event.seconds >= SLOW:
            self._write(
                "slow", **{"pass": event.done, "source": event.source, "bytes": event.size},
                seconds=round(event.seconds, 3),
            )  # fmt: skip
        if now - self._told >= SECONDS:
            self._told = now
            left = pace.left
            self._write("progress", **{
                "pass": pace.present, "bytes_done": pace.size, "bytes_total": pace.total,
                "bytes_recalled": pace.recalled, "part": round(pace.part, 4), "bytes_per_second": round(pace.rate),
                "seconds_left": None if left is None else round(left), "problems": pace.problems,
                "last_source": pace.source,
            })  # fmt: skip

    def end(self, state: str, reason: str, seconds: float, facts: dict[str, Any]) -> None:
        """The run is over."""
        if state == "done":
            self._end_pass(time.monotonic())
        self._write("end", state=state, reason=reason, seconds=round(seconds, 3), **facts)
        if self._file is not sys.stdout and self._file:
            self._file.close()

    def _end_pass(self, now: float) -> None:
        if self._pass:
            self._write("pass", **{"pass": self._pass, "state": "ends", "seconds": round(now - self._begun, 3)})

    def _write(self, event: str, **facts: object) -> None:
        from minetext.engines.standing import now

        if self._file is None:
            return
        # a terminal's encoding may lack what a name holds; a file has UTF-8
        line = json.dumps({"time": now(), "event": event, **facts}, ensure_ascii=self._file is sys.stdout)
        try:
            # a surrogate, as names of files may hold, becomes the escape that JSON has for it
            self._file.write(line.encode(errors="backslashreplace").decode() + "\n")
            self._file.flush()
        except OSError as error:
            if self._file is sys.stdout:  # who read it is gone; what is left in the buffer must fail nowhere else
                with suppress(OSError):
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self._file = None
            self._console.note("log.stopped", path=self._path, reason=error.strerror or error)
