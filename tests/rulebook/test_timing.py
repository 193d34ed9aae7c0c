"""What patterns cost."""

import pytest

from minetext.rulebook import load
from minetext.rulebook.timing import timings

SLOW = """
exclusions:
  - id: own.slow
    pattern: '(?:第[一二三]*)*编号'
    why: 从每个字起都试很久
    yes: ['第一编号']
    no: ['办班一期']
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "own.yaml").write_text(SLOW, encoding="utf-8")
    return load([tmp_path])


def test_a_slow_pattern_is_stopped_and_told(book):
    lines = ["第" + "第一二三" * 5 + "号"] * 20_000
    found = {one.rule: one for one in timings(book, lines, 0.05)}
    assert found["own.slow"].over and found["own.slow"].seconds >= 0.05
    assert all(one.seconds < 5 for one in found.values())


def test_matches_are_counted(book):
    found = {one.rule: one for one in timings(book, ["2010年5月6日，第一编号", "第二编号"], 5)}
    assert (found["own.slow"].matches, found["own.slow"].over) == (2, False)
    assert found["date.day"].matches == 1


def test_rules_without_a_pattern_are_left_out(book):
    rules = {one.rule for one in timings(book, [], 1)}
    with_pattern = {rule.id for rule in book.rules.values() if rule.enabled and getattr(rule, "pattern", "")}
    assert with_pattern - rules == {one for one in with_pattern if one.startswith("lexicon.")}
