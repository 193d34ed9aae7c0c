"""Batches hold neighbours of about a size; what took a worker down is done again in smaller pieces."""

import pytest

from minetext.engines.pieces import Work, batches
from minetext.readers import Blame

CRASH = Blame(0, True, "crashed")
SLOW = Blame(0, True, "slow")


@pytest.mark.parametrize(
    ("sizes", "groups"), [([], []), ([1, 1, 1], [[1, 1], [1]]), ([5], [[5]]), ([1, 9, 1], [[1], [9], [1]])]
)
def test_batches_hold_neighbours(sizes, groups):
    assert list(batches(sizes, int, 2)) == groups


def work() -> Work[int, int]:
    return Work(str, iter([[1, 2, 3, 4]]), lambda item, blame: None, lambda item, blame: -item)


def test_the_item_at_which_a_worker_died_is_done_alone():
    under_way = work()
    under_way.again(under_way.next(1), CRASH, 2)
    pieces = [under_way.next(1) for _ in range(3)]
    assert [piece.items for piece in pieces] == [[1, 2], [3], [4]]
    assert under_way.next(1) is None


@pytest.mark.parametrize(("blame", "times"), [(CRASH, 2), (SLOW, 1)])
def test_what_takes_workers_down_alone_is_given_up(blame, times):
    under_way = work()
    under_way.again(under_way.next(1), blame, 0)
    for _ in range(times):
        piece = under_way.next(1)
        assert piece.items == [1]
        under_way.again(piece, blame)
    assert under_way.next(1).items == [2, 3, 4]
    assert under_way.waiting[0].results == [-1, None, None, None]
