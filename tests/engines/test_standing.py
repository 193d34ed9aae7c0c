"""How a run stands, by what it left in its folder."""

import json
import os
import socket
import subprocess
import sys
import time

import pytest

from minetext.engines.events import Event
from minetext.engines.pace import Pace
from minetext.engines.processes import is_alive, mark_of
from minetext.engines.standing import SILENT, read_status, stamp
from minetext.engines.status import StatusFile, told_in
from minetext.tables import TableWriter
from minetext.tables.writer import MANIFEST, MEMORY, PARTIAL, STATUS


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def say(folder, **facts) -> None:
    told = {
        "state": "running", "pid": os.getpid(), "mark": mark_of(os.getpid()), "host": socket.gethostname(),
        "started": stamp(time.time() - 60), "updated": stamp(time.time()),
    }  # fmt: skip
    (folder / STATUS).write_text(json.dumps({**told, **facts}), encoding="utf-8")


def test_a_run_tells_that_it_runs_and_how_it_ended(tmp_path):
    writer = TableWriter(tmp_path)
    assert read_status(tmp_path).state == "dead"  # claimed, and no word yet
    status = StatusFile(tmp_path, "run", Pace(1000))
    found = read_status(tmp_path)
    assert (found.state, found.facts["bytes_total"], found.facts["pid"]) == ("running", 1000, os.getpid())
    status.end("failed", "OSError: no space")
    writer.abandon()
    found = read_status(tmp_path)
    assert (found.state, found.facts["reason"]) == ("failed", "OSError: no space")
    writer = TableWriter(tmp_path)  # what a failed run leaves does not make the folder foreign
    status = StatusFile(tmp_path, "run", Pace(1000))
    writer.finish(["{}\n"])
    status.end("done")
    assert not (tmp_path / STATUS).exists() and not (tmp_path / PARTIAL).exists()
    assert read_status(tmp_path).state == "done"


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [(KeyboardInterrupt(), "interrupted", ""), (OSError("full"), "failed", "OSError: full")],
)
def test_a_run_from_a_program_tells_how_it_ended(tmp_path, error, state, reason):
    TableWriter(tmp_path)
    with pytest.raises(type(error)), told_in(tmp_path, "run") as begin:
        begin(1000)(Event("survey", 400, "a.txt", 0.1, False, ()))
        assert read_status(tmp_path).state == "running"
        raise error
    found = read_status(tmp_path)
    assert (found.state, found.facts["reason"], found.facts["bytes_done"]) == (state, reason, 400)


def test_the_file_is_written_once_a_second_at_most(tmp_path):
    now = [0.0]
    (tmp_path / PARTIAL).mkdir()
    pace = Pace(1000)
    status = StatusFile(tmp_path, "run", pace, lambda: now[0])
    pace.problems = 7
    now[0] = 0.9
    status.update()
    assert read_status(tmp_path).facts["problems"] == 0
    now[0] = 1.0
    status.update()
    assert read_status(tmp_path).facts["problems"] == 7


def test_a_folder_that_takes_no_file_stops_nothing(tmp_path):
    status = StatusFile(tmp_path / "gone", "run", Pace(1))
    status.update()
    status.end("failed")
    status.end("done")


def test_a_killed_run_is_told_by_its_process(tmp_path, gone):
    say(tmp_path, pid=gone, mark="")
    assert read_status(tmp_path).state == "dead"
    say(tmp_path, mark="0" if mark_of(os.getpid()) else "")  # another process has the number now
    assert read_status(tmp_path).state == ("dead" if mark_of(os.getpid()) else "running")


def test_a_run_on_another_machine_is_told_by_its_silence(tmp_path):
    say(tmp_path, host="elsewhere", pid=1)
    assert read_status(tmp_path).state == "running"
    say(tmp_path, host="elsewhere", pid=1, updated=stamp(time.time() - SILENT - 5))
    assert read_status(tmp_path).state == "lost"


def test_a_run_that_was_killed_when_all_was_done_is_done(tmp_path, gone):
    say(tmp_path, pid=gone, mark="")
    (tmp_path / MANIFEST).write_text(
        '{\n "command": "run",\n "counts": {"inputs": 3},\n "inputs": [\n  {"x": 1}\n ]\n}\n'
    )
    found = read_status(tmp_path)
    assert (found.state, found.facts["counts"]) == ("done", {"inputs": 3})


def test_a_clock_that_was_set_back_makes_no_negative_time(tmp_path):
    say(tmp_path, updated=stamp(time.time() + 86400))
    found = read_status(tmp_path)
    assert (found.state, found.silent) == ("running", 0.0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "great"}', "\x00" * 100])
def test_a_damaged_file_is_none(tmp_path, text):
    (tmp_path / STATUS).write_text(text)
    assert read_status(tmp_path) is None
    (tmp_path / MEMORY).write_text("")
    assert read_status(tmp_path).state == "interrupted"


def test_a_process_is_alive_until_it_ends(gone):
    assert is_alive(os.getpid(), mark_of(os.getpid()))
    assert not is_alive(gone) and not is_alive(0) and not is_alive(-1)
