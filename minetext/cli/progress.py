"""How far a run is, for who sits before it: a bar on a terminal, plain lines in a log."""

import sys
import time
from typing import TYPE_CHECKING, Protocol

import click

from minetext.cli.console import Console

if TYPE_CHECKING:
    from minetext.engines.events import Event
    from minetext.engines.pace import Pace

SECONDS = 10
"""How often a log is told of."""

BAR_SECONDS = 0.2
"""How often a bar moves."""

PARTS = 1000
"""Steps of a bar."""


class Display(Protocol):
    """Told of every piece of work that is done, when the pace knows it already."""

    def __call__(self, event: "Event", pace: "Pace") -> None:
        """A piece of work is done."""

    def close(self) -> None:
        """Nothing more will come."""


class Silent:
    """No progress."""

    def __call__(self, event: "Event", pace: "Pace") -> None:
        """Say nothing."""

    def close(self) -> None:
        """Say nothing."""


class Bar:
    """A bar over both passes, with the rate and the time left."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._pass = ""
        self._moved = 0.0
        self._at = 0
        self._bar = click.progressbar(
            length=PARTS, show_eta=False, file=sys.stderr, item_show_func=lambda told: told or "", width=24
        )

    def __call__(self, event: "Event", pace: "Pace") -> None:
        """Move the bar."""
        now = time.monotonic()
        if event.done == self._pass and now - self._moved < BAR_SECONDS:
            return
        self._pass, self._moved = event.done, now
        self._bar.label = self._console.text(f"progress.{event.done}")
        at = max(self._at, int(pace.part * PARTS))  # an estimate that grows worse takes nothing back
        self._bar.update(at - self._at, _speed(self._console, pace))
        self._at = at
        self._bar.render_progress()

    def close(self) -> None:
        """End the line of the bar."""
        self._bar.render_finish()


class Lines:
    """A line every few seconds."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told = time.monotonic()

    def __call__(self, event: "Event", pace: "Pace") -> None:
        """Tell how far the run is, if it is time to."""
        now = time.monotonic()
        if now - self._told < SECONDS:
            return
        self._told = now
        self._console.note(
            "progress.line", name=self._console.text(f"progress.{event.done}"), part=f"{pace.part * 100:.1f}",
            done=f"{pace.size / 1e6:.1f}", total=f"{pace.total / 1e6:.1f}", speed=_speed(self._console, pace),
        )  # fmt: skip

    def close(self) -> None:
        """Nothing stays open."""


def display_for(console: Console, quiet: bool) -> Display:
    """A bar, lines or nothing, as standard error and the user want it."""
    if quiet:
        return Silent()
    return Bar(console) if sys.stderr.isatty() else Lines(console)


def clock(seconds: float) -> str:
    """A time as `h:mm:ss`."""
    whole = round(max(0.0, seconds))
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def _speed(console: Console, pace: "Pace") -> str:
    if pace.left is None:
        return console.text("progress.speed", rate=f"{pace.rate / 1e6:.2f}") if pace.rate else ""
    return console.text("progress.left", rate=f"{pace.rate / 1e6:.2f}", left=clock(pace.left))
