"""Predictions against gold."""

import csv

import pytest

from minetext.evaluation import ScoreError, read_rows, score
from minetext.evaluation.cells import same_date, same_modifier, same_number, same_phrase

BASE = {
    "start": "0", "end": "6", "text": "11148人", "kind": "headcount", "value": "11148", "value_max": "", "unit": "人",
    "modifier": "exact", "masked": "0", "per": "", "item": "妇女", "role": "level", "date": "", "activity_type": "relief",
    "activity": "1", "activity_id": "a1", "optional": "0",
}  # fmt: skip


def row(**cells):
    return {**BASE, **cells}


def test_a_perfect_prediction():
    result, wrong = score([row()], [row()])
    assert (result.detect.f1, result.figure.f1, result.row.f1, wrong) == (1.0, 1.0, 1.0, [])


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"value": "11147"}, "figure"),
        ({"unit": "户"}, "figure"),
        ({"masked": "1"}, "figure"),
        ({"kind": "quantity"}, "kind"),
        ({"item": "资料"}, "item"),
        ({"role": "target"}, "role"),
        ({"activity_type": "award"}, "type"),
        ({"date": "2019-03"}, "date"),
        ({"start": "4", "end": "12"}, "figure"),
    ],
)
def test_a_wrong_cell_is_named(cells, why):
    _, [wrong] = score([row()], [row(**cells)])
    assert wrong.why == why


def test_missed_and_extra():
    result, wrong = score([row()], [row(start="20", end="25")])
    assert [one.why for one in wrong] == ["missed", "extra"] and result.detect.f1 == 0


def test_optional_rows_are_neither_demanded_nor_punished():
    assert score([row(), row(start="10", end="14", optional="1")], [row()])[0].detect.f1 == 1.0
    assert (
        score([row(), row(start="10", end="14", optional="1")], [row(), row(start="11", end="13")])[0].detect.f1 == 1.0
    )


def test_only_the_annotated_report_of_the_source_is_judged():
    gold = [row(report_start="0", report_end="10")]
    found = [row(source="a.txt"), row(source="a.txt", start="50", end="55"), row(source="b.txt", start="2", end="3")]
    assert score(gold, found, "a.txt")[0].given == 1


def test_offsets_of_several_sources_are_not_mixed():
    with pytest.raises(ScoreError) as raised:
        score([row()], [row(source="a.txt"), row(source="b.txt")])
    assert (raised.value.code, raised.value.facts["second"]) == ("sources", "b.txt")


def test_links_are_pairs_of_one_activity():
    gold = [row(), row(start="10", end="12"), row(start="20", end="22", activity="2")]
    found = [row(), row(start="10", end="12"), row(start="20", end="22")]
    assert score(gold, found)[0].link == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("XXXX-03-29", "2019?-03-29", True), ("2019-03", "2019-03-29", False), ("2012-11/..", "2012-11", True),
        ("2019|XXXX-02", "2020-02", True), ("{2019-01-01,2019-02-01}", "{2019?-01-01,2019?-02-01}", True),
        ("{2019-01-01,2019-02-01}", "2019-03-01", False), ("", "2019?", True), ("", "2019-03", False), ("2019/2020", "2019", False),
    ],
)  # fmt: skip
def test_dates(gold, found, same):
    assert same_date(gold, found) is same


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("妇女|学生", "育龄妇女", True),
        ("宣传资料", "资料", True),
        ("妇女", "", False),
        ("", "任何", True),
        ("妇女", "党员", False),
    ],
)
def test_phrases(gold, found, same):
    assert same_phrase(gold, found) is same


def test_numbers_and_modifiers():
    assert same_number("14615000", "14615000.0") and same_number("", "") and not same_number("1", "")
    assert same_modifier({"modifier": "over", "text": "约百余人"}, {"modifier": "about"})
    assert not same_modifier({"modifier": "over", "text": "百余人"}, {"modifier": "about"})


@pytest.mark.parametrize(("text", "code"), [("a,b\n1,2\n", "column"), ("start,end,kind\nx,2,age\n", "offset")])
def test_a_file_that_is_no_table_of_figures_is_told(tmp_path, text, code):
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScoreError) as caught:
        read_rows(path)
    assert caught.value.code == code
    with pytest.raises(ScoreError) as caught:
        read_rows(tmp_path / "nix.csv")
    assert caught.value.code == "unreadable"


def test_rows_are_read_with_and_without_a_mark(tmp_path):
    for encoding in ("utf-8", "utf-8-sig"):
        path = tmp_path / "a.csv"
        with path.open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle).writerows([["start", "end", "kind"], ["1", "2", "age"]])
        assert read_rows(path) == [{"start": "1", "end": "2", "kind": "age"}]
