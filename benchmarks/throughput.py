"""Measure a generated archive: each stage, whole runs and their memory, and JioNLP beside it in the same run.

    pip install -e '.[bench]'
    python benchmarks/throughput.py [--megabytes 50] [--large 200] [--sample 1] [--write]

Runs are timed as a user sees them, start-up and writing included. Stages and the peer are timed on one sample of the
archive, in turns, best of five each, so that both meet the machine in the same state. `--write` puts the figures into
`docs/performance.md`. Needs a POSIX system, which tells how much memory a process took.
"""

import argparse
import csv
import logging
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

from document import put
from generate import write

from minetext.activities import shipped_model
from minetext.model import Source, Verdict
from minetext.readers import Stretch, list_inputs, open_stretch, stretches
from minetext.rulebook import load
from minetext.stages import Mining, Stages
from minetext.tables.cells import format_rows
from minetext.tables.columns import activity_row, check_row, document_row, figure_row

Result = TypeVar("Result")

ROUNDS = 5


class Run(NamedTuple):
    """A whole run in a process of its own."""

    megabytes: float
    workers: int
    seconds: float
    peak: float
    """Memory of the main process at its largest, in MB."""
    figures: int

    @property
    def speed(self) -> float:
        """MB of input a second."""
        return self.megabytes / self.seconds


def measure_run(archive: Path, workers: int, output: Path) -> Run:
    """Run the command line over an archive."""
    command = [sys.executable, "-m", "minetext", "run", str(archive), "-o", str(output)]
    started = perf_counter()
    process = subprocess.Popen([*command, "--workers", str(workers), "--quiet"])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"minetext run failed with status {process.returncode}")
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    with (output / "figures.csv").open(encoding="utf-8-sig", newline="") as rows:
        figures = sum(1 for _ in csv.reader(rows)) - 1
    size = sum(path.stat().st_size for path in archive.rglob("*") if path.is_file())
    return Run(size / 1e6, workers, seconds, peak, figures)


class Clock:
    """Adds up the seconds of each stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def time(self, stage: str, work: Callable[..., Result], *given: object) -> Result:
        """Do a piece of work and give its result."""
        started = perf_counter()
        result = work(*given)
        self.spent[stage] += perf_counter() - started
        return result


STEPS = {
    "fold": ("fold",), "layout": ("layout.drafts", "layout.report"), "dedup": ("signer.sign",),
    "figures": ("figures.read",), "activities": ("activities.read",), "evidence": ("evidence.read",),
    "checks": ("auditor.audit",), "facts": ("statements.facts",),
}  # fmt: skip
"""What is timed as which stage, wherever the stages call it."""


def timed(clock: Clock) -> Stages:
    """Stages of their own whose steps are timed."""
    built = Stages(load([]), shipped_model(), "zh")
    for stage, steps in STEPS.items():
        for step in steps:
            room, _, name = step.rpartition(".")
            owner = getattr(built, room) if room else built
            setattr(owner, name, partial(clock.time, stage, getattr(owner, name)))
    return built


def measure_stages(sample: Path) -> Counter[str]:
    """Seconds of each stage over the files of a folder; read and laid out twice, as in a run."""
    clock = Clock()
    built = timed(clock)
    files = list_inputs([str(sample)], sample / "stdin", sample / "out").files
    for stretch in [one for file in files for one in stretches(file)]:
        clock.time("read (twice)", _read, stretch)
        for source in clock.time("read (twice)", _read, stretch):
            folded = built.fold(source)
            built.layout.drafts(folded, ())
            for draft in built.layout.drafts(folded, ()):
                built.signer.sign(folded, draft)
                mining = built.mine(folded, built.layout.report(folded, draft), Verdict("x", "kept"))
                clock.time("tables", _rows, mining)
    return clock.spent


def _read(stretch: Stretch) -> list[Source]:
    return [one for one in open_stretch(stretch, "").contents if isinstance(one, Source)]


def _rows(mining: Mining) -> list[str]:
    origin, read = mining.origin, mining.read
    return [
        format_rows([document_row(origin)]),
        format_rows([figure_row(origin, one) for one in read.figures]),
        format_rows([activity_row(origin, one) for one in read.activities]),
        format_rows([check_row(origin, one) for one in mining.checks]),
    ]


def peer(texts: Sequence[str]) -> Callable[[], object] | None:
    """JioNLP's extraction of times and sums of money over the texts, or None where it is not installed."""
    try:
        import jionlp
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)  # it logs a traceback for every expression that it cannot parse
    return lambda: [(jionlp.ner.extract_time(text), jionlp.ner.extract_money(text)) for text in texts]


class Side(NamedTuple):
    """One sample, worked through by minetext and by the peer in turns."""

    megabytes: float
    stages: Counter[str]
    peer_seconds: float | None

    @property
    def seconds(self) -> float:
        """Of all stages."""
        return sum(self.stages.values())


def measure_side(sample: Path) -> Side:
    """Best of some rounds of each."""
    paths = sorted(path for path in sample.rglob("*") if path.is_file())
    texts = [path.read_bytes().decode() for path in paths]
    other = peer(texts)
    best: Counter[str] | None = None
    other_best: float | None = None
    for _ in range(ROUNDS):
        spent = measure_stages(sample)
        best = spent if best is None or spent.total() < best.total() else best
        if other:
            started = perf_counter()
            other()
            seconds = perf_counter() - started
            other_best = seconds if other_best is None else min(other_best, seconds)
    return Side(sum(path.stat().st_size for path in paths) / 1e6, best or Counter(), other_best)


def report(runs: Sequence[Run], side: Side) -> Iterator[str]:
    """The figures as Markdown."""
    yield f"Measured on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.\n"
    yield "| archive | workers | seconds | MB/s | figures/s | peak memory |"
    yield "|---|---|---|---|---|---|"
    for run in runs:
        yield (
            f"| {run.megabytes:.0f} MB | {run.workers} | {run.seconds:.1f} | {run.speed:.2f} |"
            f" {run.figures / run.seconds:,.0f} | {run.peak:.0f} MB |"
        )
    single = [run for run in runs if run.workers == 1]
    yield f"\nPeak memory, largest archive against smallest: {single[-1].peak / single[0].peak:.2f}."
    yield f"\n| stage | share | MB/s |\n|---|---|---|\n| all | 100 % | {side.megabytes / side.seconds:.2f} |"
    for stage, seconds in side.stages.most_common():
        yield f"| {stage} | {seconds / side.seconds:.0%} | {side.megabytes / seconds:.1f} |"
    if side.peer_seconds is None:
        yield "\nJioNLP is not installed: no comparison."
    else:
        yield (
            f"\nJioNLP, times and sums of money, same sample: {side.megabytes / side.peer_seconds:.2f} MB/s."
            f" minetext, all stages: {side.peer_seconds / side.seconds:.1f} times as fast."
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--large", type=float, default=200, help="0 leaves it out")
    parser.add_argument("--sample", type=float, default=1, help="megabytes for the stages and the peer")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="minetext-bench-"))
    try:
        write(folder / "sample", given.sample, seed=2)
        side = measure_side(folder / "sample")
        runs = []
        for name, size in (("small", given.megabytes), ("large", given.large)):
            if size:
                write(folder / name, size)
                runs += [measure_run(folder / name, workers, folder / "out") for workers in (1, 2)]
    finally:
        shutil.rmtree(folder)
    lines = "\n".join(report(runs, side)) + "\n"
    print(lines)
    if given.write:
        put("performance.md", lines)


if __name__ == "__main__":
    main()
