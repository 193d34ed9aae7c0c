"""All that watches a run: what is shown, the log, the status file; told of everything by one voice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from minetext.cli.base import UserError
from minetext.cli.console import Console, shown
from minetext.cli.log import STANDARD_OUTPUT, JsonLog
from minetext.cli.progress import display_for

if TYPE_CHECKING:
    from minetext.engines.events import Event, Pass, Progress
    from minetext.engines.standing import State


SHOWN, SHOWN_RULES = 3, 5
"""Documents and rules that are told at the end."""


class Asked(NamedTuple):
    """How the user wants to be told."""

    quiet: bool = False
    log: str = ""
    """A file for the log, `-` for standard output, or empty."""

    @property
    def silent(self) -> bool:
        """Whether standard output is kept free of words."""
        return self.quiet or self.log == STANDARD_OUTPUT


def log_option(console: Console) -> click.Option:
    """`--log-json`."""
    return click.Option(["--log-json"], default="", metavar="FILE", help=console.text("option.log_json"))


class Watch:
    """Told of a run; `begin` gives what is told of its progress."""

    def __init__(self, begin: "Callable[[int], Progress]") -> None:
        self.begin = begin
        self.facts: Mapping[str, Any] = {}
        """What run.json tells, once the run is done."""


@contextmanager
def watching(
    console: Console, asked: Asked, command: str, inputs: Sequence[str], output: Path | None, second: "Pass" = "mine"
) -> Iterator[Watch]:
    """Watch over a run into a folder, whose writer has claimed it.

    Args:
        console: where progress is shown.
        asked: how the user wants to be told.
        command: the command that runs.
        inputs: as they were given.
        output: the folder of the tables, for the status file; None where they are not kept.
        second: the second pass.

    Raises:
        UserError: the log cannot be written.
    """
    from minetext.engines.pace import Pace
    from minetext.engines.status import StatusFile, ending

    log = _log(console, asked, inputs, output)
    pace = Pace(0, second)
    status = StatusFile(output, command, pace) if output else None
    if log:
        log.start(command, list(inputs), str(output or ""))
    with ExitStack() as stack:

        def begin(total: int) -> "Progress":
            pace.total = total
            display = display_for(console, asked.quiet)
            stack.callback(display.close)

            def told(event: "Event") -> None:
                pace(event)
                display(event, pace)
                if log:
                    log(event, pace)
                if status:
                    status.update()

            return told

        watch = Watch(begin)

        def end(state: "State", reason: str) -> None:
            if status:
                status.end(state, reason)
            if log:
                log.end(state, reason, pace.seconds, _counted(watch, pace.problems))

        with ending(end):
            yield watch


def _log(console: Console, asked: Asked, inputs: Sequence[str], output: Path | None) -> JsonLog | None:
    """The log that the user wants, unless it would become an input or stand among the tables."""
    if not asked.log:
        return None
    if asked.log != STANDARD_OUTPUT:
        path = Path(asked.log)
        for folder in ([output] if output else []) + [Path(one) for one in inputs]:
            with suppress(OSError, ValueError):
                if path.resolve().is_relative_to(folder.resolve()):
                    raise UserError("log.inside", {"path": path, "folder": folder})
    return JsonLog(console, asked.log)


def _counted(watch: Watch, problems: int) -> dict[str, Any]:
    """What the last line of the log counts."""
    if not watch.facts:
        return {"problems": problems}
    return {name: watch.facts[name] for name in ("counts", "recalled", "timings")} | {"problems": problems}


def tell_costs(console: Console, timings: Mapping[str, Any]) -> None:
    """The documents that took the longest and the rules that gave the most figures, at the end of a run."""
    slow = [
        console.text(
            "run.slow_one", source=shown(one["source"]), name=console.text(f"progress.{one['pass']}"),
            seconds=f"{one['seconds']:.2f}", rate=f"{one['bytes'] / one['seconds'] / 1e6:.2f}",
        )
        for one in timings["slowest"][:SHOWN]
        if one["seconds"]
    ]  # fmt: skip
    if slow:
        console.say("run.slowest", documents=console.text("run.between").join(slow))
    if timings["rules"]:
        rules = [f"{one['rule']} {one['rows']}" for one in timings["rules"][:SHOWN_RULES]]
        console.say("run.rules", rules=", ".join(rules))
