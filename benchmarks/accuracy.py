"""Score the figures against gold that was written by reading, peers on the same rows, and gold said in other ways.

    pip install -e '.[bench]'
    python benchmarks/accuracy.py [--real DIR] [--write]

Our own reports and their gold are in `corpus/`. `--real` names a folder with real texts: `real/*.txt` with
`gold/*.figures.csv` beside them, and `real/unlabelled/*.jsonl`, whose gold is in `corpus/gold/unlabelled/` (places and
cells, no text). `--write` puts what was measured into `docs/accuracy.md`.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from document import put
from peers import YEAR, Peer, peers
from rewrites import Annotated, rewrites

from minetext.evaluation import Score, Wrong, read_rows, score
from minetext.evaluation.cells import CELLS, Row
from minetext.model import Source, Verdict
from minetext.readers.decoding import decode
from minetext.stages import Options, stages
from minetext.tables.columns import COLUMNS, Origin, figure_row

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "corpus" / "gold"

APART = 10
"""Characters between two texts that are scored as one."""

EXAMPLES = 3
"""Examples of each confusion."""

SHOWN = 12
"""Characters shown on either side of an example."""

OWN, OWN_HELD = "our reports", "our reports, held back"
REAL, EXCERPTS, EXCERPTS_HELD = "real documents", "real excerpts", "real excerpts, held back"


class Part(NamedTuple):
    """A text with its gold rows."""

    text: str
    title: str
    rows: Sequence[Row]


class Gold(NamedTuple):
    """A gold file with the texts that it is about."""

    name: str
    group: str
    parts: Sequence[Part]


class Judged(NamedTuple):
    """Several texts scored as one."""

    text: str
    score: Score
    wrong: Sequence[Wrong]


@cache
def mined(text: str, title: str) -> tuple[Sequence[Row], int | None]:
    """The rows of figures.csv for a text, and the year of its first report."""
    built = stages(Options())
    source = built.fold(Source("", text, title))
    rows: list[Row] = []
    year = None
    for number, draft in enumerate(built.layout.drafts(source)):
        report = built.layout.report(source, draft)
        mining = built.mine(source, report, Verdict(f"d{number}", "kept"))
        year = year or (mining.year.year if mining.year else None)
        origin = Origin(source, report, Verdict(f"d{number}", "kept"))
        rows += [dict(zip(COLUMNS["figures"], figure_row(origin, one), strict=True)) for one in mining.read.figures]
    return rows, year


def found_rows(part: Part) -> Sequence[Row]:
    """What we find in a text."""
    return mined(part.text, part.title)[0]


def peer_rows(peer: Peer, part: Part) -> list[Row]:
    """What a peer finds in the paragraphs of a text."""
    year = mined(part.text, part.title)[1] or YEAR
    rows: list[Row] = []
    for line in re.finditer(r"[^\r\n]*\S[^\r\n]*", part.text):
        for row in peer.read(line[0], year):
            at = {name: str(int(row[name]) + line.start()) for name in ("start", "end")}
            rows.append({**row, **at})
    return rows


def judge(parts: Iterable[tuple[Part, Sequence[Row]]]) -> Judged:
    """Score texts, each with the rows found in it, as if they stood behind each other."""
    gold: list[Row] = []
    found: list[Row] = []
    text = ""
    for number, (part, rows) in enumerate(parts):
        reports = {(int(row["report_start"]), int(row["report_end"])) for row in part.rows}
        gold += [_moved(row, len(text), f"{number}:") for row in part.rows]
        found += [
            _moved(row, len(text), f"{number}:")
            for row in rows
            if any(start <= int(row["start"]) < end for start, end in reports)
        ]
        text += part.text + "\n" * APART
    result, wrong = score(gold, found)
    return Judged(text, result, wrong)


def _moved(row: Row, by: int, mark: str) -> Row:
    groups = {name: mark + row[name] for name in ("activity", "activity_id") if row.get(name)}
    places = {name: str(int(row[name]) + by) for name in ("start", "end", "report_start", "report_end") if name in row}
    return {**row, **groups, **places, "source": ""}


def own_gold(held: frozenset[str]) -> Iterator[Gold]:
    """Our own reports with their gold."""
    for path in sorted(GOLD.glob("*.figures.csv")):
        name = path.name.removesuffix(".figures.csv")
        text = decode((ROOT / "corpus" / "reports" / f"{name}.txt").read_bytes()).text
        yield Gold(name, OWN_HELD if name in held else OWN, [Part(text, "", read_rows(path))])


def real_gold(folder: Path, held: frozenset[str]) -> Iterator[Gold]:
    """The real documents with their gold, then the excerpts."""
    for path in sorted((folder / "gold").glob("*.figures.csv")):
        name = path.name.removesuffix(".figures.csv")
        text = decode((folder / "real" / f"{name}.txt").read_bytes()).text
        yield Gold(name, REAL, [Part(text, "", read_rows(path))])
    records = {
        f"{path.name}#{record['id']}": record
        for path in sorted((folder / "real" / "unlabelled").glob("*.jsonl"))
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    for path in sorted((GOLD / "unlabelled").glob("*.figures.csv")):
        name = path.name.removesuffix(".figures.csv")
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in read_rows(path):
            text = records[row["source"]]["text"]
            rows[row["source"]].append({**row, "text": text[int(row["start"]) : int(row["end"])]})
        parts = [Part(records[source]["text"], records[source].get("title") or "", of) for source, of in rows.items()]
        yield Gold(name, EXCERPTS_HELD if f"unlabelled/{name}" in held else EXCERPTS, parts)


def judged(golds: Iterable[Gold]) -> Judged:
    """What we read, scored."""
    return judge((part, found_rows(part)) for gold in golds for part in gold.parts)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table in Markdown; numbers below or equal to 1 with three decimals."""
    yield "| " + " | ".join(head) + " |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield "| " + " | ".join(f"{one:.3f}" if isinstance(one, float) else str(one) for one in row) + " |"
    yield ""


def score_row(name: str, of: Score) -> list[object]:
    """A row of the table of scores."""
    cells = [of.cells[cell] for cell in CELLS]
    figure = of.figure
    return [name, of.wanted, of.detect.f1, figure.precision, figure.recall, figure.f1, of.row.f1, *cells, of.link]


def groups_of(golds: Sequence[Gold]) -> dict[str, list[Gold]]:
    """The gold files of each group, groups in order."""
    groups: dict[str, list[Gold]] = {}
    for group in (OWN, OWN_HELD, REAL, EXCERPTS, EXCERPTS_HELD):
        members = [gold for gold in golds if gold.group == group]
        if members:
            groups[group] = members
    return groups


def scores(groups: dict[str, list[Gold]]) -> Iterator[str]:
    """Every group and every file of it."""
    head = ["gold", "figures", "detect F1", "figure P", "figure R", "figure F1", "row F1", *CELLS, "link"]
    rows = []
    for group, members in groups.items():
        rows.append(score_row(f"**{group}**", judged(members).score))
        rows += [score_row(gold.name, judged([gold]).score) for gold in members]
    yield from table(head, rows)


def kinds(groups: dict[str, list[Gold]]) -> Iterator[str]:
    """F1 of figures by kind."""
    results = {group: judged(members).score.kinds for group, members in groups.items()}
    names = sorted({kind for result in results.values() for kind in result})
    rows = [
        [kind] + [f"{result[kind][2]:.3f} ({result[kind][0]})" if kind in result else "" for result in results.values()]
        for kind in names
    ]
    yield from table(["kind", *results], rows)


def confusion(groups: dict[str, list[Gold]]) -> Iterator[str]:
    """What is wrong in our own reports, the commonest first; what is held back is not looked into."""
    result = judged(groups[OWN])
    cases: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for wrong in result.wrong:
        row = wrong.gold or wrong.found
        assert row is not None
        start, end = int(row["start"]), int(row["end"])
        before, behind = result.text[max(0, start - SHOWN) : start], result.text[end : end + SHOWN]
        shown = f"{before}【{result.text[start:end]}】{behind}".replace("\n", " ").replace("\r", "").replace("|", "¦")
        if wrong.gold is None or wrong.found is None:
            cases[wrong.why, row["kind"], ""].append(shown)
            continue
        for name in wrong.why.split():
            column = "activity_type" if name == "type" else name
            told, given = (row.get(column, "").replace("|", "¦") or "∅" for row in (wrong.gold, wrong.found))
            if name in ("type", "role", "kind"):
                cases[name, told, given].append(shown)
            else:
                cases[name, "", ""].append(shown if name == "figure" else f"{shown}: {told} → {given}")
    common = sorted(cases.items(), key=lambda case: (-len(case[1]), case[0]))
    rows = [
        [name, f"{told} → {given}" if given else told, len(found), "<br>".join(found[:EXAMPLES])]
        for (name, told, given), found in common
        if len(found) > 1
    ]
    yield from table(["cell", "gold → found", "times", "examples"], rows)


def _of(peer: Peer, rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["kind"] in peer.kinds]


def peer_tables(groups: dict[str, list[Gold]]) -> Iterator[str]:
    """Each peer and we on the rows of its kinds."""
    rows: list[list[object]] = []
    for peer in peers():
        readers: dict[str, Callable[[Part], Sequence[Row]]] = {
            peer.name: partial(peer_rows, peer),
            "minetext": found_rows,
        }
        for group, members in groups.items():
            parts = [part for gold in members for part in gold.parts]
            for name, read in readers.items():
                pairs = [(part._replace(rows=_of(peer, part.rows)), _of(peer, read(part))) for part in parts]
                result = judge(pairs).score
                figure = result.figure
                measures = [result.detect.f1, figure.precision, figure.recall, figure.f1]
                rows.append([group, ", ".join(peer.kinds), result.wanted, name, *measures])
    if rows:
        yield from table(["gold", "kinds", "figures", "reader", "detect F1", "figure P", "figure R", "figure F1"], rows)
    else:
        yield "No peer is installed.\n"


def robustness(golds: Sequence[Gold]) -> Iterator[str]:
    """Gold said in other ways."""
    parts = [part for gold in golds for part in gold.parts]
    base = judged(golds).score
    rows: list[list[object]] = [["as written", base.figure.f1, base.row.f1, "", ""]]
    for name, rewrite in rewrites(stages(Options()).rulebook).items():
        made = [rewrite(Annotated(part.text, part.rows)) for part in parts]
        result = judge((part, found_rows(part)) for part in (Part(one.text, "", one.rows) for one in made)).score
        losses = [
            f"{max(0.0, old - new):.3f}"
            for old, new in ((base.figure.f1, result.figure.f1), (base.row.f1, result.row.f1))
        ]
        rows.append([name, result.figure.f1, result.row.f1, *losses])
    yield from table(["rewrite", "figure F1", "row F1", "loss of figure F1", "loss of row F1"], rows)


def sample() -> Iterator[str]:
    """Figures drawn at random from real texts and judged by reading."""
    for path in sorted((GOLD / "unlabelled").glob("sample_*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        counts = Counter(row["verdict"] for row in rows)
        shares = {
            name: [row[name] for row in rows if row[name]].count("1") / max(1, sum(bool(row[name]) for row in rows))
            for name in ("item", "role")
        }
        yield (
            f"`{path.relative_to(ROOT)}`: {len(rows)} figures, {counts['right']} right, {counts['doubtful']} doubtful, "
            f"{counts['wrong']} wrong. Precision {1 - counts['wrong'] / len(rows):.3f}"
            f" ({counts['right'] / len(rows):.3f} where the doubtful count as wrong);"
            f" of the cells beside them, items {shares['item']:.3f}, roles {shares['role']:.3f}.\n"
        )
        yield from table(
            ["figure", "verdict", "why"],
            (
                [f"{row['source']} {row['start']}", row["verdict"], row["note"]]
                for row in rows
                if row["verdict"] != "right"
            ),
        )


def paragraphs(golds: Sequence[Gold]) -> Iterator[str]:
    """Recall on paragraphs that were read in full."""
    members = [gold for gold in golds if gold.name.startswith("government_paragraphs")]
    if members:
        result = judged(members).score
        yield (
            f"In 40 random paragraphs of them, read in full, there are {result.wanted} figures:"
            f" found {result.detect.recall:.3f}, with the right value, unit and modifier {result.figure.recall:.3f}.\n"
        )


def page(real: Path | None) -> Iterator[str]:
    """All that was measured, as Markdown."""
    held = frozenset((GOLD / "held_back.txt").read_text(encoding="utf-8").split())
    golds = [*own_gold(held), *(real_gold(real, held) if real else ())]
    groups = groups_of(golds)
    yield "### Scores\n"
    yield from scores(groups)
    yield "### By kind: F1 of figures (how many)\n"
    yield from kinds(groups)
    yield "### Peers on the same rows\n"
    yield from peer_tables(groups)
    yield "### Our reports said in other ways\n"
    yield from robustness(groups[OWN])
    yield "### Figures drawn at random from the government reports\n"
    yield from sample()
    yield from paragraphs(golds)
    yield "### What goes wrong in our reports\n"
    yield from confusion(groups)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lines = "\n".join(page(given.real)) + "\n"
    print(lines)
    if given.write:
        put("accuracy.md", lines)


if __name__ == "__main__":
    main()
