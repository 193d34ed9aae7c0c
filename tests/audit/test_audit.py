"""Relations between figures that are tested, and how they are told."""

import pytest
from conftest import read_cases

from minetext.activities import shipped_model
from minetext.audit import Auditor
from minetext.explain import explain
from minetext.rulebook import RuleError, load
from minetext.stages import Stages

CASES = read_cases("audit")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_relations(built, case):
    explained = explain(built, case["text"])
    texts = {figure.figure_id: figure.text for figure in explained.figures}
    found = [[check.check, check.result, *(texts[one] for one in check.figures)] for check in explained.checks]
    assert found == case["checks"]


def test_a_failure_names_both_places_and_the_arithmetic(built):
    text = "全年落实手术1782例，其中结扎239例，上环1229例，补救304例。"
    [check] = explain(built, text).checks
    assert (check.expected, check.found, check.severity) == ("1772", "1782", "error")
    for told in ("1782例", "1772", "10", str(text.index("1782")), str(text.index("239"))):
        assert told in check.message
    assert text[slice(*check.span)] == check.text == "1782例，其中结扎239例，上环1229例，补救304例"


def test_messages_speak_english_where_asked(book):
    [check] = explain(Stages(book, shipped_model(), "en"), "普查妇女11148人，查出妇科病的5797人占52%。").checks
    assert check.message.startswith("Share verified: 5797人")


RULE = """checks:
  - id: check.total
    why: long enough a reason
    check: total
    numbers: {under: 0.1, over: 0.1, apart: 0.3, parts: 3, marked: 0.2, unmarked: 0.05, near: 12}
    patterns: {open: 其中, close: 共$, base: 比$, exhaustive: 男.*女, kinds: (?P<sex>男|女), nested: 甲, across: 党员, named: '(?P<name>子)中', among: 中, stop: 。, rest: 其余, other: 另, done: 已, sum: 共$}
    severity: {pass: info, fail: error, unsure: info}
    messages: {pass: {zh: a, en: b}, fail: {zh: a, en: b}, unsure: {zh: a, en: b}, subset: {zh: a, en: b}, larger: {zh: a, en: b}}
    yes: [x]
"""


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [("under: 0.1, ", "", "under"), ("subset:", "other:", "subset"), (", unsure: info", "", "unsure"), ("check: total", "check: sum", "sum"), ("zh: a, en: b", "zh: a", "en")],
)  # fmt: skip
def test_a_rule_that_lacks_what_its_check_needs_is_refused(tmp_path, written, instead, told):
    (tmp_path / "a.yaml").write_text(RULE.replace(written, instead), encoding="utf-8")
    with pytest.raises(RuleError, match=told):
        Auditor(load([tmp_path]), "zh")


def test_a_message_may_hold_names_that_its_check_does_not_know(tmp_path):
    rule = (
        "checks:\n  - id: check.calendar\n    why: long enough a reason\n    check: calendar\n"
        "    severity: {pass: info, fail: error, unsure: info}\n"
        "    messages: {fail: {zh: '{date}{nix}', en: b}, unsure: {zh: a, en: b}}\n    yes: [x]\n"
    )
    (tmp_path / "a.yaml").write_text(rule, encoding="utf-8")
    [check] = explain(Stages(load([tmp_path]), shipped_model(), "zh"), "2010年2月30日夜间突击检查。").checks
    assert check.message == "2010年2月30日{nix}"
