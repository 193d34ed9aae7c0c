"""`minetext rules time`: what the pattern of each rule costs over the slowest documents of a run."""

import json
from pathlib import Path

from minetext.cli.base import DONE
from minetext.cli.console import Console, aligned
from minetext.cli.finished import reading_run, tell_lost
from minetext.cli.options import build_stages

CHARACTERS = 200_000
"""How much text is looked at."""

MOST = 2.0
"""Seconds that a rule may take."""

SHOWN = 20
"""Rules that are told, the slowest first."""

SHOWN_WIDTH = 60


def tell_times(console: Console, folders: tuple[Path, ...], folder: Path, as_json: bool) -> int:
    """Time the patterns over the slowest documents of a run, or over its first where none was slow."""
    _, built = build_stages(console, folders)
    from minetext.engines.standing import read_status
    from minetext.model import Problem
    from minetext.rulebook.timing import timings
    from minetext.sources import source_texts

    problems: list[Problem] = []
    status = read_status(folder)
    told = (status.facts.get("timings") if status else None) or {}
    slow = {one["source"] for one in told.get("slowest", ())}
    lines: list[str] = []
    size = 0
    with reading_run():
        for one in source_texts(folder, problems):
            if size < CHARACTERS and (not slow or one.source.partition("#")[0] in slow):
                text = built.rulebook.variants.fold(one.text[: CHARACTERS - size])
                lines += text.splitlines()
                size += len(text)
    tell_lost(console, problems, "rules.time.lost")
    found = sorted(timings(built.rulebook, lines, MOST), key=lambda one: (-one.seconds, one.rule))
    if as_json:
        console.out(json.dumps({"characters": size, "rules": [one._asdict() for one in found]}))
        return DONE
    head = [console.text(f"rules.time.{name}") for name in ("rule", "ms", "matches")]
    over = console.text("rules.time.over")
    rows = [[one.rule, f"{one.seconds * 1000:.1f}", over if one.over else str(one.matches)] for one in found[:SHOWN]]
    for line in aligned([head, *rows], SHOWN_WIDTH, numbers=True):
        console.out(line)
    total = f"{sum(one.seconds for one in found):.2f}"
    console.say("rules.time.summary", rules=len(found), characters=size, seconds=total)
    return DONE
