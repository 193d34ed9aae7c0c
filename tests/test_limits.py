"""The bounds: sizes as people write them, and what a run tells of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minetext.limits import BOUNDS, USUAL, Limits, limits_of, shown_size, size_of
from minetext.messages import say


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("512MB", 512 << 20), ("2GB", 2 << 30), ("1.5 gb", 3 << 29), ("2g", 2 << 30), ("4KiB", 4096), ("1TB", 1 << 40),
        ("300", 300), ("300B", 300), (" 7 kb ", 7168),
    ],
)  # fmt: skip
def test_sizes_are_written_as_people_do(text, size):
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "MB", "5XB", "-1", "0", "0.5", "1e9", "五百兆", "1,000", "nan"])
def test_what_is_no_size_is_refused(text):
    with pytest.raises(ValueError):
        size_of(text)


@given(st.integers(1, 1023), st.sampled_from([0, 10, 20, 30, 40]))
def test_a_size_that_is_shown_is_read_as_itself(number, power):
    assert size_of(shown_size(number << power)) == number << power


@pytest.mark.parametrize("value", [0, -1, 1.5, "512MB", None])
def test_a_bound_is_a_whole_number_above_nothing(value):
    with pytest.raises(ValueError, match="line="):
        Limits(line=value)


def test_a_run_tells_what_is_not_the_default_and_gets_it_back():
    assert USUAL.changed() == {}
    limits = Limits(rows=7, unpacked=1 << 20)
    assert limits.changed() == {"unpacked": 1 << 20, "rows": 7}
    assert limits_of(limits.changed()) == limits


@pytest.mark.parametrize("told", [None, [], "rows", {"rows": "many"}, {"rows": -1}, {"columns": 3}, {1: 2}])
def test_what_makes_no_sense_in_a_folder_is_passed_over(told):
    assert limits_of(told) == USUAL


@pytest.mark.parametrize("bound", BOUNDS)
def test_every_bound_is_described_in_both_languages(bound):
    assert say(f"limit.{bound.name}", "zh") and say(f"limit.{bound.name}", "en").endswith(".")
