"""The cluster engine: the same bytes as the local one, and neither dying workers nor deadly documents change them."""

import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.engines.local import run
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter

pytest.importorskip("distributed")
cluster = pytest.importorskip("minetext.engines.cluster")


@pytest.fixture(scope="module")
def executor():
    with cluster.connect("", 2, Options(), "") as started:
        yield started


def tables(output: Path, executor=None) -> dict[str, bytes]:
    writer = TableWriter(output)
    listing = list_inputs([str(REPORTS)], writer.spool, output)
    run(listing, writer, Options(), 1, lambda *_: None, executor=executor)
    writer.finish("{}\n")
    return {table: (output / f"{table}.csv").read_bytes() for table in COLUMNS}


def own_process(batch):
    return [os.getpid() for _ in batch]


def twice(batch):
    return [2 * item for item in batch]


def slowly_twice(batch):
    time.sleep(0.05)
    return twice(batch)


def dies_of_odd_ones(batch):
    """Items are sets of numbers; odd ones kill."""
    if any(number % 2 for item in batch for number in item):
        os._exit(1)
    return [sum(item) for item in batch]


def fails_once(batch):
    for path in batch:
        if not Path(path).exists():
            Path(path).touch()
            raise OSError("the file server does not answer")
    return batch


def do(executor, function, items, blame=lambda item, why: None, on_death=lambda item, why: -item, size=1 << 19):
    return list(executor.results(function, items, lambda _: size, blame, on_death))


def test_a_cluster_gives_the_bytes_of_this_machine(executor, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "BATCH", 30_000)
    alone = tables(tmp_path / "alone")
    assert tables(tmp_path / "cluster", executor) == alone
    assert alone["figures"].count(b"\r\n") > 2000


def test_a_worker_killed_on_the_way_changes_nothing(executor):
    workers = Counter(do(executor, own_process, range(20), size=1 << 20))
    items = iter(range(60))

    def killing():
        for item in items:
            if item == 20:
                os.kill(workers.popitem()[0], signal.SIGKILL)
            yield item

    assert do(executor, slowly_twice, killing()) == twice(range(60))


def test_what_kills_its_worker_is_blamed_and_costs_no_other_item(executor):
    def without_three(item, why):
        assert why.reason == "crashed"
        return item - {3} if 3 in item else None

    items = [{2}, {3, 5}, {6}]
    assert do(executor, dies_of_odd_ones, items, without_three, lambda item, why: -min(item), 1) == [2, -3, 6]


def test_a_failure_that_passes_is_tried_again(executor, tmp_path):
    path = str(tmp_path / "touched")
    assert do(executor, fails_once, [path]) == [path]


def test_few_batches_are_under_way_at_once(executor):
    taken = []
    items = (taken.append(item) or item for item in range(1, 101))
    results = executor.results(twice, items, lambda _: 1 << 20, lambda *_: None, lambda *_: 0)
    assert next(results) == 2 and len(taken) <= 2 * cluster.AHEAD + 1
    assert list(results)[-1] == 200
