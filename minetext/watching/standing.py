"""How a run stands, told from its output folder by any other process."""

import json
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal, NamedTuple

from minetext.tables.writer import MANIFEST, MEMORY, PARTIAL, STATUS
from minetext.watching.processes import is_alive

SILENT = 600.0
"""Seconds without a word after which a run on another machine is taken for lost."""

State = Literal["running", "done", "failed", "interrupted", "dead", "lost"]
"""`dead`: the process is gone and said no word; `lost`: it is on another machine and has been silent for long."""

FINE = frozenset(("running", "done"))


def now() -> str:
    """The time of day, in UTC, to the millisecond."""
    return stamp(time.time())


def stamp(seconds: float) -> str:
    """A time of day as text."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Status(NamedTuple):
    """How a run stands."""

    state: State
    facts: Mapping[str, Any]
    """What the file told, or what run.json tells of a run that is done."""
    silent: float
    """Seconds since the last word; never negative, whatever the clocks do."""


def read_status(folder: Path) -> Status | None:
    """How the run into a folder stands; None where there is no trace of one."""
    facts = _told(folder / STATUS)
    manifest = folder / MANIFEST
    if facts is None:
        if (folder / PARTIAL).is_dir():  # it died before its first word
            return Status("dead", {}, _age(folder / PARTIAL))
        if manifest.is_file():
            return _done(manifest)
        return Status("interrupted", {}, _age(folder / MEMORY)) if (folder / MEMORY).is_file() else None
    silent = max(0.0, time.time() - _seconds(facts.get("updated")))
    state: State = facts["state"]
    if state == "running":
        state = _running(facts, silent)
    if state in ("dead", "lost") and manifest.is_file() and _modified(manifest) >= _seconds(facts.get("started")):
        return _done(manifest)  # it was killed when all was done but for taking the file away
    return Status(state, facts, silent)


def _running(facts: Mapping[str, Any], silent: float) -> State:
    """What a run is that said that it runs."""
    if facts.get("host") != socket.gethostname():
        return "lost" if silent > SILENT else "running"
    pid = facts.get("pid")
    return "running" if isinstance(pid, int) and is_alive(pid, str(facts.get("mark", ""))) else "dead"


def _done(manifest: Path) -> Status:
    return Status("done", {**_head(manifest), "finished": stamp(_modified(manifest))}, _age(manifest))


def _told(path: Path) -> dict[str, Any] | None:
    """What the file tells; None where there is none that a run wrote."""
    with suppress(OSError, ValueError):
        facts = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(facts, dict) and facts.get("state") in ("running", "failed", "interrupted"):
            return facts
    return None


def _head(manifest: Path) -> dict[str, Any]:
    """What run.json tells of the run, without its inputs, of which there may be a million."""
    with suppress(OSError, ValueError), manifest.open(encoding="utf-8") as handle:
        lines = "".join(takewhile(lambda line: not line.startswith(' "inputs"'), handle))
        facts = json.loads(f"{lines.rstrip().removesuffix(',')}}}")
        return {name: facts.get(name) for name in ("command", "counts", "timings", "recalled")}
    return {}


def _seconds(told: object) -> float:
    """A time of day as seconds; that of the beginning where it is none."""
    try:
        return datetime.fromisoformat(str(told)).timestamp()
    except ValueError:
        return 0.0


def _modified(path: Path) -> float:
    with suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _age(path: Path) -> float:
    return max(0.0, time.time() - _modified(path))
