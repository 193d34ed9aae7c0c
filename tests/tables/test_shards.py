"""Tables in several files, and that everything reads them as one."""

import csv
import io
import json
import shutil

import pytest
from hypothesis import given, strategies

from minetext.archive.runs import OpenRun
from minetext.exports import export
from minetext.tables import TableWriter, format_rows
from minetext.tables.cells import row_ends
from minetext.tables.columns import COLUMNS
from minetext.tables.frames import read_tables
from minetext.tables.rows import table_rows
from minetext.tables.shards import JoinedTable, shard_name, table_files, table_of

ROWS = [("甲.txt" if number < 3 else "乙.txt", "read", "empty", f'第{number}行\r\n"x",') for number in range(5)]


def made(folder, rows=ROWS, shard_size=2):
    writer = TableWriter(folder, shard_size=shard_size)
    writer.write("errors", format_rows(rows))
    facts = writer.close()
    writer.finish(iter(['{"command": ', '"run"}\n']))
    return facts


def names(folder, table="errors"):
    return [path.name for path in table_files(folder, table)]


@given(strategies.lists(strategies.tuples(strategies.text('甲"\r\n,'), strategies.text('甲"\r\n,'))))
def test_rows_end_where_csv_says_so(rows):
    text, at = format_rows(rows), 0
    for row, end in zip(rows, row_ends(text), strict=True):
        assert [tuple(cells) for cells in csv.reader(io.StringIO(text[at:end], newline=""))] == [row]
        at = end
    assert at == len(text)


def test_a_table_is_cut_after_so_many_rows_and_every_file_opens_by_itself(tmp_path):
    facts = made(tmp_path / "out")["errors"]
    assert [(one.file, one.rows) for one in facts] == [
        ("errors-00001.csv", 2),
        ("errors-00002.csv", 2),
        ("errors-00003.csv", 1),
    ]
    for one in facts:
        data = (tmp_path / "out" / one.file).read_bytes()
        assert data.startswith("\ufeffsource,stage,error,detail\r\n".encode()) and len(data) == one.bytes
    assert names(tmp_path / "out", "figures") == ["figures-00001.csv"]


@pytest.mark.parametrize("shard_size", [1, 2, 5, 6])
def test_a_table_in_files_is_read_as_one(tmp_path, shard_size):
    made(tmp_path / "one", shard_size=0)
    made(tmp_path / "out", shard_size=shard_size)
    one, out = tmp_path / "one", tmp_path / "out"
    assert list(table_rows(out, "errors")) == list(table_rows(one, "errors"))
    for rows in (None, 3, 0):
        assert read_tables(out, rows)["errors"].equals(read_tables(one, rows)["errors"])
    with JoinedTable(out, "errors") as joined:
        whole = (one / "errors.csv").read_bytes()
        assert b"".join(joined.blocks(7)) == b"".join(joined.lines()) == whole
        assert joined.read(3, 150) == whole[3:150]
    with OpenRun(out) as open_run, OpenRun(one) as plain:
        for source in ("甲.txt", "乙.txt"):
            assert open_run.raw("errors", source) == plain.raw("errors", source) != b""
    for form in ("jsonl", "datapackage"):
        paths = [export(folder, form).path for folder in (one, out)]
        assert [path.read_bytes() for path in sorted(paths[0].iterdir())] == [
            path.read_bytes() for path in sorted(paths[1].iterdir())
        ]


def test_rows_are_rewritten_over_the_files(tmp_path):
    writer = TableWriter(tmp_path / "out", shard_size=2)
    writer.write("errors", format_rows(ROWS))
    writer.rewrite("errors", lambda rows: (row for row in rows if row[0] == "乙.txt"))
    writer.write("errors", format_rows(ROWS[:1]))
    writer.finish("{}\n")
    assert [tuple(row.values()) for row in table_rows(tmp_path / "out", "errors")] == [*ROWS[3:], ROWS[0]]
    assert names(tmp_path / "out") == ["errors-00001.csv", "errors-00002.csv"]


@pytest.mark.parametrize("sizes", [(2, 0), (0, 2), (1, 3)])
def test_a_run_of_another_size_leaves_no_file_of_the_one_before(tmp_path, sizes):
    for shard_size in sizes:
        made(tmp_path / "out", shard_size=shard_size)
    made(tmp_path / "new", shard_size=sizes[-1])
    listed = [sorted(one.name for one in (tmp_path / name).iterdir()) for name in ("out", "new")]
    assert listed[0] == listed[1]


def test_a_missing_file_is_told(tmp_path):
    made(tmp_path / "out")
    (tmp_path / "out" / "errors-00002.csv").unlink()
    with pytest.raises(FileNotFoundError, match="errors-00002"):
        table_files(tmp_path / "out", "errors")
    shutil.rmtree(tmp_path / "out")
    with pytest.raises(FileNotFoundError, match=r"errors\.csv"):
        table_files(tmp_path / "out", "errors")


@pytest.mark.parametrize(
    ("name", "table"),
    [("errors.csv", "errors"), ("errors-00001.csv", "errors"), ("errors-1.csv", "errors-1"), ("run.json", "")],
)
def test_the_table_of_a_file(name, table):
    assert table_of(name) == table
    assert shard_name("errors", 100_000) == "errors-100000.csv"


@pytest.mark.parametrize("shard_size", [0, 2])
def test_a_table_that_cannot_be_moved_leaves_the_earlier_run_whole(tmp_path, monkeypatch, shard_size):
    made(tmp_path / "out", ROWS[:1])
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    moving = type(tmp_path).replace
    for failing in range(1, 2 * len(COLUMNS) + 2):
        left = [failing]

        def held(path, to, left=left):
            left[0] -= 1
            if left[0] == 0:
                raise PermissionError(13, "in use", str(path))
            return moving(path, to)

        writer = TableWriter(tmp_path / "out", shard_size=shard_size)
        writer.write("errors", format_rows(ROWS))
        monkeypatch.setattr(type(tmp_path), "replace", held)
        with pytest.raises(PermissionError):
            writer.finish(json.dumps({}))
        monkeypatch.undo()
        writer.abandon()
        assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
