"""Runs that go on from earlier ones: what is read again, and that the tables are those of a full run."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.engines.events import Event
from minetext.engines.local import Outcome, run
from minetext.engines.memory import Memory
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter
from minetext.tables.writer import MEMORY

BEFORE = ("womens_federation_county_2010.txt", "compilation_page.html", "vocational_school_records.jsonl")
AFTER = ("womens_federation_county_2011.txt", "womens_federation_retitled_2019.txt")
HOUR = 3600


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    add(folder, *BEFORE)
    return folder


def add(folder: Path, *names: str) -> None:
    for name in names:
        shutil.copyfile(REPORTS / name, folder / name)
        stamp = (folder / name).stat().st_mtime - HOUR
        os.utime(folder / name, (stamp, stamp))


def mined(folder: Path, output: Path, settings: str | None = "same") -> Outcome:
    writer = TableWriter(output)
    listing = list_inputs([str(folder)], writer.spool, output)
    if settings is None:
        outcome = run(listing, writer, Options(), 1, lambda *_: None)
    else:
        with Memory(output / MEMORY, settings) as memory:
            outcome = run(listing, writer, Options(), 1, lambda *_: None, memory)
    writer.finish("{}\n")
    return outcome


def tables(output: Path) -> dict[str, bytes]:
    texts = {str(path.relative_to(output)): path.read_bytes() for path in (output / "texts").rglob("*.txt")}
    return {**{name: (output / f"{name}.csv").read_bytes() for name in COLUMNS}, **texts}


def test_only_what_is_new_is_read_and_the_tables_are_those_of_a_full_run(archive, tmp_path):
    assert mined(archive, tmp_path / "out").recalled == 0
    add(archive, *AFTER)
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)
    mined(archive, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


def test_what_is_gone_is_gone_from_the_tables(archive, tmp_path):
    add(archive, *AFTER)
    mined(archive, tmp_path / "out")
    # the kept one of two copies goes: the other one now counts
    (archive / "womens_federation_county_2010.txt").unlink()
    (archive / "compilation_page.html").unlink()
    mined(archive, tmp_path / "out")
    mined(archive, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


def test_a_changed_file_is_read_again(archive, tmp_path):
    mined(archive, tmp_path / "out")
    path = archive / "womens_federation_county_2010.txt"
    stamp = path.stat().st_mtime
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    os.utime(path, (stamp + 1, stamp + 1))
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE) - 1
    mined(archive, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


def test_a_file_changed_just_before_it_was_read_is_read_again(archive, tmp_path):
    os.utime(archive / BEFORE[0])
    mined(archive, tmp_path / "out")
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE) - 1


def test_other_settings_recall_nothing(archive, tmp_path):
    mined(archive, tmp_path / "out")
    assert mined(archive, tmp_path / "out", "other").recalled == 0
    assert mined(archive, tmp_path / "out", "other").recalled == len(BEFORE)


def test_a_damaged_memory_is_begun_anew(archive, tmp_path):
    mined(archive, tmp_path / "out")
    (tmp_path / "out" / MEMORY).write_bytes(b"no database" * 1000)
    assert mined(archive, tmp_path / "out").recalled == 0
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)


def test_a_memory_of_another_version_is_begun_anew(archive, tmp_path):
    mined(archive, tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / MEMORY) as database:
        database.execute("DROP TABLE mine")
        database.execute("CREATE TABLE mine (name TEXT)")
        database.execute("PRAGMA user_version = 99")
    assert mined(archive, tmp_path / "out").recalled == 0
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)


def test_a_run_that_was_stopped_leaves_what_it_had_done(archive, tmp_path):
    class StoppedError(Exception):
        pass

    def stop(event: Event) -> None:
        if event.done == "mine" and event.size:
            raise StoppedError

    output = tmp_path / "out"
    writer = TableWriter(output)
    listing = list_inputs([str(archive)], writer.spool, output)
    with pytest.raises(StoppedError), Memory(output / MEMORY, "same") as memory:
        run(listing, writer, Options(), 1, stop, memory)
    writer.abandon()
    assert mined(archive, output).recalled == len(BEFORE)
    mined(archive, tmp_path / "full", None)
    assert tables(output) == tables(tmp_path / "full")
