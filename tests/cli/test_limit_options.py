"""Every bound from the command line: what is beyond it is a row of errors.csv, and all else is in the tables."""

import gzip
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.test_commands import call, rows, tables
from conftest import ROOT

import minetext
from minetext.cli import program
from minetext.engines import local
from minetext.engines.memory import settings_of
from minetext.engines.workers import Bounds, LocalExecutor
from minetext.limits import BOUNDS, USUAL, Limits
from minetext.stages import Options

SENTENCE = "全年培训妇女200人次，走访贫困户30户。发放宣传资料1000份，投入资金35000元。"
REPORT = f"县妇联2010年工作总结\n\n{SENTENCE}\n"
TOLD = dict(re.findall(r"^\| `--max-([\w-]+)` \|.*\| `(\w+)` \|$", (ROOT / "docs/limits.md").read_text("utf-8"), re.M))
"""Code of the row of errors.csv for each bound, as docs/limits.md tells it."""


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.txt", data)
    return buffer.getvalue()


def deep() -> bytes:
    data = REPORT.encode()
    for _ in range(3):
        data = gzip.compress(data, mtime=0)
    return data


def sheet() -> bytes:
    return "\n".join(["正文", *(f"{SENTENCE * 3}第{number}份" for number in range(5))]).encode()


BREACHES: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "file-size": ("a.txt", lambda: b"x" * 3000, "2KB", "a.txt"),
    "unpacked": ("a.zip", lambda: zipped(a=b"x" * 3000, b=b"y" * 3000), "4KB", "a.zip"),
    "ratio": ("a.zip", lambda: zipped(a="字".encode() * (4 << 20)), "20", "a.zip#a.txt"),
    "depth": ("a.gz", deep, "2", "a.gz#a#data#data"),
    "members": ("a.zip", lambda: zipped(**{f"m{one}": REPORT.encode() for one in range(9)}), "3", "a.zip"),
    "rows": ("a.csv", sheet, "4", "a.csv"),
    "line": ("a.txt", lambda: (SENTENCE * 50).encode(), "500", "a.txt"),
    "figures": ("a.txt", REPORT.encode, "2", "a.txt"),
}


def run(*arguments: object) -> int:
    return program("en").run(["run", *map(str, arguments), "--quiet", "--workers", "1"])


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT.replace("县", "市"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", BREACHES)
def test_what_is_beyond_a_bound_is_told_with_its_option_and_the_rest_is_done(archive, tmp_path, capsys, name):
    file, data, value, source = BREACHES[name]
    (archive / file).write_bytes(data())
    assert run(archive, "-o", tmp_path / "out", f"--max-{name}", value, "--no-memory") == 1
    [error] = rows(tmp_path / "out", "errors")
    assert (error["source"], error["error"]) == (source, TOLD[name])
    assert f"--max-{name}" in error["detail"] and f"--max-{name}" in capsys.readouterr().err  # in both languages
    assert "report.txt" in {row["source"] for row in rows(tmp_path / "out", "documents")}
    facts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert list(facts["options"]["limits"]) == [name.replace("-", "_")]


def test_every_bound_that_reading_keeps_is_breached_here():
    assert {one.option.removeprefix("--max-") for one in BOUNDS} == {*BREACHES, "seconds", "memory"} == set(TOLD)


def test_time_and_memory_are_kept_by_those_who_work(archive, tmp_path, monkeypatch):
    given: list[Bounds] = []

    class Watched(LocalExecutor):
        def __init__(self, workers: int, bounds: Bounds, prepare: Callable[[], object]) -> None:
            given.append(bounds)
            super().__init__(workers, bounds, prepare)

    monkeypatch.setattr(local, "LocalExecutor", Watched)
    assert run(archive, "-o", tmp_path / "out", "--max-seconds", 70, "--max-memory", "1GB") == 0
    assert given == [Bounds(70, 1 << 30)]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a system that bounds the memory of a process")
def test_a_document_that_takes_too_much_memory_is_told_and_the_rest_is_done(archive, tmp_path):
    (archive / "a.txt").write_text(f"{SENTENCE}\n" * 200_000, encoding="utf-8")
    done = call("run", archive, "-o", tmp_path / "out", "--max-memory", "150MB", "--workers", 2)
    assert done.returncode == 1 and "--max-memory" in done.stderr.decode()
    [error] = rows(tmp_path / "out", "errors")
    # a compiled library may abort where it gets no more memory
    assert error["source"] == "a.txt" and error["error"] in (TOLD["memory"], "crashed")
    assert "--max-memory" in error["detail"]
    assert [row["source"] for row in rows(tmp_path / "out", "documents")] == ["report.txt"]


def test_what_stands_before_a_bound_is_in_the_tables(archive, tmp_path):
    (archive / "a.csv").write_bytes(sheet())
    (archive / "a.zip").write_bytes(zipped(**{f"m{one}": f"{one}{REPORT}".encode() for one in range(9)}))
    run(archive, "-o", tmp_path / "out", "--max-rows", 4, "--max-members", 3, "--no-memory")
    sources = {row["source"] for row in rows(tmp_path / "out", "documents")}
    assert sources == {"report.txt", "a.zip#m0.txt", "a.zip#m1.txt", "a.zip#m2.txt", "a.csv#2", "a.csv#3", "a.csv#4"}


def test_the_first_figures_of_a_report_are_those_told(archive, tmp_path):
    run(archive, "-o", tmp_path / "all", "--no-memory")
    run(archive, "-o", tmp_path / "out", "--max-figures", 3, "--no-memory")
    every, told = ([row["text"] for row in rows(tmp_path / one, "figures")] for one in ("all", "out"))
    assert len(every) == 5 and told == every[:3]
    [error] = rows(tmp_path / "out", "errors")
    assert " 2 " in error["detail"]  # how many are left out


def test_figures_of_a_line_in_pieces_stand_where_they_stood(archive, tmp_path):
    text = f"县妇联2010年工作总结\n\n{SENTENCE * 40}"
    (archive / "report.txt").write_text(text, encoding="utf-8")
    run(archive, "-o", tmp_path / "out", "--max-line", 500, "--no-memory")
    found = rows(tmp_path / "out", "figures")
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in found)
    assert sum(row["text"] == "200人次" for row in found) == 40


def test_no_bound_and_the_usual_ones_give_the_same_bytes(archive, tmp_path):
    assert run(archive, "-o", tmp_path / "one") == run(archive, "-o", tmp_path / "two", *_usual()) == 0
    assert tables(tmp_path / "one") == tables(tmp_path / "two")
    facts = json.loads((tmp_path / "two" / "run.json").read_text(encoding="utf-8"))
    assert facts["options"]["limits"] == {} and facts["counts"]["errors"] == 0


def _usual() -> list[str]:
    return [word for one in BOUNDS for word in (one.option, one.shown)]


@pytest.mark.parametrize("command", ["documents", "segment"])
def test_the_other_commands_that_read_have_them_too(archive, tmp_path, command):
    assert (
        program("en").run([command, str(archive), "-o", str(tmp_path / "out"), "--max-file-size", "10", "--quiet"]) == 1
    )
    assert [row["error"] for row in rows(tmp_path / "out", "errors")] == ["large"]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--max-file-size", "5XB", "5XB"), ("--max-memory", "0", "512MB, 2GB"), ("--max-line", "0", "0"), ("--max-rows", "viel", "viel")],
)  # fmt: skip
def test_what_is_no_bound_is_told(archive, tmp_path, capsys, option, value, told):
    assert run(archive, "-o", tmp_path / "out", option, value) == 2
    told_there = capsys.readouterr().err
    assert option in told_there and told in told_there and not (tmp_path / "out").exists()


def test_python_takes_them_and_texts_are_read_again_with_them(archive, tmp_path):
    (archive / "a.csv").write_bytes(sheet())
    done = minetext.run(archive, tmp_path / "out", limits=minetext.Limits(rows=3))
    assert [one.error for one in done.problems] == ["too_many_rows"]
    assert [one.source for one in done.texts()] == ["a.csv#2", "a.csv#3", "report.txt"]


def test_a_reading_has_all_its_figures():
    assert len(minetext.read(REPORT).figures) > 3


def test_a_memory_holds_for_the_limits_that_decide_the_tables():
    def settings(limits: Limits) -> str:
        return settings_of(Options(limits=limits), "rules", "model")

    usual = settings(USUAL)
    assert settings(Limits(figures=5)) != usual != settings(Limits(file_size=1 << 40))
    assert settings(Limits(seconds=5, memory=1 << 30)) == usual  # what they stop is never remembered
