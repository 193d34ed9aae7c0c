"""`minetext doctor`, as users call it."""

import json

import pytest
from test_commands import call

from minetext.cli import program
from minetext.doctor import Finding


def test_findings_are_told_with_their_verdicts():
    done = call("doctor", "--no-self-test", "--lang", "zh")
    said = done.stdout.decode()
    assert done.returncode == 0 and not done.stderr
    assert "编码齐全" in said and "例句都对" in said and "失败 0 项" in said
    assert said.count("→") == sum(line.startswith("注意  ") for line in said.splitlines())


def test_a_terminal_that_shows_no_chinese_is_a_finding_with_advice():
    done = call("doctor", "--no-self-test", "--json", PYTHONIOENCODING="ascii")
    told = json.loads(done.stdout)
    found = {one["code"]: one for one in told["findings"]}
    assert done.returncode == 0 and told["fail"] == 0
    assert found["terminal_encoding"]["verdict"] == "warn" and "LANG" in found["terminal_encoding"]["advice"]


@pytest.mark.parametrize(("verdict", "status"), [("ok", 0), ("warn", 0), ("fail", 1)])
def test_the_exit_status_tells_of_a_failure(monkeypatch, capsys, verdict, status):
    found = Finding("disk_short", verdict, {"folder": "/data", "free": 0.1})
    monkeypatch.setattr("minetext.doctor.examine", lambda seconds: iter([found]))
    assert program("en").run(["doctor"]) == status
    said = capsys.readouterr().out
    assert "/data has only 0.1 GB free" in said and ("TMPDIR" in said) == (verdict != "ok")
