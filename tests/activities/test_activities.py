"""Doings: their dates, types, members and slots."""

import pytest
from conftest import read_cases, report_of

from minetext.activities.years import report_year
from minetext.explain import explain

CASES = read_cases("activities")


@pytest.mark.parametrize("case", CASES["governing_dates"], ids=lambda case: case["text"])
def test_the_date_of_the_doing(built, case):
    found = {figure.text: figure.date for figure in explain(built, case["text"], 2010).figures}
    assert {text: found[text] for text in case["dates"]} == case["dates"]


@pytest.mark.parametrize(("text", "wanted"), CASES["types"].items())
def test_the_type_of_the_doing(built, text, wanted):
    found = [figure.activity_type for figure in explain(built, text).figures if figure.kind != "date"]
    assert found == wanted


def test_a_list_of_visits_is_as_many_activities(built):
    text = "7月2日，为五户送去慰问金1000元。2月5日，为熊家送去慰问金5000元；8月1日，为陈家送去慰问金300元。"
    explained = explain(built, text)
    assert [activity.date for activity in explained.activities] == ["XXXX-07-02", "XXXX-02-05", "XXXX-08-01"]
    assert [len(activity.figures) for activity in explained.activities] == [3, 2, 2]


def test_slots_are_what_the_text_names(built):
    text = "5月29日，市妇联、市文体局在人民会场举办了“生育文明之光”文艺汇演活动，观众300人，为贫困户送去慰问金2000元。"
    first = explain(built, text, 2010).activities[0]
    assert first.actors[:2] == ("市妇联", "市文体局")
    assert (first.place, first.name) == ("人民会场", "生育文明之光")
    assert (first.headcount, first.headcount_unit) == (300, "人")


def test_the_main_sum_is_the_largest_that_is_not_per_head(built):
    [activity] = explain(built, "为78户困难户每户送去慰问金500元，共计慰问金39000元。").activities
    assert activity.amount == 39000


def test_a_sentence_without_figures_tells_of_what_was_done(built):
    explained = explain(built, "县妇联举办了家政技能培训班。要进一步加强培训工作。")
    assert [(one.activity_type, one.text) for one in explained.activities] == [
        ("training", "县妇联举办了家政技能培训班。")
    ]


@pytest.mark.parametrize(
    ("title", "text", "year", "evidence"),
    [
        ("妇联2019年工作总结", "2010年，培训20人。", 2019, "title"),
        ("妇联工作总结", "2010年，全县培训20人。", 2010, "opening"),
        ("工作总结", "培训20人。" * 12 + "二〇一〇年十二月二十日", 2010, "signature"),
        ("2013—2014学年工作总结", "培训20人。", 2013, "title"),
        ("工作总结", "培训20人。", None, None),
    ],
)
def test_the_year_that_a_report_is_about(built, title, text, year, evidence):
    report = report_of(built, text)
    mentions, cues = built.figures.read(text, report)
    found = report_year(built.figures.dates(title), report, mentions, cues)
    assert (found and found.year, found and found.evidence) == (year, evidence)


def test_months_of_a_school_year_fall_into_two_years(built):
    report = report_of(built, "")
    year = report_year(built.figures.dates("2013—2014学年工作总结"), report, [], built.figures.cues("", report))
    assert (year.of_month("09"), year.of_month("03"), year.of_month("")) == (2013, 2014, 2013)
