"""Measure speed and memory, and write `docs/performance.md` from what was measured last of each subject.

    pip install -e '.[bench]'
    python benchmarks/performance.py [--only speed,start] [--small 50] [--large 1000] ... [--write]

Subjects are speed, peer (JioNLP beside us), start, memory and profile; `--only` chooses, `--only none` writes the page
from what is stored. `--write` stores what was measured in `benchmarks/results/` and writes the page, in which the other
subjects, the million (`million.py`) and what is kept (`kept.py`) stand as they were measured last, with their own day.
At full size, the memory of a gigabyte takes longest; `--large 100` is enough for a look. Needs Linux, which has nothing
else to do.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import footprint
import kept
import million
import profiling
import speed
from document import put
from results import Facts, keep, read


class Subject(NamedTuple):
    """What is measured, and how it is told."""

    measure: Callable[[argparse.Namespace, Path], Facts] | None
    """None where it has a command of its own."""
    lines: Callable[[Facts], Iterator[str]]


SUBJECTS = {
    "speed": Subject(speed.measure, speed.lines),
    "peer": Subject(speed.measure_peer, speed.peer_lines),
    "start": Subject(footprint.measure_start, footprint.start_lines),
    "memory": Subject(footprint.measure_memory, footprint.memory_lines),
    "profile": Subject(profiling.measure, profiling.lines),
    "million": Subject(None, million.lines),
    "release": Subject(None, kept.lines),
}


def page(name: str, facts: Facts) -> str:
    """A part of the page: what was measured, then where and when."""
    about = facts["about"]
    libraries = ", ".join(f"{library} {number}" for library, number in about["libraries"].items())
    return (
        "\n".join(SUBJECTS[name].lines(facts))
        + f"\n\n<sub>{about['date']}, `{about['command']}`; {about['machine']}; Python {about['python']},"
        + f" minetext {about['minetext']}, {libraries}</sub>\n"
    )


def asked() -> Iterator[str]:
    """What was asked beside what was measured last."""
    yield "| asked | measured |\n|---|---|"
    if facts := read("speed"):
        yield f"| one core, end to end: 4 MB/s, 8 if it can be | {speed.one_core(facts):.2f} MB/s |"
        yield f"| two workers: 1.8 times one | {median(speed.two_to_one(facts)):.2f} |"
    if facts := read("peer"):
        ratios = ", ".join(f"{median(speed.beside(one)):.1f} ({name})" for name, one in facts["archives"].items())
        yield f"| 30 times JioNLP's times and sums of money | {ratios} |"
    if facts := read("start"):
        yield f"| from the start to the first row of a small file: 2 s | {median(facts['seconds']):.2f} s |"
    if facts := read("memory"):
        sizes = " and ".join(f"{run['megabytes']:,.0f}" for run in facts["runs"])
        told = f"{footprint.bytes_a_report(facts):.0f} bytes a report"
        yield (
            f"| peak memory of 50 MB and 1 GB within 15 %, apart from the bytes of finding copies |"
            f" {footprint.growth(facts) - 1:+.0%} ({sizes} MB; {told}) |"
        )
    if facts := read("million"):
        few, many = facts["runs"]
        yield (
            f"| a million reports in 12 times the time of 100,000 | {many['seconds'] / few['seconds']:.1f}"
            f" ({many['reports']:,} against {few['reports']:,}) |"
        )


def write_page() -> None:
    """Write what is stored into `docs/performance.md`."""
    put("performance.md", "\n".join(asked()) + "\n", "asked")
    for name in SUBJECTS:
        facts = read(name)
        put("performance.md", page(name, facts) if facts else "Not measured yet.\n", name)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    measured = [name for name, subject in SUBJECTS.items() if subject.measure]
    parser.add_argument("--only", default=",".join(measured), help="subjects, with commas between them, or none")
    parser.add_argument("--megabytes", type=float, default=50, help="of speed")
    parser.add_argument("--sample", type=float, default=10, help="megabytes of peer and profile")
    parser.add_argument("--rounds", type=int, default=3, help="turns of speed and peer")
    parser.add_argument("--small", type=float, default=50, help="megabytes of memory")
    parser.add_argument("--large", type=float, default=1000, help="megabytes of memory")
    parser.add_argument("--copies", type=int, default=100000, help="reports of finding copies alone")
    parser.add_argument("--report-bytes", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    wanted = [] if given.only == "none" else given.only.split(",")
    if unknown := set(wanted) - set(measured):
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    for name in wanted:
        measure = SUBJECTS[name].measure
        assert measure
        folder = Path(tempfile.mkdtemp(prefix="minetext-bench-"))
        try:
            facts = measure(given, folder)
        finally:
            shutil.rmtree(folder)
        if given.write:
            keep(name, facts)
        print(f"## {name}\n\n{page(name, facts)}", flush=True)
    if given.write:
        write_page()


if __name__ == "__main__":
    main()
