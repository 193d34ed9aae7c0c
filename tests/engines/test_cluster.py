"""The cluster engine: the same bytes as the local one, and neither dying workers nor deadly documents change them."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import REPORTS
from dedup.archive import BODY, OTHER

from minetext.dedup import Deduplicator
from minetext.engines.executor import shuffled
from minetext.engines.memory import settings_of
from minetext.engines.whole import run_whole
from minetext.stages import Options, stages
from minetext.tables import COLUMNS, TableWriter

pytest.importorskip("distributed")
cluster = pytest.importorskip("minetext.engines.cluster")

OWN = """units:
  - id: quantity.own
    why: a measure word of our own
    words: [撮]
    kind: quantity
    yes: [{text: 种子3撮, figure: 3撮, value: 3}]
"""


@pytest.fixture(scope="module")
def executor():
    with cluster.connect("", 2, Options(), "") as started:
        yield started


def tables(output: Path, executor=None) -> dict[str, bytes]:
    writer = TableWriter(output)
    run_whole([str(REPORTS)], output, writer, Options(), 1, False, lambda _: lambda _: None, executor)
    return {table: (output / f"{table}.csv").read_bytes() for table in COLUMNS}


def twice(item):
    return 2 * item


def slowly_twice(item):
    time.sleep(0.05)
    return 2 * item


def own_processes(item):
    return os.getpid(), os.getppid()


def kills_its_process(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def kills_its_worker(item):
    if item == 3:
        os.kill(os.getppid(), signal.SIGKILL)
    return 2 * item


def do(executor, function, items, lessened=lambda item, why: None, on_death=lambda item, why: -item, size=1 << 19):
    return list(executor.results(function, items, lambda _: size, lessened, on_death))


def test_a_cluster_gives_the_bytes_of_this_machine(executor, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "BATCH", 30_000)
    alone = tables(tmp_path / "alone")
    assert tables(tmp_path / "cluster", executor) == alone
    assert alone["figures"].count(b"\r\n") > 2000


@pytest.mark.parametrize("which", ["the process that reads", "the worker of Dask"])
def test_a_process_killed_on_the_way_changes_nothing(executor, which):
    [(reading, worker)] = do(executor, own_processes, [0])

    def killing():
        for item in range(60):
            if item == 20:
                os.kill(reading if which == "the process that reads" else worker, signal.SIGKILL)
            yield item

    assert do(executor, slowly_twice, killing()) == [2 * item for item in range(60)]


def test_a_deadly_item_costs_no_other_one(executor):
    assert do(executor, kills_its_process, range(1, 9)) == [2, 4, -3, 8, 10, 12, 14, 16]


def test_what_is_blamed_is_tried_again_without_its_deadly_part(executor):
    assert do(
        executor, kills_its_process, [1, 3, 5], lambda item, why: item + 1 if why.reason == "crashed" else None
    ) == [2, 8, 10]


def test_what_takes_down_worker_after_worker_is_given_up(executor, monkeypatch):
    monkeypatch.setattr(executor._cluster.scheduler, "allowed_failures", 0)
    assert do(executor, kills_its_worker, [1, 3]) == [2, -3]


def test_few_batches_are_under_way_at_once(executor):
    taken = []
    items = (taken.append(item) or item for item in range(1, 101))
    results = executor.results(twice, items, lambda _: 1 << 20, lambda *_: None, lambda *_: 0)
    assert next(results) == 2 and len(taken) <= 2 * cluster.AHEAD + 1
    assert list(results)[-1] == 200


@pytest.fixture
def own_rules(tmp_path) -> Options:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.yaml").write_text(OWN, encoding="utf-8")
    return Options(rules=(str(folder),))


def settings(options: Options) -> str:
    built = stages(options)
    return settings_of(options, built.rulebook.version, built.model.version)


def rules_there(item, options):
    return list(options.rules), stages(options).rulebook.version


def test_rules_of_ones_own_go_to_the_workers_of_a_scheduler(executor, own_rules):
    address = executor._cluster.scheduler_address
    with cluster.connect(address, 0, own_rules, settings(own_rules)) as other:
        [(folders, version)] = do(other, partial(rules_there, options=own_rules), [1])
    assert version == stages(own_rules).rulebook.version != stages(Options()).rulebook.version
    assert folders != list(own_rules.rules)


def test_a_worker_with_another_program_is_refused(executor):
    with pytest.raises(cluster.ClusterError) as caught:
        cluster.connect(executor._cluster.scheduler_address, 0, Options(), "another")
    assert caught.value.code == "differs" and caught.value.facts["worker"].startswith("tcp://")


def cannot_build(options):
    raise ValueError("no such field")


def test_a_worker_that_cannot_use_the_rules_is_refused(executor, monkeypatch):
    monkeypatch.setattr(cluster, "digest_there", cannot_build)
    with pytest.raises(cluster.ClusterError) as caught:
        cluster.connect(executor._cluster.scheduler_address, 0, Options(), "")
    assert (caught.value.code, caught.value.facts["reason"]) == ("differs", "no such field")


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(cluster.ClusterError) as caught:
        cluster.connect("tcp://127.0.0.1:9", 0, Options(), "")
    assert caught.value.code == "unreachable"


def test_found_on_a_cluster_the_same_reports_are_alike(executor, sign, tmp_path, monkeypatch):
    monkeypatch.setattr("minetext.dedup.candidates.SENTENCES_AT_ONCE", 4)
    bodies = [BODY, OTHER, BODY + OTHER, BODY.replace("2", "3"), OTHER[:90], BODY[40:]]

    def judged(folder, each):
        with Deduplicator(tmp_path / folder, each) as deduplicator:
            for number, body in enumerate(bodies):
                deduplicator.add(sign(body, str(number)))
            return list(deduplicator.judge())

    assert judged("cluster", shuffled(executor)) == judged("here", map)
