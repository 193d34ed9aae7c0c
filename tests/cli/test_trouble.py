"""What may go wrong with the disk, the folder and the inputs while a run is at work: a clear word, and nothing lost."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from conftest import REPORTS

from minetext.cli import program
from minetext.dedup import Deduplicator
from minetext.tables.rows import table_rows
from minetext.tables.writer import MEMORY, STATUS

NAMES = ("womens_federation_county_2010.txt", "womens_federation_county_2011.txt", "compilation_page.html")
PAGE = 4096


@pytest.fixture
def archive(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        shutil.copyfile(REPORTS / name, folder / name)
    return folder


@pytest.fixture
def disk(tmp_path):
    """A small file system in memory, where the tests may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    size = ["-o", "size=4m,nr_inodes=1k"]
    if (
        not shutil.which("mount")
        or subprocess.run(["mount", "-t", "tmpfs", *size, "tmpfs", folder], check=False).returncode
    ):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def call(capsys):
    """Runs a command and gives its exit status and what it wrote on standard error."""

    def called(*arguments) -> tuple[int, str]:
        status = program("en").run([*map(str, arguments), "--workers", "1", "--quiet"])
        return status, capsys.readouterr().err

    return called


def fill(folder: Path, free: int) -> Path:
    """Leave so many bytes free on the disk of a folder."""
    ballast = folder / "ballast"
    ballast.unlink(missing_ok=True)
    with ballast.open("wb") as file:
        file.write(bytes(shutil.disk_usage(folder).free - free))
    return ballast


def written(folder: Path) -> dict[str, bytes]:
    """Tables and texts by name, and of run.json what two runs have in common."""
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MEMORY, STATUS)
    }
    facts = json.loads(found.pop("run.json", b"{}"))
    return found | {"run.json": {name: facts[name] for name in facts if name not in ("timings", "recalled")}}


@pytest.mark.parametrize("earlier", [False, True], ids=["first run", "run after another"])
def test_a_disk_that_fills_up_at_any_point_costs_nothing_but_time(archive, disk, call, tmp_path, earlier):
    assert call("run", archive, "-o", tmp_path / "whole")[0] == 0
    whole = written(tmp_path / "whole")
    failed = 0
    for free in range(0, 150 * PAGE, 10 * PAGE):
        output = disk / "out"
        if earlier:
            assert call("run", archive / NAMES[0], "-o", output)[0] == 0
        before = written(output)
        ballast = fill(disk, free)
        status, told = call("run", archive, "-o", output)
        ballast.unlink()
        if status:
            failed += 1
            assert status == 3 and "No space or quota left" in told and "run the same command again" in told
            assert written(output) == before
            assert call("run", archive, "-o", output)[0] == 0
        assert written(output) == whole
        shutil.rmtree(output)
    assert 5 < failed < 15  # at the end, there was enough


def test_a_memory_that_has_no_room_is_told_and_the_next_run_goes_on(archive, call, tmp_path, monkeypatch):
    from minetext.engines import memory

    opened = memory.opened

    def small(*args) -> sqlite3.Connection:
        database = opened(*args)
        database.execute("PRAGMA max_page_count = 6")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(memory, "opened", small)
        status, told = call("run", archive, "-o", tmp_path / "out")
    assert status == 3 and f"No space or quota left to write {tmp_path / 'out' / MEMORY}" in told
    assert {path.name for path in (tmp_path / "out").iterdir()} == {MEMORY, STATUS}
    assert call("run", archive, "-o", tmp_path / "out")[0] == 0
    assert call("run", archive, "-o", tmp_path / "whole", "--no-memory")[0] == 0
    assert written(tmp_path / "out") == written(tmp_path / "whole")


def test_a_memory_that_another_program_holds_is_told(archive, call, tmp_path):
    assert call("run", archive, "-o", tmp_path / "out")[0] == 0
    before = written(tmp_path / "out")
    with sqlite3.connect(tmp_path / "out" / MEMORY) as database:
        database.execute("BEGIN EXCLUSIVE")
        status, told = call("run", archive, "-o", tmp_path / "out")
    database.close()
    assert status == 3 and f"Cannot write {tmp_path / 'out' / MEMORY}" in told and "locked" in told
    assert written(tmp_path / "out") == before
    assert call("run", archive, "-o", tmp_path / "out")[0] == 0


def test_a_disk_that_is_only_for_reading_is_told(archive, disk, call):
    assert call("run", archive, "-o", disk / "out")[0] == 0
    before = written(disk / "out")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    status, told = call("run", archive, "-o", disk / "out")
    assert status == 2 and "Read-only file system" in told
    assert written(disk / "out") == before


@pytest.mark.parametrize("step", ["__init__", "judge"], ids=["before the first pass", "between the passes"])
@pytest.mark.parametrize("gone", [NAMES[2:], NAMES], ids=["a file", "the folder"])
def test_inputs_that_go_away_on_the_way_are_told_and_the_run_goes_on(archive, call, tmp_path, monkeypatch, gone, step):
    following = getattr(Deduplicator, step)

    def then_gone(*args):
        for name in gone:
            (archive / name).unlink(missing_ok=True)
        if archive.exists() and not any(archive.iterdir()):
            archive.rmdir()
        return following(*args)

    with monkeypatch.context() as patch:
        patch.setattr(Deduplicator, step, then_gone)
        status, told = call("run", archive, "-o", tmp_path / "out")
    assert status == 1 and gone[0] in told
    rows = list(table_rows(tmp_path / "out", "errors"))
    assert [row["source"] for row in rows] == sorted(gone)
    assert not {row["source"] for row in table_rows(tmp_path / "out", "figures")} & set(gone)


def test_an_output_folder_that_goes_away_is_told(archive, call, tmp_path, monkeypatch):
    judge = Deduplicator.judge

    def then_gone(deduplicator):
        shutil.rmtree(tmp_path / "out")
        return judge(deduplicator)

    with monkeypatch.context() as patch:
        patch.setattr(Deduplicator, "judge", then_gone)
        status, told = call("run", archive, "-o", tmp_path / "out")
    assert status == 3 and "went away during the run" in told
    assert call("run", archive, "-o", tmp_path / "out")[0] == 0
