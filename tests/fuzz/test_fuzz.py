"""Mutated inputs through all stages: a few on every change, and those that once broke something for ever."""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from fuzz import checking, running, seeds
from fuzz.checking import check
from fuzz.inputs import Input, made
from fuzz.minimising import minimised
from fuzz.mutators import chinese, encodings, markup, members, raw
from fuzz.running import Job, run
from fuzz.tables import faults

CASES = sorted((Path(__file__).parent / "cases").iterdir())
TITLE = "县妇联2010年工作总结"
TEXT = f"{TITLE}\n全年培训妇女200人次，投入资金3.5万元，其中县财政2万元。\n".encode()


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("first", [0, 100, 200])
def test_mutated_inputs_break_nothing(tmp_path, first):
    checked = check([made(0, number) for number in range(first, first + 100)], tmp_path / "run")
    assert checked.failures == ()
    assert checked.counts["documents"] > 50 and checked.counts["figures"] > 200 and checked.counts["problems"] > 10


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_what_once_broke_something_breaks_nothing(tmp_path, path):
    assert check([Input(0, f"0{path.suffix}", path.read_bytes(), (path.name,))], tmp_path / "run").failures == ()


def test_an_input_is_the_same_everywhere():
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from fuzz.inputs import made;"
        "print(hashlib.sha256(b''.join(made(5, n).data for n in range(60))).hexdigest())"
    )
    tests = str(Path(__file__).parent.parent)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script, tests], env=environment, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == hashlib.sha256(b"".join(made(5, number).data for number in range(60))).hexdigest()


@pytest.mark.parametrize("name", chinese.MUTATORS)
def test_text_is_changed_again_in_the_same_way(name):
    text = seeds.texts()[0]
    changed = [chinese.MUTATORS[name](Random(number), text) for number in range(20)]
    assert changed == [chinese.MUTATORS[name](Random(number), text) for number in range(20)]
    assert len({text, *changed}) > 2


@pytest.mark.parametrize(
    ("mutators", "little"),
    [
        (raw.MUTATORS, (b"", b"x")), (encodings.MUTATORS, ("", "<", "甲")), (markup.MUTATORS, ("", "<", "<a>甲</a>")),
        (members.MUTATORS, ([("", b"")],)), (chinese.MUTATORS, ("", "\n", "1")),
    ],
)  # fmt: skip
def test_mutators_take_what_is_almost_nothing(mutators, little):
    for mutate in mutators.values():
        for one in little:
            for number in range(20):
                assert isinstance(mutate(Random(number), one), str | bytes | list)


def test_an_exception_is_told_with_its_input_and_place(tmp_path, monkeypatch):
    def broken(stretch, options):
        if stretch.name == "1.txt":
            raise ValueError("no")
        return survey(stretch, options)

    survey = checking.survey
    monkeypatch.setattr(checking, "survey", broken)
    checked = check([Input(number, f"{number}.txt", TEXT, ("txt",)) for number in range(3)], tmp_path / "run")
    assert [(one.kind, one.number) for one in checked.failures] == [("exception", 1)]
    assert checked.counts["documents"] == 2


def test_a_failure_of_a_whole_batch_is_narrowed_to_its_input(tmp_path, monkeypatch):
    def broken(problem, language):
        raise ValueError(problem.source)

    monkeypatch.setattr(checking, "error_row", broken)
    checked = check(
        [Input(number, f"{number}.txt", b"" if number == 2 else TEXT, ("txt",)) for number in range(4)],
        tmp_path / "run",
    )
    assert [one.kind for one in checked.failures] == ["exception"] and "2.txt" in checked.failures[0].detail


def test_an_input_that_nothing_is_said_of_is_told(tmp_path, monkeypatch):
    listed = checking.list_inputs
    monkeypatch.setattr(checking, "list_inputs", lambda *given: listed(*given)._replace(files=[]))
    [failure] = check([Input(4, "4.txt", TEXT, ("txt",))], tmp_path / "run").failures
    assert (failure.kind, failure.number) == ("silent", 4)


def test_what_takes_long_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(checking, "SECONDS", -1e9)
    [failure] = check([Input(4, "4.txt", TEXT, ("txt",))], tmp_path / "run").failures
    assert (failure.kind, failure.number) == ("slow", 4)


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("figures", ",200人次,", ",201人次,", "offset"), ("figures", ",headcount,", ",heads,", "choice"),
        ("figures", "-a0001,", "-a9999,", "reference"), ("activities", ",2010-12-31,", ",2009-12-31,", "date"),
        ("figures", ",35000,", ",三,", "type"), ("documents", ",0,", ",30,", "outside"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_as_it_must_be_is_found(tmp_path, table, old, new, kind):
    import minetext

    (tmp_path / "a.txt").write_bytes(TEXT)
    minetext.run([tmp_path / "a.txt"], tmp_path / "out")
    assert not list(faults(tmp_path / "out", {}))
    path = tmp_path / "out" / f"{table}.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig", newline="")
    assert kind in {one.kind for one in faults(tmp_path / "out", {})}


def test_an_input_that_kills_or_hangs_is_named_and_the_rest_is_checked(monkeypatch):
    def deadly(inputs, folder, at):
        for one in inputs:
            at(one.number)
            if one.number == 130:
                os.abort()
            if one.number == 210:
                time.sleep(60)
        return checking.Checked(len(inputs), (), checking.Counter(), (0.0, -1), 0.0)

    monkeypatch.setattr(running, "check", deadly)
    monkeypatch.setattr(running, "told_by_a_run", lambda job, number: "")
    found = [checked for _, checked in run(Job(1, 0, 300, limit=3))]
    assert [(one.kind, one.number) for checked in found for one in checked.failures] == [("died", 130), ("hung", 210)]
    assert sum(checked.inputs for checked in found) == 298


def test_an_input_that_only_kills_a_worker_of_a_run_is_no_failure(monkeypatch):
    def deadly(inputs, folder, at):
        for one in inputs:
            at(one.number)
            if one.number == 1:
                os.abort()
        return checking.Checked(len(inputs), (), checking.Counter(), (0.0, -1), 0.0)

    monkeypatch.setattr(running, "check", deadly)
    monkeypatch.setattr(running, "made", lambda seed, number: Input(number, f"{number}.txt", bytes(range(256)) * 9, ("txt",)))
    found = [checked for _, checked in run(Job(1, 0, 3))]
    assert sum((checked.counts for checked in found), checking.Counter()) == {"told.binary": 1}
    assert sum(checked.inputs for checked in found) == 3


def test_a_failing_input_is_made_small():
    assert minimised(bytes(range(256)) * 4, lambda data: b"\x07" in data and b"\xf0" in data) == b"\x07\xf0"
