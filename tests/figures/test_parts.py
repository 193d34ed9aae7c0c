"""The parts that the scan of a text is made of."""

import pytest

from minetext.figures.lexicon import WordClass, last_word, noun_phrase
from minetext.figures.openings import OpenlessError, Stops, openings
from minetext.rulebook import RuleError, load


@pytest.mark.parametrize(
    ("pattern", "single", "wanted"),
    [
        ("第[一二]届", "", {"第一届", "第二届"}),
        ("[0-3]月", "0123", {"0", "1", "2", "3"}),
        ("(?:上|下)半年", "", {"上半年", "下半年"}),
        ("《[^》]{1,9}》", "", {"《"}),
        ("年?底", "", {"年底", "底"}),
    ],
)
def test_how_a_pattern_begins(pattern, single, wanted):
    assert openings(pattern, single) == wanted


def test_a_pattern_that_begins_anywhere_is_refused(tmp_path):
    with pytest.raises(OpenlessError):
        openings(".*人", "")
    rule = "exclusions:\n  - {id: a.b, why: long enough a reason, pattern: '.{2}人', yes: [x]}\n"
    (tmp_path / "a.yaml").write_text(rule, encoding="utf-8")
    from minetext.figures import FigureReader

    with pytest.raises(RuleError, match="begin with any character"):
        FigureReader(load([tmp_path]))


def test_stops_stand_where_an_opening_does():
    find = Stops({"1", "2", "上半年"}).finder("上下2上半年1", 0, 7)
    assert [find(0), find(3), find(4), find(7)] == [2, 3, 6, 7]


@pytest.mark.parametrize(
    ("phrase", "word", "word_class"),
    [
        ("积极参加", "参加", WordClass.VERB),
        ("各村妇女", "妇女", WordClass.NOUN),
        ("全部", "全部", WordClass.NOUN),
        ("㐀㐁", "㐀㐁", WordClass.NOUN),
    ],
)
def test_the_word_that_ends_a_phrase(phrase, word, word_class):
    assert last_word(phrase) == (word, word_class)


@pytest.mark.parametrize(("phrase", "noun"), [("妇女参加培训", "妇女"), ("宣传资料", "宣传资料"), ("参加", "")])
def test_a_noun_phrase_ends_at_a_verb(phrase, noun):
    assert noun_phrase(phrase) == noun
