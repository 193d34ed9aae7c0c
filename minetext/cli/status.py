"""`minetext status`: how a run stands, from another terminal."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command, UserError
from minetext.cli.console import Console, shown
from minetext.cli.finished import run_argument
from minetext.cli.options import json_option
from minetext.cli.progress import clock
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.watching.standing import Status

PASSES = frozenset(("survey", "judge", "mine", "segment", "find", "across", "write"))


def command(console: Console) -> click.Command:
    """The command."""

    def callback(run: Path, as_json: bool, lang: Language | None) -> int:
        return _status(console, run, as_json)

    return Command(console, "status", callback, [run_argument(), json_option(console)])


def _status(console: Console, folder: Path, as_json: bool) -> int:
    from minetext.watching.standing import FINE, read_status

    found = read_status(folder)
    if found is None:
        raise UserError("status.none", {"path": folder})
    if as_json:
        console.out(json.dumps({**found.facts, "state": found.state, "silent_seconds": round(found.silent, 1)}))
    else:
        for line in _lines(console, folder, found):
            console.out(line)
    return DONE if found.state in FINE else WITH_ERRORS


def _lines(console: Console, folder: Path, found: "Status") -> list[str]:
    facts = found.facts
    lines = [console.text(f"status.{found.state}", silent=clock(found.silent), **_who(facts))]
    if facts.get("reason"):
        lines.append(console.text("status.reason", reason=shown(str(facts["reason"]))))
    if found.state == "done":
        counts, timings = _mapping(facts.get("counts")), _mapping(facts.get("timings"))
        counted = {name: _number(counts.get(name)) for name in ("inputs", "documents", "errors")}
        lines.append(console.text("status.counts", seconds=clock(_number(timings.get("total"))), **counted))
    elif facts:
        lines += _progress(console, facts, found.state == "running")
    if found.state not in ("running", "done") and facts.get("command") == "run":
        lines.append(console.text("status.again", path=folder))
    return lines


def _progress(console: Console, facts: Mapping[str, Any], running: bool) -> list[str]:
    """How far a run is, or was when it ended."""
    present = facts.get("pass")
    text = console.text(
        "status.progress", part=f"{_number(facts.get('part')) * 100:.1f}",
        name=console.text(f"progress.{present}") if present in PASSES else "",
        done=f"{_number(facts.get('bytes_done')) / 1e6:.1f}", total=f"{_number(facts.get('bytes_total')) / 1e6:.1f}",
        recalled=f"{_number(facts.get('bytes_recalled')) / 1e6:.1f}",
        rate=f"{_number(facts.get('bytes_per_second')) / 1e6:.2f}", seconds=clock(_number(facts.get("seconds"))),
        problems=f"{_number(facts.get('problems')):.0f}", last=shown(str(facts.get("last_source") or "")),
    )  # fmt: skip
    lines = text.splitlines()
    left = facts.get("seconds_left")
    if running:
        told = console.text("status.unknown") if left is None else clock(_number(left))
        lines.append(console.text("status.left", left=told))
    return lines


def _who(facts: Mapping[str, Any]) -> dict[str, str]:
    return {name: shown(str(facts.get(name) or "")) for name in ("command", "pid", "host", "started", "finished")}


def _number(told: object) -> float:
    """A number of the file, which anything may have written; never negative."""
    return max(0, told) if isinstance(told, int | float) else 0


def _mapping(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}
