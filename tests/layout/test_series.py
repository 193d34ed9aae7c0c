"""Titles that only their neighbours tell."""

import pytest
from layout.test_splitting import A, B, told

from minetext.model import Source


def test_numbered_titles_with_a_report_behind_each_open_reports(built):
    text = f"1、妇联2019年工作总结\n{A}\n一、宣传\n{B}\n2、交通局2019年工作总结\n{B}\n3、教育局述职报告\n{A}\n"
    assert [first for first, _ in told(built, text)] == [
        "1、妇联2019年工作总结", "2、交通局2019年工作总结", "3、教育局述职报告",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "headings",
    [
        ("1、认真做好宣传", "2、交通局2019年工作总结"),
        ("1、2018年工作情况", "2、2019年的打算"),
        ("2、妇联2019年工作总结", "4、交通局2019年工作总结"),
    ],
)
def test_other_numbered_lines_open_none(built, headings):
    text = f"妇联2019年工作总结\n\n{headings[0]}\n{A}\n{headings[1]}\n{B}\n"
    assert told(built, text) == [("妇联2019年工作总结", B)]


def test_a_list_of_titles_without_reports_opens_none(built):
    text = f"妇联2019年工作总结\n\n{A}\n附件：\n1、妇联2019年工作总结\n2、交通局2019年工作总结\n3、教育局述职报告\n"
    assert [first for first, _ in told(built, text)] == ["妇联2019年工作总结"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_title_broken_between_two_lines_is_one_title(built, gap):
    text = gap.join(["丹枫县民政局", "二OO五年工作总结", A, "河湾镇妇联", "2019年工作总结", B])
    [one, two] = built.layout.drafts(built.fold(Source("x", text)))
    assert (one.title, two.title) == ("丹枫县民政局二OO五年工作总结", "河湾镇妇联2019年工作总结")
    assert text[slice(*two.title_span)] == f"河湾镇妇联{gap}2019年工作总结"


def test_a_sentence_before_a_heading_is_no_half_of_a_title(built):
    text = f"妇联2019年工作总结\n\n{A}\n现将情况报告如下。\n工作总结\n{B}\n"
    assert told(built, text) == [("妇联2019年工作总结", B)]


def test_a_date_alone_among_numbered_items_is_no_signature(built):
    text = f"会议通知\n{A}\n2、登记日\n2006年5月10日\n3、地点\n海信大厦\n4、召集人\n公司董事会\n5、召开方式\n{B}\n"
    assert len(told(built, text)) == 1
