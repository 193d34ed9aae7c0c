"""Passages that stand in several reports."""

import random

import numpy as np
import pytest
from dedup.archive import BODY, OTHER

from minetext.dedup import candidates
from minetext.dedup import reuse as module

LINES = [line for line in BODY.split("\n") if len(line) > 20]
OWN = [line for line in OTHER.split("\n") if len(line) > 20]


def own_text(seed: int) -> str:
    """A long sentence that no other report has."""
    random_ = random.Random(seed)
    return "".join(chr(random_.randint(0x4E00, 0x9FA5)) for _ in range(200)) + "。"


def told(judge, *bodies):
    found = judge.judgements(*bodies)
    return [
        (
            number,
            bodies[number][slice(*one.span)],
            one.other_source,
            bodies[int(one.other_source[:3])][slice(*one.other_span)],
        )
        for number, judgement in enumerate(found)
        for one in judgement.reused
    ]


def test_a_passage_of_three_sentences_is_told_with_both_places(judge):
    passage = "".join(LINES[1:4])
    assert told(judge, "".join(LINES), OWN[0] + passage + OWN[1] + OWN[2] + OWN[3] + LINES[0].replace("12", "13")) == [
        (1, passage, "000.txt", passage)
    ]


@pytest.mark.parametrize("number", [1, 2])
def test_fewer_sentences_are_no_passage(judge, number):
    assert told(judge, "".join(LINES), "".join(OWN) + "".join(LINES[1 : 1 + number])) == []


def test_headings_and_short_sentences_make_no_passage(judge):
    headings = "\n".join(["一、总体情况", "二、主要成绩", "三、存在问题", "四、今后打算"])
    assert told(judge, f"{headings}\n{''.join(LINES)}", f"{headings}\n{''.join(OWN)}") == []


def test_the_longest_passage_is_told_once(judge):
    """The first report has a part of what the third took from the second."""
    whole = "".join(LINES[:5])
    first = OWN[0] + "".join(LINES[:3]) + OWN[1]
    second = OWN[2] + whole + OWN[3] + own_text(1)
    found = told(judge, first, second, whole + own_text(2) + own_text(3))
    assert [(number, passage) for number, passage, *_ in found] == [(1, "".join(LINES[:3])), (2, whole)]


def test_what_does_not_count_is_not_told(judge):
    assert told(judge, BODY, BODY, BODY.replace("普遍好评", "一致赞扬")) == []


def test_a_stock_passage_is_told_of_the_first_reports_only(judge, monkeypatch):
    monkeypatch.setattr(module, "REPORTS", 5)
    passage = "".join(LINES[1:4])
    bodies = [passage + own_text(seed) for seed in range(10)]
    assert [number for number, *_ in told(judge, *bodies)] == [1, 2, 3, 4, 5]


def test_passages_are_found_in_parts_too(judge, monkeypatch):
    bodies = ["".join(LINES), OWN[0] + "".join(LINES[1:4]) + "".join(OWN[1:])]
    whole = told(judge, *bodies)
    monkeypatch.setattr(candidates, "SENTENCES_AT_ONCE", 3)
    assert told(judge, *bodies) == whole != []


def test_no_sentences_no_passages(spooled):
    assert list(module.passages(spooled("好"), np.array([True]))) == []
