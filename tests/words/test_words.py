"""Words and their parts of speech, and the dictionary that the rules give."""

import sys

import pytest
from hypothesis import given, settings, strategies

from minetext.rulebook import load
from minetext.words import ENGINES, Entry, MissingEngineError, cutter, digest, engine_version, entries


@pytest.fixture(scope="module")
def dictionary(built):
    return entries(built.rulebook)


@pytest.fixture(scope="module")
def cutters(dictionary):
    return {name: cutter(name, dictionary) for name in ENGINES}


@pytest.mark.parametrize("engine", ENGINES)
def test_words_of_the_rules_are_kept_whole(cutters, engine):
    text = "全年参合率达95%，为12名志工讨薪，开展三为主活动，运货1200标箱"
    told = {text[start:end]: tag for start, end, tag in cutters[engine].words(text)}
    assert {word: told.get(word) for word in ("参合率", "讨薪", "三为主", "标箱")} == {
        "参合率": "vn", "讨薪": "vn", "三为主": "l", "标箱": "q",
    }  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_no_other_use_of_the_engine_sees_the_words(cutters, engine):
    module = pytest.importorskip(engine)
    assert "".join(module.cut("三为主")) == "三为主" and "三为主" not in list(module.cut("三为主"))


@settings(deadline=None, max_examples=40)
@given(text=strategies.text(alphabet="参合率达成妇女培训工作了12.5%，。 \t\n　a😀\u200b㐀臺", max_size=40))
@pytest.mark.parametrize("engine", ENGINES)
def test_words_hold_all_that_is_written(cutters, engine, text):
    at = 0
    for start, end, tag in cutters[engine].words(text):
        assert tag and at <= start < end <= len(text)
        assert not text[at:start].strip() and text[start:end].strip()
        at = end
    assert not text[at:].strip()


def test_a_dictionary_is_a_function_of_the_rules(dictionary, tmp_path):
    assert list(dictionary) == sorted(dictionary) and len({word for word, _ in dictionary}) == len(dictionary)
    assert digest(entries(load([]))) == digest(dictionary)
    rule = "{id: quantity.pinch, why: 撮把 measures seeds, words: [撮把], kind: quantity, yes: [播下种子3撮把]}"
    (tmp_path / "own.yaml").write_text(f"units: [{rule}]\n", encoding="utf-8")
    own = entries(load([tmp_path]))
    assert set(own) - set(dictionary) == {Entry("撮把", "q")}
    assert digest(own) != digest(dictionary)


def test_an_engine_that_is_not_installed_is_told(monkeypatch, dictionary):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(MissingEngineError):
        cutter("rjieba", dictionary)
    with pytest.raises(MissingEngineError):
        engine_version("no-such-engine")
