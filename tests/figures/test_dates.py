"""Dates to EDTF."""

import calendar
import datetime

import pytest
from conftest import read_cases
from hypothesis import given, strategies

from minetext.explain import explain

CASES = read_cases("dates")
DAYS = strategies.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31))


@pytest.mark.parametrize(("text", "wanted"), CASES["in_2010"].items())
def test_date_in_a_report_of_2010(built, text, wanted):
    found = [figure for figure in explain(built, text, 2010).figures if figure.kind == "date"]
    assert [(figure.text, figure.date) for figure in found] == [tuple(one) for one in wanted]


@pytest.mark.parametrize("text", CASES["no_dates"])
def test_no_date(built, text):
    assert [figure.text for figure in explain(built, text, 2010).figures if figure.kind == "date"] == []


@given(DAYS)
def test_any_day_in_any_dress(built, day):
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    written = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年{day.month:02d} 月{day.day:02d} 日",
        f"{day.year}年{day.month}月{day.day}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{str(day.year).translate(digits)}年{day.month}月{day.day}日",
    )
    for one in written:
        [figure] = explain(built, f"会议于{one}召开").figures
        assert (figure.text, figure.date) == (one, day.isoformat())


@given(DAYS)
def test_the_last_third_of_a_month_ends_with_it(built, day):
    [figure] = explain(built, f"{day.year}年{day.month}月下旬完工").figures
    last = calendar.monthrange(day.year, day.month)[1]
    assert figure.date == f"{day.year}-{day.month:02d}-21/{day.year}-{day.month:02d}-{last}"
