"""Cells, bytes on disk, and what is never overwritten."""

import csv
import io
from pathlib import Path

import pytest
import regex
from hypothesis import given, strategies

from minetext.numbers import plain
from minetext.tables import COLUMNS, OutputError, TableWriter, format_rows
from minetext.tables.columns import date_bounds
from minetext.tables.frames import read_tables
from minetext.tables.moves import Moves
from minetext.tables.rows import table_rows
from minetext.tables.writer import text_name


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2019-03-29", "2019-03-29", "2019-03-29"),
        ("2019?-03-29/2019?-05-05", "2019-03-29", "2019-05-05"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020", "2020-01-01", "2020-12-31"),
        ("2019-01/2019-06", "2019-01-01", "2019-06-30"),
        ("2005-23", "2005-09-01", "2005-11-30"),
        ("2005-24", "2005-12-01", "2006-02-28"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("2012-11/..", "2012-11-01", ""),
        ("{2010?-07-25,2010?-09-06}", "2010-07-25", "2010-09-06"),
        ("{2017,2016}", "2016-01-01", "2017-12-31"),
        ("{2015-03-01,2015-02-30}", "", ""),
        ("2012-12/2012-03", "", ""),
        ("XXXX-03-29", "", ""),
        ("20XX", "", ""),
        ("2015-02-30", "", ""),
        ("2015-13", "", ""),
        ("", "", ""),
    ],
)
def test_first_and_last_day(edtf, start, end):
    assert date_bounds(edtf) == (start, end)


@given(strategies.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_numbers_are_written_out_and_come_back(value):
    written = plain(value)
    assert type(value)(written) == value and "E" not in written and not written.endswith((".0", "."))


ROWS = strategies.lists(
    strategies.tuples(strategies.text(strategies.characters(exclude_categories=("Cs",))), strategies.text('\r\n",=甲'))
)


@given(ROWS)
def test_rows_come_back_from_csv(rows):
    assert [tuple(row) for row in csv.reader(io.StringIO(format_rows(rows), newline=""))] == rows


def finished(folder, rows=()):
    writer = TableWriter(folder)
    writer.write("errors", format_rows(rows))
    writer.write_text("a/b.html", "甲\r\n乙")
    writer.finish("{}\n")


def test_a_table_begins_with_a_mark_and_its_columns(tmp_path):
    finished(tmp_path / "out", [("a", "read", "empty", "甲\r\n乙")])
    data = (tmp_path / "out" / "errors.csv").read_bytes()
    assert data == '\ufeffsource,stage,error,detail\r\na,read,empty,"甲\r\n乙"\r\n'.encode()
    assert (tmp_path / "out" / "texts" / "a" / "b.html.txt").read_bytes() == "甲\r\n乙".encode()
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(
        [*(f"{table}.csv" for table in COLUMNS), "run.json", "texts"]
    )


def test_an_earlier_run_is_replaced_whole_and_anything_else_is_refused(tmp_path):
    finished(tmp_path / "out")
    writer = TableWriter(tmp_path / "out")
    writer.finish("{}\n")
    assert not (tmp_path / "out" / "texts").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        TableWriter(tmp_path / "mine")
    assert caught.value.code == "not_ours"
    with pytest.raises(OutputError) as caught:
        TableWriter(tmp_path / "mine" / "letter.txt")
    assert caught.value.code in ("not_a_folder", "unwritable")


def test_a_run_that_is_given_up_leaves_the_earlier_tables(tmp_path):
    finished(tmp_path / "out", [("a", "read", "empty", "x")])
    before = (tmp_path / "out" / "errors.csv").read_bytes()
    writer = TableWriter(tmp_path / "out")
    writer.write("errors", format_rows([("b", "read", "empty", "y")]))
    writer.abandon()
    assert (tmp_path / "out" / "errors.csv").read_bytes() == before
    TableWriter(tmp_path / "new").abandon()
    assert not (tmp_path / "new").exists()


def test_a_killed_run_is_cleared_away_by_the_next(tmp_path):
    TableWriter(tmp_path / "out").write("errors", "half")
    finished(tmp_path / "out")
    assert list(table_rows(tmp_path / "out", "errors")) == []


def test_a_run_that_is_killed_while_it_moves_its_tables_leaves_the_earlier_ones(tmp_path, monkeypatch):
    class KilledError(BaseException):
        pass

    def files(folder):
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    move, moves = Moves.move, []

    def dies(self, path, to):
        moves.append(path)
        if len(moves) > last:
            raise KilledError
        move(self, path, to)

    last = 0
    while True:
        folder = tmp_path / str(last)
        finished(folder, [("a", "read", "empty", "x")])
        before = files(folder)
        writer = TableWriter(folder, shard_size=1)
        writer.write("errors", format_rows([("b", "read", "empty", "y"), ("c", "read", "empty", "z")]))
        writer.write_text("b", "new")
        with monkeypatch.context() as patch:
            patch.setattr(Moves, "move", dies)
            patch.setattr(Moves, "__exit__", lambda *_: None)
            try:
                writer.finish("{}\n")
                break
            except KilledError:
                TableWriter(folder).abandon()
        assert files(folder) == before
        moves.clear()
        last += 1
    assert last > 2 * len(COLUMNS)


@pytest.mark.parametrize(
    ("source", "name"),
    [("a/b.html", "a/b.html.txt"), ("../../etc/x", "_/_/etc/x~.txt"), ("/abs", "abs~.txt"), ('a:b?"c', "a_b__c~.txt"), ("子 夹/甲.html", "子 夹/甲.html.txt"), ("长" * 90, "长" * 66 + "~.txt"), ("a/" * 500, "a~.txt")],
)  # fmt: skip
def test_the_name_of_a_text_stays_in_its_folder(source, name):
    assert regex.sub("~[0-9a-f]{16}", "~", text_name(source)) == name


@pytest.mark.parametrize(
    ("one", "other"), [("a:b", "a?b"), ("/a", "a"), ("a//b", "a/b"), ("长" * 90, "长" * 91), ("a/./b", "a/b"), ("a/" * 500, "a/" * 501)]
)  # fmt: skip
def test_no_two_sources_share_a_text(one, other):
    assert Path(text_name(one)) != Path(text_name(other))


def test_a_text_never_stands_where_the_folder_of_another_does():
    assert text_name("a.html") not in map(str, Path(text_name("a.html.txt/b.html")).parents)


def test_a_folder_without_a_finished_run_is_told(tmp_path):
    with pytest.raises(OutputError) as caught:
        list(table_rows(tmp_path, "figures"))
    assert caught.value.code == "no_run"
    with pytest.raises(OutputError):
        read_tables(tmp_path)


def test_tables_come_back_as_typed_frames(tmp_path):
    finished(tmp_path / "out", [("a", "read", "empty", "NA")])
    frames = read_tables(tmp_path / "out")
    assert list(frames) == list(COLUMNS)
    assert frames["errors"].to_dict("records") == [{"source": "a", "stage": "read", "error": "empty", "detail": "NA"}]
    assert frames["figures"]["start"].dtype.kind == "i" and frames["figures"]["value"].dtype.kind == "f"
