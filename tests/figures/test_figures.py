"""Sentences and the figures that a careful reader sees in them."""

import pytest
from conftest import read_cases
from hypothesis import example, given, settings, strategies

from minetext.explain import explain
from minetext.numbers import plain

CASES = read_cases("figures")
READINGS = read_cases("readings")


def cell(figure, name):
    value = getattr(figure, name)
    return plain(value) if name in ("value", "value_max") else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_sentence(built, case):
    check(explain(built, case["text"], case.get("year")).figures, case)


@pytest.mark.parametrize("case", READINGS, ids=lambda case: case["text"])
def test_expression(built, case):
    check(explain(built, case["text"], 2019).figures, case)


def check(found, case):
    assert [figure.text for figure in found] == [wanted["figure"] for wanted in case["figures"]]
    for figure, wanted in zip(found, case["figures"], strict=True):
        told = {name: cell(figure, name) for name in wanted if name != "figure"}
        assert told == {name: str(value) for name, value in wanted.items() if name != "figure"}, figure.text


TEXT = strategies.text(
    alphabet=strategies.one_of(
        strategies.sampled_from(
            "0123456789０１.,，、。；：（）“”《》%％‰元人名户个次年月日号万亿千百十一二两三半多余约近占其中各每XX×□\n 　"
        ),
        strategies.characters(exclude_categories=("Cs",)),
    ),
    max_size=200,
)


@settings(deadline=None, max_examples=150)
@given(TEXT)
@example("👩‍👩‍👧 参加者２０人，é́ 占52%。")
@example("1" * 500 + "元")
@example("《" * 50 + "5人" + "》" * 50)
def test_offsets_hold_for_any_text(built, text):
    explained = explain(built, text)
    end = 0
    for figure in explained.figures:
        start, stop = figure.span
        assert end <= start < stop <= len(text)
        assert text[start:stop] == figure.text
        end = stop
    for activity in explained.activities:
        assert text[slice(*activity.span)] == activity.text


PROSE = "我们要坚持不懈地抓好各项工作，切实把群众的利益放在首位，"


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, PROSE * 30_000, "一" * 1_000_000, "1 " * 200_000, "5、" * 50_000, "12，" * 30_000, "（" * 100_000, "年月日" * 30_000, "X" * 100_000, "第" * 100_000, "1." * 100_000, "千分之、" * 30_000, "3—" * 30_000],
    ids=["digits", "prose", "numerals", "spaced", "days", "commas", "brackets", "signs", "masks", "ordinals", "points", "fractions", "ranges"],
)  # fmt: skip
def test_long_lines_without_figures_end(built, text):
    """A step that is not linear in the length of a line would take hours here."""
    assert explain(built, text).figures == []


@pytest.mark.parametrize("unit", ["参加ABC中ひらがなаб人3名ع", "培训妇女20人，", "其中3人、", "增长5%，"])
def test_endless_lines_of_figures_keep_their_offsets(built, unit):
    text = unit * 5_000
    figures = explain(built, text).figures
    assert len(figures) == 5_000
    assert all(text[slice(*figure.span)] == figure.text for figure in figures)
