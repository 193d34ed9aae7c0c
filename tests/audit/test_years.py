"""The year of a title against what the text proves."""

import pytest

from minetext.activities import shipped_model
from minetext.explain import explain
from minetext.layout import one_draft
from minetext.model import Source, Verdict
from minetext.stages import Stages

ANNIVERSARY = "5月29日，市妇联举办了庆祝中国计生协会成立三十周年文艺汇演。"


def years(built, title, text, status="kept"):
    whole = f"{title}\n\n{text}"
    source = built.fold(Source("", whole))
    [draft] = built.layout.drafts(source, ())
    checks = built.mine(source, built.layout.report(source, draft), Verdict("x", status)).checks
    return [check for check in checks if check.check == "years"], whole


@pytest.mark.parametrize(
    ("title", "text", "result"),
    [
        ("妇联2010年计生工作总结", ANNIVERSARY, "pass"),
        ("妇联2019年计生工作总结", ANNIVERSARY, "fail"),
        ("妇联2001年计生工作总结", ANNIVERSARY, "fail"),
        ("妇联2011年计生工作总结", ANNIVERSARY, "unsure"),
        ("区2019年计生工作总结", "全区计生工作以党的十七大精神为指导，全面落实各项任务。", "fail"),
        ("区2013年计生工作总结", "全区计生工作以党的十七大精神为指导，全面落实各项任务。", None),
        ("区2014年计生工作总结", "全区计生工作以党的十七大精神为指导，全面落实各项任务。", "unsure"),
        ("区2003年计生工作总结", "全区计生工作以党的十七大精神为指导，全面落实各项任务。", "fail"),
        ("区2010年计生工作总结", "全区计生工作以党的十七大精神为指导，全面落实各项任务。", None),
        ("区2019年计生工作总结", "党的十七大以来，全区人口形势稳定，群众满意。", None),
        ("2010年政府工作报告", "一年来，我们隆重庆祝建国60周年，办成了一批大事。", "pass"),
        ("妇联计生工作总结", ANNIVERSARY, None),
    ],
)  # fmt: skip
def test_titles_are_held_against_the_text(built, title, text, result):
    checks, _ = years(built, title, text)
    assert [check.result for check in checks] == ([result] if result else [])


def test_the_message_names_both_places_and_the_arithmetic(built):
    [check], text = years(built, "妇联2019年计生工作总结", ANNIVERSARY)
    place = text.index("中国计生协会成立三十周年")
    for told in ("2019", "第0字", "中国计生协会成立三十周年", f"第{place}字", "1980-05-29", "1980＋30＝2010"):
        assert told in check.message
    assert check.places[0] == (0, len("妇联2019年计生工作总结")) and place in [one.start for one in check.places]
    assert (check.expected, check.found, check.severity) == ("2010", "2019", "error")


def test_the_message_speaks_english_where_asked(book):
    [check], _ = years(Stages(book, shipped_model(), "en"), "妇联2019年计生工作总结", ANNIVERSARY)
    assert "the founding of the China Family Planning Association was on 1980-05-29, 1980＋30＝2010" in check.message


def test_a_copy_under_a_title_of_another_year_is_told_and_one_that_fits_is_not(built):
    assert [check.result for check in years(built, "妇联2019年计生工作总结", ANNIVERSARY, "duplicate")[0]] == ["fail"]
    assert not years(built, "妇联2010年计生工作总结", ANNIVERSARY, "duplicate")[0]


def test_proofs_that_contradict_each_other_are_put_to_a_person(built):
    checks, _ = years(built, "妇联2010年计生工作总结", f"{ANNIVERSARY}随后观看了党的十九大报告录像，县卫健委参加。")
    assert [check.result for check in checks] == ["unsure"]
    assert "互相矛盾" in checks[0].message


def test_dates_behind_the_signature(built):
    signed = "县妇联2010年工作总结\n\n{}\n\n县妇联\n2010年12月20日"

    def period(text):
        source = Source("", signed.format(text))
        report = built.layout.report(source, one_draft(source.text, "县妇联2010年工作总结"))
        checks = built.mine(source, report, Verdict("x", "kept")).checks
        return [(check.result, check.found) for check in checks if check.check == "period"]

    assert period("2010年12月28日举办了培训班一期。") == [("fail", "2010-12-28")]
    assert period("12月28日举办了培训班一期。") == [("fail", "2010-12-28")]
    assert period("12月28日上午，市检查组到我会进行了检查。") == [("fail", "2010-12-28")]
    assert period("12月28日举办培训班一期。") == [("unsure", "2010-12-28")]
    assert period("自12月28日起开展了走访。") == [("unsure", "2010-12-28")]
    assert period("12月28日召开了动员会。1月8日进行了检查。") == [("unsure", "2010-12-28")]
    assert not period("去年12月28日举办了培训班一期，今年又举办了两期。")
    assert not period("定于12月28日举行晚会，节目准备好了。")
    assert not period("为迎接12月28日的验收，将再开展自查。")
    assert not period("2010年12月18日举办了培训班一期。")
    assert not period("拟于2010年12月28日举办培训班一期。")
    assert not period("2010年12月28日前完成整改任务。")
    assert not period("2011年3月将举办培训班一期。")


def test_a_year_behind_that_of_the_report_is_doubted_where_the_text_tells_of_a_doing(built):
    def period(text):
        return [(one.result, one.found) for one in explain(built, text, 2019).checks if one.check == "period"]

    assert period("2091年5月3日举办了培训班一期。") == [("unsure", "2091-05-03")]
    assert not period("2020年1月3日召开了年度总结会。")
    assert not period("工程将于2025年5月建成。")
