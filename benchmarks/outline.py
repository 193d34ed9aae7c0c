"""Score headings and sentence ends against what a reader judged, on samples of real reports, news and our own reports.

    python benchmarks/outline.py --real DIR [--write]
    python benchmarks/outline.py --real DIR --read SEED

`--read` prints a sample as it is cut today, for a reader: lines that may be headings (`H` where one was found) with the
lines around them, and passages with `‖` where a sentence was ended. Its judgement goes into `corpus/gold/outline/`:
places only, no text. `--write` puts the score into `docs/documents.md`. `DIR` holds `real/*.txt` and
`real/unlabelled/*.jsonl`.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from document import put

from minetext.layout.lines import lines
from minetext.model import Report, Source
from minetext.readers.decoding import decode
from minetext.stages import Options, stages

ROOT = Path(__file__).resolve().parent.parent
JUDGED = ROOT / "corpus" / "gold" / "outline"

LONGEST = 60
"""Characters of a line that may be a heading; longer ones may where they begin with a number."""

LINES, PASSAGES, PASSAGE = 130, 16, 420
"""How much is read of each group: lines, passages, and characters of a passage."""

PAGE = "outline"


class Text(NamedTuple):
    """A text to read."""

    group: str
    source: Source


class Score(NamedTuple):
    """Places that were right, given and wanted."""

    right: int
    given: int
    wanted: int

    def __str__(self) -> str:
        return f"{self.wanted} | {self.right / self.given:.3f} | {self.right / self.wanted:.3f}"


def texts(real: Path) -> Iterator[Text]:
    """Every text of the sample's groups."""
    for path in sorted((real / "real" / "unlabelled").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            name = f"{path.name}#{record['id']}"
            yield Text(path.stem.replace("_", " "), Source(name, record["text"], record.get("title", "")))
    for folder in (real / "real", ROOT / "corpus" / "reports"):
        for path in sorted(folder.glob("*.txt")):
            yield Text("reports", Source(path.name, decode(path.read_bytes()).text))


def reports(source: Source) -> list[Report]:
    """The reports of a text."""
    layout = stages(Options()).layout
    folded = stages(Options()).fold(source)
    return [layout.report(folded, draft) for draft in layout.drafts(folded)]


def headings(of: Sequence[Report]) -> set[int]:
    """Where headings begin."""
    return {section.heading.start for report in of for section in report.sections}


def ends(of: Sequence[Report]) -> set[int]:
    """Where sentences end."""
    return {sentence.span.end for report in of for sentence in report.sentences}


def candidates(text: str, of: Sequence[Report]) -> list[tuple[int, int]]:
    """The lines that may be headings: short ones, and those that begin with a number or a bracket; no titles."""
    found = []
    for line in lines(text):
        inside = any(
            report.span.start <= line.start < report.span.end
            and not (report.title_span and line.start == report.title_span.start)
            and not any(mask.start <= line.start < mask.end for mask in report.masked)
            for report in of
        )
        if inside and (line.width <= LONGEST or text[line.start] in "（(" or text[line.start].isnumeric()):
            found.append((line.start, line.end))
    return found


def read(real: Path, seed: int) -> None:
    """Print a sample."""
    groups: dict[str, list[Source]] = {}
    for group, source in texts(real):
        groups.setdefault(group, []).append(source)
    for group, sources in groups.items():
        chance = random.Random(f"{seed} {group}")
        pool = [(source, *span) for source in sources for span in candidates(source.text, reports(source))]
        print(f"== {group}: lines")
        for source, start, end in sorted(chance.sample(pool, min(LINES, len(pool))), key=lambda one: one[0].name):
            before = source.text[:start].rstrip().rpartition("\n")[2].strip()
            behind = source.text[end:].lstrip().partition("\n")[0].strip()
            mark = "H" if start in headings(reports(source)) else "-"
            line = source.text[start:end]
            print(f"{source.name} {start} {mark} [{before[-14:]}] {line[:70]} [{behind[:24]}]")
        print(f"== {group}: passages")
        for source in chance.sample(sources, min(PASSAGES, len(sources))):
            start = chance.choice([line.start for line in lines(source.text)])
            stop = min(start + PASSAGE, len(source.text))
            told, at = [], start
            for end in sorted(one for one in ends(reports(source)) if start < one <= stop):
                told.append(f"{source.text[at:end]}‖{end}‖")
                at = end
            print(f"{source.name} {start} {stop}\n{''.join(told)}{source.text[at:stop]}\n")


def score(real: Path) -> dict[str, tuple[Score, Score]]:
    """Headings and sentence ends by group."""
    by_name = {source.name: (group, source) for group, source in texts(real)}
    counts: dict[str, list[list[int]]] = {}
    for kind, name in enumerate(("headings", "sentences")):
        with (JUDGED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                group, source = by_name[row["source"]]
                start, stop = int(row["start"]), int(row["end"])
                found = headings(reports(source)) if name == "headings" else ends(reports(source))
                given = {one for one in found if (start == one if name == "headings" else start < one <= stop)}
                wanted = {int(one) for one in row["places"].split()}
                for one in sorted(given ^ wanted):
                    shown = source.text[max(0, one - 24) : one + 24].replace("\n", "\\n")
                    print(f"{'given' if one in given else 'missed'} {name} {row['source']} {one} {shown}")
                tally = counts.setdefault(group, [[0, 0, 0], [0, 0, 0]])[kind]
                for at, size in enumerate((len(given & wanted), len(given), len(wanted))):
                    tally[at] += size
    counts["all"] = [[sum(group[kind][at] for group in counts.values()) for at in range(3)] for kind in range(2)]
    return {group: (Score(*tallies[0]), Score(*tallies[1])) for group, tallies in counts.items()}


def main() -> None:
    """Read the options; print a sample or the score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--read", type=int, metavar="SEED")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.read is not None:
        read(options.real, options.read)
        return
    rows = [
        "| group | headings | precision | recall | sentence ends | precision | recall |",
        "|---|---|---|---|---|---|---|",
        *(f"| {group} | {first} | {second} |" for group, (first, second) in score(options.real).items()),
    ]
    print("\n".join(rows))
    if options.write:
        put("documents.md", "\n".join(rows) + "\n", PAGE)


if __name__ == "__main__":
    main()
