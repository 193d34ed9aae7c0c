"""Where a correction holds, and where no longer."""

from dataclasses import replace

import pytest
from corrections.saying import DOC, mined, say

from minetext.corrections import Corrections, best, stale
from minetext.corrections.holding import shift
from minetext.layout import one_draft
from minetext.model import Source, Span, Verdict

TEXT = "全市共普查妇女11148人，查出妇科病的5797人占52%。发放资料300份。"


@pytest.fixture
def one(built):
    """Said of 11148人, with the sentence around it."""
    figure = mined(built, TEXT).read.figures[0]
    return say(figure, "accept")._replace(before="全市共普查妇女", after="，查出妇科病的5797人占52%。")


def shifted(built, one, text, doc_id=DOC, name="a.txt", start=0):
    source = Source(name, text)
    report = built.layout.report(source, one_draft(text))
    return shift(one, source, replace(report, span=Span(start, report.span.end)), Verdict(doc_id, "kept"))


def test_the_same_report_is_followed_wherever_it_stands(built, one):
    assert shifted(built, one, TEXT) == 0
    assert shifted(built, one, TEXT, name="other.txt") == 0
    assert shifted(built, one, "另一篇报告。\n" + TEXT, name="all.txt", start=7) == 7
    assert shifted(built, one, TEXT, doc_id=f"{DOC}-2") == 0, "a copy of the report has its id and a number"


def test_another_report_holds_it_in_the_same_sentence_at_the_same_place_of_the_same_source(built, one):
    changed = TEXT.replace("300份", "400份")
    assert shifted(built, one, changed, doc_id="another") == 0
    assert shifted(built, one, changed, doc_id="another", name="b.txt") is None
    assert shifted(built, one, "共" + changed, doc_id="another") is None
    assert shifted(built, one, changed.replace("5797", "5798"), doc_id="another") is None, "another sentence"
    assert shifted(built, one, changed.replace("11148", "11149"), doc_id="another") is None, "other characters"


def test_those_of_a_stretch_are_found_by_source_or_report(one):
    log = Corrections([one, one._replace(source="b.txt"), one._replace(source="c.txt", doc_id="other")])
    assert log.concerning(["a.txt"], []) == (0,)
    assert log.concerning([], [f"{DOC}-2"]) == (0, 1)
    assert log.concerning(["c.txt", "d.txt"], ["nothing"]) == (2,)


def test_what_was_taken_back_or_settled_anew_is_not_told_as_stale(one):
    assert [lost.why for lost in stale([one], ["changed"])] == ["changed"]
    assert stale([one], ["held"]) == []
    assert stale([one, one._replace(action="undo")], ["changed", "changed"]) == []
    anew = one._replace(doc_id="another", action="reject")
    assert stale([one, anew], ["changed", "held"]) == []


def test_of_several_places_the_best_is_told():
    assert best("gone", "changed") == "changed"
    assert best("held", "not_counted") == "held"
