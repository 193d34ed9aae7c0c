"""Kill runs at random instants, let the same command go on, and compare what comes of it with an undisturbed run.

First a run over a generated archive is left alone, and its stages are timed. Then runs are begun, each into a folder of
its own, and SIGKILL goes to the main process, to all of its processes or to one of its workers, at an instant drawn
from a stage: while it starts, while it reads and judges, while it mines and compares, while the tables are moved into
place. The same command follows, killed as well or not, until one has come to its end. After each kill, every table
that stands in the folder must be whole, and no process of a killed run may go on. In the end all files must have the
bytes of the undisturbed run, run.json but for its timings, and nothing else may stand there or in the folder for
temporary files. Needs /proc.

    python benchmarks/kills.py OUT --kills 50 --seed 1 [--megabytes 2] [--workers 2] [--input FOLDER] [-- OPTIONS]

OPTIONS go to `minetext run`. Exits with 1 on any difference.
"""

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

GENERATE = Path(__file__).parent / "generate.py"
KINDS = ("main", "all", "worker")
IN_ONE_FOLDER = 3
"""Kills of the runs into one folder, at most."""

PARTIAL = Path(".minetext-partial")
STAGES = {
    "start": None, "survey": PARTIAL / "dedup", "mine": PARTIAL / "across", "moving": PARTIAL / "new" / "run.json",
}  # fmt: skip
"""The stages of a run, each with a file that is there from its beginning."""

SHARES = (1, 3, 4, 2)
"""How many kills fall in each stage, against the others."""

SLOW = 20
"""A run that takes so many times as long as the undisturbed one hangs."""

PATIENCE = 10
"""Seconds in which the workers of a killed run must have ended."""

PASSING = ("timings", "recalled")
"""What may differ in run.json."""


class Kill(NamedTuple):
    """A kill, and what it left behind."""

    target: str
    second: float
    stage: str
    """What the run was at, by what it had kept."""
    kept: str
    """How many stretches of the two passes the memory held."""
    faults: tuple[str, ...]


def main() -> int:
    """Kill, resume, compare."""
    args = arguments()
    if args.out.exists():
        raise SystemExit(f"{args.out} is there already")
    args.out.mkdir(parents=True)
    inputs = args.input or args.out / "archive"
    if not args.input:
        size = ["--megabytes", str(args.megabytes), "--seed", str(args.seed)]
        subprocess.run([sys.executable, str(GENERATE), str(inputs), *size], check=True)
    life = Life(args.out, inputs, args.workers, args.options, random.Random(args.seed))
    print(f"undisturbed: {life.duration:.1f} s, {life.stretches} stretches")
    kills: list[Kill] = []
    number = wrong = 0
    while len(kills) < args.kills:
        number += 1
        made, recalled, found = life.live(args.out / f"killed-{number}", args.kills - len(kills))
        kills += made
        for one in made:
            told = f"{one.second:6.2f} s  {one.stage:8} {one.kept:>11}  {'; '.join(one.faults)}"
            print(f"{number:5}  {one.target:6}  {told}", flush=True)
        found += [fault for one in made for fault in one.faults]
        wrong += bool(found)
        print(
            f"{number:5}  {'WRONG: ' + ', '.join(found) if found else f'the same bytes; {recalled} recalled'}",
            flush=True,
        )
    table(kills)
    print(f"{len(kills)} kills in {number} folders: {wrong} with anything wrong")
    return 1 if wrong else 0


class Life:
    """Runs into one folder after another, each compared with the one that nobody disturbed.

    Args:
        out: where everything is put.
        inputs: the archive.
        workers: processes of a run.
        options: more options of a run.
        random_: draws instants and targets.
    """

    def __init__(
        self, out: Path, inputs: Path, workers: int, options: Sequence[str], random_: random.Random
    ) -> None:  # fmt: skip
        self._inputs, self._workers, self._options, self._random = inputs, workers, options, random_
        self._temporary = out / "temporary"
        self._temporary.mkdir()
        self.duration = 3600.0
        """Seconds of the undisturbed run."""
        self._whole = out / "undisturbed"
        started = time.perf_counter()
        process = self._begin(self._whole)
        begins = [0.0]
        for mark in [self._whole / mark for mark in STAGES.values() if mark]:
            while process.poll() is None and not mark.exists():
                time.sleep(0.001)
            begins.append(time.perf_counter() - started)
        if status := self._end(process):
            raise SystemExit(f"the undisturbed run ended with {status}")
        self.duration = time.perf_counter() - started
        self._lengths = {
            stage: end - begin for stage, (begin, end) in zip(STAGES, pairwise([*begins, self.duration]), strict=True)
        }
        """Seconds of each stage."""
        self._files = files(self._whole)
        self.stretches = kept(self._whole)[0]
        """How many parts the archive is read in."""

    def live(self, folder: Path, most: int) -> tuple[list[Kill], int, list[str]]:
        """Runs into a folder, killed several times but not more than `most`, until one is done.

        Returns:
            The kills, how many stretches the last run recalled, and what is wrong with what it made.
        """
        kills = []
        for _ in range(self._random.randint(1, min(most, IN_ONE_FOLDER))):
            kill = self._kill(folder)
            if kill:
                kills.append(kill)
        status = self._end(self._begin(folder))
        if status:
            return kills, 0, [f"the run that went on ended with {status}"]
        found = list(self._differences(folder))
        recalled = facts(folder)["recalled"]
        if not found:
            shutil.rmtree(folder)
        return kills, recalled, found

    def _kill(self, folder: Path) -> Kill | None:
        """Begin a run and kill it, or one of its workers; none if it ends before."""
        kind = self._random.choice(KINDS)
        [stage] = self._random.choices(list(STAGES), SHARES)
        second = self._random.uniform(0, self._lengths[stage])
        began, started = time.time_ns(), time.perf_counter()
        process = self._begin(folder)
        while process.poll() is None and not _since(folder, stage, began):
            time.sleep(0.0005)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(second)
        if process.poll() is not None:
            return None
        at = time.perf_counter() - started
        below = children(process.pid)
        if kind == "worker" and not below:
            kind = "main"
        with contextlib.suppress(ProcessLookupError):
            if kind == "all":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                os.kill(self._random.choice(below) if kind == "worker" else process.pid, signal.SIGKILL)
        status = self._end(process)
        done, mined = (0, 0) if kind == "worker" else kept(folder)
        stage = "worker" if kind == "worker" else self._stage(folder, began, done, mined)
        faults = list(self._half_done(folder))
        if kind == "worker" and status:
            faults.append(f"a run that lost a worker ended with {status}")
        faults += [f"process {one} goes on" for one in left(below)]
        return Kill(kind, at, stage, f"{done}+{mined}", tuple(faults))

    def _stage(self, folder: Path, began: int, done: int, mined: int) -> str:
        """What a run was at, by the files that it had made since it began, and by what is kept."""
        if _since(folder, "moving", began) or (folder / "run.json").exists():
            return "moving"
        if _since(folder, "mine", began):
            return "across" if mined == self.stretches else "mine"
        if _since(folder, "survey", began):
            return "judge" if done == self.stretches else "survey"
        return "start"

    def _begin(self, folder: Path) -> "subprocess.Popen[bytes]":
        program = [sys.executable, "-m", "minetext", "run", str(self._inputs), "-o", str(folder)]
        options = ["--workers", str(self._workers), "--quiet", *self._options]
        environment = {**os.environ, "TMPDIR": str(self._temporary)}
        return subprocess.Popen(
            [*program, *options], start_new_session=True, stderr=subprocess.DEVNULL, env=environment
        )  # fmt: skip

    def _end(self, process: "subprocess.Popen[bytes]") -> int:
        """The status of a run, which must end."""
        try:
            return process.wait(SLOW * self.duration + 60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise SystemExit("the run hangs") from None

    def _half_done(self, folder: Path) -> Iterator[str]:
        """Tables that are not whole; all of them must be there if run.json is."""
        found = files(folder)
        yield from (f"{name} is half done" for name, data in found.items() if data != self._files.get(name))
        if (folder / "run.json").exists():
            yield from (f"{name} is missing" for name in self._files if name not in found)

    def _differences(self, folder: Path) -> Iterator[str]:
        """What differs from the undisturbed run, and what should not be there."""
        ours = files(folder)
        yield from (name for name in sorted({*ours, *self._files}) if ours.get(name) != self._files.get(name))
        one, other = facts(folder), facts(self._whole)
        yield from (f"run.json {name}" for name in other if name not in PASSING and one.get(name) != other[name])
        names = {path.name for path in folder.iterdir()} ^ {path.name for path in self._whole.iterdir()}
        yield from sorted(names)
        yield from (str(path) for path in self._temporary.iterdir())


def _since(folder: Path, stage: str, began: int) -> bool:
    """Whether a run that began then has come to a stage; what a killed one left behind is older."""
    mark = STAGES[stage]
    try:
        return mark is None or (folder / mark).stat().st_ctime_ns >= began
    except OSError:
        return False


def files(folder: Path) -> dict[str, bytes]:
    """Every table and text, by name."""
    paths = [*folder.glob("*.csv"), *(path for path in folder.glob("texts/**/*") if path.is_file())]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def facts(folder: Path) -> Mapping[str, Any]:
    """What run.json tells."""
    told: Mapping[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return told


def kept(folder: Path) -> tuple[int, int]:
    """How many stretches of the first and the second pass are in the memory, which is looked at in a copy."""
    with tempfile.TemporaryDirectory() as copy:
        for path in folder.glob("memory.sqlite*"):
            shutil.copy(path, copy)
        try:
            with contextlib.closing(sqlite3.connect(Path(copy) / "memory.sqlite")) as memory:
                counts = [memory.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("survey", "mine")]
        except sqlite3.OperationalError:  # it has no tables yet
            return 0, 0
    return counts[0], counts[1]


def children(process: int) -> list[int]:
    """The processes below one, workers and their own."""
    own: list[int] = []
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            own += map(int, (thread / "children").read_text().split())
    return [*own, *(below for one in own for below in children(one))]


def left(processes: Sequence[int]) -> list[int]:
    """Those of some processes that do not end; they are killed then."""
    until = time.monotonic() + PATIENCE
    while going := [one for one in processes if _goes_on(one)]:
        if time.monotonic() > until:
            for one in going:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
            return going
        time.sleep(0.01)
    return []


def _goes_on(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def table(kills: Sequence[Kill]) -> None:
    """Kills by what the run was at and by what was killed."""
    counts = Counter((one.stage, one.target) for one in kills)
    print("stage     " + "".join(f"{kind:>8}" for kind in KINDS))
    for stage in ("start", "survey", "judge", "mine", "across", "moving", "worker"):
        print(f"{stage:10}" + "".join(f"{counts[stage, kind]:8}" for kind in KINDS))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megabytes", type=float, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--input", type=Path, help="an archive of your own")
    parser.add_argument("options", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
