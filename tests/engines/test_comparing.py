"""Reports compared behind the second pass: rows in order, the same whatever the workers, the memory or what came first."""

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from audit.units import unit
from conftest import REPORTS

from minetext.audit import MOST, ReportFacts
from minetext.engines.comparing import Across
from minetext.engines.local import Outcome, run
from minetext.engines.memory import Memory
from minetext.model import CrossCheck, Span
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter
from minetext.tables.rows import table_rows
from minetext.tables.writer import MEMORY

UNITS = ("disabled_federation_county_*.txt", "womens_federation_county_*.txt", "vocational_school_records.jsonl")


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for pattern in UNITS:
        for path in REPORTS.glob(pattern):
            shutil.copyfile(path, folder / path.name)
            os.utime(folder / path.name, (1_500_000_000, 1_500_000_000))
    return folder


def ran(inputs, output: Path, workers: int = 1, remember: bool = False) -> Outcome:
    writer = TableWriter(output)
    listing = list_inputs([str(one) for one in inputs], writer.spool, output)
    if remember:
        with Memory(output / MEMORY, "same") as memory:
            outcome = run(listing, writer, Options(), workers, lambda *_: None, memory)
    else:
        outcome = run(listing, writer, Options(), workers, lambda *_: None)
    writer.finish("{}\n")
    return outcome


def checks(output: Path) -> bytes:
    return (output / "checks.csv").read_bytes()


def test_the_same_bytes_whatever_the_workers_and_the_order(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("minetext.engines.workers.BATCH", 2000)
    inputs = sorted(archive.iterdir())
    ran(inputs, tmp_path / "1", 1)
    ran(inputs[::-1], tmp_path / "2", 2)
    assert checks(tmp_path / "1") == checks(tmp_path / "2")
    assert checks(tmp_path / "1").count(b"-x000") > 15


def test_what_is_remembered_gives_the_same_checks(archive, tmp_path):
    last = archive / "disabled_federation_county_2013.txt"
    last.rename(tmp_path / last.name)
    ran([archive], tmp_path / "out", remember=True)
    (tmp_path / last.name).rename(last)
    assert ran([archive], tmp_path / "out", remember=True).recalled == 5
    ran([archive], tmp_path / "full")
    assert checks(tmp_path / "out") == checks(tmp_path / "full")


def test_rows_stand_in_the_order_of_their_places(archive, tmp_path):
    outcome = ran([archive], tmp_path / "out")
    rows = list(table_rows(tmp_path / "out", "checks"))
    documents = {row["doc_id"]: at for at, row in enumerate(table_rows(tmp_path / "out", "documents"))}
    places = [(documents[row["doc_id"]], int(row["start"])) for row in rows]
    assert places == sorted(places)
    ids = [row["check_id"] for row in rows if "-x" in row["check_id"]]
    assert len(ids) == len(set(ids)) and ids == [
        one for doc_id in documents for one in sorted(ids) if one.startswith(f"{doc_id}-")
    ]
    assert outcome.counts["checks"] == len(rows)
    assert outcome.counts["check.fail"] == sum(row["result"] == "fail" for row in rows)


def test_rows_of_copies_stand_behind_what_is_found_across_the_reports_before_them(tmp_path):
    ran([REPORTS], tmp_path / "out")
    order = {row["doc_id"]: at for at, row in enumerate(table_rows(tmp_path / "out", "documents"))}
    found = [(order[row["doc_id"]], int(row["start"])) for row in table_rows(tmp_path / "out", "checks")]
    assert found == sorted(found)


def test_every_row_says_what_the_source_says(archive, tmp_path):
    ran([archive], tmp_path / "out")
    figures = {row["figure_id"]: row for row in table_rows(tmp_path / "out", "figures")}
    for row in table_rows(tmp_path / "out", "checks"):
        assert tuple(row) == COLUMNS["checks"]
        if "-x" not in row["check_id"]:
            continue
        for figure_id, place in zip(row["figures"].split(";"), row["places"].split(";"), strict=True):
            doc_id, _, span = place.rpartition(":")
            figure = figures[figure_id]
            assert span == f"{figure['start']}-{figure['end']}"
            assert (doc_id or row["doc_id"]) == figure["doc_id"]
        if row["source"].endswith(".txt"):
            text = (archive / row["source"]).read_bytes().decode()
            assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_a_name_that_too_many_reports_of_a_year_bear_is_no_unit(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    made = unit(1, slips=0.3)
    for number in range(MOST + 1):
        for year in (2017, 2018):
            text = made.reports[year].replace("小额", "小额" * (number + 1))
            (folder / f"{year}_{number:02}.txt").write_text(text + f"\n\n报送人员{number}人。" * 40, encoding="utf-8")
    ran([folder], tmp_path / "out")
    rows = list(table_rows(tmp_path / "out", "checks"))
    assert {row["check"] for row in rows if "-x" in row["check_id"]} <= {"revision"}


def test_without_reports_to_compare_nothing_is_asked_for(tmp_path):
    def never():
        raise AssertionError

    with Across(tmp_path / "across") as across:
        assert not across.compare(never)
        assert across.found == 0


def test_nothing_is_left_on_disk(archive, tmp_path):
    ran([archive], tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.csv" for name in COLUMNS} | {"run.json"}


def test_copies_in_front_of_all_reports_stay_there(tmp_path):
    def row(doc_id: str) -> tuple[str, ...]:
        return ("", "", doc_id, *[""] * 5, "0")

    check = CrossCheck(0, "trend", "first", "", (), "pass", "", "", "", Span(5, 6), "", "", "info", "", ())
    with Across(tmp_path) as across:
        across.add([ReportFacts(one, "", "", "unit", year, "", b"") for one, year in (("first", "1"), ("next", "2"))])
        across.compare(lambda: SimpleNamespace(audit=lambda *_, **__: [check]))
        merged = list(across.merged(map(row, ("copy", "other copy", "first"))))
    assert [one[2] for one in merged] == ["copy", "other copy", "first", "first"]
