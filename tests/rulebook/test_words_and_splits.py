"""Words found in one pass, and where sentences and clauses end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minetext.rulebook import Splits, WordScanner, load

OTHER_ENDS = r"""
splits:
  - id: split.sentence.other
    why: a pattern that begins with no class of characters
    unit: sentence
    pattern: 'END|\x1f'
    yes: [工作完成END成效明显]
"""


def test_the_longest_word_at_each_place():
    scanner = WordScanner(["增长", "增长率", "率为"])
    assert [scanner.words[index] for index, _, _ in scanner.scan("增长率为", 0, 4)] == ["增长率"]


def test_offsets_count_code_points_from_where_the_scan_began():
    assert WordScanner(["妇女"]).scan("😀各村妇女", 1, 5) == [(0, 2, 4)]


def test_no_words_find_nothing():
    assert WordScanner([]).scan("妇女", 0, 2) == []


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("办班3期，参加者80人；效果好。", ["办班3期，", "参加者80人；", "效果好。"]),
        ("贷款5,797元,利息少", ["贷款5,797元,", "利息少"]),
        ("性别比为107:100", ["性别比为107:100"]),
        ("没有标点", ["没有标点"]),
    ],
)
def test_clauses(book, text, clauses):
    cuts = Splits(book).cuts(text, 0, len(text))
    assert [text[start:end] for start, end in itertools.pairwise(cuts)] == clauses


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The shipped rules, and the same with a pattern that may begin anywhere."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "splits.yaml").write_text(OTHER_ENDS, encoding="utf-8")
    return Splits(load([])), Splits(load([folder]))


def ends(splits, text):
    return [match.span() for match in splits.sentence.finditer(text)]


@given(text=st.text(alphabet="甲乙a1。！？!?.．”』)）、， \u3000\n", max_size=30))
def test_sentences_end_at_the_same_places_whether_or_not_one_class_begins_all_ends(both, text):
    shipped, other = both
    assert ends(shipped, text) == ends(other, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成。明显！", [(2, 3), (5, 6)]),
        ("完成。”明显", [(2, 4)]),
        ("他问：“为什么？”，", []),
        ("完成. 明显", [(2, 3)]),
        ("3.5万元", []),
    ],
)
def test_a_sentence_ends_with_its_marks_and_what_closes_behind_them(both, text, expected):
    assert ends(both[0], text) == expected


def test_a_pattern_that_begins_with_no_class_ends_sentences_too(both):
    assert ends(both[1], "完成END明显。") == [(2, 5), (7, 8)]
