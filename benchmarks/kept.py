"""Are speed and memory kept? A few costs, in units that depend little on the machine, beside those of the last release.

    python benchmarks/kept.py [--release] [--rounds 2]

Processor time is told in units of a fixed piece of work in Python and regular expressions, timed in turns with what is
measured; memory in MB. Prints each by that of the last release (`benchmarks/results/release.json`) and ends with status
1 where one is more than twice as high. `--release` stores what was measured as that of the release. Needs half a
minute, Linux, and what the tests need.
"""

import argparse
import re
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generate import write_short
from results import Facts, about, keep, read
from variation import SMALL_FILE, samples
from watching import EVERY, Watched, watch
from watching import minetext as command

import minetext

REPORTS = 200
WORSE = 2.0
"""By that of the release: what may not be."""

UNITS = {
    "run": "a run over 200 reports, rules loaded, one worker",
    "again": "the same again, with its memory",
    "start": "a run over one small file, start included",
    "memory, one worker": "peak of all processes, 200 reports, MB",
    "memory, two workers": "peak of all processes, 200 reports, MB",
}
"""What is measured; processor time is told in calibrations."""


def calibration(text: str) -> int:
    """The fixed piece of work: some four tenths of a second."""
    found = 0
    for _ in range(8):
        counts: dict[tuple[str, int], int] = {}
        for match in re.finditer(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万]+|[^\W\d]{2,5}?(?=[，。、])", text):
            key = match[0][-2:], match.start() % 97
            counts[key] = counts.get(key, 0) + 1
        for (word, place), count in sorted(counts.items()):
            if word.isdigit() or place < 50:
                found += len([one for one in word if one.isalnum()]) * count
    return found


def processor_time() -> float:
    """Of this process and of those that it has waited for, in seconds."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], object]) -> float:
    """Processor time of a piece of work."""
    started = processor_time()
    work()
    return processor_time() - started


def measured(folder: Path, rounds: int) -> dict[str, float]:
    """Each cost: times in calibrations, the least of all turns; memory in MB."""
    archive, output = folder / "archive", folder / "out"
    write_short(archive, REPORTS)
    text = "\n".join(samples()) * 2

    def fresh() -> object:
        shutil.rmtree(output, ignore_errors=True)
        return minetext.run(archive, output)

    def small() -> object:
        shutil.rmtree(folder / "small", ignore_errors=True)
        return watch(command(SMALL_FILE, folder / "small", 1))

    works = {"run": fresh, "again": lambda: minetext.run(archive, output), "start": small}
    fresh()  # rules are loaded from here on
    found: dict[str, list[float]] = {name: [] for name in works}
    before = timed(lambda: calibration(text))
    for _ in range(rounds):
        for name, work in works.items():
            spent = timed(work)
            after = timed(lambda: calibration(text))
            found[name].append(2 * spent / (before + after))
            before = after
    return {
        **{name: round(min(all_), 3) for name, all_ in found.items()},
        "memory, one worker": round(_watched(archive, output, 1).memory.all, 1),
        "memory, two workers": round(_watched(archive, output, 2).memory.all, 1),
    }


def _watched(archive: Path, output: Path, workers: int) -> Watched:
    shutil.rmtree(output, ignore_errors=True)
    return watch(command(archive, output, workers), every=EVERY / 4)


def compared(now: Mapping[str, float], release: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Each cost that the release has, too, by that of the release."""
    for name, cost in now.items():
        if name in release:
            yield name, cost / release[name]


def lines(facts: Facts) -> Iterator[str]:
    """The costs of the release, as Markdown."""
    yield "| cost | what | of the last release |\n|---|---|---|"
    for name, cost in facts["costs"].items():
        yield f"| {name} | {UNITS[name]} | {cost:.2f} |"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", action="store_true", help="store what is measured as that of the release")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="minetext-kept-"))
    try:
        now = measured(folder, given.rounds)
    finally:
        shutil.rmtree(folder)
    release = read("release")
    ratios = dict(compared(now, release["costs"] if release else {}))
    for name, cost in now.items():
        told = f"{ratios[name]:.2f} of the release" if name in ratios else "not known of the release"
        print(f"{name:20} {cost:8.2f}   {told}   ({UNITS[name]})")
    if given.release:
        keep("release", {"about": about(), "costs": now})
    elif worse := [name for name, ratio in ratios.items() if ratio > WORSE]:
        sys.exit(f"more than {WORSE:g} times that of the release: {', '.join(worse)}")


if __name__ == "__main__":
    main()
