"""Generate an archive of reports of any size from our own samples: varied, seeded, with known duplicates.

Every report is made from a sample of `corpus/reports`: other places, other digits in the numbers, and sentences
without figures between its own (`filler.yaml`), so that figures stand about as densely as in real reports. A share of
the reports are copies of earlier ones under another title, in other width and spacing; `OUT.truth.csv` tells which.

    python benchmarks/generate.py OUT --megabytes 50 [--seed 1] [--format txt|jsonl] [--duplicates 0.1]
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from minetext.readers.decoding import decode

ROOT = Path(__file__).resolve().parent.parent
SHARD = 1000
"""Reports in a folder, or records in a file."""

BYTES_PER_FIGURE = 212
"""Bytes of text for each figure in a real page of work summaries."""

PLACES = [
    "青溪",
    "白石",
    "云岭",
    "丹枫",
    "岚河",
    "浍水",
    "柳塘",
    "石门",
    "松坪",
    "枫林",
    "临江",
    "北原",
    "南屏",
    "东湾",
    "西渡",
    "沙洲",
    "金盆",
    "银杏",
    "翠屏",
    "龙泉",
]
TITLES = ("工作总结", "年度工作总结", "工作情况汇报", "工作报告")
WIDE = str.maketrans("0123456789,()", "０１２３４５６７８９，（）")
NUMBER = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?(?!\d)")
FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千]+(?=[个名人户次元年月日])")


class Made(NamedTuple):
    """A generated report, and the name of the one that it is a copy of."""

    name: str
    title: str
    text: str
    copy_of: str


def samples() -> list[str]:
    """The texts of our own reports that are plain text."""
    paths = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
    return [decode(path.read_bytes()).text for path in paths]


def generate(seed: int, duplicates: float) -> Iterator[Made]:
    """Reports without end."""
    random_ = random.Random(seed)
    bases = samples()
    filler = yaml.safe_load((Path(__file__).parent / "filler.yaml").read_text(encoding="utf-8"))["sentences"]
    earlier: list[Made] = []
    number = 0
    while True:
        name = f"{number // SHARD:04d}/{number:07d}"
        number += 1
        if earlier and random_.random() < duplicates:
            original = random_.choice(earlier)
            made = Made(name, _title(random_), _disguise(original.text, random_), original.name)
        else:
            made = Made(name, _title(random_), vary(random_.choice(bases), filler, random_), "")
            if len(earlier) < SHARD:
                earlier.append(made)
            else:
                earlier[random_.randrange(SHARD)] = made
        yield made


def _title(random_: random.Random) -> str:
    return (
        f"{random_.choice(PLACES)}{random_.choice('县市区镇乡')}{random_.randint(1995, 2024)}年{random_.choice(TITLES)}"
    )


def vary(base: str, filler: list[str], random_: random.Random) -> str:
    """The body of a sample with other places and digits, and with sentences without figures between its own."""
    body = base.split("\n", 1)[1]
    for place in random_.sample(PLACES, 6):
        body = body.replace(random_.choice(PLACES), place)
    body = NUMBER.sub(lambda match: _digits(match[0], random_), body)
    wanted = len(FIGURE.findall(body)) * BYTES_PER_FIGURE - len(body.encode())
    lines = body.split("\n")
    while wanted > 0:
        sentence = random_.choice(filler)
        at = random_.randrange(len(lines))
        lines[at] += sentence
        wanted -= len(sentence.encode())
    return "\n".join(lines)


def _digits(number: str, random_: random.Random) -> str:
    """Another number of the same length; years stay years."""
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return number
    changed = [random_.choice("0123456789") if one.isdigit() else one for one in number[1:]]
    return random_.choice("123456789") + "".join(changed) if len(number) > 2 else number


def _disguise(text: str, random_: random.Random) -> str:
    """The same text in another width and spacing."""
    if random_.random() < 0.5:
        text = text.translate(WIDE)
    return text.replace("。", "。 ") if random_.random() < 0.5 else text.replace("\n", "\n\n")


def write(out: Path, megabytes: float, seed: int = 1, form: str = "txt", duplicates: float = 0.1) -> int:
    """Write an archive of so many megabytes and its `truth.csv` beside it; returns how many reports it holds."""
    out.mkdir(parents=True, exist_ok=True)
    left, count = int(megabytes * 1e6), 0
    records: list[str] = []
    with (out.parent / f"{out.name}.truth.csv").open("w", encoding="utf-8", newline="") as truth:
        rows = csv.writer(truth)
        rows.writerow(("name", "copy_of"))
        for made in generate(seed, duplicates):
            if left <= 0:
                break
            text = f"{made.title}\n\n{made.text}"
            left -= len(text.encode())
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
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("txt", "jsonl"), default="txt")
    parser.add_argument("--duplicates", type=float, default=0.1)
    given = parser.parse_args()
    count = write(given.out, given.megabytes, given.seed, given.format, given.duplicates)
    print(f"{count} reports in {given.out}")


if __name__ == "__main__":
    main()
