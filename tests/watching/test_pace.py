"""Rate and time left, over both passes, by a clock that the tests turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minetext.watching.events import Event, begins
from minetext.watching.pace import COST, Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def step(pace: Pace, clock: Clock, done, size: int, seconds: float, recalled: bool = False) -> None:
    clock.now += seconds
    pace(Event(done, size, "a.txt", 0.0 if recalled else seconds, recalled, ()))


def test_nothing_is_known_at_first(clock):
    pace = Pace(1000, "mine", clock)
    pace(begins("survey"))
    assert (pace.left, pace.rate, pace.part, pace.size) == (None, 0.0, 0.0, 0)


def test_the_time_left_counts_the_second_pass_before_it_begins(clock):
    pace = Pace(1000, "mine", clock)
    for _ in range(3):
        step(pace, clock, "survey", 250, 2.5)
    assert pace.rate == 100
    assert pace.left == pytest.approx(2.5 + 10 * COST["mine"])
    assert pace.part == pytest.approx(750 / (1000 * (1 + COST["mine"])))


def test_the_pieces_of_a_batch_come_at_once_and_are_taken_together(clock):
    pace = Pace(10_000, "mine", clock)
    for number in range(40):
        step(pace, clock, "survey", 100, 2 if number % 20 == 0 else 0.0001)
        if number < 20:
            assert pace.left is None  # the first piece tells how long the batch took, not how large it is
        else:
            assert pace.rate == pytest.approx(1000, rel=0.01)


def test_pieces_that_come_without_a_gap_are_measured_all_the_same(clock):
    pace = Pace(100_000, "mine", clock)
    for _ in range(500):
        step(pace, clock, "survey", 10, 0.01)
    assert pace.rate == pytest.approx(1000, rel=0.01)


def test_the_second_pass_is_measured_once_it_runs(clock):
    pace = Pace(1000, "mine", clock)
    step(pace, clock, "survey", 1000, 10)
    pace(begins("mine"))
    step(pace, clock, "mine", 100, 10)
    step(pace, clock, "mine", 100, 10)
    assert pace.rate == 10
    assert pace.left == pytest.approx(80)


def test_what_is_recalled_counts_for_no_rate(clock):
    pace = Pace(10_000, "mine", clock)
    for _ in range(50):
        step(pace, clock, "survey", 100, 0.001, recalled=True)
    assert pace.rate == 0 and pace.left is None
    for _ in range(20):
        step(pace, clock, "survey", 100, 1)
    assert pace.rate == pytest.approx(100)
    # the rest will be as what was read lately: not recalled
    assert pace.left == pytest.approx(30 + 100 * COST["mine"], rel=0.05)


def test_where_one_file_in_ten_is_new_the_rest_is_taken_to_be_so(clock):
    pace = Pace(1_000_000, "mine", clock)
    for number in range(500):
        fresh = number % 10 == 9
        step(pace, clock, "survey", 1000, 1.0 if fresh else 0.0, recalled=not fresh)
    assert pace.left == pytest.approx(50 + 100 * COST["mine"], rel=0.25)


def test_the_time_before_a_pass_belongs_to_no_rate(clock):
    pace = Pace(1000, "mine", clock)
    clock.now += 60  # files are listed
    pace(begins("survey"))
    step(pace, clock, "survey", 500, 5)
    step(pace, clock, "survey", 500, 5)
    assert pace.rate == 100
    clock.now += 60  # verdicts
    pace(begins("mine"))
    step(pace, clock, "mine", 250, 5)
    step(pace, clock, "mine", 250, 5)
    assert pace.rate == 50 and pace.left == pytest.approx(10)


def test_behind_the_passes_all_is_done(clock):
    pace = Pace(1000, "find", clock)
    pace(begins("across"))
    assert (pace.part, pace.left, pace.present) == (1.0, None, "across")
    assert Pace(0, "mine", clock).part == 0.0, "the files are still being listed"


@given(st.lists(st.tuples(st.integers(0, 500), st.floats(-1e9, 1e9), st.booleans()), max_size=30))
def test_a_clock_that_jumps_breaks_nothing(steps):
    clock = Clock()
    pace = Pace(5000, "mine", clock)
    for number, (size, seconds, recalled) in enumerate(steps):
        step(pace, clock, "survey" if number < 15 else "mine", size, seconds, recalled)
        assert 0 <= pace.part <= 1 and pace.rate >= 0 and pace.seconds >= 0
        assert pace.left is None or pace.left >= 0
