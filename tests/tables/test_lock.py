"""One run at a time in a folder."""

import signal
import subprocess
import sys

import pytest

from minetext.cli import program
from minetext.tables import OutputError, TableWriter
from minetext.tables.lock import HeldError, Lock

HOLD = "import sys; from minetext.tables import TableWriter as T; from pathlib import Path; w = T(Path(sys.argv[1])); print(); input(); w.abandon()"
WITH_CHILD = HOLD.replace("print()", "import os, time; child = os.fork(); child or time.sleep(3); print()")


def held(folder, code=HOLD):
    """A process that writes into a folder; it has begun when this returns."""
    process = subprocess.Popen([sys.executable, "-c", code, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def test_a_second_run_is_refused_and_harms_nothing(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("妇联工作总结\n\n全年培训妇女200人。" * 9, encoding="utf-8")
    other = held(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    assert program("en").run(["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")]) == 2
    assert "Another minetext is writing into" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    other.communicate(b"\n")
    assert not (tmp_path / "out").exists()
    TableWriter(tmp_path / "out").abandon()


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_what_a_killed_run_left_behind_holds_up_nobody(tmp_path):
    other = held(tmp_path / "out", WITH_CHILD)
    with pytest.raises(OutputError) as caught:
        TableWriter(tmp_path / "out")
    assert caught.value.code == "busy"
    other.send_signal(signal.SIGKILL)
    other.wait()
    TableWriter(tmp_path / "out").abandon()  # its child, who sleeps, has no lock
    assert not (tmp_path / "out").exists()
    other.stdin.close()
    other.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_lock_on_a_file_that_is_gone_is_none(tmp_path, monkeypatch):
    path = tmp_path / "lock"
    calls = []

    def gone_first(handle, _=None):
        calls.append(handle)
        if len(calls) == 1:
            path.unlink()

    monkeypatch.setattr("minetext.tables.lock._lock", gone_first)
    lock = Lock(path)
    assert len(calls) == 2 and path.exists()
    lock.release()
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX")
@pytest.mark.parametrize(("error", "refused"), [(BlockingIOError(11, ""), True), (OSError(38, "no locks here"), False)])
def test_a_file_system_without_locks_refuses_nobody(tmp_path, monkeypatch, error, refused):
    def fails(*_):
        raise error

    monkeypatch.setattr("fcntl.lockf", fails)
    if refused:
        with pytest.raises(HeldError):
            Lock(tmp_path / "lock")
    else:
        Lock(tmp_path / "lock").release()
