"""Watching a run from outside: the log, the status file, `minetext status`."""

import json
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import REPORTS, installed
from test_commands import call

from minetext.cli import program
from minetext.watching.standing import read_status

STATUS = ".minetext-status.json"


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "in" / "县妇联.txt"
    path.parent.mkdir()
    path.write_text("县妇联2010年工作总结\n\n　　5月6日，培训妇女200人。\n", encoding="utf-8")
    return path


@pytest.fixture
def running(tmp_path):
    """A run that waits for its input."""
    process = subprocess.Popen(
        [installed("minetext"), "run", "-", "-o", str(tmp_path / "out")],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (tmp_path / "out" / STATUS).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield process
    process.kill()
    process.communicate()


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_log_tells_the_run_from_start_to_end(report, tmp_path):
    (report.parent / "空.txt").write_text("", encoding="utf-8")
    log = tmp_path / "log.jsonl"
    done = call("run", report.parent, "-o", tmp_path / "out", "--quiet", "--log-json", log)
    assert done.returncode == 1
    told = lines(log)
    assert all(one["time"].endswith("Z") for one in told)
    told = [one for one in told if one["event"] != "progress"]  # where the machine is slow
    assert [one["event"] for one in told if one["event"] != "pass"] == ["start", "problem", "end"]
    passes = [(one["pass"], one["state"]) for one in told if one["event"] == "pass"]
    names = ("survey", "judge", "mine", "across", "write")
    assert passes == [(name, state) for name in names for state in ("begins", "ends")]
    start, problem, end = (one for one in told if one["event"] != "pass")
    assert start["inputs"] == [str(report.parent)] and start["command"] == "run"
    assert (problem["source"], problem["error"]) == ("空.txt", "empty")
    assert (end["state"], end["problems"], end["counts"]["documents"]) == ("done", 1, 1)
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert end["timings"] == facts["timings"]
    assert call("run", report, "-o", tmp_path / "out", "--quiet", "--log-json", log).returncode == 0
    assert [one["event"] for one in lines(log)].count("start") == 2


@pytest.mark.parametrize("command", ["run", "segment", "documents"])
def test_a_log_on_standard_output_stands_there_alone(report, tmp_path, command):
    done = call(command, report, "-o", tmp_path / "out", "--log-json", "-")
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert (told[0]["event"], told[0]["command"], told[-1]["event"], done.stderr) == ("start", command, "end", b"")


def test_a_log_among_inputs_or_tables_is_refused(report, tmp_path):
    for path in (report.parent / "log", tmp_path / "out" / "log", report):
        done = call("run", report.parent, "-o", tmp_path / "out", "--log-json", path)
        assert done.returncode == 2 and str(path).encode() in done.stderr
    assert not (tmp_path / "out").exists() and "培训" in report.read_text(encoding="utf-8")
    missing = call("run", report, "-o", tmp_path / "out", "--log-json", tmp_path / "no" / "log")
    assert missing.returncode == 2 and b"log" in missing.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_a_log_that_takes_no_more_does_not_stop_the_run(report, tmp_path):
    done = call("run", report, "-o", tmp_path / "out", "--quiet", "--log-json", "/dev/full")
    assert done.returncode == 0 and done.stderr.count(b"/dev/full") == 1
    assert (tmp_path / "out" / "figures.csv").exists()


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_log_whose_reader_is_gone_does_not_stop_the_run(report, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    line = [installed("minetext"), "run", str(report), "-o", str(tmp_path / "out"), "--log-json", "-"]
    done = subprocess.run(line, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 0 and done.stderr.count(b"\n") == 1
    assert (tmp_path / "out" / "figures.csv").exists()


def test_a_finished_run_is_told_and_its_folder_is_clean(report, tmp_path):
    call("run", report, "-o", tmp_path / "out")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]
    done = call("status", tmp_path / "out", "--json")
    assert done.returncode == 0
    assert {"state": "done", "command": "run"}.items() <= json.loads(done.stdout).items()
    assert "已完成" in call("status", tmp_path / "out", "--lang", "zh").stdout.decode()


def test_no_run_is_no_status(tmp_path):
    done = call("status", tmp_path / "nowhere", "--lang", "en")
    assert done.returncode == 2 and b"nowhere" in done.stderr


def test_a_run_is_watched_from_outside_and_goes_on_to_its_end(running, report, tmp_path):
    done = call("status", tmp_path / "out", "--lang", "en")
    assert done.returncode == 0 and str(running.pid).encode() in done.stdout and b"running" in done.stdout
    running.communicate(report.read_bytes())
    assert running.returncode == 0
    assert json.loads(call("status", tmp_path / "out", "--json").stdout)["state"] == "done"


def test_a_run_that_was_killed_is_dead_and_the_next_one_finishes(running, report, tmp_path):
    running.kill()
    running.wait()
    done = call("status", tmp_path / "out", "--json")
    assert (done.returncode, json.loads(done.stdout)["state"]) == (1, "dead")
    assert "进程已不在" in call("status", tmp_path / "out", "--lang", "zh").stdout.decode()
    assert call("run", report, "-o", tmp_path / "out").returncode == 0
    assert call("status", tmp_path / "out").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_run_that_the_user_stops_is_interrupted(running, tmp_path):
    running.send_signal(signal.SIGINT)
    running.wait(60)
    done = call("status", tmp_path / "out", "--json")
    assert (done.returncode, json.loads(done.stdout)["state"]) == (1, "interrupted")


def test_the_end_names_the_slowest_documents_and_the_busiest_rules(tmp_path):
    done = call("run", REPORTS / "court_county_2014.txt", "-o", tmp_path / "out", "--lang", "en")
    said = done.stdout.decode()
    assert "slowest     court_county_2014.txt (mine " in said and "headcount." in said
    timings = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["timings"]
    assert {one["pass"] for one in timings["slowest"]} == {"survey", "mine"}
    assert sum(one["rows"] for one in timings["rules"]) > 10


def test_patterns_are_timed_over_the_slowest_documents(tmp_path):
    call("run", REPORTS / "court_county_2014.txt", "-o", tmp_path / "out", "--quiet")
    told = json.loads(call("rules", "time", tmp_path / "out", "--json").stdout)
    assert told["characters"] == 1156 and len(told["rules"]) > 100
    seconds = [one["seconds"] for one in told["rules"]]
    assert seconds == sorted(seconds, reverse=True) and not any(one["over"] for one in told["rules"])
    assert "date." in call("rules", "time", tmp_path / "out", "--lang", "zh").stdout.decode()
    assert call("rules", "time", tmp_path / "nowhere").returncode == 2


def test_a_run_that_waits_for_its_cluster_is_running(report, tmp_path, monkeypatch):
    states = []

    @contextmanager
    def waiting(*_):
        states.append(getattr(read_status(tmp_path / "out"), "state", ""))
        yield None

    monkeypatch.setattr("minetext.cli.run.executor_of", waiting)
    assert program("en").run(["run", str(report), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert states == ["running"]
