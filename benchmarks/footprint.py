"""How soon a run is done with one small file, and how much memory and disk runs take by the size of the archive."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from generate import write_short
from results import Facts, about
from variation import SMALL_FILE
from watching import EVERY, minetext, size_of, watch

HERE = Path(__file__).resolve().parent
STARTS = 7


def measure_start(given: argparse.Namespace, folder: Path) -> Facts:
    """Seconds to the tables of one small file, several times; files are in the cache of the system by then."""
    seconds = []
    for _ in range(STARTS + 1):
        shutil.rmtree(folder / "start-out", ignore_errors=True)
        seconds.append(watch(minetext(SMALL_FILE, folder / "start-out", 0)).seconds)
    return {
        "about": about(), "file": SMALL_FILE.name, "bytes": SMALL_FILE.stat().st_size, "seconds": seconds[1:],
    }  # fmt: skip


def start_lines(facts: Facts) -> Iterator[str]:
    """The median and the ends."""
    seconds = facts["seconds"]
    yield (
        f"`minetext run` over one file of {facts['bytes'] / 1000:.1f} kB, from the start of the process to its end,"
        f" when the tables are written: **{median(seconds):.2f} s** (median of {len(seconds)}; {min(seconds):.2f} to"
        f" {max(seconds):.2f}). The first row stands in a table no later than that."
    )


def measure_memory(given: argparse.Namespace, folder: Path) -> Facts:
    """Peaks of a small archive and of a large one, and of finding copies alone."""
    return {
        "about": about(),
        "runs": [_footprint(folder, size, given.report_bytes) for size in (given.small, given.large)],
        "copies": [_copies(folder, reports) for reports in (given.copies // 10, given.copies)],
    }


def _footprint(folder: Path, size: float, report_bytes: int) -> dict[str, Any]:
    """A run with two workers."""
    archive, output = folder / "memory", folder / "memory-out"
    reports = write_short(archive, round(size * 1e6 / report_bytes), report_bytes)
    try:
        done = watch(minetext(archive, output, 2), folders=[output], every=EVERY)
        tables = sum(path.stat().st_size for path in output.glob("*.csv")) / 1e6
        return {
            "megabytes": size_of(archive), "reports": reports, "seconds": done.seconds, "tables": tables,
            "disk": done.disk, **done.memory._asdict(),
        }  # fmt: skip
    finally:
        shutil.rmtree(archive)
        shutil.rmtree(output, ignore_errors=True)


def _copies(folder: Path, reports: int) -> dict[str, Any]:
    """Finding the copies among so many reports, and nothing else."""
    scratch = folder / "copies"
    command = [sys.executable, str(HERE / "copies.py"), str(scratch), "--reports", str(reports)]
    done = watch(command, folders=[scratch], every=EVERY)
    return {"reports": reports, "disk": done.disk, **done.memory._asdict(), **json.loads(done.out)}


def bytes_a_report(facts: Facts) -> float:
    """Memory of its own that finding copies takes for each report more, in bytes."""
    few, many = facts["copies"]
    return float(max(0, (many["own"] - few["own"]) * 2**20 / (many["reports"] - few["reports"])))


def growth(facts: Facts) -> float:
    """Peak memory of the large archive by that of the small one, without what is told for finding copies."""
    small, large = facts["runs"]
    told = bytes_a_report(facts) * (large["reports"] - small["reports"]) / 2**20
    return float((large["all"] - told) / small["all"])


def memory_lines(facts: Facts) -> Iterator[str]:
    """Peaks by size, growth, bytes a report."""
    small, large = facts["runs"]
    yield "Two workers; MB of 2^20 bytes for memory, of 10^6 for files.\n"
    yield "| archive | reports | peak, main process | peak, all | of it not mapped files | peak disk of OUT | tables |"
    yield "|---|---|---|---|---|---|---|"
    for run in facts["runs"]:
        yield (
            f"| {run['megabytes']:,.0f} MB | {run['reports']:,} | {run['main']:.0f} MB | {run['all']:.0f} MB |"
            f" {run['own']:.0f} MB | {run['disk']:,.0f} MB | {run['tables']:,.0f} MB |"
        )
    few, many = facts["copies"]
    more = large["reports"] - small["reports"]
    yield "\n| reports, finding copies alone | peak | of it not mapped files | peak disk |\n|---|---|---|---|"
    for run in facts["copies"]:
        yield (f"| | {run['reports']:,} | {run['all']:.0f} MB | {run['own']:.0f} MB | {run['disk']:,.0f} MB |")
    disk = (many["disk"] - few["disk"]) * 1e6 / (many["reports"] - few["reports"])
    yield (
        f"\nFinding copies takes {bytes_a_report(facts):,.0f} bytes of memory and {disk:,.0f} bytes of disk a report."
        f" A whole run takes {(large['all'] - small['all']) * 2**20 / more:,.0f} bytes of memory for each report more."
        f" Peak memory of the large archive against the small one: {large['all'] / small['all']:.2f}; apart from the"
        f" bytes of finding copies **{growth(facts):.2f}**."
    )
