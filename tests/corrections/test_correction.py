"""What stands of all that was said about a row."""

import pytest
from corrections.saying import added, mined, say

from minetext.corrections import decide, in_force
from minetext.corrections.correction import moved

TEXT = "全市共普查妇女11148人，查出妇科病的5797人占52%。"


@pytest.fixture
def figure(built):
    return mined(built, TEXT).read.figures[0]


def stands(said):
    [decided] = decide(enumerate(said))
    return decided.review, dict(decided.cells), decided.rows


def test_later_ones_win_about_the_same_cell(figure):
    said = [
        say(figure, "correct", "value", "1"),
        say(figure, "correct", "item", "人"),
        say(figure, "correct", "value", "2"),
    ]
    assert stands(said) == ("corrected", {"value": "2", "item": "人"}, (1, 2))


def test_a_rejected_row_comes_back_when_it_is_accepted_or_corrected_later(figure):
    rejected = [say(figure, "correct", "value", "1"), say(figure, "reject")]
    assert stands(rejected)[0] == "rejected"
    assert stands([*rejected, say(figure, "accept")])[:2] == ("corrected", {"value": "1"})
    assert stands([say(figure, "reject"), say(figure, "accept")]) == ("accepted", {}, (1,))


def test_undo_takes_back_all_that_was_said_before(figure):
    said = [say(figure, "correct", "value", "1"), say(figure, "reject"), say(figure, "undo")]
    assert stands(said)[0] == ""
    assert stands([*said, say(figure, "accept")])[0] == "accepted"
    assert in_force(said) == []


def test_an_added_figure_that_is_corrected_stays_added():
    said = [*added(TEXT, "妇科病", kind="quantity", value="1"), *added(TEXT, "妇科病", value="2")]
    assert stands(said)[:2] == ("added", {"kind": "quantity", "value": "2"})


def test_offsets_move_with_the_report_and_places_in_other_reports_stay(figure):
    one = say(figure, "correct", "part_of", "x", "7-13")._replace(places="7-13;ff00:1-2")
    there = moved(one, 100)
    assert (there.start, there.end, there.report_start) == (one.start + 100, one.end + 100, 100)
    assert there.places == "107-113;ff00:1-2"
    assert moved(there, -100) == one
