"""What is a heading, how far it goes, and how headings nest."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies

from minetext.layout.nesting import sections
from minetext.layout.outline import BARE, Heading
from minetext.model import Source, Span

TEXT = "我们认真贯彻上级部署，全年培训妇女200人，发放资料1000余份，受到群众好评。"
TITLE = "县妇联2019年工作总结\n\n"


def report(built, text):
    source = built.fold(Source("x", text))
    [draft] = built.layout.drafts(source)
    return built.layout.report(source, draft)


def headings(built, text):
    return [text[slice(*section.heading)] for section in report(built, text).sections]


def outline(built, text):
    """The headings, indented by their depth."""
    return [" " * section.level + text[slice(*section.heading)] for section in report(built, text).sections]


@pytest.mark.parametrize(
    "line",
    [
        "一、工作回顾", "（一）抓宣传", "(一)班子建设", "1、抓培训", "1.抓培训", "2．抓培训", "（1）建章立制", "3）强化督查",
        "①加强领导", "⑴加强领导", "㈠加强领导", "第一部分 工作回顾", "第三章 主要措施", "第二节 基本情况", "a、城区",
        "ａ）、换发登记证", "壹、前言說明", "Ⅱ、主要做法", "1.1 基本情况", "2.3.1 组织机构", "3.2018年完成投资",
        "## 工作回顾", "**二、可自動續租**", "【吃得香、长得壮】", "关于国内建设", "结束语", "二", "怎样看待这次调整？",
        "积极推进国有企业改革。", "国民经济继续快速增长。", "2025年招飞工作在北京启动",
    ],
)  # fmt: skip
def test_lines_that_are_headings(built, line):
    assert headings(built, f"{TITLE}{TEXT}\n{line}\n{TEXT}\n") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "1、2月份，全市收入增长3.5%。", "3、4季度", "一、二、三产业协调发展。", "三、四季度", "1.2亿元的投资已经到位。",
        "3.5%", "3．5%的增幅", "2019.3.5", "12.25", "首先，我们抓宣传。", "其次，抓培训。", "一是抓宣传。", "各位代表！",
        "主要做了以下工作：", "第二部分是关于外交工作的，由我来讲。", "第一季度收案120件。", "第一节课由校长上。",
        "（二）班获得第一名。", "（3）班的学生到了。", "二、三十人参加了活动。", "2019年1月5日", "（2019年1月5日）",
        "本报记者 王某", "省长　王某某", "王　某", "http://www.example.com/", "项目\t2018年\t2019年", "甲村  12  30",
        "对外开放是我国的一项基本国策。", "A.B.C公司来访。", "的主要问题", "重点做好八个方面工作。", "-", "12345",
    ],
)  # fmt: skip
def test_lines_that_are_none(built, line):
    assert headings(built, f"{TITLE}{TEXT}\n{line}\n{TEXT}\n") == []


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        (f"一、加强领导，落实责任。{TEXT}", "一、加强领导，落实责任。"),
        ("1.创新平台：建成平台12个，带动就业300人。", "1.创新平台："),
        ("3、出生婴儿性别比为107:100", "3、出生婴儿性别比为107:100"),
        (
            "（1）做好重点群体就业，围绕重点领域和重点群体开展职业技能培训30万人次，实现就业10万人以上，帮扶困难群体就业2万人以上，零就业家庭动态清零。",
            "（1）做好重点群体就业，",
        ),
        ("财政金融  财政收入1.38亿元，增长11.3%。年末各项存款余额19.8亿元，比年初增加2.3亿元。", "财政金融"),
    ],
)
def test_a_heading_ends_where_its_text_begins(built, paragraph, heading):
    assert headings(built, f"{TITLE}{TEXT}\n{paragraph}\n") == [heading]


def test_a_heading_inside_a_line_opens_a_section(built):
    assert headings(built, f"{TITLE}{TEXT}一、抓宣传。{TEXT}二、抓培训。{TEXT}\n") == ["一、抓宣传。", "二、抓培训。"]


def test_items_behind_a_colon_stand_below_what_announces_them(built):
    text = f"{TITLE}一、工作回顾\n主要做了以下工作：\n1、抓宣传；\n2、抓培训；\n二、打算\n{TEXT}\n"
    assert outline(built, text) == ["一、工作回顾", " 1、抓宣传；", " 2、抓培训；", "二、打算"]
    found = report(built, text)
    announced = next(one for one in found.sentences if text[slice(*one.span)] == "主要做了以下工作：")
    assert announced.section == 0


def test_a_table_with_a_cell_in_each_line_holds_no_heading(built):
    assert headings(built, f"{TITLE}{TEXT}\n单位\n金额\n县农业局\n十二万\n县林业局\n{TEXT}\n") == []


def test_the_answer_to_a_numbered_heading_is_none(built):
    assert headings(built, f"{TITLE}{TEXT}\n（二）会议地点：\n中山市国际会展中心三楼\n（三）召集人：王某\n{TEXT}\n") == [
        "（二）会议地点：", "（三）召集人：",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["一、甲", "（一）乙", "1、丙", "①丁", "二、戊"], ["一、甲", " （一）乙", "  1、丙", "   ①丁", "二、戊"]),
        (["1、甲", "（1）乙", "（2）丙", "2、丁"], ["1、甲", " （1）乙", " （2）丙", "2、丁"]),
        (["1、甲", "（一）乙", "（二）丙", "2、丁"], ["1、甲", " （一）乙", " （二）丙", "2、丁"]),
        (["（一）甲", "（二）乙", "一、丙", "（一）丁"], ["（一）甲", "（二）乙", "一、丙", " （一）丁"]),
        (["一、甲", "①乙", "②丙", "二、丁"], ["一、甲", " ①乙", " ②丙", "二、丁"]),
        (["第一部分 甲", "一、乙", "第二部分 丙", "一、丁"], ["第一部分 甲", " 一、乙", "第二部分 丙", " 一、丁"]),
        (["关于国内建设", "一、乙", "关于外交工作", "一、丁"], ["关于国内建设", " 一、乙", "关于外交工作", " 一、丁"]),
        (["一、甲", "农业生产情况", "工业生产情况", "二、丁"], ["一、甲", " 农业生产情况", " 工业生产情况", "二、丁"]),
        (["一、甲", "二、乙", "结束语"], ["一、甲", "二、乙", "结束语"]),
    ],
)
def test_mixed_numbering_nests_as_a_reader_would_nest_it(built, lines, told):
    text = TITLE + TEXT + "\n" + "".join(f"{line}\n{TEXT}\n" for line in lines)
    assert outline(built, text) == told


HEADINGS = strategies.lists(
    strategies.tuples(strategies.sampled_from([(BARE, 0), (1, 5), (2, 10), (3, 20), (4, 30)]), strategies.booleans()),
    max_size=30,
)


@given(HEADINGS)
def test_sections_nest_whatever_the_order_of_headings(drawn):
    made = [Heading(Span(3 * at, 3 * at + 2), *style, first) for at, (style, first) in enumerate(drawn)]
    end = 3 * len(made)
    found = sections(made, end)
    assert [one.heading for one in found] == [one.span for one in made]
    for index, section in enumerate(found):
        assert section.span.start == section.heading.start and section.span.end <= end
        if section.parent >= 0:
            around = found[section.parent]
            assert section.parent < index and around.level == section.level - 1
            assert around.span.start < section.span.start and section.span.end <= around.span.end
        else:
            assert section.level == 0
    for one, other in pairwise(found):
        assert other.parent == found.index(one) or one.span.end <= other.span.start


@settings(deadline=None)
@given(strategies.lists(strategies.sampled_from(["一、", "（一）", "1、", "①", "关于农业", TEXT, "各位代表：", "\n"])))
def test_headings_lie_in_their_report_in_order(built, parts):
    text = TITLE + TEXT + "\n" + "\n".join(parts)
    at = -1
    for section in report(built, text).sections:
        assert at < section.heading.start < section.heading.end <= len(text)
        at = section.heading.start
