"""`python -m tests.fuzz --count 100000 --seed 1`: mutated inputs through all stages, and what went wrong."""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from .checking import Failure
from .inputs import made
from .minimising import minimised
from .running import Job, alone, no_converters, run

SHOWN = 3
"""Failures of one cause that are told in full and kept."""


def main() -> int:
    """Run as the command line says; 1 where anything failed."""
    given = _arguments()
    if given.minimise:
        return _minimise(given.seed, given.first, given.keep)
    job = Job(given.seed, given.first, given.count, given.workers, given.minutes, given.limit)
    started = told = time.monotonic()
    counts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    inputs, seconds, slowest = 0, 0.0, (0.0, -1)
    for batch, checked in run(job):
        inputs += checked.inputs
        seconds += checked.seconds
        counts += checked.counts
        slowest = max(slowest, checked.slowest)
        for failure in checked.failures:
            causes[failure.where] += 1
            if causes[failure.where] <= SHOWN:
                _tell(failure, given.seed, batch, given.keep)
        if time.monotonic() - told > given.every:
            told = time.monotonic()
            _progress(inputs, given.count, told - started, seconds, causes, slowest)
    _progress(inputs, given.count, time.monotonic() - started, seconds, causes, slowest)
    print("counted:", ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    for where, count in causes.most_common():
        print(f"{count:6} {where}")
    return 1 if causes else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="which inputs: number N of a seed is always the same")
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--count", type=int, default=100_000, help="how many inputs")
    parser.add_argument("--workers", type=int, default=1, help="processes")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes")
    parser.add_argument("--limit", type=float, default=60, help="seconds after which an input hangs")
    parser.add_argument("--every", type=float, default=30, help="seconds between two lines of progress")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"), help="where failing inputs are kept")
    parser.add_argument("--minimise", action="store_true", help="make the failing input --first small, and keep it")
    return parser.parse_args()


def _progress(
    inputs: int, count: int, wall: float, seconds: float, causes: Counter[str], slowest: tuple[float, int]
) -> None:
    rates = f"{inputs / max(wall, 1e-9):.0f}/s, {inputs / max(seconds, 1e-9):.0f} per second of processor"
    failed = f"{causes.total()} failures of {len(causes)} causes"
    print(
        f"{inputs} of {count} in {wall:.0f} s ({rates}); {failed}; slowest {slowest[0]:.2f} s: {slowest[1]}", flush=True
    )


def _tell(failure: Failure, seed: int, batch: int, keep: Path) -> None:
    """Show a failure with the line that shows it again, and keep its input."""
    first, count = (failure.number, 1) if failure.number >= 0 else (batch, 100)
    print(f"FAILED {failure.where}\n  python -m tests.fuzz --seed {seed} --first {first} --count {count}", flush=True)
    keep.mkdir(parents=True, exist_ok=True)
    name = f"{seed}-{first}"
    recipe = ""
    if failure.number >= 0:
        one = made(seed, failure.number)
        recipe = f"{one.name!r}: {' > '.join(one.recipe)}\n"
        (keep / f"{name}.bin").write_bytes(one.data)
    (keep / f"{name}.txt").write_text(
        f"{failure.where}\n{recipe}{failure.detail}\n", encoding="utf-8", errors="replace"
    )
    print(f"  {recipe}  {failure.detail.strip()[-600:]}", flush=True)


def _minimise(seed: int, number: int, keep: Path) -> int:
    no_converters()
    causes = {failure.where for failure in alone(seed, number).failures}
    if not causes:
        print("it does not fail")
        return 0

    def fails(data: bytes) -> bool:
        return bool(causes & {failure.where for failure in alone(seed, number, data=data).failures})

    data = minimised(made(seed, number).data, fails)
    keep.mkdir(parents=True, exist_ok=True)
    (keep / f"{seed}-{number}.min").write_bytes(data)
    print(f"{causes}: {len(data)} bytes: {data[:2000]!r}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
