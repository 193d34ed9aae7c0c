"""Every rule's own examples."""

import pytest

from minetext.activities import shipped_model
from minetext.examples import run_examples
from minetext.rulebook import load
from minetext.rulebook.schema import FAMILIES
from minetext.stages import Stages


def test_all_examples_of_the_shipped_rules_hold(built):
    assert list(run_examples(built)) == []


def test_every_family_is_in_use(book):
    assert {type(rule) for rule in book.rules.values()} == set(FAMILIES.values())


@pytest.mark.parametrize(
    ("rule", "positive"),
    [
        ("units:\n  - {id: quantity.pinch, why: long enough a reason, words: [撮], kind: quantity, yes: [{text: 种子3撮, figure: 3撮, value: 4}]}", True),
        ("units:\n  - {id: quantity.pinch, why: long enough a reason, words: [撮], kind: quantity, yes: [{text: 种子3撮, figure: 3撮}], no: [种子2撮]}", False),
        ("exclusions:\n  - {id: exclusion.own, why: long enough a reason, words: [三宝], yes: [五宝]}", True),
        ("activities:\n  - {id: activity.own, why: long enough a reason, type: culture, words: [斗蛐蛐], yes: [{text: 开会, type: culture}]}", True),
        ("titles:\n  - {id: title.own, why: long enough a reason, pattern: '.*纪要', yes: [总结], no: [纪要]}", True),
        ("sections:\n  - {id: section.own, why: long enough a reason, gives: target, words: [展望], pattern: '展望', yes: [回顾]}", True),
    ],
)  # fmt: skip
def test_an_example_that_does_not_hold_is_told(tmp_path, rule, positive):
    (tmp_path / "own.yaml").write_text(rule, encoding="utf-8")
    failures = list(run_examples(Stages(load([tmp_path]), shipped_model(), "zh")))
    assert failures and failures[0].positive is positive
    assert ".own" in failures[0].rule or "pinch" in failures[0].rule


def test_a_stranger_adds_a_measure_word_a_type_of_activity_and_an_idiom(tmp_path):
    """What docs/rules.md tells, each in one place."""
    (tmp_path / "own.yaml").write_text(
        """
units:
  - {id: quantity.pinch, why: seeds are counted in pinches here, words: [撮], kind: quantity, yes: [{text: 种子3撮, figure: 3撮}]}
activities:
  - {id: activity.culture.crickets, why: cricket fights are an event here, type: culture, words: [斗蛐蛐], weight: 9, yes: [{text: 斗蛐蛐3场, type: culture}]}
exclusions:
  - {id: exclusion.own, why: the name of a local campaign, words: [八送八到家], yes: [开展八送八到家活动]}
""",
        encoding="utf-8",
    )  # fmt: skip
    assert list(run_examples(Stages(load([tmp_path]), shipped_model(), "zh"))) == []
