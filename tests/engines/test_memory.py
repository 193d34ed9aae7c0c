"""Runs that go on from earlier ones: what is read again, and that the tables are those of a full run."""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.engines.local import Outcome, run
from minetext.engines.memory import Memory
from minetext.readers import list_inputs, stretches
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter
from minetext.tables.writer import MEMORY
from minetext.watching.events import Event

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


def change(path: Path, later: float = 0) -> None:
    """Other bytes, as many as before, and a time that lies so many seconds later."""
    stamp = path.stat().st_mtime + later
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))
    os.utime(path, (stamp, stamp))


def mined(folder: Path, output: Path, settings: str | None = "same") -> Outcome:
    writer = TableWriter(output)
    listing = list_inputs([str(folder)], writer.spool, output)
    if settings is None:
        outcome = run(listing, writer, Options(), 1, lambda *_: None)
    else:
        with Memory(output / MEMORY, settings) as memory:
            outcome = run(listing, writer, Options(), 1, lambda *_: None, memory)
    outcome.inputs = list(outcome.inputs)  # their file goes with the run
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
    change(archive / BEFORE[0], 1)
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE) - 1
    mined(archive, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


@pytest.mark.parametrize("stamp", [0, 30 * 24 * HOUR])
def test_a_time_that_proves_nothing_is_no_matter_where_the_bytes_are_the_same(archive, tmp_path, stamp):
    now = time.time() + stamp
    os.utime(archive / BEFORE[0], (now, now))
    mined(archive, tmp_path / "out")
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)
    change(archive / BEFORE[0])
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE) - 1
    mined(archive, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


def test_a_file_that_was_only_touched_is_known_and_from_then_on_by_its_new_time(archive, tmp_path, monkeypatch):
    mined(archive, tmp_path / "out")
    for path in archive.iterdir():
        os.utime(path, (path.stat().st_mtime - HOUR,) * 2)
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)
    monkeypatch.setattr("minetext.engines.memory._content", lambda stretch: "")
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)


def test_a_run_that_asks_twice_is_told_the_same(archive, tmp_path):
    mined(archive, tmp_path / "out")
    for path in archive.iterdir():
        os.utime(path)
    with Memory(tmp_path / "out" / MEMORY, "same") as memory:
        [one, other, *_] = [
            stretch for file in list_inputs([str(archive)], tmp_path, tmp_path).files for stretch in stretches(file)
        ]
        assert memory.knows(one)
        before = (archive / one.name).read_bytes(), (archive / other.name).read_bytes()
        change(archive / one.name)
        change(archive / other.name)
        assert memory.knows(one) and not memory.knows(other)
        (archive / other.name).write_bytes(before[1])
        assert not memory.knows(other)


def test_a_clock_that_goes_back_costs_a_look_at_the_bytes_and_no_more(archive, tmp_path, monkeypatch):
    monkeypatch.setattr("time.time_ns", lambda: 10**18)  # in 2001, before any of the files was there
    mined(archive, tmp_path / "out")
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)


def test_of_a_large_file_that_changed_the_stretches_that_did_not_are_known(tmp_path, monkeypatch):
    monkeypatch.setattr("minetext.readers.CUT", 600)
    path = tmp_path / "in" / "records.jsonl"
    path.parent.mkdir()
    lines = [json.dumps({"text": f"第{number}镇妇联工作总结\n\n" + "全年培训妇女200人。" * 9}) for number in range(12)]
    path.write_text("\n".join(lines), encoding="utf-8")
    mined(path.parent, tmp_path / "out")
    path.write_text("\n".join([*lines[:-1], lines[-1].replace("200", "300")]), encoding="utf-8")
    outcome = mined(path.parent, tmp_path / "out")
    # the first one, which the digest of the whole file goes with, and the last one are read again
    assert outcome.recalled > 2
    assert outcome.inputs[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    mined(path.parent, tmp_path / "full", None)
    assert tables(tmp_path / "out") == tables(tmp_path / "full")


def test_other_settings_recall_nothing(archive, tmp_path):
    mined(archive, tmp_path / "out")
    assert mined(archive, tmp_path / "out", "other").recalled == 0
    assert mined(archive, tmp_path / "out", "other").recalled == len(BEFORE)


def test_a_damaged_memory_is_begun_anew(archive, tmp_path):
    mined(archive, tmp_path / "out")
    (tmp_path / "out" / MEMORY).write_bytes(b"no database" * 1000)
    assert mined(archive, tmp_path / "out").recalled == 0
    assert mined(archive, tmp_path / "out").recalled == len(BEFORE)


@pytest.mark.parametrize("table", ["survey", "mine"])
def test_a_memory_with_a_damaged_row_is_taken_away_and_the_next_run_begins_anew(archive, tmp_path, table):
    mined(archive, tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / MEMORY) as database:
        database.execute(f"UPDATE {table} SET result = zeroblob(length(result))")
    with pytest.raises(OSError, match="Error -3") as caught:
        mined(archive, tmp_path / "out")
    assert caught.value.filename == str(tmp_path / "out" / MEMORY) and caught.value.errno == errno.EILSEQ
    assert mined(archive, tmp_path / "out").recalled == 0


def test_a_memory_cut_short_is_begun_anew_at_once_or_by_the_next_run(archive, tmp_path):
    mined(archive, tmp_path / "out")
    whole = (tmp_path / "out" / MEMORY).read_bytes()
    mined(archive, tmp_path / "full", None)
    for size in range(0, len(whole), len(whole) // 8):
        (tmp_path / "out" / MEMORY).write_bytes(whole[:size])
        with suppress(OSError):
            mined(archive, tmp_path / "out")
        mined(archive, tmp_path / "out")
        assert tables(tmp_path / "out") == tables(tmp_path / "full")


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


def test_rows_go_where_the_reading_is_not_kept(archive, tmp_path, monkeypatch):
    with zipfile.ZipFile(archive / "all.zip", "w") as container:
        container.write(REPORTS / AFTER[0], AFTER[0])
        container.writestr("nothing.txt", "")
    monkeypatch.setattr("minetext.engines.passes.PASSING", {"empty"})
    mined(archive, tmp_path / "out", "one")
    again = []
    writer = TableWriter(tmp_path / "out")
    listing = list_inputs([str(archive)], writer.spool, tmp_path / "out")
    with Memory(tmp_path / "out" / MEMORY, "another") as memory:
        run(listing, writer, Options(), 1, again.append, memory)
    writer.abandon()
    assert [one.source for one in again if one.done == "mine" and one.recalled] == []
