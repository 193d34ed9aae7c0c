"""Words found in one pass, and where sentences and clauses end."""

import itertools

import pytest

from minetext.rulebook import Splits, WordScanner


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
