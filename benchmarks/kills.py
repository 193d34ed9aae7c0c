"""Kill runs at random instants, let the same command go on, and compare the tables with those of an undisturbed run.

First a run over a generated archive is left alone and timed. Then runs are begun, each into a folder of its own, and
SIGKILL goes to the main process or to one of its workers at an instant drawn from the whole duration; the same command
follows, killed as well or not, until one has come to its end. Every table must have the bytes of the undisturbed run,
and run.json its counts. POSIX only: workers are found by /proc or `pgrep`.

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
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

GENERATE = Path(__file__).parent / "generate.py"
HOUR = 3600
LONGEST_LIFE = 8
"""Kills of the runs into one folder, at most."""
SLOW = 20
"""A run that takes so many times as long as the undisturbed one hangs."""


class Kill(NamedTuple):
    """A kill, and what became of the run."""

    folder: int
    target: str
    """`main`, `worker` or `none` where the run was over before."""
    second: float
    status: int | None
    """Of the killed main process, or of the run that lost a worker."""


def children(process: int) -> list[int]:
    """The processes below one, workers and their own."""
    with contextlib.suppress(OSError):
        own = [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
        return [*own, *(below for one in own for below in children(one))]
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def command(inputs: Path, output: Path, workers: int, options: Sequence[str]) -> list[str]:
    """`minetext run` as a user calls it."""
    program = [sys.executable, "-m", "minetext", "run", str(inputs), "-o", str(output)]
    return [*program, "--workers", str(workers), "--quiet", *options]


def finish(process: subprocess.Popen[bytes], seconds: float) -> int:
    """The status of a process that must end in time; its group goes with it."""
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        end_group(process)
        raise SystemExit(f"the run did not end within {seconds:.0f} s") from None


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill what a killed main process left behind: on a real machine it ends by itself, here it would disturb."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def tables(folder: Path) -> dict[str, bytes]:
    """Every table and text, by name."""
    paths = [*folder.glob("*.csv"), *(path for path in folder.glob("texts/**/*") if path.is_file())]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def differences(folder: Path, undisturbed: Path) -> Iterator[str]:
    """What differs between two finished runs."""
    ours, theirs = tables(folder), tables(undisturbed)
    yield from (name for name in sorted({*ours, *theirs}) if ours.get(name) != theirs.get(name))
    facts, expected = (json.loads((one / "run.json").read_text(encoding="utf-8")) for one in (folder, undisturbed))
    yield from (f"run.json {name}" for name in ("counts", "tables", "inputs") if facts[name] != expected[name])
    litter = {one.name for one in folder.iterdir()} - {one.name for one in undisturbed.iterdir()}
    yield from sorted(litter)


def life(
    number: int, inputs: Path, folder: Path, duration: float, most: int, workers: int, options: Sequence[str],
    random_: random.Random,
) -> Iterator[Kill]:  # fmt: skip
    """Runs into a folder, killed some `most` times at most, until one is done; each kill is told."""
    call = command(inputs, folder, workers, options)
    for _ in range(random_.randint(1, min(most, LONGEST_LIFE))):
        second, aim = random_.uniform(0, duration), random_.choice(("main", "worker"))
        process = subprocess.Popen(call, start_new_session=True, stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(second)
        if process.poll() is not None:
            yield Kill(number, "none", second, process.returncode)
            continue
        below = children(process.pid)
        target = random_.choice(below) if aim == "worker" and below else process.pid
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
        status = finish(process, SLOW * duration + 60)
        yield Kill(number, "main" if target == process.pid else "worker", second, status)
        end_group(process)
    last = subprocess.Popen(call, start_new_session=True)
    if status := finish(last, SLOW * duration + 60):
        raise SystemExit(f"the run that nobody disturbed ended with {status}")


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
        # files that were changed a moment ago are read again on purpose
        for path in inputs.rglob("*"):
            os.utime(path, (time.time() - HOUR,) * 2)
    started = time.perf_counter()
    subprocess.run(command(inputs, args.out / "undisturbed", args.workers, args.options), check=True)
    duration = time.perf_counter() - started
    print(f"undisturbed: {duration:.1f} s")
    random_ = random.Random(args.seed)
    kills, number, wrong = 0, 0, 0
    print("folder  target  second  status")
    while kills < args.kills:
        number += 1
        folder = args.out / f"killed-{number}"
        for kill in life(number, inputs, folder, duration, args.kills - kills, args.workers, args.options, random_):
            kills += kill.target != "none"
            print(f"{kill.folder:6}  {kill.target:6}  {kill.second:6.2f}  {kill.status}", flush=True)
        found = list(differences(folder, args.out / "undisturbed"))
        wrong += bool(found)
        print(f"{number:6}  {'differs: ' + ', '.join(found) if found else 'the same bytes'}", flush=True)
        if not found:
            shutil.rmtree(folder)
    print(f"{kills} kills in {number} folders: {wrong} differ from the undisturbed run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
