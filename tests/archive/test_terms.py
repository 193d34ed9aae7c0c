"""Characteristic terms."""

import pytest
from archive.made import COURT, SCHOOL, TEXTS, WOMEN, made
from matplotlib import font_manager

from minetext.archive import terms as module
from minetext.archive.plots import plot_terms
from minetext.archive.terms import Term, stop_words, terms
from minetext.words import entries, listed_words


@pytest.fixture(scope="module")
def cut(book):
    return listed_words("jieba", entries(book))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Reports of three units about two years, two of them copies."""
    women = WOMEN.replace("1000余份", "1000余份，走访慰问困难妇女80户，慰问孤儿5名，慰问老人9名")
    return made(tmp_path_factory.mktemp("run"), {**TEXTS, "妇联.txt": women, "抄.txt": COURT})


def spaced(text):
    """Words parted by spaces, all of them nouns."""
    return [(word, "n") for word in text.split()]


def test_terms_of_a_group_are_those_that_it_uses_more_than_others(run, cut, book):
    found = terms(run, cut, stop_words(book), ["unit", "year"], top=5)
    assert {(one.by, one.group) for one in found} >= {("unit", "县妇联"), ("year", "2019")}
    first = {(one.by, one.group): one for one in found if one.rank == 1}
    assert first["unit", "县妇联"].term == first["year", "2019"].term == "慰问"
    assert first["unit", "县妇联"].uses >= 4 and first["unit", "县妇联"].reports == 1
    assert all(one.uses >= module.LEAST for one in found)
    assert terms(run, cut, {"慰问"}, ["unit"]) != [one for one in found if one.by == "unit"]


def test_the_largest_groups_are_taken(run, cut):
    units = {one.group for one in terms(run, cut, (), ["unit"], groups=1)}
    assert units == {"县妇联"}


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([("妇女", "n"), ("的", "uj"), ("和", "c")], ["妇女"]),
        ([("王小明", "nr"), ("北京", "ns"), ("孕检", "x")], ["孕检"]),
        ([("户", "n"), ("http", "x"), ("ＡＢ12", "x"), ("工作", "vn")], []),
    ],
)
def test_terms_are_words_with_a_content_of_their_own(words, kept):
    assert list(module._terms(words, frozenset({"工作"}))) == kept


def test_a_group_of_many_words_forgets_those_met_once(monkeypatch):
    monkeypatch.setattr(module, "MAX_WORDS", 3)
    group = module._Group()
    for words in ({"甲": 2, "乙": 1}, {"甲": 1, "丙": 1, "丁": 1}):
        group.add(module.Counter(words))
    assert group.words == {"甲": 3} and group.reports == {"甲": 2}


def test_the_stop_words_are_a_rule(book):
    assert {"工作", "进一步"} <= stop_words(book)


def test_a_plot_has_the_same_bytes_each_time_and_holds_its_texts(tmp_path, monkeypatch):
    found = [Term("year", f"{1990 + n}<&$", rank, f"词{rank}$x$", 1 / rank, 5, 2) for n in range(5) for rank in (1, 2)]
    plot_terms(found, tmp_path / "one.svg")
    # whatever fonts the machine has
    few = [font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", few)
    font_manager.fontManager._findfont_cached.cache_clear()
    plot_terms(found, tmp_path / "two.svg")
    one = (tmp_path / "one.svg").read_text(encoding="utf-8")
    assert one == (tmp_path / "two.svg").read_text(encoding="utf-8")
    assert ">词1$x$</text>" in one and "1994&lt;&amp;$" in one
    plot_terms([], tmp_path / "empty.svg")
    assert (tmp_path / "empty.svg").stat().st_size


def test_a_run_without_activities_has_no_terms(tmp_path):
    assert terms(made(tmp_path, {"a.txt": "工作总结\n\n没有。\n"}), spaced, (), ["year"]) == []


def test_school_terms_stand_with_the_school(tmp_path, cut):
    several = {f"{n}.txt": SCHOOL.replace("2020", str(2010 + n)).replace("15名", f"{n}5名") for n in range(1, 7)}
    found = terms(made(tmp_path, {**several, "法院.txt": COURT}), cut, (), ["unit"])
    school = [one for one in found if one.group == "镇中心小学"]
    assert {"表彰", "优秀教师"} <= {one.term for one in school} and {one.reports for one in school} == {6}
