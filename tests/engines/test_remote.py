"""A run from a URL to a URL: the tables of a run from a folder to a folder, and each cell can be traced."""

import json
import shutil

import pytest
from conftest import REPORTS

from minetext.cli import program
from minetext.cli.base import DONE, FAILED, WRONG_USE
from minetext.sources import source_texts
from minetext.tables import COLUMNS

fsspec = pytest.importorskip("fsspec")

NAMES = ("court_county_2014.txt",)


@pytest.fixture
def system(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = fsspec.filesystem("memory")
    for name in NAMES:
        found.pipe(f"/bucket/in/{name}", (REPORTS / name).read_bytes())
    yield found
    found.rm("/bucket", recursive=True)


def call(*arguments):
    return program("en").run(["run", *map(str, arguments), "--quiet", "--workers", "1"])


def names(system, folder="/bucket/out"):
    return {path.removeprefix(f"{folder}/") for path in system.find(folder)}


def test_a_run_from_url_to_url_gives_the_same_tables(system, tmp_path):
    (tmp_path / "in").mkdir()
    for name in NAMES:
        shutil.copy(REPORTS / name, tmp_path / "in")
    assert call(tmp_path / "in", "-o", tmp_path / "out") == DONE
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == DONE
    for table in COLUMNS:
        assert system.cat(f"/bucket/out/{table}.csv") == (tmp_path / "out" / f"{table}.csv").read_bytes()
    assert names(system) == {*(f"{table}.csv" for table in COLUMNS), "run.json", "memory.sqlite"}
    assert not list((tmp_path / "cache" / "minetext").iterdir())

    system.get("/bucket/out", str(tmp_path / "brought"), recursive=True)
    texts = {one.source: one.text for one in source_texts(tmp_path / "brought")}
    assert set(texts) == set(NAMES)


def test_a_second_run_recalls_the_first_and_leaves_none_of_its_shards(system, monkeypatch):
    monkeypatch.setattr("minetext.engines.memory.TICK", 1 << 62)  # no time proves that the file is the same
    assert call("memory://bucket/in", "-o", "memory://bucket/out", "--shard-size", 10) == DONE
    assert "figures-00002.csv" in names(system)
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == DONE
    assert json.loads(system.cat("/bucket/out/run.json"))["recalled"] == len(NAMES)
    assert not any("-0" in name for name in names(system))


def test_what_is_no_run_is_not_touched(system, capsys):
    system.pipe("/bucket/out/thesis.docx", b"x")
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == WRONG_USE
    assert "holds something that is no run of minetext" in capsys.readouterr().err
    assert names(system) == {"thesis.docx"}


def test_a_run_that_cannot_be_brought_there_is_brought_by_the_same_command(system, monkeypatch, capsys):
    put = type(system).put_file
    monkeypatch.setattr(
        type(system), "put_file", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Access Denied"))
    )
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == FAILED
    assert "Access Denied" in capsys.readouterr().err and names(system) == {".minetext-partial"}
    monkeypatch.setattr(type(system), "put_file", put)
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == DONE
    assert "run.json" in names(system)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileNotFoundError("The specified bucket does not exist"), "bucket does not exist"),
        (PermissionError(13, "Access Denied"), "Access Denied"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_before_the_run(system, monkeypatch, capsys, error, told):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(type(system), "pipe_file", refuse)
    assert call("memory://bucket/in", "-o", "memory://bucket/out") == WRONG_USE
    assert told in capsys.readouterr().err
