"""The documents that took the longest."""

from minetext.watching.events import Event, begins
from minetext.watching.slowest import KEPT, Slow, Slowest


def test_the_slowest_come_first_and_few_are_kept():
    slowest = Slowest()
    for number in range(1000):
        slowest(Event("mine", 10, f"{number}.txt", float(number * 7 % 1000), False, ()))
    told = slowest.told()
    assert [one.seconds for one in told] == [999.0 - number for number in range(KEPT)]
    assert slowest.told() == told


def test_the_stretches_of_a_file_are_added_up_pass_by_pass():
    slowest = Slowest()
    slowest(begins("survey"))
    for done in ("survey", "mine"):
        for seconds in (1.0, 2.0):
            slowest(Event(done, 10, "a.txt", seconds * (2 if done == "mine" else 1), False, ()))
        slowest(Event("judge", 20, "a.txt", 0.0, False, ()))
    assert slowest.told() == [Slow(6.0, 20, "a.txt", "mine"), Slow(3.0, 20, "a.txt", "survey")]


def test_what_is_recalled_is_not_slow():
    slowest = Slowest()
    slowest(Event("mine", 10, "a.txt", 0.0, True, ()))
    slowest(Event("mine", 10, "b.txt", 1.0, False, ()))
    assert [one.source for one in slowest.told()] == ["b.txt"]
