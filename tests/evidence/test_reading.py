"""What the text of a report proves of its year."""

import pytest
from conftest import ROOT, read_cases

from minetext.layout import one_draft
from minetext.model import Source, Verdict
from minetext.rulebook.schema import FactRule, TellingRule

KEPT = Verdict("x", "kept")


def prove(built, text, title=""):
    source = built.fold(Source("", text))
    return built.tell(source, built.layout.report(source, one_draft(text, title)), KEPT)


@pytest.mark.parametrize("case", read_cases("evidence"), ids=lambda case: case["text"])
def test_years_that_a_text_proves(built, case):
    assert prove(built, case["text"]).evidence_year == case["years"]


def test_the_signature_bounds_the_year(built):
    told = prove(built, "全县开展了集中宣传活动。\n\n县妇联\n2010年12月20日", "县妇联工作总结")
    assert (told.signed, told.evidence_year) == ("2010-12-20", "2010")
    told = prove(built, "全县开展了集中宣传活动。\n\n县妇联\n2011年1月20日", "县妇联工作总结")
    assert told.evidence_year == "2010/2011"


def test_a_government_report_tells_of_the_year_before_its_title(built):
    text = "一年来，我们隆重庆祝建国60周年。"
    assert prove(built, text, "2010年政府工作报告").evidence_year == "2009/2010"
    assert prove(built, text, "2010年工作总结").evidence_year == "2009"


def test_what_is_planned_need_not_have_been(built):
    text = "一、工作回顾\n举办培训班3期。\n二、明年工作打算\n隆重庆祝建党90周年，办好各项活动。"
    assert prove(built, text).evidence_year == "2010/2011"


@pytest.mark.parametrize("width", [20, 21, 24, 26, 33])
def test_proofs_stand_where_they_are_said_to_also_where_lines_were_broken(built, width):
    told = (
        "一年来，市妇联在市委的领导下，围绕中心，服务大局，各项工作取得了新的成绩。"
        "今年五月，市妇联举办了庆祝中国计生协会成立三十周年文艺汇演，群众踊跃参加。"
    ) * 3
    text = "市妇联工作总结\n\n" + "\n".join(told[at : at + width] for at in range(0, len(told), width))
    source = built.fold(Source("", text))
    [draft] = built.drafts(source, None)
    [(rule, span)] = built.mine(source, built.layout.report(source, draft), KEPT).origin.evidence
    proof = text[slice(*span)].replace("\n", "")
    assert (rule, proof) == ("fact.family_planning_association", "中国计生协会成立三十周年")


def test_reading_documents_alone_proves_the_same_as_mining_them(built):
    for path in sorted((ROOT / "corpus" / "reports").glob("*.txt")):
        source = built.fold(Source(path.name, path.read_text(encoding="utf-8", errors="replace")))
        for draft in built.drafts(source, None):
            report = built.layout.report(source, draft)
            told, mined = built.tell(source, report, KEPT), built.mine(source, report, KEPT).origin
            assert (told.evidence_year, told.evidence) == (mined.evidence_year, mined.evidence), path.name


def test_the_retitled_reports_are_shown_to_be_older(built):
    path = ROOT / "corpus" / "reports" / "womens_federation_retitled_2019.txt"
    source = built.fold(Source(path.name, path.read_text(encoding="utf-8")))
    [draft] = built.drafts(source, None)
    told = built.tell(source, built.layout.report(source, draft), KEPT)
    assert (told.year, told.evidence_year) == ("2019", "2010")


def test_every_fact_has_its_source_and_a_date_of_the_calendar(book):
    facts = book.of(FactRule)
    assert len(facts) >= 150
    for fact in facts:
        for date in (*fact.date.split("/"), fact.known, fact.until, fact.force):
            if date not in ("", ".."):
                year, month, day = (int(part) for part in f"{date}-01-01".split("-")[:3])
                assert 1800 < year < 2100 and 1 <= month <= 12 and 1 <= day <= 31, fact.id
        assert not fact.known or fact.known[:4] <= fact.date[:4], fact.id
        assert not fact.until or fact.date[:4] <= fact.until[:4], fact.id


def test_every_sort_of_fact_that_its_name_does_not_prove_has_a_way_to_be_told(book):
    told = {sort for rule in book.of(TellingRule) for sort in rule.sorts}
    assert {fact.sort for fact in book.of(FactRule) if not fact.plain} <= told
