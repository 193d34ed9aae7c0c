"""Our own reports: read in full, scored against gold that was written by reading, with the mistakes planted in them."""

import csv
from pathlib import Path

import pytest
from conftest import GOLD, REPORTS

from minetext.engines.local import run
from minetext.evaluation import read_rows, score
from minetext.pipeline import Options
from minetext.readers import list_inputs
from minetext.tables import TableWriter
from minetext.tables.rows import table_rows

GOLDEN = sorted(GOLD.glob("*.figures.csv"))
PLANTED = list(csv.DictReader((GOLD / "planted.csv").open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "out"
    writer = TableWriter(folder)
    run(list_inputs([str(REPORTS)], writer.spool, folder), writer, Options(), 1, lambda done, size: None)
    writer.finish("{}\n")
    return folder


@pytest.mark.parametrize("gold", GOLDEN, ids=lambda path: path.name)
def test_figures_are_right(output, gold):
    rows = read_rows(output / "figures.csv")
    result, _ = score(read_rows(gold), rows, gold.name.removesuffix(".figures.csv") + ".txt")
    assert result.detect.f1 >= 0.88 and result.figure.f1 >= 0.85


def test_all_gold_together(output):
    rows = read_rows(output / "figures.csv")
    results = [score(read_rows(gold), rows, gold.name.removesuffix(".figures.csv") + ".txt")[0] for gold in GOLDEN]
    wanted = sum(one.wanted for one in results)
    assert wanted >= 600
    assert sum(one.figure.recall * one.wanted for one in results) / wanted >= 0.95


def test_nothing_is_left_unread(output):
    assert list(table_rows(output, "errors")) == []


def test_reports_run_together_and_copies_are_found(output):
    documents = list(table_rows(output, "documents"))
    page = [row for row in documents if row["source"] == "compilation_page.html"]
    assert [row["status"] for row in page] == ["kept", "kept", "duplicate"]
    assert page[2]["duplicate_of"] == page[0]["doc_id"]
    copy = next(row for row in documents if row["source"] == "womens_federation_retitled_2019.txt")
    kept = next(row for row in documents if row["source"] == "womens_federation_county_2010.txt")
    assert {copy["status"], kept["status"]} == {"kept", "duplicate"}
    revision = next(row for row in documents if row["source"] == "womens_federation_county_2011.txt")
    assert revision["status"] != "duplicate"


def places(text: str, quote: str) -> range:
    start = text.index(quote)
    return range(start, start + len(quote))


def planted(*traps: str):
    rows = [row for row in PLANTED if row["trap"] in traps]
    return pytest.mark.parametrize("row", rows, ids=lambda row: f"{row['report']}: {row['quote'][:24]}")


@pytest.fixture(scope="module")
def texts(output) -> dict[str, str]:
    found = {}
    for path in REPORTS.iterdir():
        encoding = {"library_big5.txt": "big5", "environment_bureau_2015.txt": "utf-16"}.get(path.name, "utf-8")
        data = path.read_bytes()
        try:
            found[path.name] = data.decode(encoding)
        except UnicodeDecodeError:
            found[path.name] = data.decode("gb18030")
    page = output / "texts" / "compilation_page.html.txt"
    found["compilation_page.html"] = page.read_bytes().decode("utf-8")
    return found


@planted("not_a_figure")
def test_what_only_looks_like_a_figure_is_none(output, texts, row):
    """A planted quote holds at most the figures that its remark allows; most of them hold none."""
    if row["figures"] == "?":
        pytest.skip("the quote holds real figures beside the trap")
    inside = places(texts[row["report"]], row["quote"])
    found = [
        one["text"]
        for one in table_rows(output, "figures")
        if one["source"] == row["report"] and int(one["start"]) in inside and one["kind"] != "date"
    ]
    assert found == [one for one in row["figures"].split("|") if one]
