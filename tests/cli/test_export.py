"""`minetext export` at the command line."""

import json
import subprocess
import sys

import pytest
from exports.read_back import make_run

from minetext.cli.export import FORMS
from minetext.exports import FORMATS


def minetext(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "minetext", *map(str, arguments)], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def run(tmp_path):
    return make_run(tmp_path / "out", {"errors": [("a", "read", "empty", "甲")]})


def test_the_forms_are_those_of_the_registry():
    assert set(FORMS) == set(FORMATS)


def test_it_says_where_the_export_is(run):
    told = minetext("export", run, "--to", "xlsx", "--lang", "en")
    assert told.returncode == 0 and str(run / "tables.xlsx") in told.stdout and (run / "tables.xlsx").is_file()
    told = minetext("export", run, "--to", "jsonl", "--json")
    assert json.loads(told.stdout)["path"] == str(run / "jsonl")


@pytest.mark.parametrize(("lang", "word"), [("zh", "已经存在"), ("en", "exists")])
def test_mistakes_are_told_without_a_traceback(run, tmp_path, lang, word):
    (tmp_path / "there.xlsx").write_text("mine", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    wrong = [
        (("export", run, "--to", "xlsx", "-o", tmp_path / "there.xlsx"), 2, word),
        (("export", run, "--to", "docx"), 2, "--to"),
        (("export", run), 2, "--to"),
        (("export", tmp_path / "none", "--to", "xlsx"), 2, "minetext run"),
        (("export", run, "--to", "xlsx", "-o", tmp_path / "file" / "a.xlsx"), 3, "a.xlsx"),
    ]  # fmt: skip
    for arguments, status, expected in wrong:
        told = minetext(*arguments, "--lang", lang)
        assert told.returncode == status and expected in told.stderr and "Traceback" not in told.stderr, told.stderr
    assert (tmp_path / "there.xlsx").read_text(encoding="utf-8") == "mine"
