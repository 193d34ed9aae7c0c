"""`minetext segment`, as users call it."""

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPORTS
from test_commands import call

TEXT = (
    "县妇联2010年工作总结\n\n今年以来，我们做了以下工作：\n一、抓培训，促提高。全年办班3期，培训妇女200人。\n"
    "（一）技能培训\n培训育婴员1,200人；参合率达95%。\n二、明年打算\n再办班5期。\n"
)


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def digests(output: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(output.glob("*.csv"))}


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "in" / "妇联.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_segments_are_written_and_told(report, tmp_path):
    output = tmp_path / "out"
    done = call("segment", report, "-o", output, "--lang", "zh")
    assert done.returncode == 0 and "分句" in done.stdout.decode() and not done.stderr
    assert sorted(path.name for path in output.iterdir()) == ["errors.csv", "run.json", "segments.csv"]
    found = rows(output, "segments")
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["text"] for row in found)
    sections = [(row["path"], row["headings"]) for row in found if row["level"] == "section"]
    assert sections == [
        ("1", "一、抓培训，促提高"), ("1.1", "一、抓培训，促提高 > （一）技能培训"), ("2", "二、明年打算"),
    ]  # fmt: skip
    assert "培训育婴员1,200人；" in [row["text"] for row in found if row["level"] == "clause"]
    facts = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert facts["command"] == "segment" and facts["words"] == {}
    assert facts["counts"]["sections"] == 3 and facts["counts"]["sentences"] == 8


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_words_are_written_and_the_engine_told(report, tmp_path, engine):
    output = tmp_path / "out"
    assert call("segment", report, "-o", output, "--words", "--engine", engine, "--quiet").returncode == 0
    found = rows(output, "words")
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["text"] for row in found)
    assert ("参合率", "vn") in [(row["text"], row["pos"]) for row in found]
    sentences = {row["segment_id"] for row in rows(output, "segments") if row["level"] == "sentence"}
    assert {row["segment_id"] for row in found} == sentences
    words = json.loads((output / "run.json").read_text(encoding="utf-8"))["words"]
    assert words["engine"] == engine and words["version"] and len(words["dictionary"]) == 64 and words["entries"] > 1000


def test_the_same_bytes_whatever_the_workers_and_the_place(tmp_path):
    found = []
    for number, (environment, workers) in enumerate([({"LC_ALL": "C"}, 1), ({"TZ": "Asia/Shanghai"}, 2)]):
        output = tmp_path / str(number)
        options = ("--words", "--engine", "rjieba", "--workers", workers, "--quiet")
        assert (
            call("segment", REPORTS, "-o", output, *options, PYTHONHASHSEED=str(number), **environment).returncode == 0
        )
        found.append(digests(output))
    assert found[0] == found[1] and "words.csv" in found[0]


def test_duplicates_are_not_cut_twice(report, tmp_path):
    (report.parent / "z.txt").write_text(TEXT.replace("县妇联", "市妇联"), encoding="utf-8")
    done = call("segment", report.parent, "-o", tmp_path / "out", "--json")
    counts = json.loads(done.stdout)
    assert counts["by_status"] == {"duplicate": 1, "kept": 1} and counts["sections"] == 3


def test_every_offset_leads_back_to_its_source(tmp_path):
    output = tmp_path / "out"
    assert call("segment", REPORTS, "-o", output, "--words", "--engine", "rjieba", "--quiet").returncode == 0
    name = "youth_league_hard_wrapped_2007.txt"
    texts = {
        name: (REPORTS / name).read_bytes().decode("utf-8"),
        "compilation_page.html": (output / "texts" / "compilation_page.html.txt").read_bytes().decode("utf-8"),
    }
    for table in ("segments", "words"):
        told = [row for row in rows(output, table) if row["source"] in texts]
        assert len(told) > 200
        for row in told:
            assert texts[row["source"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_what_cannot_be_read_is_told_and_all_else_is_done(report, tmp_path):
    (report.parent / "empty.txt").write_bytes(b"")
    done = call("segment", report.parent, tmp_path / "nix.txt", "-o", tmp_path / "out")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert {row["error"] for row in rows(tmp_path / "out", "errors")} == {"empty", "missing"}
    assert rows(tmp_path / "out", "segments")


def test_tables_of_another_command_are_not_mixed_in(report, tmp_path):
    output = tmp_path / "out"
    assert call("run", report, "-o", output, "--quiet").returncode == 0
    before = digests(output)
    done = call("segment", report, "-o", output, "--lang", "en")
    assert done.returncode == 2 and "another command" in done.stderr.decode()
    assert digests(output) == before


def test_words_of_an_earlier_time_do_not_stay(report, tmp_path):
    for options, tables in ((["--words"], True), ([], False)):
        assert call("segment", report, "-o", tmp_path / "out", "--quiet", *options).returncode == 0
        assert (tmp_path / "out" / "words.csv").exists() is tables


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--engine", "rjieba"], "--words"), (["--words", "--engine", "nix"], "--engine"), (["--encoding", "nix"], "nix")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_use_is_told_without_a_traceback(report, tmp_path, arguments, told, language):
    done = call("segment", report, "-o", tmp_path / "out", *arguments, "--lang", language)
    assert done.returncode == 2 and told in done.stderr.decode() and b"Traceback" not in done.stderr


def test_an_engine_that_is_missing_is_told_with_its_install_line(report, tmp_path, monkeypatch, capsys):
    from minetext import words
    from minetext.cli import segment
    from minetext.cli.base import Program
    from minetext.cli.console import Console

    def missing(engine):
        raise words.MissingEngineError(engine)

    monkeypatch.setattr(words, "engine_version", missing)
    console = Console("en")
    program = Program(console, [segment.command(console)])
    arguments = ["segment", str(report), "-o", str(tmp_path / "out"), "--words", "--engine", "rjieba"]
    assert program.run(arguments) == 2
    assert 'pip install "minetext[fast]"' in capsys.readouterr().err


def test_a_run_loads_no_engine(report, tmp_path):
    program = (
        f"import sys; sys.argv = ['minetext', 'run', {str(report)!r}, '-o', {str(tmp_path / 'out')!r}, '--quiet']\n"
        "from minetext.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "import jieba\n"
        "print([name for name in ('jieba.posseg', 'rjieba') if name in sys.modules], jieba.dt.initialized)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] False"
