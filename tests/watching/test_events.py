"""What a run tells of itself: passes in order, every byte once, seconds of work, what was recalled and what failed."""

import os
from itertools import groupby
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.engines.whole import run_whole
from minetext.stages import Options
from minetext.tables import TableWriter
from minetext.watching.events import READING, Event


def events(inputs: list[str], output: Path, workers: int = 1) -> list[Event]:
    told: list[Event] = []
    run_whole(inputs, output, TableWriter(output), Options(), workers, True, lambda _: told.append)
    return told


@pytest.mark.parametrize("workers", [1, 2])
def test_passes_come_in_order_and_take_in_every_byte_once(tmp_path, workers):
    told = events([str(REPORTS)], tmp_path / "out", workers)
    passes = [(done, list(group)) for done, group in groupby(told, lambda one: one.done)]
    assert [done for done, _ in passes] == ["survey", "judge", "mine", "across", "write"]
    size = sum(path.stat().st_size for path in REPORTS.iterdir())
    for done, group in passes:
        assert group[0] == Event(done, 0, "", 0.0, False, ())
        assert done in READING or set(group) == {group[0]}
        if done in READING:
            assert sum(one.size for one in group) == size
            assert all(one.seconds > 0 and not one.recalled for one in group[1:])
            assert [one.source for one in group[1:]] == sorted(one.source for one in group[1:])


def test_what_is_recalled_is_told_and_took_no_time(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text("县妇联2010年工作总结\n5月6日，培训妇女200人。\n", encoding="utf-8")
    old = 1_600_000_000  # a file that has just been changed is always read again
    for path in folder.iterdir():
        os.utime(path, (old, old))
    events([str(folder)], tmp_path / "out")
    (folder / "b.txt").write_text("县妇联2011年工作总结\n5月7日，培训妇女300人。\n", encoding="utf-8")
    told = {(one.done, one.source): one for one in events([str(folder)], tmp_path / "out") if one.done in READING}
    assert [(one.recalled, one.seconds > 0) for name, one in told.items() if name[1] == "a.txt"] == [(True, False)] * 2
    assert [(one.recalled, one.seconds > 0) for name, one in told.items() if name[1] == "b.txt"] == [(False, True)] * 2


def test_problems_come_with_the_file_that_has_them(tmp_path):
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    told = events([str(tmp_path / "empty.txt"), str(tmp_path / "gone.txt")], tmp_path / "out")
    found = [(one.done, one.source, problem.source, problem.error) for one in told for problem in one.problems]
    assert [(done, source) for done, source, _, _ in found] == [("survey", ""), ("survey", "empty.txt")]
    assert "gone.txt" in found[0][2]
