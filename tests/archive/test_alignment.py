"""Rows of two lists paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from minetext.archive import alignment
from minetext.archive.alignment import Pair, align

LETTERS = some.lists(some.tuples(some.sampled_from("abc"), some.sampled_from("12")), max_size=12)


def same_letter(one, other):
    return 0.6 if one[0] == other[0] else 0.0


def paired(old, new):
    return align(list(old), list(new), lambda row: row[:1], same_letter)


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "xabc", [(None, 0), (0, 1), (1, 2), (2, 3)]),
        ("abcd", "acd", [(0, 0), (1, None), (2, 1), (3, 2)]),
        ("", "ab", [(None, 0), (None, 1)]),
        ("ab", "", [(0, None), (1, None)]),
        ("aaa", "aa", [(0, 0), (1, 1), (2, None)]),
    ],
)
def test_rows_put_in_or_taken_out_shift_nothing(old, new, pairs):
    found = align([(one,) for one in old], [(one,) for one in new], lambda row: row, lambda *_: 0.0)
    assert [tuple(pair) for pair in found] == pairs


def test_a_row_of_which_one_cell_changed_is_the_same_row():
    assert paired([("a", "1"), ("b", "1")], [("a", "2"), ("c", "1"), ("b", "1")]) == [
        Pair(0, 0), Pair(None, 1), Pair(1, 2),
    ]  # fmt: skip


@given(LETTERS)
def test_a_list_pairs_with_itself(rows):
    assert paired(rows, rows) == [Pair(at, at) for at in range(len(rows))]


@given(LETTERS, LETTERS)
def test_every_row_is_there_once_in_order_and_the_mirror_image_is_the_same(old, new):
    found = paired(old, new)
    assert [one for one, _ in found if one is not None] == list(range(len(old)))
    assert [other for _, other in found if other is not None] == list(range(len(new)))
    both = {pair for pair in found if None not in pair}
    assert {Pair(pair.new, pair.old) for pair in paired(new, old) if None not in pair} == both


@given(LETTERS, LETTERS)
def test_lists_too_long_for_a_common_subsequence_are_joined_where_rows_stand_once(old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MAX_CELLS", 0)
        patch.setattr(alignment, "MAX_COMPARED", 0)
        found = paired(old, new)
        assert [one for one, _ in found if one is not None] == list(range(len(old)))
        assert [other for _, other in found if other is not None] == list(range(len(new)))
        assert paired(new, new) == [Pair(at, at) for at in range(len(new))]


def test_a_row_that_stands_once_is_found_in_lists_of_any_length(monkeypatch):
    monkeypatch.setattr(alignment, "MAX_CELLS", 0)
    old = [(str(at), "1") for at in range(3000)]
    assert [pair for pair in paired([("x", "1"), *old], [*old[:1500], ("y", "1"), *old[1501:]]) if None in pair] == [
        Pair(0, None), Pair(1501, None), Pair(None, 1500),
    ]  # fmt: skip
