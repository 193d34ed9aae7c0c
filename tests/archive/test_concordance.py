"""A word with what stands around it."""

import pytest
from archive.made import TEXTS, WOMEN, made

from minetext.archive import concordance as module
from minetext.archive.concordance import PatternError, Wanted, concordance


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in WOMEN.replace("2019", "2018").splitlines()) + "</body>"
    return made(tmp_path_factory.mktemp("run"), {**TEXTS, "抄.txt": WOMEN, "页.html": page.replace("困难", "特困")})


def test_each_place_with_what_stands_around_it(run):
    lines = list(concordance(run, "慰问", width=5))
    assert [(one.source, one.left, one.text, one.right, one.year) for one in lines] == [
        ("妇联.txt", "\n三、帮扶", "慰问", "。春节前走", "2019"),
        ("妇联.txt", "春节前走访", "慰问", "困难妇女7", "2019"),
        ("页.html", "\n三、帮扶", "慰问", "。春节前走", "2018"),
        ("页.html", "春节前走访", "慰问", "特困妇女7", "2018"),
    ]
    for one in lines:
        if one.source == "妇联.txt":
            start, end = int(one.start), int(one.end)
            assert WOMEN[start:end] == "慰问"
            assert WOMEN[start - len(one.left) : end + len(one.right)] == one.left + one.text + one.right


@pytest.mark.parametrize(
    ("expression", "wanted", "found"),
    [
        (r"\d+户", Wanted(), ["78户", "78户"]),
        (r"\d+", Wanted("figures", kind="money"), ["500", "39000", "180", "25", "500", "39000"]),
        (r"\d+", Wanted("figures", kind="money", activity_type="relief"), ["500", "39000", "500", "39000"]),
        ("困难", Wanted("activities", activity_type="relief"), ["困难"]),
        ("困难", Wanted("activities", activity_type="training"), []),
        ("困难", Wanted(copies=True), ["困难", "困难"]),
        ("", Wanted(), []),
    ],
)
def test_where_it_is_looked_for(run, expression, wanted, found):
    assert [one.text for one in concordance(run, expression, wanted)] == found


def test_of_a_source_that_changed_only_the_sentences_of_activities_are_searched(tmp_path):
    run = made(tmp_path)
    (tmp_path / "in" / "妇联.txt").write_text("改了", encoding="utf-8")
    lost = []
    lines = list(concordance(run, "妇女|县法院|总结", lost=lost))
    assert [(one.source, one.error) for one in lost] == [("妇联.txt", "changed")]
    texts = [one.text for one in lines if one.source == "妇联.txt"]
    assert texts and set(texts) == {"妇女"}
    for one in lines:
        assert TEXTS[one.source][int(one.start) : int(one.end)] == one.text
    assert {one.text for one in lines if one.source == "法院.txt"} == {"县法院", "总结"}


@pytest.mark.parametrize("expression", ["(", "[", "*", "a{2,1}", "(?<a"])
def test_a_wrong_expression_is_told(run, expression):
    with pytest.raises(PatternError) as raised:
        list(concordance(run, expression))
    assert raised.value.code == "bad" and raised.value.facts["reason"]


def test_an_expression_that_takes_too_long_is_told(tmp_path, monkeypatch):
    run = made(tmp_path, {"长.txt": "工作总结\n\n" + "啊" * 5000 + "。发放资料500份。"})
    monkeypatch.setattr(module, "SECONDS", 0.2)
    with pytest.raises(PatternError) as raised:
        list(concordance(run, r"(啊|啊啊)+$x"))
    assert raised.value.code == "slow"
