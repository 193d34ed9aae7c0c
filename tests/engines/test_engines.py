"""Runs: in order, the same bytes whatever the workers, and a deadly item costs no other one."""

import json
import os
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.engines.local import run, workers_for
from minetext.engines.workers import run_batches
from minetext.pipeline import Options
from minetext.readers import list_inputs
from minetext.tables import COLUMNS, TableWriter


def twice(batch):
    return [2 * item for item in batch]


def dies_at_three(batch):
    if 3 in batch:
        os._exit(1)
    return [2 * item for item in batch]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers):
    batches = [[number, number + 1] for number in range(0, 20, 2)]
    assert list(run_batches(twice, batches, workers, lambda item: -1)) == [(one, twice(one)) for one in batches]


def test_a_deadly_item_costs_no_other_one():
    batches = [[1, 2], [3, 4], [5, 6], [7, 8]]
    found = [result for _, results in run_batches(dies_at_three, batches, 2, lambda item: -item) for result in results]
    assert found == [2, 4, -3, 8, 10, 12, 14, 16]


@pytest.mark.parametrize(("size", "wanted", "workers"), [(1, 0, 1), (10**12, 0, os.cpu_count()), (1, 7, 7)])
def test_workers_go_by_the_size_of_the_input(size, wanted, workers):
    assert workers_for(size, wanted) == workers


def tables(inputs, output: Path, workers: int) -> dict[str, bytes]:
    writer = TableWriter(output)
    listing = list_inputs([str(one) for one in inputs], writer.spool, output)
    run(listing, writer, Options(), workers, lambda done, size: None)
    writer.finish("{}\n")
    return {table: (output / f"{table}.csv").read_bytes() for table in COLUMNS}


def test_the_same_bytes_whatever_the_workers_and_the_order(tmp_path, monkeypatch):
    monkeypatch.setattr("minetext.engines.local.BATCH", 3000)
    inputs = sorted(REPORTS.iterdir())
    first = tables(inputs, tmp_path / "1", 1)
    assert tables(inputs[::-1], tmp_path / "2", 2) == first
    assert first["figures"].count(b"\r\n") > 2000


def test_a_duplicate_is_kept_once_whatever_comes_first(tmp_path):
    text = "妇联工作总结\n\n" + "全年培训妇女200人，发放资料1000余份。" * 4
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    found = tables([tmp_path / "in"], tmp_path / "out", 1)
    rows = found["documents"].decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[7] for row in rows] == ["kept", "duplicate", "duplicate"]
    assert len({row.split(",")[0] for row in rows}) == 3
    assert found["figures"].count(b"a.txt") > 0 and b"b.txt" not in found["figures"]


def test_a_file_that_changes_on_the_way_is_told(tmp_path, monkeypatch):
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text("全年培训妇女200人。" * 9, encoding="utf-8")
    output = tmp_path / "out"
    writer = TableWriter(output)
    listing = list_inputs([str(path)], writer.spool, output)

    def change(done, size):
        if done == "survey":
            path.write_text("全年培训妇女300人。" * 9, encoding="utf-8")

    outcome = run(listing, writer, Options(), 1, change)
    writer.finish(json.dumps({}))
    assert [one.error for one in outcome.problems] == ["changed"]
    assert (output / "figures.csv").read_bytes().count(b"\r\n") == 1
