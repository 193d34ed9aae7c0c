"""minetext from a notebook."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from archive.made import COURT, SCHOOL, WOMEN, made
from conftest import ROOT

import minetext
from minetext.tables import COLUMNS
from minetext.tables.frames import read_tables

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_page_shows_what_it_prints(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "python.md", "python.md", 0)
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(
        test, out=told.append
    )
    assert len(blocks) > 5 and result.attempted > 15
    assert not result.failed, "".join(told)


def test_importing_takes_nothing_heavy_along():
    program = "import sys, minetext; print([one for one in sys.modules if one in ('numpy', 'pandas', 'minetext.api')])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == "[]\n"
    assert set(minetext.__all__) >= {"read", "run", "Reading", "Run", "MinetextError"}
    with pytest.raises(AttributeError):
        minetext.nothing  # noqa: B018


def test_a_text_gives_what_a_run_over_it_gives(tmp_path):
    """Several reports in one text, one of them twice: the copy gives no figures."""
    text = "\n".join((WOMEN, COURT, SCHOOL, COURT))
    frames = read_tables(made(tmp_path, {"text": text}))
    reading = minetext.read(text)
    assert [one.title for one in reading.reports] == list(frames["documents"]["title"])
    for table, frame in reading.frames().items():
        assert frame.equals(frames[table]), table
    assert len(reading.figures) == len(frames["figures"]) > 10
    assert all(text[slice(*one.span)] == one.text for one in (*reading.figures, *reading.activities, *reading.checks))
    with pytest.raises(minetext.MinetextError, match=str(len(reading.reports))):
        _ = reading.report


def test_a_text_without_a_report_gives_nothing():
    reading = minetext.read("")
    assert (reading.reports, reading.figures, reading.checks) == ((), (), ())
    assert {table: list(frame.columns) for table, frame in reading.frames().items()} == {
        table: list(COLUMNS[table]) for table in ("documents", "figures", "activities", "checks")
    }


def test_messages_are_in_the_language_asked_for():
    text = "总结\n\n全年普查妇女11148人，查出妇科病的5797人占52%。\n"
    (zh,), (en,) = (minetext.read(text, language=language).checks for language in ("zh", "en"))
    assert "核对" in zh.message and en.message.startswith("Share verified")


def test_a_run_tells_what_could_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(WOMEN, encoding="utf-8")
    run = minetext.run([tmp_path / "a.txt", tmp_path / "none.txt"], tmp_path / "out")
    assert [(Path(one.source).name, one.error) for one in run.problems] == [("none.txt", "missing")]
    assert len(run.frames()["errors"]) == 1 and run.counts["documents"] == 1
    assert repr(run) == f"Run({str(tmp_path / 'out')!r})"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"encoding": "klingon"}, "klingon"),
        ({"rules": ["none"]}, "none"),
        ({"model": "none.npz"}, "none.npz"),
        ({"output": "."}, "no run of minetext"),
        ({"output": "s3://bucket/out"}, "s3://bucket/out"),
    ],
)
def test_what_can_be_put_right_is_told_in_words(tmp_path, monkeypatch, options, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(WOMEN, encoding="utf-8")
    with pytest.raises(minetext.MinetextError, match=told):
        minetext.run("a.txt", **{"output": "out", "language": "en", **options})
    assert not (tmp_path / "out").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.txt"]


def test_a_run_whose_tables_are_gone_is_told(tmp_path):
    folder = made(tmp_path)
    (folder / "figures.csv").unlink()
    with pytest.raises(minetext.MinetextError, match="no finished run"):
        minetext.Run(folder).frames()
