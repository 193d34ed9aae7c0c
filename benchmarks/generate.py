"""Generate an archive of reports of any size from our own samples: varied, seeded, with known duplicates.

By megabytes, every report is a sample of `corpus/reports` with other places, other digits in the numbers, and sentences
without figures between its own (`filler.yaml`), so that figures stand about as densely as in real reports. By number,
reports are short and made of single paragraphs (`short.py`), a million in a few minutes. A share of the reports are
copies of earlier ones under another title, in other width and spacing; `OUT.truth.csv` tells which.

    python benchmarks/generate.py OUT --megabytes 50 [--seed 1] [--format txt|jsonl] [--duplicates 0.1]
    python benchmarks/generate.py OUT --reports 1000000 [--report-bytes 2000] ...
"""

import argparse
import csv
import json
import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from short import Short
from variation import Made, Varied

SHARD = 1000
"""Reports in a folder, or records in a file; also how many earlier reports a copy may be made of."""


class Maker(Protocol):
    """Makes reports one by one."""

    def report(self, name: str) -> Made:
        """A report of its own."""

    def copy(self, name: str, original: Made) -> Made:
        """A report in disguise, under another title."""


def generate(random_: random.Random, duplicates: float, maker: Maker) -> Iterator[Made]:
    """Reports without end."""
    earlier: list[Made] = []
    number = 0
    while True:
        name = f"{number // SHARD:04d}/{number:07d}"
        number += 1
        if earlier and random_.random() < duplicates:
            made = maker.copy(name, random_.choice(earlier))
        else:
            made = maker.report(name)
            if len(earlier) < SHARD:
                earlier.append(made)
            else:
                earlier[random_.randrange(SHARD)] = made
        yield made


def _until(size: float, made: Iterator[Made]) -> Iterator[Made]:
    """As many as make so many bytes."""
    left = int(size)
    while left > 0:
        one = next(made)
        left -= len(_text(one).encode())
        yield one


def _text(made: Made) -> str:
    return f"{made.title}\n\n{made.text}"


def write(out: Path, megabytes: float, seed: int = 1, form: str = "txt", duplicates: float = 0.1) -> int:
    """Write an archive of so many megabytes and its `truth.csv` beside it; returns how many reports it holds."""
    random_ = random.Random(seed)
    return _write(out, _until(megabytes * 1e6, generate(random_, duplicates, Varied(random_))), form)


def write_short(
    out: Path, reports: int, size: int = 2000, seed: int = 1, form: str = "txt", duplicates: float = 0.1
) -> int:
    """Write an archive of so many reports of about so many bytes each, and its `truth.csv` beside it."""
    random_ = random.Random(seed)
    return _write(out, islice(generate(random_, duplicates, Short(size, random_)), reports), form)


def _write(out: Path, reports: Iterable[Made], form: str) -> int:
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    records: list[str] = []
    with (out.parent / f"{out.name}.truth.csv").open("w", encoding="utf-8", newline="") as truth:
        rows = csv.writer(truth)
        rows.writerow(("name", "copy_of"))
        for made in reports:
            text = _text(made)
            count += 1
            rows.writerow((made.name, made.copy_of))
            if form == "txt":
                path = out / f"{made.name}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="")
                continue
            records.append(json.dumps({"id": made.name, "title": made.title, "text": text}, ensure_ascii=False))
            if len(records) == SHARD:
                _write_records(out, count, records)
    _write_records(out, count, records)
    return count


def _write_records(out: Path, count: int, records: list[str]) -> None:
    if records:
        (out / f"{(count - 1) // SHARD:06d}.jsonl").write_text("\n".join(records) + "\n", encoding="utf-8", newline="")
        records.clear()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--megabytes", type=float, default=10)
    size.add_argument("--reports", type=int, help="so many short reports instead")
    parser.add_argument("--report-bytes", type=int, default=2000, help="of a short report, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("txt", "jsonl"), default="txt")
    parser.add_argument("--duplicates", type=float, default=0.1)
    given = parser.parse_args()
    rest = given.seed, given.format, given.duplicates
    if given.reports is None:
        count = write(given.out, given.megabytes, *rest)
    else:
        count = write_short(given.out, given.reports, given.report_bytes, *rest)
    print(f"{count} reports in {given.out}")


if __name__ == "__main__":
    main()
