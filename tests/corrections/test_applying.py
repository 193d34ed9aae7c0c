"""Corrections applied to figures, activities and checks before the checks are made."""

from decimal import Decimal

import pytest
from corrections.saying import added, mined, say
from hypothesis import given, settings
from hypothesis import strategies as st

TITLE = "县妇联2010年工作总结\n\n"
FLOW = (
    "3月29日至5月5日，全市共普查妇女11148人，查出妇科病的5797人占52%。5月6日，培训妇女200人、干部50人，发放资金3万元。"
    "全年落实手术1782例，其中结扎239例，上环1229例，补救304例。"
    + "妇联干部深入村寨，走访困难妇女，了解她们的想法和要求，帮助她们解决生产和生活中的难题，深受群众欢迎。"
    * 3
)
TEXT = TITLE + FLOW
WRAPPED, INDENTED = (
    TITLE + newline.join(FLOW[at : at + 22] for at in range(0, len(FLOW), 22)) for newline in ("\n", " \r\n")
)


def by_text(rows):
    return {row.text: row for row in rows}


def test_a_corrected_value_changes_the_check_and_says_so(built):
    before = mined(built, TEXT)
    total = by_text(before.read.figures)["1782例"]
    after = mined(built, TEXT, [say(total, "correct", "value", "1772")])
    corrected = by_text(after.read.figures)["1782例"]
    assert (corrected.value, corrected.review) == (Decimal(1772), "corrected")
    results = [[check.result for check in one.checks if check.check == "total"] for one in (before, after)]
    assert results == [["fail"], ["pass"]]


def test_a_rejected_figure_leaves_a_gap_and_its_activity_is_summed_up_anew(built):
    before = mined(built, TEXT)
    most = by_text(before.read.figures)["200人"]
    after = mined(built, TEXT, [say(most, "reject")])
    assert {row.figure_id for row in before.read.figures} - {row.figure_id for row in after.read.figures} == {
        most.figure_id
    }
    [activity] = [one for one in after.read.activities if one.activity_id == most.activity_id]
    assert activity.headcount == 50 and most.figure_id not in activity.figures


def test_the_parts_of_a_rejected_whole_are_parts_of_nothing(built):
    total = by_text(mined(built, TEXT).read.figures)["1782例"]
    after = mined(built, TEXT, [say(total, "reject")])
    assert by_text(after.read.figures)["239例"].part_of == ""


def test_an_added_figure_takes_the_next_number_of_its_own_series_and_the_activity_around_it(built):
    text = TEXT.replace("培训妇女200人", "培训妇女200人、学员若干名300")
    before = mined(built, text)
    after = mined(built, text, added(text, "若干名300", kind="headcount", value="300", unit="人", item="学员"))
    [new] = [row for row in after.read.figures if row.review == "added"]
    assert (new.figure_id[-6:], new.value, new.item, text[slice(*new.span)]) == ("-g0001", 300, "学员", "若干名300")
    [home] = [one for one in after.read.activities if one.activity_id == new.activity_id]
    assert home.headcount == 300 and new.figure_id in home.figures and new.date == home.date
    rest = [row for row in after.read.figures if row.review == ""]
    assert [row.figure_id for row in rest] == [row.figure_id for row in before.read.figures if row.span != new.span]
    assert [row.span for row in after.read.figures] == sorted(row.span for row in after.read.figures)


@pytest.mark.parametrize(
    ("words", "kind", "value", "unit"), [("5797人", "headcount", 5797, "人"), ("3万元", "money", 30000, "CNY")]
)
def test_what_the_cells_of_an_added_figure_leave_open_is_read_from_its_text(built, words, kind, value, unit):
    rejected = say(by_text(mined(built, TEXT).read.figures)[words], "reject")
    after = mined(built, TEXT, [rejected, *added(TEXT, words, kind=kind)])
    new = by_text(after.read.figures)[words]
    assert (new.kind, new.value, new.unit, new.review) == (kind, value, unit, "added")


def test_the_figures_of_a_corrected_activity_follow_in_type_and_date(built):
    before = mined(built, TEXT)
    [home] = [one for one in before.read.activities if "培训" in one.text]
    said = [say(home, "correct", "activity_type", "meeting"), say(home, "correct", "date", "2011-05-06")]
    after = mined(built, TEXT, said).read
    members = [row for row in after.figures if row.activity_id == home.activity_id and row.kind != "date"]
    assert {(row.activity_type, row.date) for row in members} == {("meeting", "2011-05-06")}


def test_a_corrected_date_is_that_of_what_it_dates(built):
    day = by_text(mined(built, TEXT).read.figures)["5月6日"]
    after = mined(built, TEXT, [say(day, "correct", "date", "2012-05-06")]).read
    [home] = [one for one in after.activities if one.activity_id == day.activity_id]
    assert home.date == "2012-05-06" == by_text(after.figures)["200人"].date


def test_the_figures_of_a_rejected_activity_belong_to_none(built):
    [home] = [one for one in mined(built, TEXT).read.activities if "培训" in one.text]
    after = mined(built, TEXT, [say(home, "reject")]).read
    assert home.activity_id not in {one.activity_id for one in after.activities}
    assert by_text(after.figures)["200人"].activity_id == ""
    assert by_text(after.figures)["200人"].activity_type == "other"


def test_a_figure_can_be_moved_to_another_activity_and_to_another_whole(built):
    before = mined(built, TEXT).read
    figure, whole = by_text(before.figures)["3万元"], by_text(before.figures)["1782例"]
    [home] = [one for one in before.activities if one.activity_id == whole.activity_id]
    place = "-".join(map(str, home.span))
    said = [
        say(figure, "correct", "activity_id", home.activity_id, place),
        say(figure, "correct", "part_of", whole.figure_id, "-".join(map(str, whole.span))),
    ]
    after = mined(built, TEXT, said).read
    moved = by_text(after.figures)["3万元"]
    assert (moved.activity_id, moved.activity_type, moved.part_of) == (
        home.activity_id,
        home.activity_type,
        whole.figure_id,
    )
    amounts = {one.activity_id: one.amount for one in after.activities}
    assert amounts[home.activity_id] == 30000 and amounts[figure.activity_id] is None


def test_a_check_keeps_what_was_said_of_it_while_rule_and_figures_are_the_same(built):
    [total] = [one for one in mined(built, TEXT).checks if one.check == "total"]
    after = mined(built, TEXT, [say(total, "reject")])
    assert [one.review for one in after.checks if one.check == "total"] == ["rejected"]
    other = say(total, "reject")._replace(rule="check.other")
    mining = mined(built, TEXT, [other])
    assert {one.review for one in mining.checks} == {""} and mining.ruled.states == {0: "no_row"}


def test_what_is_not_found_any_more_is_told(built):
    figure = by_text(mined(built, TEXT).read.figures)["200人"]
    nothing = say(figure, "accept")._replace(start=figure.span.start + 1, text="00人")
    assert mined(built, TEXT, [nothing]).ruled.states == {0: "no_row"}


@pytest.mark.parametrize("text", [WRAPPED, INDENTED])
def test_a_page_that_was_wrapped_by_hand_is_corrected_as_one_that_was_not(built, text):
    flow = mined(built, TEXT).read.figures
    before = mined(built, text).read.figures
    assert [one.value for one in before] == [one.value for one in flow]
    broken = [one for one in before if "\n" in one.text and one.kind != "date"]
    line_end = text.index("\n", text.index("深入"))
    words = f"{text[:line_end].rstrip()[-2:]}{text[len(text[:line_end].rstrip()) : line_end + 3]}"
    said = [say(one, "correct", "value", "77") for one in broken] + added(text, words, kind="quantity", value="7")
    after = mined(built, text, said).read.figures
    assert {one.text for one in after if one.value == 77 and one.review == "corrected"} == {one.text for one in broken}
    assert broken and words in {one.text for one in after if one.review == "added"}


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_undone_corrections_leave_nothing_and_unrelated_rows_may_come_in_any_order(built, data):
    text = data.draw(st.sampled_from([TEXT, WRAPPED, INDENTED]))
    before = mined(built, text)
    rows = [*before.read.figures, *before.read.activities, *before.checks]
    chosen = data.draw(st.lists(st.sampled_from(range(len(rows))), unique=True, max_size=5))
    actions = st.sampled_from(["accept", "reject", "correct"])
    said = []
    for at in chosen:
        action = data.draw(actions)
        if action == "correct" and hasattr(rows[at], "check_id"):
            action = "accept"
        said.append(say(rows[at], action, *(("date", "2001-01") if action == "correct" else ())))
    if data.draw(st.booleans()):
        said += added(text, "妇科病", kind="quantity", value="7")
    once = mined(built, text, said)
    shuffled = mined(built, text, data.draw(st.permutations(said)))
    assert (once.read, once.checks) == (shuffled.read, shuffled.checks)
    for row in (*once.read.figures, *once.read.activities, *once.checks):
        assert text[slice(*row.span)] == row.text
    undone = [*said, *(one._replace(action="undo", column="", new="") for one in said)]
    after = mined(built, text, undone)
    assert (after.read, after.checks) == (before.read, before.checks)
