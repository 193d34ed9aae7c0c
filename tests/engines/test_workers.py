"""Work over processes: in order, and what takes a worker down costs no other item."""

import os
import signal
import sys
import time
from contextlib import closing
from typing import NamedTuple

import pytest

from minetext.engines.workers import Bounds, LocalExecutor, cores, workers_for
from minetext.model import Source
from minetext.readers.marks import Blame, begin, marked, passed_over

BOUNDS = Bounds(60, 1 << 30)


class Item(NamedTuple):
    number: int
    does: str = ""
    lost: tuple[Blame, ...] = ()


def work(item: Item) -> str:
    """Reads two sources of the item; at the second it does what the item says."""
    sources = (Source(f"{item.number}#{one}", "text") for one in range(2))
    done = []
    for one in passed_over(sources, item.lost, str(item.number)):
        if isinstance(one, Source) and one.name.endswith("#1"):
            act(item.does)
        done.append(one.name if isinstance(one, Source) else f"{one.source}: {one.error}")
    return ", ".join(done)


def act(does: str) -> None:
    if does == "exit":
        os._exit(3)
    elif does == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif does == "hang":
        time.sleep(600)
    elif does == "spin":
        while True:
            pass
    elif does == "wait":
        time.sleep(0.6)
    elif does == "fill":
        bytearray(1 << 40)
    elif does == "raise":
        raise ValueError("no such thing")


def without(item: Item, blame: Blame) -> Item | None:
    return None if item.lost else item._replace(lost=(blame,))


def results(executor: LocalExecutor, items: list[Item], size: int = 1 << 18) -> list[str]:
    return list(
        executor.results(work, items, lambda item: size, without, lambda item, blame: f"gave up: {blame.reason}")
    )


def whole(number: int) -> str:
    return f"{number}#0, {number}#1"


def nothing() -> None:
    """What the workers of these tests prepare."""


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_order(workers):
    with closing(LocalExecutor(workers, BOUNDS, nothing)) as executor:
        for _ in range(2):  # one pass after the other
            assert results(executor, [Item(one) for one in range(40)]) == [whole(one) for one in range(40)]
        assert executor.replaced == 0


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("exit", "crashed"),
        ("kill", "crashed"),
        ("hang", "slow"),
        ("spin", "slow"),
        ("fill", "memory"),
        ("raise", "crashed"),
    ],
)
@pytest.mark.parametrize("at", [0, 6, 11])
def test_a_deadly_source_costs_no_other_one(does, told, at):
    items = [Item(one, does if one == at else "") for one in range(12)]
    with closing(LocalExecutor(2, Bounds(0.3, 1 << 30), nothing)) as executor:
        found = results(executor, items)
        assert executor.replaced == {"raise": 0, "fill": 2, "hang": 2, "spin": 2}.get(does, 3)
    assert found == [f"{one}#0, {one}#1: {told}" if one == at else whole(one) for one in range(12)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell the time of a process")
def test_a_source_may_wait():
    with closing(LocalExecutor(2, Bounds(0.3, 1 << 30), nothing)) as executor:
        assert results(executor, [Item(1, "wait"), Item(2)]) == [whole(1), whole(2)]


def test_in_one_process_a_fault_costs_no_other_item(monkeypatch):
    monkeypatch.setattr("minetext.engines.workers._method", lambda: "spawn")
    items = [Item(one, "raise" if one == 3 else "") for one in range(6)]
    with closing(LocalExecutor(1, BOUNDS, nothing)) as executor:
        found = results(executor, items)
    assert found == ["3#0, 3#1: crashed" if one == 3 else whole(one) for one in range(6)]


class Large:
    """A result that fits into memory, but not twice."""

    def __reduce__(self) -> tuple[type, tuple[int]]:
        return bytearray, (len(bytearray(1 << 40)),)


def large(item: Item) -> object:
    return Large() if item.does else whole(item.number)


def test_a_result_that_cannot_be_sent_costs_no_other_one(capfd):
    items = [Item(one, "fill" if one == 2 else "") for one in range(4)]
    with closing(LocalExecutor(1, BOUNDS, nothing, apart=True)) as executor:
        found = list(executor.results(large, items, lambda item: 1, without, lambda item, blame: blame.reason))
    assert found == [whole(0), whole(1), "memory", whole(3)]
    assert not capfd.readouterr().err


def test_a_limit_beyond_all_memory_is_none():
    with closing(LocalExecutor(1, Bounds(60, 1 << 70), nothing, apart=True)) as executor:
        assert results(executor, [Item(1)]) == [whole(1)]


def test_what_was_under_way_when_results_are_no_longer_wanted_troubles_no_later_work():
    blamed = []

    def lessened(item: Item, blame: Blame) -> None:
        blamed.append(item.number)

    with closing(LocalExecutor(1, Bounds(1, 1 << 30), nothing, apart=True)) as executor:
        unwanted = executor.results(work, [Item(0), Item(1, "spin")], lambda _: 1 << 21, without, lambda *_: "")
        assert next(unwanted) == whole(0)
        unwanted.close()
        assert list(executor.results(work, [Item(2)], lambda _: 1, lessened, lambda *_: "")) == [whole(2)]
    assert blamed == []


class Deadly:
    """Takes a worker down that receives it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def test_what_was_read_before_is_not_blamed():
    with closing(LocalExecutor(2, BOUNDS, nothing)) as executor:
        results(executor, [Item(0, "wait"), Item(1, "wait")], size=1 << 20)  # one for each worker
        [blame] = executor.results(work, [Deadly()], lambda _: 1, lambda *_: None, lambda item, blame: blame)
    assert blame == Blame(0, False, "crashed", "", "exit 3")


def always(item: Item) -> str:
    if item.does:
        os._exit(1)
    return whole(item.number)


def test_what_is_deadly_without_the_blamed_source_is_given_up():
    items = [Item(one, "exit" if one == 2 else "") for one in range(5)]
    with closing(LocalExecutor(2, BOUNDS, nothing)) as executor:
        found = list(executor.results(always, items, lambda item: 1, without, lambda item, blame: blame.detail))
    assert found == [whole(0), whole(1), "exit 1", whole(3), whole(4)]


def test_few_items_are_taken_ahead_of_the_results():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield Item(number)

    with closing(LocalExecutor(2, BOUNDS, nothing)) as executor:
        stream = executor.results(work, items(), lambda item: 1 << 20, without, lambda item, blame: "")
        for number in range(100):
            assert next(stream) == whole(number)
            assert len(taken) <= number + 1 + 2 * 2 + 1


def test_workers_are_gone_when_the_executor_is_closed():
    executor = LocalExecutor(2, BOUNDS, nothing)
    stream = executor.results(pid, [1, 2], lambda item: 1 << 20, without, lambda *_: 0)
    workers = set(stream)
    executor.close()
    for one in workers - {os.getpid()}:
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)


def pid(item: int) -> int:
    return os.getpid()


def test_what_could_not_be_read_hides_what_stands_behind_it():
    sources = iter([Source("a", "1"), Source("b", "2"), Source("c", "3")])
    blame = Blame(1, False, "slow", detail="60")
    found = list(passed_over(sources, (blame,), "all.zip"))
    assert [getattr(one, "error", getattr(one, "name", "")) for one in found] == ["a", "slow", "rest_unread"]
    assert {one.source for one in found[1:]} == {"all.zip"}


def test_a_mark_tells_the_source():
    begin(7)
    contents = passed_over(iter([Source("一.txt", "1")]), (), "all.zip")
    next(contents)
    assert marked().item == 7
    assert marked().blame("crashed", "SIGKILL") == Blame(0, True, "crashed", "一.txt", "SIGKILL")


@pytest.mark.parametrize(("size", "wanted", "workers"), [(1, 0, 1), (10**12, 0, cores()), (1, 7, 7)])
def test_workers_go_by_the_size_of_the_input(size, wanted, workers):
    assert workers_for(size, wanted) == workers
