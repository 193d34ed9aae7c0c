"""The cluster engine beside the local one over one archive: the same bytes, undisturbed and with workers killed.

    python benchmarks/cluster.py [--reports 20000] [--report-bytes 2000] [--workers 2] [--kills 1] [--write]

Runs `minetext run` three times over a generated archive: on this machine, on a Dask cluster of this machine, and on one
of whose workers some are killed (SIGKILL) at seeded moments. Tells seconds by the clock, and of processors. Ends with
status 1 unless the tables of all three are the same.
"""

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from document import put

from minetext.engines.workers import cores

TABLES = ("documents", "figures", "activities", "checks", "reuse", "errors")

ROOT = Path(__file__).resolve().parent.parent


class Took(NamedTuple):
    """What a run took."""

    seconds: float
    processor: float
    """Seconds of all its processes that ended by themselves."""


def processor_seconds() -> float:
    """What all processes below this one have taken that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each table."""
    return {table: hashlib.sha256((folder / f"{table}.csv").read_bytes()).hexdigest() for table in TABLES}


def children(process: int) -> Iterator[int]:
    """The processes below one, at any depth."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="ascii").split()):
            yield child
            yield from children(child)


def is_worker(process: int) -> bool:
    """Whether a process is a Dask worker or the one below it that reads documents."""
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def run(archive: Path, output: Path, options: Sequence[str], moments: Sequence[float], random_: random.Random) -> Took:
    """Run over an archive, and kill a worker at each moment (seconds from the start)."""
    command = [sys.executable, "-m", "minetext", "run", str(archive), "-o", str(output), "--quiet", *options]
    started, spent = time.perf_counter(), processor_seconds()
    with subprocess.Popen(command, cwd=ROOT) as process:
        for moment in moments:
            time.sleep(max(0.0, started + moment - time.perf_counter()))
            workers = sorted(filter(is_worker, children(process.pid)))
            if workers and process.poll() is None:
                killed = random_.choice(workers)
                os.kill(killed, signal.SIGKILL)
                print(f"  killed {killed}, one of {len(workers)} processes, after {moment:.1f} s", flush=True)
        if process.wait() > 1:
            raise SystemExit(f"failed: {' '.join(command)}")
    return Took(time.perf_counter() - started, processor_seconds() - spent)


def generated(folder: Path, reports: int, size: int) -> Path:
    """An archive of so many reports of about so many bytes."""
    options = ("--reports", str(reports), "--report-bytes", str(size))
    subprocess.run([sys.executable, str(ROOT / "benchmarks" / "generate.py"), str(folder), *options], check=True)
    return folder


def compared(archive: Path, folder: Path, workers: int, kills: int, seed: int) -> Iterator[tuple[str, Took, list[str]]]:
    """Each way of running with what it took and the tables that are not those of this machine."""
    random_ = random.Random(seed)
    common = ("--workers", str(workers))
    took = run(archive, folder / "local", common, (), random_)
    expected = digests(folder / "local")
    yield "this machine", took, []
    for number, name in ((0, "Dask"), (kills, f"Dask, {kills} killed on the way")):
        moments = sorted(random_.uniform(0.3, 0.8) * took.seconds for _ in range(number))
        took = run(archive, folder / name, (*common, "--engine", "dask"), moments, random_)
        found = digests(folder / name)
        yield name, took, [table for table in TABLES if found[table] != expected[table]]


def main() -> None:
    """Generate, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--report-bytes", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write what was measured into docs/scale.md")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="minetext-cluster-"))
    size = f"{given.reports:,} generated reports of {given.report_bytes:,} bytes"
    lines = [f"{size}, {given.workers} workers, {cores()} cores:"]
    lines += ["", "| | seconds | of processors | tables that differ |", "|---|---|---|---|"]
    same = True
    try:
        archive = generated(folder / "archive", given.reports, given.report_bytes)
        for name, took, differing in compared(archive, folder, given.workers, given.kills, given.seed):
            lines.append(f"| {name} | {took.seconds:.1f} | {took.processor:.1f} | {', '.join(differing) or 'none'} |")
            print(lines[-1], flush=True)
            same = same and not differing
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if given.write:
        put("scale.md", "\n".join(lines) + "\n", "cluster")
    raise SystemExit(0 if same else 1)


if __name__ == "__main__":
    main()
