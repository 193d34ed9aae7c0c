"""Checks across the reports of one unit: what is found, what is left alone, and how it is told."""

from collections import Counter

import pytest
from audit.units import YEARS, Unit, unit

from minetext.activities import shipped_model
from minetext.audit import CrossAuditor, StatementReader
from minetext.audit.bodies import BodyNames
from minetext.explain import compare
from minetext.layout import one_draft
from minetext.model import Source, Verdict
from minetext.readers import Stretch
from minetext.readers.base import Content
from minetext.readers.document import DocumentBuilder, TableCell
from minetext.rulebook import RuleError, load
from minetext.stages import Stages

SEEDS = range(100, 112)


@pytest.fixture(scope="module")
def facts_of(built):
    def facts(name: str, text: str, verdict: Verdict | None = None):
        source = built.fold(Source(name, text))
        [draft] = built.layout.drafts(source, Stretch("", "", 0, 0, 0, 0))
        return built.mine(source, built.layout.report(source, draft), verdict or Verdict(f"d-{name}", "kept")).facts

    return facts


def found_in(built, facts_of, made: Unit):
    reports = [(at, facts_of(str(year), text)) for at, (year, text) in enumerate(made.reports.items())]
    return built.across.audit(reports)


def sentence_of(made: Unit, check) -> str:
    text = made.reports[int(check.source)]
    start = text.rfind("\n", 0, check.span.start) + 1
    return text[start:].partition("\n")[0]


def test_planted_slips_are_found_and_nothing_else(built, facts_of):
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        made = unit(seed, slips=0.25)
        wanted = {(one.check, one.year, one.written) for one in made.planted}
        told = {
            (check.check, int(check.source), sentence_of(made, check)): check.result
            for check in found_in(built, facts_of, made)
        }
        counts["planted"] += len(wanted)
        counts["failed"] += sum(result == "fail" for result in told.values())
        counts["failed rightly"] += sum(result == "fail" and key in wanted for key, result in told.items())
        counts["shown"] += sum(told.get(key) in ("fail", "unsure") for key in wanted)
        counts["passed wrongly"] += sum(told.get(key) == "pass" for key in wanted)
        counts["doubted wrongly"] += sum(result == "unsure" and key not in wanted for key, result in told.items())
    assert counts["planted"] > 100
    assert counts["failed rightly"] == counts["failed"]
    assert counts["passed wrongly"] == counts["doubted wrongly"] == 0
    assert counts["shown"] >= 0.97 * counts["planted"]
    assert counts["failed"] >= 0.75 * counts["planted"]


def test_what_is_right_passes(built, facts_of):
    relations = passed = 0
    for seed in SEEDS:
        made = unit(seed, slips=0)
        checks = found_in(built, facts_of, made)
        assert {check.result for check in checks} == {"pass"}
        relations, passed = relations + made.relations, passed + len(checks)
    assert passed >= 0.95 * relations


def results(built, *texts: str, check: str, revised: bool = False):
    return [one.result for one in compare(built, texts, 2019, revised=revised) if one.check == check]


@pytest.mark.parametrize(
    ("before", "now", "result"),
    [
        ("接待妇女来信来访115件。", "接待妇女来信来访94件，比去年减少21件，下降18.26%。", ["pass"]),
        ("接待妇女来信来访112件。", "接待妇女来信来访94件，比去年减少21件，下降18.26%。", ["fail"]),
        ("接待妇女来信来访115件。", "接待妇女来信来访94件，比前年减少21件。", []),
        ("接待妇女来信来访115件。", "接待妇女来信来访94件，比2018年减少21件。", ["pass"]),
        ("接待妇女来信来访115件。", "接待妇女来信来访94件，比2016年减少21件。", []),
        ("接待妇女来信来访约112件。", "接待妇女来信来访94件，比去年减少21件。", []),
        ("上半年接待妇女来信来访52件。", "接待妇女来信来访94件，比去年减少21件。", []),
        ("计划接待妇女来信来访120件。", "接待妇女来信来访94件，比去年减少21件。", []),
        ("接待妇女来信来访1150件。", "接待妇女来信来访94件，比去年减少21件。", ["fail"]),
        ("接待妇女来信来访310件。", "接待妇女来信来访94件，比去年减少21件。", ["unsure"]),
        ("工作经费12万元。", "工作经费由上年的12万元增加到16万元。", ["pass"]),
        ("县财政拨给妇联的工作经费12万元。", "县财政拨给妇联的工作经费由上年的12万元增加到16万元。", ["pass"]),
        ("县财政拨给妇联的工作经费12万元。", "县财政拨给妇联的工作经费由上年的21万元增加到26万元。", ["unsure"]),
        ("高考本科升学率29.8%。", "高考本科升学率由上年的29.8%提高到34.5%。", ["pass"]),
        ("工资集体协商建制率90.7%。", "工资集体协商建制率92.5%，比上年提高1.8个百分点。", ["pass"]),
        ("全县财政总收入23.87亿元。", "全县财政总收入26.1亿元，上年全县财政总收入为23.8亿元。", ["pass"]),
        ("创建五好文明家庭2992户。", "创建五好文明家庭3127户，比上年增长4.5%。", ["pass"]),
        ("创建五好文明家庭2992户。", "创建五好文明家庭3127户，比上年增长14.5%。", ["unsure"]),
        ("转移受灾群众4120人。", "转移受灾群众4490人，比上年的4210人增加280人。", ["fail"]),
        ("转移受灾群众4120人。", "转移受灾群众4400人，比2018年的4120人增加280人。", ["pass"]),
        ("转移受灾群众4120人。", "转移受灾群众4400人，与去年的4120人相比增加280人。", ["pass"]),
        ("查处违法案件68起。", "查处违法案件75起，上年为86起，结案率95.1%。", ["fail"]),
        ("查处违法案件68起。", "查处违法案件75起，去年同期为68起。", ["pass"]),
        ("门诊量36520人次。", "门诊量38210人次（上年为35620人次）。", ["fail"]),
        ("征收水资源费126万元。", "接访35起，去年为38起。征收水资源费138.6万元，同比增长10%。", ["pass"]),
        ("征收水资源费126万元。", "征收水资源费138.6万元，同比增长16%。", []),
        ("收取补偿费45万元。", "接访35起，去年为38起。收取补偿费52万元。", []),
        ("完成病险水库除险加固12座。", "除险加固病险水库15座，比上年增加3座。", ["pass"]),
        ("培训教师460人次。", "培训教师512人次，比前年的406人次增加106人次。", []),
    ],
)
def test_last_year(built, before, now, result):
    assert results(built, before, now, check="last_year") == result


def test_cells_of_tables_are_compared_by_their_heads(built):
    def facts(number, year, rows):
        builder = DocumentBuilder()
        builder.table([[TableCell(cell) for cell in row.split()] for row in rows])
        source = builder.source(Content(number, b""), "")
        report = built.layout.report(source, one_draft(source.text, f"青禾县财政局{year}年工作总结"))
        return built.mine(source, report, Verdict(number, "kept")).facts

    before = facts("a", 2018, ["指标 2018年（万元）", "税收收入 23872", "非税收入 8145"])
    now = facts("b", 2019, ["指标 上年（万元） 2019年（万元）", "税收收入 23782 25111", "非税收入 8145 9001"])
    checks = built.across.audit([(0, before), (1, now)])
    assert [(check.result, check.text) for check in checks] == [("fail", "23782"), ("pass", "8145")]


@pytest.mark.parametrize(
    ("texts", "result"),
    [
        (["参加合作医疗3.2万人。", "参加合作医疗3.3人。", "参加合作医疗3.4万人。"], ["fail"]),
        (["参加合作医疗3.2万人。", "参加合作医疗33万人。", "参加合作医疗3.4万人。"], ["fail"]),
        (["参加合作医疗3.2万人。", "参加合作医疗3.3万人。", "参加合作医疗3.4人。"], ["fail"]),
        (["参加合作医疗3.2人。", "参加合作医疗3.3万人。", "参加合作医疗3.4万人。"], ["fail"]),
        (["参加合作医疗3.2万人。", "参加合作医疗3.3万人。", "参加合作医疗34万人。"], ["unsure"]),
        (["参加合作医疗3.2万人。", "参加合作医疗3.3人。"], ["unsure"]),
        (["植树造林860亩。", "植树造林9200亩。", "植树造林1150亩。"], ["unsure"]),
        (["发放救济款24万元。", "发放救济款3.1万元。", "发放救济款26万元。"], ["unsure"]),
        (["参加合作医疗3.2万人。", "参加合作医疗9.3万人。", "参加合作医疗3.4万人。"], []),
        (["参加合作医疗0.2万人。", "参加合作医疗1.9万人。", "参加合作医疗6.4万人。"], []),
        (["救助贫困母亲3人。", "救助贫困母亲30人。", "救助贫困母亲3人。"], []),
        (["参加合作医疗3.2万人。", "参加合作医疗的3.3人。参加合作医疗41人。", "参加合作医疗3.4万人。"], []),
    ],
)
def test_series(built, texts, result):
    assert results(built, *texts, check="series") == result


OLD = "培训妇女325人，发放资料1560份，救助贫困母亲127人，调解纠纷118起，表彰先进215人。"
NEW = "培训妇女342人，发放资料1720份，救助贫困母亲131人，调解纠纷126起，表彰先进208人。"
PARTLY = "培训妇女342人，发放资料1560份，救助贫困母亲127人，调解纠纷118起，表彰先进208人。"


@pytest.mark.parametrize(("now", "result"), [(OLD, ["fail"]), (PARTLY, ["unsure"]), (NEW, ["pass"])])
def test_a_report_written_over_an_older_one(built, now, result):
    assert results(built, OLD, now, check="revision", revised=True) == result


def versions(built, facts_of, second: str, title: str = "青禾县妇联2018年工作总结\n\n"):
    first = facts_of("a.txt", title + OLD)
    again = facts_of("b.txt", title + second, Verdict("d-b", "revision", "d-a.txt"))
    return built.across.audit([(0, first), (1, again)], linked=True)


def test_two_versions_of_one_report_tell_each_figure_that_differs(built, facts_of):
    checks = versions(built, facts_of, OLD.replace("1560", "1650"))
    assert [check.result for check in checks] == ["unsure", "fail"]
    assert "1560份→1650份" in checks[0].message and "1560份" in checks[1].message
    assert [check.result for check in versions(built, facts_of, NEW)] == ["unsure"]  # too much for a slip


def test_of_units_that_are_not_named_no_version_is_held_against_another(built, facts_of):
    title = "县妇联2018年工作总结\n\n"
    assert [one.result for one in versions(built, facts_of, OLD.replace("1560", "1650"), title)] == ["unsure"]
    assert versions(built, facts_of, NEW, title) == []


def test_reports_of_one_unit_and_year_are_compared(built, facts_of):
    first = facts_of("a.txt", "青禾县妇联2018年工作总结\n\n全年接待妇女来信来访115件，举办培训班127期。")
    second = facts_of("b.txt", "青禾县妇联2018年工作总结\n\n全年接待妇女来信来访151件，全年共举办培训班127期。")
    checks = built.across.audit([(0, first), (1, second)])
    assert [(check.check, check.result, check.doc_id) for check in checks] == [
        ("revision", "fail", "d-b.txt"),
        ("revision", "pass", "d-b.txt"),
    ]


def test_a_row_names_both_reports_both_figures_and_both_places(built):
    before, now = "接待妇女来信来访112件。", "全年接待妇女来信来访94件，比去年减少21件。"
    [check] = compare(built, [before, now], 2019)
    assert check.doc_id == "x1" and now[slice(*check.span)] == check.text == "94件，比去年减少21件"
    assert check.figures == ("x1-f0001", "x1-f0002", "x0-f0001")
    at = [f"{now.index(one)}-{now.index(one) + len(one)}" for one in ("94件", "21件")]
    assert check.places == (*at, f"x0:{before.index('112')}-{before.index('112') + 4}")
    assert (check.expected, check.found, check.severity) == ("112", "115", "error")
    for told in ("94件＋21件＝115件", "112件", "2018年工作总结", "相差3", f"第{now.index('94')}字"):
        assert told in check.message


def test_messages_speak_english_where_asked(book):
    built = Stages(book, shipped_model(), "en")
    [check] = compare(built, ["接待妇女来信来访112件。", "接待妇女来信来访94件，比去年减少21件。"], 2019)
    assert check.message.startswith("Differs from the earlier report")


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("青禾县妇女联合会", "青禾县妇联"),
        ("青禾县妇联", "青禾县妇联"),
        ("岚溪縣婦女聯合會", "岚溪县妇联"),
        ("中国共产主义青年团岚溪县委员会", "中国共青团岚溪县委"),
        ("红峰机械厂", "红峰机械厂"),
        ("县妇联", ""),
        ("××县妇联", ""),
        ("XX区妇女联合会", ""),
        ("某某县妇联", ""),
        ("妇联", ""),
        ("区", ""),
        ("人民医院", ""),
        ("第一中学", ""),
        ("", ""),
    ],
)
def test_names_of_units(book, unit, name):
    assert BodyNames(book).name(unit) == name


def test_reports_of_other_units_are_never_compared(built, facts_of):
    one = facts_of("a.txt", "青禾县妇联2018年工作总结\n\n接待妇女来信来访112件。")
    other = facts_of("b.txt", "县妇联2019年工作总结\n\n接待妇女来信来访94件，比去年减少21件。")
    assert (one.unit, other.unit) == ("青禾县妇联", "")


def test_the_order_in_which_reports_come_changes_nothing(built, facts_of):
    made = unit(7, slips=0.3)
    reports = [(at, facts_of(str(year), text)) for at, (year, text) in enumerate(made.reports.items())]
    assert built.across.audit(reports[::-1]) == built.across.audit(reports)


def test_what_a_report_says_is_small(facts_of):
    made = unit(3, slips=0)
    for year in YEARS:
        facts = facts_of(str(year), made.reports[year])
        assert len(facts.packed) < 150 * len(facts.statements())


@pytest.mark.parametrize(("written", "instead", "told"), [("touch: 0.4, ", "", "touch"), ("pass:", "other:", "pass")])
def test_a_rule_that_lacks_what_its_check_needs_is_refused(tmp_path, written, instead, told):
    rule = (
        "checks:\n  - id: check.last_year\n    why: long enough a reason\n    check: last_year\n"
        "    numbers: {alike: 0.75, touch: 0.4, words: 4, most: 400, far: 1.5, counted: 10000, digits: 3}\n"
        "    severity: {fail: error, unsure: info, pass: info}\n"
        "    messages: {fail: {zh: a, en: b}, unsure: {zh: a, en: b}, pass: {zh: a, en: b}}\n    yes: [x]\n"
    )
    head, _, messages = rule.partition("messages")
    changed = (head.replace(written, instead) + "messages" + messages) if written != "pass:" else (
        head + "messages" + messages.replace(written, instead)
    )  # fmt: skip
    (tmp_path / "a.yaml").write_text(changed, encoding="utf-8")
    with pytest.raises(RuleError, match=told):
        CrossAuditor(load([tmp_path]), "zh")


@pytest.mark.parametrize("text", ["", "0元，比上年增加100%", "9" * 400 + "元，比上年增加1元。", "-5元，比上年减少0%。"])
def test_odd_reports_are_taken_as_they_are(built, text):
    assert all(check.result in ("pass", "unsure", "fail") for check in compare(built, [text, text], 2019))
    assert StatementReader(built.rulebook)
