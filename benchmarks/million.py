"""A million reports on one machine: time, memory and disk, and whether every table is whole.

    python benchmarks/million.py [--reports 1000000] [--format txt|jsonl] [--folder DIR] [--keep] [--write]

Generates a tenth of the reports and all of them, runs over each with two workers, and holds the tables against run.json
and the sources: rows counted anew, keys that belong to a report, a seeded sample of spans cut from the source again,
planted copies that were found. `--write` stores it in `benchmarks/results/`, from where `performance.py --only none
--write` puts it into the page. Needs Linux and, for a million, some 20 GB.
"""

import argparse
import csv
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generate import SHARD, write_short
from results import Facts, about, keep
from watching import minetext, passes, size_of, watch

from minetext.tables.rows import TableRow, table_rows

EVERY = 1.0
"""Seconds from one look at the memory to the next."""

SAMPLE = 2000
"""Rows of a table whose spans are followed."""

SPANNED = ("figures", "activities", "checks", "reuse")
ASKED = 12
"""Times as long that ten times as many reports may take."""


class BrokenError(Exception):
    """A table is not whole."""


def measured(reports: int, given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """A run over so many generated reports, watched, and its tables examined.

    Raises:
        BrokenError: a table is not whole.
    """
    archive, output = folder / f"archive-{reports}", folder / f"out-{reports}"
    write_short(archive, reports, given.report_bytes, form=given.format)
    print(f"{reports:,} reports generated", flush=True)
    done = watch(minetext(archive, output, given.workers), folders=[output], every=EVERY)
    print(f"{reports:,} reports run in {done.seconds:.0f} s", flush=True)
    facts = json.loads((output / "run.json").read_text(encoding="utf-8"))
    found = {
        "reports": reports, "megabytes": size_of(archive), "seconds": done.seconds, "cpu": done.cpu,
        "disk": done.disk, **done.memory._asdict(), "timings": passes(facts), "counts": facts["counts"],
        "sizes": {path.name: path.stat().st_size / 1e6 for path in sorted(output.iterdir()) if path.is_file()},
        "checked": examine(archive, output, facts, reports),
    }  # fmt: skip
    if not given.keep:
        shutil.rmtree(archive)
        shutil.rmtree(output)
    return found


def examine(archive: Path, output: Path, facts: Mapping[str, Any], reports: int) -> dict[str, Any]:
    """Hold the tables of a run against run.json, each other and the archive.

    Raises:
        BrokenError: they do not agree.
    """
    counts = facts["counts"]
    inputs = reports if any(archive.rglob("*.txt")) else -(-reports // SHARD)
    _equal("documents", counts["documents"], reports)
    _equal("inputs", counts["inputs"], inputs)
    _equal("inputs listed", len(facts["inputs"]), inputs)
    _equal("errors", counts["errors"], 0)
    duplicate_of, source_of = {}, {}
    for row in table_rows(output, "documents"):
        source_of[row["doc_id"]] = row["source"]
        if row["status"] == "duplicate":
            duplicate_of[row["source"]] = row["duplicate_of"]
    _equal("rows of documents", len(source_of), reports)
    rows = {"documents": reports}
    random_ = random.Random(1)
    followed = 0
    for table in SPANNED:
        kept: list[TableRow] = []
        rows[table] = 0
        for row in table_rows(output, table):
            rows[table] += 1
            _equal(f"source of a row of {table}", source_of.get(row["doc_id"]), row["source"])
            if len(kept) < SAMPLE:
                kept.append(row)
            elif (at := random_.randrange(rows[table])) < SAMPLE:
                kept[at] = row
        _equal(f"rows of {table}", rows[table], counts[table])
        followed += sum(_follow(archive, table, row) for row in kept)
    for table, files in facts["tables"].items():
        _equal(f"rows of {table} in run.json", sum(one["rows"] for one in files), rows.get(table, 0))
    return {"rows": rows, "spans": followed, "copies": _copies(archive, duplicate_of, source_of)}


def _equal(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise BrokenError(f"{what}: {found}, not {wanted}")


def _follow(archive: Path, table: str, row: TableRow) -> bool:
    """Cut the span of a row from its source; a check of a table's cells has none."""
    if not row["start"]:
        return False
    name, _, record = row["source"].partition("#")
    path = archive / name
    text = path.read_bytes().decode() if not record else _record(path, record)
    _equal(f"span of a row of {table} in {row['source']}", text[int(row["start"]) : int(row["end"])], row["text"])
    return True


def _record(path: Path, name: str) -> str:
    """The text of a record of a jsonl file."""
    with path.open(encoding="utf-8") as lines:
        return next(str(one["text"]) for one in map(json.loads, lines) if one["id"] == name)


def _copies(archive: Path, duplicate_of: Mapping[str, str], source_of: Mapping[str, str]) -> dict[str, int]:
    """Planted copies, and those among them that are told to be duplicates, with the original, too."""
    names = {_name(source): source for source in source_of.values()}
    root = {_name(source): _name(source_of[other]) for source, other in duplicate_of.items()}
    planted = found = 0
    with (archive.parent / f"{archive.name}.truth.csv").open(encoding="utf-8", newline="") as truth:
        for row in csv.DictReader(truth):
            _equal("a report of the archive in documents", row["name"] in names, True)
            if row["copy_of"]:
                planted += 1
                # of two copies, either may be the one that counts
                found += root.get(row["name"], row["name"]) == root.get(row["copy_of"], row["copy_of"])
    return {"planted": planted, "found": found, "duplicates": len(duplicate_of)}


def _name(source: str) -> str:
    """The generator's name of a report, from that of its source."""
    return source.partition("#")[2] or source.removesuffix(".txt")


def lines(facts: Facts) -> Iterator[str]:
    """Both runs, as Markdown."""
    few, many = facts["runs"]
    yield f"{facts['format']}, {facts['workers']} workers, reports of {facts['report_bytes']:,} bytes.\n"
    yield "| | " + " | ".join(f"{run['reports']:,} reports" for run in (few, many)) + " |"
    yield "|---|---|---|"
    cells: dict[str, Callable[[Facts], str]] = {
        "input": lambda run: f"{run['megabytes']:,.0f} MB",
        "wall time": lambda run: f"{run['seconds']:,.0f} s ({run['seconds'] / 60:,.1f} min)",
        "processor time": lambda run: f"{run['cpu']:,.0f} s",
        "MB/s": lambda run: f"{run['megabytes'] / run['seconds']:.2f}",
        "reports/s": lambda run: f"{run['reports'] / run['seconds']:,.0f}",
        "by pass": lambda run: ", ".join(f"{one} {took:,.0f} s" for one, took in run["timings"].items()),
        "peak memory, main process": lambda run: f"{run['main']:,.0f} MB",
        "peak memory, all processes": lambda run: f"{run['all']:,.0f} MB",
        "of it not mapped files": lambda run: f"{run['own']:,.0f} MB",
        "peak disk of OUT": lambda run: f"{run['disk']:,.0f} MB",
        "files at the end": lambda run: ", ".join(f"{one} {size:,.0f} MB" for one, size in run["sizes"].items()),
        "rows": lambda run: ", ".join(f"{table} {rows:,}" for table, rows in run["checked"]["rows"].items()),
        "spans followed, all right": lambda run: f"{run['checked']['spans']:,}",
        "planted copies found": lambda run: f"{run['checked']['copies']['found']:,}",
    }
    for name, tell in cells.items():
        yield f"| {name} | {tell(few)} | {tell(many)} |"
    yield (
        f"\n{many['reports'] / few['reports']:.0f} times as many reports take"
        f" **{many['seconds'] / few['seconds']:.1f}** times as long (asked: at most {ASKED})."
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000000)
    parser.add_argument("--report-bytes", type=int, default=2000)
    parser.add_argument("--format", choices=("txt", "jsonl"), default="txt")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where archives and tables go; else a folder for temporary files")
    parser.add_argument("--keep", action="store_true", help="leave them there")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="minetext-million-"))
    try:
        runs = [measured(reports, given, folder) for reports in (given.reports // 10, given.reports)]
    finally:
        if not given.folder and not given.keep:
            shutil.rmtree(folder)
    facts = {
        "about": about(), "format": given.format, "workers": given.workers, "report_bytes": given.report_bytes,
        "runs": runs,
    }  # fmt: skip
    if given.write:  # first of all, since it took hours
        keep("million", facts)
    print("\n".join(lines(facts)))


if __name__ == "__main__":
    main()
