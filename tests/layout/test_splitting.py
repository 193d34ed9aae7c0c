"""Compilations to reports: every signal as an example, and what looks like one and is none."""

from itertools import pairwise

import pytest
from conftest import REPORTS
from hypothesis import given, settings, strategies

from minetext.layout.ordinals import ordinal
from minetext.model import Source

A = "一年来，我县妇联在县委的领导下，认真履行职责，取得了较好的成绩。全年培训妇女200人，发放宣传资料1000余份，受到群众好评。"
B = "今年我局围绕县委、县政府的中心工作，上下一心，投入资金36.8万元，新修公路12公里，解决了6个村的出行问题，较好地完成了全年的各项任务指标。"
INTRO = "写总结的时候要实事求是，突出重点，不可记流水账。好的总结有观点，有材料，语言简练，这样才能对今后的工作有所帮助和启发。"
SIGNED = "××镇计生协会\n二〇一〇年十二月三日"


def told(built, text):
    """Each report of a page as its first and its last line."""
    drafts = built.layout.drafts(built.fold(Source("x", text)))
    pieces = [text[slice(*one.span)].splitlines() for one in drafts if not one.no_report]
    return [(lines[0].strip(), lines[-1].strip()) for lines in pieces]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("篇一：妇联工作总结", "篇二：交通局工作总结"),
        ("【第1篇】", "【第2篇】"),
        ("范文一", "范文二：交通局年度总结"),
        ("第一篇 妇联工作总结", "第二篇 交通局工作总结"),
        ("妇联工作总结 篇1", "妇联工作总结 篇2"),
        ("(一)妇联工作总结范文", "(二)交通局工作总结范文"),
        ("妇联工作总结1", "妇联工作总结2"),
        ("妇联心得体会（一）", "妇联心得体会（二）"),
        ("妇联2019年工作总结", "交通局2019年工作总结"),
        ("婦聯2019年工作總結", "交通局2019年工作總結"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_titles_open_reports(built, first, second, gap):
    text = gap.join(["妇联工作总结(精选2篇)", first, A, second, B])
    assert told(built, text) == [(first, A), (second, B)]


@pytest.mark.parametrize(
    "heading",
    [
        "三、2019年工作总结",
        "（二）交通局工作总结",
        "2、认真写好工作总结",
        "第二部分 工作总结",
        "现将工作汇报如下：",
        "工作总结",
    ],
)
def test_headings_open_none(built, heading):
    text = f"妇联2019年工作总结\n\n一、宣传\n\n{A}\n\n二、培训\n\n{A}\n\n{heading}\n\n{B}\n"
    assert told(built, text) == [("妇联2019年工作总结", B)]


def test_a_title_line_inside_a_numbering_is_a_heading(built):
    text = f"妇联2019年工作总结\n\n一、宣传\n\n{A}\n\n计划生育工作情况汇报\n\n{B}\n\n二、培训\n\n{A}\n"
    assert len(told(built, text)) == 1


def test_the_numbering_begins_again_behind_a_title(built):
    numbered = f"一、宣传\n{A}\n二、培训\n{B}"
    text = f"妇联工作体会\n{numbered}\n交通局工作情况\n{numbered}\n"
    assert [first for first, _ in told(built, text)] == ["妇联工作体会", "交通局工作情况"]
    plan = f"妇联2019年工作总结\n{numbered}\n2020年工作打算\n{numbered}\n"
    assert len(told(built, plan)) == 1


@pytest.mark.parametrize("title", ["在平凡的岗位上", "乡镇妇联先进事迹材料", "2019年工作总结"])
def test_a_signature_closes_a_report(built, title):
    text = f"妇联2019年工作总结\n\n{A}\n\n{SIGNED}\n\n{title}\n\n{B}\n"
    assert told(built, text) == [("妇联2019年工作总结", "二〇一〇年十二月三日"), (title, B)]


@pytest.mark.parametrize("behind", ["附件：2019年项目一览表", "抄送：县委办公室", "三、几点说明"])
def test_what_stands_behind_a_signature_and_is_no_report(built, behind):
    text = f"妇联2019年工作总结\n\n{A}\n\n{SIGNED}\n\n{behind}\n\n{B}\n"
    assert len(told(built, text)) == 1


def test_a_date_below_the_title_is_no_end(built):
    text = f"陵溪县统计公报\n陵溪县统计局\n二〇〇三年三月六日\n在平凡的岗位上\n{A}\n{B}\n"
    assert len(told(built, text)) == 1


@pytest.mark.parametrize(
    "top",
    [
        f"妇联工作总结三篇\n\n{INTRO}",
        f"妇联工作总结\n\n{INTRO}\n\n以下是小编为大家整理的范文，欢迎阅读",
        "妇联工作总结\n\n目录\n\n篇一：妇联工作总结\n篇二：交通局工作总结",
        f"目录\n篇一：妇联工作总结\n篇二：交通局工作总结\n{INTRO}",
        INTRO * 4,
    ],
    ids=["introduction", "two of them", "contents", "contents before introduction", "no title"],
)
def test_what_a_site_puts_before_the_first_report(built, top):
    text = f"{top}\n\n篇一：妇联工作总结\n\n{A}\n\n篇二：交通局工作总结\n\n{B}\n"
    assert told(built, text) == [("篇一：妇联工作总结", A), ("篇二：交通局工作总结", B)]


def test_figures_before_the_first_title_are_a_report_of_their_own(built):
    text = f"{A}\n{B}\n{A}\n{B}\n\n篇一：妇联工作总结\n\n{A}\n"
    assert [first for first, _ in told(built, text)] == [A, "篇一：妇联工作总结"]


def test_titles_run_into_the_text(built):
    text = f"篇一：妇联工作总结 尊敬的领导：{A}\n篇二：{B}\n【篇三】{A}\n"
    drafts = built.layout.drafts(Source("x", text))
    assert [one.title for one in drafts] == ["篇一：妇联工作总结", "篇二：", "【篇三】"]
    assert [text[slice(*one.span)] for one in drafts] == text.splitlines()
    assert text[slice(*drafts[1].paragraphs[0])] == B


def test_pieces_inside_one_line(built):
    text = f"篇一：妇联工作总结 {A}篇二：交通局工作总结 {B}"
    assert [one.title for one in built.layout.drafts(Source("x", text))] == [
        "篇一：妇联工作总结",
        "篇二：交通局工作总结",
    ]
    assert len(built.layout.drafts(Source("x", f"妇联工作总结\n{A}详见《汇编》第二篇：交通局。{B}"))) == 1


def test_an_advertisement_in_the_middle_ends_nothing(built):
    text = f"妇联2019年工作总结\n\n{A}\n\n猜你喜欢：2018年团支部工作总结1500字\n\n{B}\n"
    [draft] = built.layout.drafts(Source("x", text))
    assert text[slice(*draft.span)].endswith(B) and [text[slice(*one)] for one in draft.masked] == [
        "猜你喜欢：2018年团支部工作总结1500字"
    ]


@pytest.mark.parametrize(
    ("text", "number"), [("第十二篇", 12), ("二十", 20), ("(3)", 3), ("④", 4), ("１０", 10), ("篇", 0), ("⑩", 10)]
)
def test_ordinals(text, number):
    assert ordinal(text) == number


@settings(deadline=None, max_examples=60)
@given(
    strategies.lists(
        strategies.sampled_from(
            [A, B, INTRO, SIGNED, "篇一：", "【第2篇】", "妇联工作总结", "妇联工作总结2", "一、宣传", "二、培训", "工作总结",
             "相关阅读：", "— 3 —", "", "　　", f"篇三：妇联工作总结 {A}", "附件：", "2010年1月5日", "祝怀远", "目录"]
        ),
        max_size=24,
    ),
    strategies.sampled_from(["\n", "\r\n", "\n\n"]),
)  # fmt: skip
def test_reports_lie_in_order_and_lose_no_masked_place(built, parts, newline):
    text = newline.join(parts)
    end = 0
    for draft in built.layout.drafts(Source("x", text)):
        assert end <= draft.span.start < draft.span.end <= len(text)
        end = draft.span.end
        taken = sorted([*draft.paragraphs, *draft.masked, *([draft.title_span] if draft.title_span else [])])
        assert all(before.end <= after.start for before, after in pairwise(taken))
        assert all(draft.span.start <= one.start < one.end <= draft.span.end for one in taken)
        assert not text[draft.span.start].isspace() and not text[draft.span.end - 1].isspace()


@pytest.mark.parametrize("width", [0, 28, 38])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_reports_of_our_own_stay_whole(built, width, gap):
    for name in ("hospital_county_2008", "township_government_2012", "village_secretary_2021", "trade_union_city_2016"):
        text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
        paragraphs = [line for line in text.splitlines() if line.strip()]
        wrapped = [line[at : at + (width or 9999)] for line in paragraphs for at in range(0, len(line), width or 9999)]
        assert len(told(built, gap.join(wrapped))) == 1
