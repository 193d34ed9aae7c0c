"""Patterns of rules."""

import pytest

from minetext.rulebook import RuleError, alternatives, character_class


def test_lexicons_stand_for_their_words(book):
    assert book.compile("{month}月").fullmatch("十二月")
    assert not book.compile("{month}月").fullmatch("十三月")


def test_an_unknown_lexicon_is_refused(book):
    with pytest.raises(RuleError, match="nothing_of_the_sort"):
        book.compile("{nothing_of_the_sort}")


def test_what_re_lacks_regex_compiles(book):
    assert book.compile(r"\p{Han}+").fullmatch("妇女")
    assert book.compile("") is None


def test_the_longest_alternative_stands_first():
    assert alternatives(["个", "个百分点", "(册)"]) == r"个百分点|\(册\)|个"


def test_a_class_escapes_its_members():
    assert character_class("]^-") == r"[\-\]\^]"
