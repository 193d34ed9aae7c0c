"""The plan of a run keeps every stretch in order, with what is found out about it on the way."""

import os

from minetext.engines.inputs import InputFacts, InputList
from minetext.engines.plan import Found, Plan
from minetext.readers import Blame, Stretch, Sum


def stretch(name: str, folder: str = "/in", start: int = 0, end: int = 9) -> Stretch:
    return Stretch(f"{folder}/{name}", name, start, end, 9, 5)


def test_what_is_put_in_comes_out_in_order(tmp_path):
    given = [stretch("a.jsonl", end=4), stretch("a.jsonl", start=4), stretch("二.txt", os.fsdecode(b"/in/\xff"))]
    blame = Blame(2, True, "slow", "二.txt#b", "60")
    with Plan(tmp_path) as plan:
        plan.add((one, False) for one in given)
        plan.convert([(2, "/made/0.docx")])
        assert list(plan.names()) == ["a.jsonl", "二.txt"]
        assert [one for _, one in plan.stretches()] == [*given[:2], given[2]._replace(converted="/made/0.docx")]
        plan.keep_found(Found(0, Sum(4, "00"), (), 2, ("a.jsonl#1",)))
        plan.keep_found(Found(2, None, (blame,), 0, ()))
        assert [(one.number, one.reports, one.names) for one in plan.found()] == [(0, 2, ("a.jsonl#1",)), (2, 0, ())]
        plan.keep_judged(0, b"judged", (3, 5))
        plan.keep_judged(2, b"", ())
        first, second = plan.judged()
    assert (first.stretch, first.sum, first.judgements, first.said) == (given[0], Sum(4, "00"), b"judged", (3, 5))
    assert second.stretch == given[2]._replace(converted="/made/0.docx", lost=(blame,))
    assert not list(tmp_path.iterdir())


def test_pages_are_known_by_their_folders(tmp_path):
    pages = [stretch(f"{number}.html", folder) for folder in ("/b", "/a") for number in range(3)]
    with Plan(tmp_path) as plan:
        plan.add([(stretch("x.txt", "/a"), False), *((one, True) for one in pages)])
        assert list(plan.folders()) == [("/a", 3), ("/b", 3)]
        assert plan.pages("/b", [0, 2]) == [pages[0], pages[2]]
        plan.furnish({"/a": frozenset((1, 2))})
        assert {one.path: one.furniture for _, one in plan.stretches()}["/a/0.html"] == {1, 2}
        assert {one.path: one.furniture for _, one in plan.stretches()}["/b/0.html"] == frozenset()


def test_facts_of_inputs_are_kept_on_disk(tmp_path):
    inputs = InputList(tmp_path / "plan" / "inputs.jsonl")
    facts = [InputFacts(f"{number}\n.txt", number, "00", "txt", "utf-8", 0.5) for number in range(3)]
    for one in facts:
        inputs.append(one)
    assert (len(inputs), list(inputs)) == (3, facts)
    inputs.close()
    assert list(inputs) == facts
