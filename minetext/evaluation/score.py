"""Precision, recall and F1 of figures, and the share of right cells.

detect: a predicted span overlaps a gold span and has its kind. figure: value, unit, modifier and mask (of a date: its
EDTF) are right as well. row: item, role, activity_type and date too. link: pairwise F1 of the figures put together by
activity.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, zip_longest
from pathlib import Path
from typing import NamedTuple

from minetext.evaluation.cells import CELLS, ROW_CELLS, Row, cell, same_figure
from minetext.tables.shards import csv_rows, table_files

NEEDED = ("start", "end", "kind")


class ScoreError(Exception):
    """A file that cannot be scored; `code` and `facts` say why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Measure(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


class Wrong(NamedTuple):
    """A row that is not right: `missed`, `extra`, or the names of what is wrong."""

    why: str
    gold: Row | None
    found: Row | None


class Score(NamedTuple):
    """The figures of a comparison."""

    wanted: int
    given: int
    detect: Measure
    figure: Measure
    row: Measure
    cells: Mapping[str, float]
    link: float
    kinds: Mapping[str, tuple[int, int, float]]
    """By kind: rows wanted, rows given, F1 of figures."""


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, or of the figures in the folder of a run.

    Raises:
        ScoreError: it cannot be read, or lacks a column.
    """
    try:
        cells = csv_rows(table_files(path, "figures") if path.is_dir() else [path])
        columns = next(cells, [])
        rows: list[Row] = [dict(zip_longest(columns, one[: len(columns)], fillvalue="")) for one in cells if one]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ScoreError("unreadable", path=str(path), reason=str(error)) from None
    missing = [column for column in NEEDED if column not in columns]
    if missing:
        raise ScoreError("column", path=str(path), column=missing[0])
    for number, row in enumerate(rows, 2):
        for column in ("start", "end"):
            if not (row[column] or "").strip().isdigit():
                raise ScoreError("offset", path=str(path), line=str(number), column=column)
    return rows


def score(gold: Sequence[Row], found: Sequence[Row], source: str = "") -> tuple[Score, list[Wrong]]:
    """Judge predicted rows by gold rows, and list what is wrong.

    Only predictions of the source whose name ends with `source` count, and of those only the ones inside the reports
    that the gold rows were made of (`report_start`, `report_end`).

    Raises:
        ScoreError: the predictions are of several sources, so that one offset means several places.
    """
    found = [row for row in found if cell(row, "source").endswith(source)]
    sources = sorted({cell(row, "source") for row in found})
    if len(sources) > 1:
        raise ScoreError("sources", number=str(len(sources)), first=sources[0], second=sources[1])
    reports = {(int(row["report_start"]), int(row["report_end"])) for row in gold if row.get("report_start")}
    if reports:
        found = [row for row in found if any(start <= int(row["start"]) < end for start, end in reports)]
    links = _align(gold, found)
    optional = {index for index, row in enumerate(gold) if cell(row, "optional") == "1"}
    ignored = _ignored(gold, found, links, optional)
    wanted, given = len(gold) - len(optional), len(found) - len(ignored)
    seen = [
        (index, other)
        for index, other in links.items()
        if index not in optional and gold[index]["kind"] == found[other]["kind"]
    ]
    good = [(index, other) for index, other in seen if same_figure(gold[index], found[other])]
    right = [pair for pair in good if all(CELLS[name](gold[pair[0]], found[pair[1]]) for name in ROW_CELLS)]
    result = Score(
        wanted, given, _measure(len(seen), given, wanted), _measure(len(good), given, wanted),
        _measure(len(right), given, wanted), {name: _share(name, gold, found, seen) for name in CELLS},
        _link(gold, found, seen), _kinds(gold, found, good, optional, ignored),
    )  # fmt: skip
    return result, _wrong(gold, found, links, optional, ignored, good, right)


def _align(gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """Gold rows to predicted rows, one to one: of the same kind first, then the largest overlap."""
    at: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(found):
        for position in range(int(row["start"]), int(row["end"])):
            at[position].append(index)
    pairs: list[tuple[bool, int, int, int]] = []
    for index, row in enumerate(gold):
        shared = Counter(other for position in range(int(row["start"]), int(row["end"])) for other in at[position])
        pairs += [(row["kind"] == found[other]["kind"], size, -index, -other) for other, size in shared.items()]
    links: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, index, other in sorted(pairs, reverse=True):
        if -index not in links and -other not in taken:
            links[-index] = -other
            taken.add(-other)
    return links


def _ignored(gold: Sequence[Row], found: Sequence[Row], links: Mapping[int, int], optional: set[int]) -> set[int]:
    """Predictions that stand for, or inside, optional gold rows: neither demanded nor punished."""
    ignored = {links[index] for index in optional if index in links}
    linked = set(links.values())
    spans = [(int(gold[index]["start"]), int(gold[index]["end"])) for index in optional]
    for other, row in enumerate(found):
        start, end = int(row["start"]), int(row["end"])
        if other not in linked and any(first < end and start < last for first, last in spans):
            ignored.add(other)
    return ignored


def _measure(right: int, given: int, wanted: int) -> Measure:
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return Measure(precision, recall, 2 * precision * recall / both if both else 0.0)


def _share(name: str, gold: Sequence[Row], found: Sequence[Row], seen: Sequence[tuple[int, int]]) -> float:
    judged = [
        (gold[index], found[other])
        for index, other in seen
        if (name in ("date", "per") or gold[index]["kind"] != "date")
        and (name != "per" or cell(gold[index], "per") or cell(found[other], "per"))
    ]
    return sum(CELLS[name](*pair) for pair in judged) / len(judged) if judged else 1.0


def _link(gold: Sequence[Row], found: Sequence[Row], seen: Sequence[tuple[int, int]]) -> float:
    grouped = [
        (cell(gold[index], "activity"), cell(found[other], "activity_id"))
        for index, other in seen
        if cell(gold[index], "activity")
    ]
    both = ours = theirs = 0
    for (first, one), (second, other) in combinations(grouped, 2):
        together = one == other != ""
        ours += first == second
        theirs += together
        both += first == second and together
    return _measure(both, theirs, ours).f1


def _kinds(
    gold: Sequence[Row], found: Sequence[Row], good: Sequence[tuple[int, int]], optional: set[int], ignored: set[int]
) -> dict[str, tuple[int, int, float]]:
    kinds: dict[str, tuple[int, int, float]] = {}
    for kind in sorted({row["kind"] for row in gold}):
        wanted = sum(row["kind"] == kind and index not in optional for index, row in enumerate(gold))
        given = sum(row["kind"] == kind and index not in ignored for index, row in enumerate(found))
        right = sum(gold[index]["kind"] == kind for index, _ in good)
        kinds[kind] = (wanted, given, _measure(right, given, wanted).f1)
    return kinds


def _wrong(
    gold: Sequence[Row], found: Sequence[Row], links: Mapping[int, int], optional: set[int], ignored: set[int],
    good: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]],
) -> list[Wrong]:  # fmt: skip
    wrong: list[Wrong] = []
    well, figures = {index for index, _ in right}, {index for index, _ in good}
    for index, row in enumerate(gold):
        if index in optional or index in well:
            continue
        if index not in links:
            wrong.append(Wrong("missed", row, None))
            continue
        other = found[links[index]]
        cells = [name for name in CELLS if not CELLS[name](row, other)]
        kind = "kind" if row["kind"] != other["kind"] else "" if index in figures else "figure"
        wrong.append(Wrong(" ".join(filter(None, (kind, *cells))), row, other))
    taken = set(links.values()) | ignored
    return wrong + [Wrong("extra", None, row) for other, row in enumerate(found) if other not in taken]
