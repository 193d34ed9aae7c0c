"""Relations planted in reports of ours, right and wrong ones: the wrong ones fail, at their places, and nothing else does."""

import csv
from typing import NamedTuple

import pytest
from conftest import GOLD, ROOT

from minetext.engines.local import run
from minetext.model import Span
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import TableWriter
from minetext.tables.rows import table_rows

REPORTS = ROOT / "corpus" / "audit"
OPEN, CLOSE = "〔", "〕"

RECALL = 0.95
PRECISION = 0.97
PASSED = 0.9
"""How many of the relations that hold must be told as passes."""

Places = frozenset[tuple[str, Span]]
"""What is compared: sources and spans."""


class Relation(NamedTuple):
    """A planted relation; `ask` is a wrong one that no arithmetic proves, so that `unsure` will do."""

    check: str
    result: str
    places: Places
    quote: str


def place(report: str, quote: str) -> tuple[str, Span]:
    """Where the marked figure of a quote stands; the quote stands once in its report."""
    other, parted, rest = quote.partition(".txt:")
    report, quote = (f"{other}.txt", rest) if parted else (report, quote)
    text = (REPORTS / report).read_text(encoding="utf-8")
    before, _, rest = quote.partition(OPEN)
    figure, _, after = rest.partition(CLOSE)
    assert text.count(before + figure + after) == 1, quote
    start = text.index(before + figure + after) + len(before)
    return report, Span(start, start + len(figure))


def planted() -> list[Relation]:
    with (GOLD / "relations.csv").open(encoding="utf-8", newline="") as handle:
        return [
            Relation(
                row["check"], row["result"],
                frozenset((place(row["report"], row["first"]), place(row["report"], row["second"]))),
                f"{row['report']}: {row['first']} … {row['second']}",
            )
            for row in csv.DictReader(handle)
        ]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list[Relation]:
    """The rows of checks.csv."""
    folder = tmp_path_factory.mktemp("relations") / "out"
    writer = TableWriter(folder)
    run(list_inputs([str(REPORTS)], writer.spool, folder), writer, Options(), 1, lambda done, size: None)
    writer.finish("{}\n")
    sources = {row["doc_id"]: row["source"] for row in table_rows(folder, "documents")}
    return [
        Relation(
            row["check"], row["result"], frozenset(_compared(row["places"], row["source"], sources)), row["message"]
        )
        for row in table_rows(folder, "checks")
    ]  # fmt: skip


def _compared(places: str, source: str, sources: dict[str, str]) -> list[tuple[str, Span]]:
    found = []
    for one in places.split(";"):
        doc_id, parted, span = one.rpartition(":")
        start, _, end = span.partition("-")
        found.append((sources[doc_id] if parted else source, Span(int(start), int(end))))
    return found


def touches(planted: Places, compared: Places) -> bool:
    """Whether each planted place is among those compared; a date may be told with more or less around it."""
    return all(
        any(there == where and at.start < span.end and span.start < at.end for there, at in compared)
        for where, span in planted
    )


def found(relation: Relation, rows: list[Relation], *results: str) -> bool:
    return any(row.result in results and touches(relation.places, row.places) for row in rows)


PLANTED = planted()


def test_there_is_enough_of_each():
    families = {relation.check for relation in PLANTED}
    assert {"share", "total", "change", "price", "repeat", "plausible", "calendar", "period", "years"} <= families
    assert {"last_year", "series", "revision", "masked"} <= families
    assert len(PLANTED) >= 60 and sum(relation.result != "pass" for relation in PLANTED) >= 25


def test_wrong_relations_fail_at_their_places(told):
    wrong = [relation for relation in PLANTED if relation.result != "pass"]
    missed = [
        relation.quote
        for relation in wrong
        if not found(relation, told, "fail", *(["unsure"] if relation.result == "ask" else []))
    ]
    assert len(missed) <= len(wrong) * (1 - RECALL), missed


def test_nothing_else_fails(told):
    wrong = [relation for relation in PLANTED if relation.result != "pass"]
    failing = [row for row in told if row.result == "fail"]
    false = [row.quote for row in failing if not any(touches(relation.places, row.places) for relation in wrong)]
    assert len(false) <= len(failing) * (1 - PRECISION), false


def test_right_relations_pass(told):
    right = [relation for relation in PLANTED if relation.result == "pass"]
    missed = [relation.quote for relation in right if not found(relation, told, "pass")]
    assert len(missed) <= len(right) * (1 - PASSED), missed
