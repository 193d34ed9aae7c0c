"""Where a run spends its time: py-spy looks at its processes many times a second, and the stacks are counted.

A sample belongs to the stage whose code was called first on its stack, and to the function that ran just then; time in
a compiled library belongs to the function of Python that called it.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generate import write_short
from results import Facts, about
from watching import minetext, passes, size_of

RATE = 200
"""Looks a second."""

TOP = 15
"""Functions told."""

STAGES = (
    ("imports", r"_find_and_load \(.*"),
    ("rules and model", r"load \(minetext/rulebook/.*|shipped_model .*|Stages\.__init__ .*"),
    ("read", r".*\(minetext/readers/.*"),
    ("variants folded", r"Stages\.fold .*"),
    ("layout", r".*\(minetext/layout/.*"),
    ("copies: signatures", r".*\(minetext/dedup/(?:signature|body|numbers|sketch)\.py.*"),
    ("copies: verdicts", r".*\(minetext/dedup/.*"),
    ("activities", r".*\(minetext/activities/.*"),
    ("figures", r".*\(minetext/figures/.*"),
    ("evidence", r".*\(minetext/evidence/.*"),
    ("corrections", r".*\(minetext/corrections/.*"),
    ("checks across reports", r".*\(minetext/(?:engines/comparing|audit/across|audit/groups)\.py.*"),
    ("facts for them", r".*\(minetext/audit/(?:statements|facts|implied|bodies)\.py.*"),
    ("checks", r".*\(minetext/audit/.*"),
    ("memory of the run", r".*\(minetext/engines/memory\.py.*"),
    ("tables", r".*\(minetext/tables/.*"),
)
"""Stages by the function that begins them; what is left is the engine's, which holds them together."""

WAITING = re.compile(r".*\(selectors\.py:.*")
"""A process that waits for another, which py-spy does not always tell from one that works."""

_STAGE = re.compile("|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(STAGES)))


class Profile(NamedTuple):
    """Samples by stage, and by function that ran."""

    stages: Counter[str]
    functions: Counter[str]


def profile(command: Sequence[str], stacks: Path) -> Profile:
    """Run a command, which begins with the interpreter, under py-spy, and count its samples.

    Raises:
        SystemExit: py-spy is not installed, or may not look at other processes.
    """
    spy = shutil.which("py-spy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if not spy:
        raise SystemExit("py-spy is not installed: pip install -e '.[bench]'")
    options = ("--subprocesses", "--function", "--rate", str(RATE), "--format", "raw", "--output", str(stacks))
    done = subprocess.run([spy, "record", *options, "--", *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"py-spy failed: {done.stderr.strip()}")
    return counted(stacks.read_text(encoding="utf-8"))


def counted(stacks: str) -> Profile:
    """Samples of stacks: functions from the outermost to the one that runs, and how often it was seen."""
    stages: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for line in stacks.splitlines():
        told, _, count = line.rpartition(" ")
        frames = [frame for frame in told.split(";") if not frame.startswith("process ")]
        if frames and not WAITING.fullmatch(frames[-1]):
            stages[_stage(frames)] += int(count)
            functions[frames[-1]] += int(count)
    return Profile(stages, functions)


def _stage(frames: Sequence[str]) -> str:
    for frame in frames:
        if found := _STAGE.fullmatch(frame):
            return STAGES[int(str(found.lastgroup)[1:])][0]
    return "engine"


def measure(given: argparse.Namespace, folder: Path) -> Facts:
    """Stages and functions of a run with one worker."""
    archive, output = folder / "profiled", folder / "profiled-out"
    write_short(archive, round(given.sample * 1e6 / given.report_bytes), given.report_bytes, seed=3)
    found = profile(minetext(archive, output, 1), folder / "stacks.txt")
    timings = passes(json.loads((output / "run.json").read_text(encoding="utf-8")))
    return {
        "about": about("py-spy"),
        "megabytes": size_of(archive),
        "samples": found.stages.total(),
        "timings": timings,
        "stages": dict(found.stages.most_common()),
        "functions": dict(found.functions.most_common(TOP)),
    }


def lines(facts: Facts) -> Iterator[str]:
    """Both tables, as Markdown."""
    all_ = facts["samples"]
    yield f"{facts['megabytes']:.0f} MB of short reports, one worker, {all_:,} looks at {RATE} a second.\n"
    yield "| stage | share |"
    yield "|---|---|"
    for name, count in facts["stages"].items():
        yield f"| {name} | {count / all_:.1%} |"
    timings = facts["timings"]
    yield "\nBy pass: " + ", ".join(
        f"{name} {timings[name] / timings['total']:.0%}" for name in timings if name != "total"
    )
    yield f"\n| the {len(facts['functions'])} functions with the most time of their own | share |"
    yield "|---|---|"
    for name, count in facts["functions"].items():
        yield f"| `{name}` | {count / all_:.1%} |"
