"""How fast whole runs are, on one core, on two, and beside JioNLP over the same text.

Runs are timed as a user sees them, start-up and writing included, each held on its cores. What is compared is run in
turns; a ratio is the median of those of the turns, so that both sides of each met the machine in the same state.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from generate import write, write_short
from results import Facts, about
from watching import minetext, size_of, watch

HERE = Path(__file__).resolve().parent


def _run(archive: Path, output: Path, workers: int) -> dict[str, Any]:
    """A run on as many cores as it has workers."""
    shutil.rmtree(output, ignore_errors=True)
    done = watch(minetext(archive, output, workers), cores=workers)
    told = json.loads((output / "run.json").read_text(encoding="utf-8"))
    return {
        "seconds": done.seconds,
        "cpu": done.cpu,
        "loaded": told["timings"]["total"],
        "figures": told["counts"]["figures"],
        "documents": told["counts"]["documents"],
    }


def measure(given: argparse.Namespace, folder: Path) -> Facts:
    """One worker and two over the same archive."""
    archive, output = folder / "speed", folder / "speed-out"
    write_short(archive, round(given.megabytes * 1e6 / given.report_bytes), given.report_bytes)
    rounds = [
        {str(workers): _run(archive, output, workers) for workers in _order(turn, (1, 2))}
        for turn in range(given.rounds)
    ]
    return {"about": about(), "megabytes": size_of(archive), "rounds": rounds}


def lines(facts: Facts) -> Iterator[str]:
    """Speed by workers, and their ratio."""
    size = facts["megabytes"]
    yield f"{size:.0f} MB of short reports, {len(facts['rounds'])} turns.\n"
    yield "| workers | seconds (median) | MB/s | reports/s | figures/s | seconds of processor time |"
    yield "|---|---|---|---|---|---|"
    for workers in ("1", "2"):
        runs = [turn[workers] for turn in facts["rounds"]]
        seconds = median(run["seconds"] for run in runs)
        yield (
            f"| {workers} | {seconds:.1f} | {size / seconds:.2f} | {runs[0]['documents'] / seconds:,.0f} |"
            f" {runs[0]['figures'] / seconds:,.0f} | {median(run['cpu'] for run in runs):.1f} |"
        )
    ratios = two_to_one(facts)
    yield f"\nTwo workers are **{median(ratios):.2f}** times as fast as one ({listed(ratios)})."


def one_core(facts: Facts) -> float:
    """MB a second on one core."""
    return float(facts["megabytes"] / median(turn["1"]["seconds"] for turn in facts["rounds"]))


def two_to_one(facts: Facts) -> list[float]:
    """How many times as fast two workers are, turn by turn."""
    return [turn["1"]["seconds"] / turn["2"]["seconds"] for turn in facts["rounds"]]


def measure_peer(given: argparse.Namespace, folder: Path) -> Facts:
    """minetext and JioNLP in turns, on one core, over short reports and over whole samples."""
    short, whole = folder / "beside-short", folder / "beside-whole"
    write_short(short, round(given.sample * 1e6 / given.report_bytes), given.report_bytes, seed=2)
    write(whole, given.sample, seed=2)
    return {
        "about": about("jionlp"),
        "archives": {
            name: {"megabytes": size_of(archive), "rounds": _beside(archive, folder / "beside-out", given.rounds)}
            for name, archive in (("short reports", short), ("whole samples", whole))
        },
    }


def _beside(archive: Path, output: Path, rounds: int) -> list[dict[str, float]]:
    """Seconds of both: of the process, and without what it loads."""
    found = []
    for _ in range(rounds):
        ours = _run(archive, output, 1)
        theirs = watch([sys.executable, str(HERE / "jionlp_time.py"), str(archive)], cores=1)
        read = json.loads(theirs.out.strip().splitlines()[-1])["seconds"]
        found.append(
            {"ours": ours["seconds"], "ours_loaded": ours["loaded"], "theirs": theirs.seconds, "theirs_loaded": read}
        )
    return found


def peer_lines(facts: Facts) -> Iterator[str]:
    """Both beside each other."""
    yield (
        f"JioNLP {facts['about']['libraries']['jionlp']} finds times and sums of money; minetext does all that it does:"
        " reads, splits, finds copies, figures, activities and checks, writes. Each on one core, in turns.\n"
    )
    yield "| archive | minetext, MB/s | JioNLP, MB/s | as fast, without loading | as fast, whole processes |"
    yield "|---|---|---|---|---|"
    for name, archive in facts["archives"].items():
        size, rounds = archive["megabytes"], archive["rounds"]
        ours, theirs = (size / median(turn[side] for turn in rounds) for side in ("ours_loaded", "theirs_loaded"))
        whole = median(turn["theirs"] / turn["ours"] for turn in rounds)
        loaded = beside(archive)
        yield (
            f"| {name}, {size:.0f} MB | {ours:.2f} | {theirs:.3f} | **{median(loaded):.1f}** ({listed(loaded)}) |"
            f" {whole:.1f} |"
        )


def beside(archive: Facts) -> list[float]:
    """How many times as fast as JioNLP, turn by turn, without what each of them loads."""
    return [turn["theirs_loaded"] / turn["ours_loaded"] for turn in archive["rounds"]]


def listed(ratios: Sequence[float]) -> str:
    """The ratios of all turns."""
    return ", ".join(f"{one:.2f}" for one in ratios)


def _order(turn: int, sides: tuple[int, int]) -> tuple[int, ...]:
    """Who begins changes from turn to turn."""
    return sides if turn % 2 == 0 else sides[::-1]
