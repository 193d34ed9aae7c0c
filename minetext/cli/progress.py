"""How far a run is: a bar on a terminal, plain lines in a log."""

import sys
import time
from typing import TYPE_CHECKING, Protocol

import click

from minetext.cli.console import Console

if TYPE_CHECKING:
    from minetext.engines.passes import Pass

SECONDS = 10
"""How often a log is told of."""


class Progress(Protocol):
    """Told of every batch that is done."""

    def __call__(self, done: "Pass", size: int) -> None:
        """A batch of so many bytes is done in a pass."""

    def close(self) -> None:
        """Nothing more will come."""


class Silent:
    """No progress."""

    def __call__(self, done: "Pass", size: int) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""


class Bar:
    """A bar for each pass, with the time left."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = max(total, 1)
        self._pass = ""
        self._bar: click.progressbar | None = None  # type: ignore[valid-type]

    def __call__(self, done: "Pass", size: int) -> None:
        """Move the bar."""
        if done != self._pass:
            self.close()
            self._pass = done
            label = self._console.text(f"progress.{done}")
            self._bar = click.progressbar(length=self._total, label=label, show_eta=True, file=sys.stderr)
        if self._bar is not None:
            self._bar.update(size)

    def close(self) -> None:
        """End the line of the bar."""
        if self._bar is not None:
            self._bar.render_finish()


class Lines:
    """A line every few seconds."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._pass = ""
        self._done = 0
        self._started = self._told = time.monotonic()

    def __call__(self, done: "Pass", size: int) -> None:
        """Tell how far the pass is, if it is time to."""
        now = time.monotonic()
        if done != self._pass:
            self._pass, self._done, self._started, self._told = done, 0, now, now
        self._done += size
        if now - self._told < SECONDS:
            return
        self._told = now
        left = (now - self._started) / self._done * (self._total - self._done) if self._done else 0
        self._console.note(
            "progress.line", name=self._console.text(f"progress.{done}"), done=f"{self._done / 1e6:.1f}",
            total=f"{self._total / 1e6:.1f}", left=f"{left:.0f}",
        )  # fmt: skip

    def close(self) -> None:
        """Nothing stays open."""


def progress_for(console: Console, total: int, quiet: bool) -> Progress:
    """A bar, lines or nothing, as standard error and the user want it."""
    if quiet:
        return Silent()
    return Bar(console, total) if sys.stderr.isatty() else Lines(console, total)
