"""What a page is when it is no report, and what a report says of itself."""

import pytest

from minetext.layout.furniture import furniture, sample
from minetext.model import Source, Span
from minetext.stages import Options, stages

BODY = "一年来，我县妇联在县委的领导下，认真履行职责，取得了较好的成绩。全年培训妇女200人，发放宣传资料1000余份，受到群众好评。"
LINKS = "2019年学校团委工作总结\n县妇联上半年工作总结3篇 2019-03-05\n教师述职报告1200字\n3、乡镇民政工作计划\n[新闻]市领导调研春耕"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("对不起，您访问的页面不存在！\n返回首页", "error_page"),
        ("404 Not Found\nnginx/1.14", "error_page"),
        ("请先登录后再查看全文\n用户名：\n密码：", "login"),
        (LINKS, "links"),
        (f"首页\n工作总结\n{LINKS}\n下一页", "links"),
        ("首页\n打印\n", "boilerplate"),
        ("abc123.com更多总结延伸阅读\n", "boilerplate"),
        ("妇联工作总结", "too_short"),
    ],
)
def test_pages_that_are_no_reports(built, text, why):
    [draft] = built.layout.drafts(Source("x", text))
    assert (draft.no_report, draft.paragraphs) == (why, ())
    assert text[slice(*draft.span)] == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "全年培训妇女200人。",
        "培训妇女200人",
        "县妇联举办培训班\n3月5日，县妇联举办培训班，200名妇女参加，发放资料1000余份。",
        f"妇联工作总结\n{BODY}\n页面不存在的问题已经整改，{BODY}{BODY}{BODY}{BODY}",
        "人口 12345\n男 6543\n女 5802\n出生率 10.5‰\n死亡率 6.1‰",
        f"{LINKS}\n妇联2019年工作总结\n{BODY}",
    ],
    ids=["a sentence", "a bare figure", "news", "the words inside a report", "a table", "links above a report"],
)
def test_reports_stay_reports(built, text):
    assert [one.no_report for one in built.layout.drafts(Source("x", text))] == [""]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"河湾镇妇联2019年工作总结\n{BODY}\n河湾镇妇女联合会\n二〇一九年十二月三日", ("河湾镇妇联", "", "2019-12-03")),
        (f"2019年工作总结\n{BODY}\n河湾镇计生协会\n2019年12月3日", ("河湾镇计生协会", "", "2019-12-03")),
        (f"2019年工作总结\n{BODY}\n河湾镇计生协会　2019年12月", ("河湾镇计生协会", "", "2019-12")),
        (f"2019年工作总结\n{BODY}{BODY}", ("县", "", "")),
        ("2019年工作总结\n一年来,x市妇联围绕市委的工作大局，培训妇女200人。", ("x市妇联", "", "")),
        (f"青岭中学校长2013年度述职报告\n述职人：祝怀远\n{BODY}\n2013-12-26", ("青岭中学", "祝怀远", "2013-12-26")),
        (f"茶坪村党支部书记述职报告\n{BODY}\n罗守田\n2021年12月20日", ("茶坪村党支部", "罗守田", "2021-12-20")),
        (f"2026年海南省政府工作报告\n海南省省长 刘小明\n{BODY}", ("海南省政府", "刘小明", "")),
        (f"陵溪县统计公报\n陵溪县统计局\n二〇〇三年三月六日\n{BODY}", ("陵溪县", "", "2003-03-06")),
        (f"妇联工作总结\n时间：2019-11-08\n{BODY}\n谢谢大家", ("妇联", "", "")),
        (f"青禾縣婦女聯合會工作總結\n{BODY}", ("青禾縣婦女聯合會", "", "")),
        (f"农村工作总结\n{BODY}\n祝怀远同志参加了会议", ("县", "", "")),
    ],
)
def test_particulars(built, text, told):
    source = built.fold(Source("x", text))
    [draft] = built.layout.drafts(source)
    report = built.layout.report(source, draft)
    dates = built.figures.dates(source.plain[slice(*report.signed)])
    assert (report.unit, report.author, dates[0].edtf() if dates else "") == told


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("妇联2019年工作总结", "2019"),
        ("妇联2019年上半年工作总结", "2019-01/2019-06"),
        ("教育局2013-2014学年工作总结", "2013-09/2014-08"),
        ("2026年海南省政府工作报告", "2025"),
        ("妇联工作总结", "2018?"),
    ],
)
def test_periods(built, title, period):
    from minetext.model import Verdict

    source = Source("x", f"{title}\n2018年，全县培训妇女200人。{BODY}")
    [draft] = built.layout.drafts(source)
    assert built.mine(source, built.layout.report(source, draft), Verdict("x", "kept")).origin.period == period


HEAD = "××县人民政府工作报告"


def printed(head: str, pages: int = 5) -> str:
    """A text as it was printed: a head over each page of twelve lines, each of them broken in a sentence."""
    flow = "今年以来，全县经济社会发展取得了新的成绩，各项工作都有了明显的进步，群众生活得到改善。" * 60
    lines = [flow[at : at + 38] for at in range(0, len(flow), 38)]
    return "\n".join("\n".join([head.format(page + 1), *lines[12 * page : 12 * page + 12]]) for page in range(pages))


@pytest.mark.parametrize("head", [HEAD, f"{HEAD}　　{{}}", f"— {{}} —\n{HEAD}"])
def test_running_heads_are_masked(built, head):
    text = printed(head)
    [draft] = built.layout.drafts(Source("x", text))
    mined = "".join(text[slice(*one)] for one in draft.paragraphs)
    assert HEAD not in mined and "新的成绩" in mined
    assert sum(HEAD in text[slice(*one)] for one in draft.masked) == 4


@pytest.mark.parametrize("head", ["合计人数 320 人", "一、主要成绩，见下", "培训妇女200人"])
def test_repeated_lines_with_figures_or_clauses_stay(built, head):
    text = "妇联工作总结\n" + printed(head)
    [draft] = built.layout.drafts(Source("x", text))
    assert "".join(text[slice(*one)] for one in draft.paragraphs).count(head) == 5


MENU = ("总结之家", "教育频道", "工作总结", "范文精选")
FOOT = ("本站工作时间", "客服中心")


def web_page(number: int, *, table: str = "") -> str:
    title = f"第{number}镇妇联2019年工作总结"
    return "\n".join([*MENU, title, BODY, table or "其他情况", BODY, *FOOT])


def test_what_stands_on_most_pages_of_a_site_is_masked(built):
    pages = [Source(f"{number}.html", web_page(number), extracted=True) for number in range(6)]
    repeated = furniture(built.layout.marks(page) for page in pages)
    [draft] = built.layout.drafts(pages[3], repeated)
    text = pages[3].text
    assert draft.title == "第3镇妇联2019年工作总结"
    mined = [text[slice(*one)] for one in draft.paragraphs]
    assert mined == [BODY, "其他情况", BODY]
    assert furniture(built.layout.marks(page) for page in pages[:4]) == frozenset()


def test_a_row_of_figures_on_every_page_stays(built):
    pages = [Source(f"{number}.html", web_page(number, table="合计 320 人"), extracted=True) for number in range(6)]
    rows = [Source(f"{number}.html", f"{page.text}\n合计 320 人", extracted=True) for number, page in enumerate(pages)]
    repeated = furniture(built.layout.marks(page) for page in rows)
    [draft] = built.layout.drafts(rows[0], repeated)
    assert "".join(rows[0].text[slice(*one)] for one in draft.paragraphs).count("合计 320 人") == 2


def test_the_title_that_all_pages_share_stays(built):
    pages = [
        Source(f"{n}.html", "\n".join([*MENU, "年度工作总结", f"{n}年来，{BODY}", BODY]), extracted=True)
        for n in range(6)
    ]
    repeated = furniture(built.layout.marks(page) for page in pages)
    assert [built.layout.drafts(page, repeated)[0].title for page in pages] == ["年度工作总结"] * 6


@pytest.mark.parametrize(("count", "taken"), [(4, 0), (5, 5), (48, 48), (1000, 48)])
def test_a_folder_is_told_by_a_sample(count, taken):
    pages = [f"{number}.html" for number in range(count)]
    chosen = sample(pages)
    assert len(chosen) == taken and chosen == sorted(set(chosen), key=pages.index)


def test_no_figure_comes_from_a_page_that_is_no_report():
    from minetext.model import Verdict

    built = stages(Options())
    source = Source("x", "对不起，您访问的页面不存在！错误404次")
    [draft] = built.layout.drafts(source)
    mining = built.mine(source, built.layout.report(source, draft), Verdict("x", ""))
    assert draft.span == Span(0, len(source.text)) and not mining.read.figures and mining.origin.report.no_report


@pytest.mark.parametrize("unit", ["1", "赞 ", "首页>", "收藏(1) ", "QQ", "[1]", "（一）", "第一篇", "工作总结"])
def test_no_line_takes_long(built, unit):
    import time

    for tail in ("", "x", "。"):
        for repeats in (19, 39, 59, 20000):
            begun = time.process_time()
            built.layout.drafts(Source("x", f"{unit * repeats}{tail}\n{BODY}", title=unit * repeats))
            assert time.process_time() - begun < 2


@pytest.mark.parametrize("mark", "0-. ")
def test_a_long_run_inside_a_line_is_looked_at_once(built, mark):
    import time

    begun = time.process_time()
    built.layout.drafts(Source("x", f"甲{mark * 200_000}乙\n{BODY}"))
    assert time.process_time() - begun < 5
