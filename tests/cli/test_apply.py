"""Corrections from a file to the tables: applied, logged, kept by later runs, and taken back."""

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minetext.cli import program
from minetext.corrections.files import GIVEN
from minetext.engines.memory import Memory
from minetext.readers import Stretch
from minetext.tables import COLUMNS

HOUR = 3600
ONE = "县妇联2010年工作总结\n\n　　全市共普查妇女11148人，查出妇科病的5797人占52%。5月6日，培训妇女200人、干部50人。\n"
TWO = "县教育局2011年工作总结\r\n\r\n全县共有小学43所，其中城区11所，乡镇31所。\r\n发放书包若干五百余个，资助学生300人。\r\n"
THREE = "县法院2012年工作总结\n\n全年受理案件1200件，审结1100件。\n"


@pytest.fixture
def archive(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", "one.txt", ONE)
    write(tmp_path / "in", "two.txt", TWO)
    assert run("run", "in", "-o", "out", "--quiet") == 0
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8", newline="")
    stamp = (folder / name).stat().st_mtime - HOUR
    os.utime(folder / name, (stamp, stamp))


def run(*arguments: object) -> int:
    return program("en").run([str(one) for one in arguments])


def rows(table: str, output: str = "out") -> list[dict[str, str]]:
    with Path(output, f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def tables(output: str = "out") -> dict[str, bytes]:
    return {table: Path(output, f"{table}.csv").read_bytes() for table in COLUMNS}


def figure(text: str) -> dict[str, str]:
    [row] = [row for row in rows("figures") if row["text"] == text]
    return row


def said(row: dict[str, str], action: str, column: str = "", new: str = "", **more: str) -> dict[str, str]:
    table = next(
        table
        for table, name in (("figures", "figure_id"), ("activities", "activity_id"), ("checks", "check_id"))
        if name in row
    )
    place = {name: row[name] for name in ("doc_id", "source", "start", "end", "text")}
    row_id = row[{"figures": "figure_id", "activities": "activity_id", "checks": "check_id"}[table]]
    return {"table": table, "id": row_id, **place, "action": action, "column": column, "new": new, **more}


def added(doc: dict[str, str], text: str, words: str, **cells: str) -> list[dict[str, str]]:
    start = text.index(words)
    place = {"doc_id": doc["doc_id"], "start": str(start), "end": str(start + len(words)), "text": words}
    return [{"table": "figures", **place, "action": "add", "column": name, "new": new} for name, new in cells.items()]


def write_csv(path: str, given: list[dict[str, str]], encoding: str = "utf-8-sig") -> str:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, GIVEN, restval="")
    writer.writeheader()
    writer.writerows(given)
    Path(path).write_text(buffer.getvalue(), encoding=encoding, newline="")
    return path


@pytest.fixture
def corrected(archive) -> Path:
    """A run with a figure corrected, one rejected, one added, one accepted, and a check rejected."""
    [total] = [row for row in rows("checks") if row["check"] == "total"]
    given = [
        said(figure("11148人"), "correct", "item", "育龄妇女", old="妇女"),
        said(figure("200人"), "reject"),
        said(figure("52%"), "accept"),
        said(total, "reject", note="另有一所"),
        *added(rows("documents")[1], TWO, "若干五百余个", kind="quantity", value="500", unit="个", item="书包"),
    ]
    assert run("apply", "out", write_csv("c.csv", given), "--who", "王芳", "--quiet") == 0
    return archive


def check_corrected(output: str = "out") -> None:
    by_text = {row["text"]: row for row in rows("figures", output)}
    assert (by_text["11148人"]["item"], by_text["11148人"]["review"]) == ("育龄妇女", "corrected")
    assert by_text["52%"]["review"] == "accepted" and "200人" not in by_text
    assert (by_text["若干五百余个"]["review"], by_text["若干五百余个"]["value"]) == ("added", "500")
    assert by_text["若干五百余个"]["figure_id"].endswith("-g0001")
    [training] = [row for row in rows("activities", output) if "培训" in row["text"]]
    assert training["headcount"] == "50"
    assert {row["review"] for row in rows("checks", output) if row["check"] == "total"} == {"rejected"}


def test_corrections_reach_the_tables_and_the_log_says_who_and_when(corrected):
    check_corrected()
    log = rows("corrections")
    assert {row["who"] for row in log} == {"王芳"} and all(row["when"].endswith("+00:00") for row in log)
    counts = json.loads(Path("out/run.json").read_text(encoding="utf-8"))["counts"]
    assert counts["by_review"] == {"accepted": 1, "added": 1, "corrected": 1, "rejected": 2}
    assert counts["corrections"] == {"held": 8, "stale": 0}


def test_later_runs_keep_them_with_more_files_other_workers_and_without_memory(corrected):
    assert run("run", "in", "-o", "out", "--quiet") == 0
    check_corrected()
    write(corrected / "in", "three.txt", THREE)
    write(corrected / "in", "0 copy.txt", "另一篇无关的话，说了十几个字。\n")
    assert run("run", "in", "-o", "out", "--quiet") == 0
    remembered = tables()
    check_corrected()
    for arguments in (["--no-memory", "--workers", "2"], ["--no-memory", "--workers", "1"]):
        assert run("run", "in", "-o", "out", "--quiet", *arguments) == 0
        assert tables() == remembered
    assert len(rows("corrections")) == 8


def test_only_what_they_concern_is_mined_again(archive, monkeypatch):
    mined, keep = [], Memory.keep_mined

    def kept(memory: Memory, stretch: Stretch, *what: Any) -> None:
        mined.append(stretch.name)
        keep(memory, stretch, *what)

    monkeypatch.setattr(Memory, "keep_mined", kept)
    assert run("apply", "out", write_csv("c.csv", [said(figure("200人"), "accept")]), "--quiet") == 0
    assert mined == ["one.txt"]
    assert run("undo", "out", figure("200人")["figure_id"], "--quiet") == 0
    assert mined == ["one.txt", "one.txt"]
    assert run("run", "in", "-o", "out", "--quiet") == 0
    assert mined == ["one.txt", "one.txt"]


def test_a_report_is_followed_into_another_file_and_place(corrected):
    (corrected / "in" / "one.txt").unlink()
    text = f"\r\n\n   \n{ONE}"
    write(corrected / "in", "elsewhere.txt", text)
    run("run", "in", "-o", "out", "--quiet")
    check_corrected()
    row = figure("11148人")
    assert row["source"] == "elsewhere.txt" and text[int(row["start"]) : int(row["end"])] == "11148人"
    assert not Path("out/corrections_stale.csv").exists()


def test_those_whose_source_has_changed_are_listed_and_come_back_with_it(corrected, capsys):
    before = tables()
    write(corrected / "in", "one.txt", ONE.replace("11148", "11149"))
    assert run("run", "in", "-o", "out") == 0
    captured = capsys.readouterr()
    assert "2 do not" in captured.out and "corrections_stale.csv" in captured.err
    lost = rows("corrections_stale")
    assert {(row["text"], row["why"]) for row in lost} >= {("11148人", "changed"), ("52%", "changed")}
    assert all(row["detail"] for row in lost) and len(rows("corrections")) == 8
    (corrected / "in" / "one.txt").unlink()
    run("run", "in", "-o", "out", "--quiet")
    assert {row["why"] for row in rows("corrections_stale")} == {"gone"}
    write(corrected / "in", "one.txt", ONE)
    run("run", "in", "-o", "out", "--quiet")
    assert tables() == before and not Path("out/corrections_stale.csv").exists()


def test_they_hold_where_only_other_sentences_of_the_source_have_changed(corrected):
    write(corrected / "in", "one.txt", ONE.replace("干部50人", "干部60人"))
    assert run("run", "in", "-o", "out", "--quiet") == 0
    assert (figure("11148人")["item"], figure("52%")["review"]) == ("育龄妇女", "accepted")
    assert [row["text"] for row in rows("corrections_stale")] == ["200人"], "its own sentence has changed"
    # what is undone in the changed report stays undone
    assert run("undo", "out", figure("11148人")["figure_id"], "--quiet") == 0
    assert (figure("11148人")["item"], figure("11148人")["review"]) == ("妇女", "")


def test_all_undone_is_as_before(archive):
    before = tables()
    given = [
        said(figure("11148人"), "reject"),
        said(figure("5797人"), "correct", "value", "5798"),
        *added(rows("documents")[1], TWO, "若干五百余个", kind="quantity", value="500"),
    ]
    assert run("apply", "out", write_csv("c.csv", given), "--quiet") == 0
    assert tables() != before
    ids = {row["id"] for row in rows("corrections")}
    assert run("undo", "out", *sorted(ids), "--quiet") == 0
    assert tables() == before
    assert [row["action"] for row in rows("corrections")].count("undo") == 3


def test_rows_that_are_wrong_are_told_and_can_be_mended_in_place(archive, capsys):
    good, bad = said(figure("11148人"), "accept"), said(figure("5797人"), "correct", "value", "很多")
    with_bad = said(figure("5797人"), "correct", "item", "病人")
    assert run("apply", "out", write_csv("c.csv", [good, bad, with_bad]), "--quiet") == 1
    told = capsys.readouterr().err
    assert "row 3, new: value is no number" in told and "row 4" in told
    assert figure("11148人")["review"] == "accepted" and figure("5797人")["item"] != "病人", (
        "a row is corrected whole or not"
    )
    refused = rows("corrections_refused")
    assert [row["row"] for row in refused] == ["3", "4"]
    refused[0]["new"] = "5,798"
    with Path("mended.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, refused[0])
        writer.writeheader()
        writer.writerows(refused)
    assert run("apply", "out", "mended.csv", "--quiet") == 0
    assert (figure("5797人")["value"], figure("5797人")["item"]) == ("5798", "病人")
    assert not Path("out/corrections_refused.csv").exists()


def test_the_same_file_twice_says_nothing_new(corrected, capsys):
    before = Path("out/corrections.csv").read_bytes()
    assert run("apply", "out", "c.csv", "--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 8
    assert Path("out/corrections.csv").read_bytes() == before
    shutil.copytree("out", "again")
    assert run("apply", "again", "out/corrections.csv", "--json") == 0, "a log is a file of corrections"
    assert json.loads(capsys.readouterr().out)["unchanged"] == 8


def test_an_xlsx_says_the_same_as_a_csv(archive):
    book = openpyxl.Workbook()
    book.active.append(["some", "other", "sheet"])
    sheet = book.create_sheet("corrections")
    sheet.append(GIVEN)
    row = said(figure("11148人"), "correct", "value", "11149")
    sheet.append(
        [11149 if name == "new" else int(row[name]) if name in ("start", "end") else row.get(name) for name in GIVEN]
    )
    book.save("c.xlsx")
    assert run("apply", "out", "c.xlsx", "--quiet") == 0
    assert figure("11148人")["value"] == "11149"


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"table": "documents"}, "table", "use one of"),
        ({"action": "delete"}, "action", "use one of"),
        ({"doc_id": "0123456789abcdef", "source": ""}, "doc_id", "no report"),
        ({"start": "1", "end": "4"}, "start", "no such row"),
        ({"start": "-1"}, "start", "no offset"),
        ({"end": "99999"}, "start", "outside"),
        ({"start": "", "end": "", "id": ""}, "id", "neither"),
        ({"text": "11149人"}, "text", "source says"),
        ({"column": "text"}, "column", "reject the row"),
        ({"column": "date_start"}, "column", "correct date"),
        ({"column": "nonsense"}, "column", "no column"),
        ({"column": "kind", "new": "number"}, "new", "use one of"),
        ({"column": "date", "new": "去年"}, "new", "EDTF"),
        ({"column": "kind", "new": "money"}, "new", "currency"),
        ({"column": "item", "new": "=HYPERLINK(1)"}, "new", "formula"),
        ({"column": "item", "new": "a\x00b"}, "new", "control"),
        ({"column": "item", "new": "长" * 600}, "new", "too long"),
        ({"column": "item", "new": "长" * 20_000}, "new", "too long"),
        ({"column": "value", "new": "NaN"}, "new", "no number"),
        ({"column": "value", "new": "1e999999"}, "new", "no number"),
        ({"column": "value", "new": ""}, "new", "no value"),
        ({"column": "value_max", "new": "1"}, "new", "less than"),
        ({"column": "part_of", "new": "nobody"}, "new", "names"),
        ({"column": "value", "old": "7", "new": "8"}, "old", "by now"),
        ({"when": "yesterday"}, "when", "zone"),
        ({"who": "a\u202eb"}, "who", "control"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_told_with_its_column_and_a_remedy(archive, capsys, change, column, problem):
    row = {**said(figure("11148人"), "correct", "value", "11150"), **change}
    before = tables()
    assert run("apply", "out", write_csv("c.csv", [row]), "--quiet") == 1
    told = capsys.readouterr().err
    assert f"row 2, {column}: " in told and problem in told
    assert tables() == before and not Path("out/corrections.csv").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe\x00", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"\x81\xff\xff", b"a,b\n1,2\n",
        b"table,action\n" + b'"' + b"x" * 200_000 + b'"\n', b'table,action\n"unclosed', b"\xef\xbb\xbf",
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_words(archive, capsys, data):
    Path("c.csv").write_bytes(data)
    status = run("apply", "out", "c.csv")
    told = capsys.readouterr()
    assert status in (1, 2) and told.err and "Traceback" not in told.err
    assert not Path("out/corrections.csv").exists()


def test_a_file_saved_by_a_chinese_excel_is_read(archive):
    write_csv("c.csv", [said(figure("11148人"), "correct", "item", "育龄妇女")], "gb18030")
    assert run("apply", "out", "c.csv", "--quiet") == 0
    assert figure("11148人")["item"] == "育龄妇女"


def test_of_rows_that_contradict_each_other_the_later_one_wins(archive):
    row = figure("11148人")
    given = [
        said(row, "correct", "value", "1"),
        said(row, "accept"),
        said(row, "correct", "value", "2"),
        said(row, "accept"),
    ]
    assert run("apply", "out", write_csv("c.csv", given), "--quiet") == 0
    assert (figure("11148人")["value"], figure("11148人")["review"]) == ("2", "corrected")


def test_check_writes_nothing(archive, capsys):
    before = tables()
    assert run("apply", "out", write_csv("c.csv", [said(figure("11148人"), "reject")]), "--check") == 0
    assert "1 rows can be used" in capsys.readouterr().out
    assert tables() == before and not Path("out/corrections.csv").exists()


def test_where_inputs_are_gone_the_log_is_written_and_the_tables_follow_later(archive, capsys):
    before = tables()
    given = write_csv("c.csv", [said(figure("11148人"), "reject")])
    (archive / "in" / "two.txt").rename(archive / "two.txt")
    assert run("apply", "out", given) == 0
    assert "inputs are gone" in capsys.readouterr().err
    assert tables() == before and len(rows("corrections")) == 1
    (archive / "two.txt").rename(archive / "in" / "two.txt")
    run("run", "in", "-o", "out", "--quiet")
    assert "11148人" not in {row["text"] for row in rows("figures")}


def test_options_and_working_directory_are_those_of_the_run(archive, monkeypatch, tmp_path_factory):
    assert run("run", "in", "-o", "english", "--quiet", "--no-memory", "--lang", "en") == 0
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    output = archive / "english"
    [total] = [row for row in rows("checks", str(output)) if row["check"] == "total"]
    assert run("apply", output, write_csv("c.csv", [said(total, "accept")]), "--quiet") == 0
    [total] = [row for row in rows("checks", str(output)) if row["check"] == "total"]
    assert total["review"] == "accepted" and total["message"].isascii() is False and "Total" in total["message"]
    assert not (output / "memory.sqlite").exists()


@pytest.mark.parametrize("damage", [b"table,action\nfigures,accept\n", b"\x81\xff\xff", b"nothing"])
def test_a_damaged_log_stops_the_run_and_loses_nothing(corrected, capsys, damage):
    Path("out/corrections.csv").write_bytes(damage)
    before = tables()
    assert run("run", "in", "-o", "out", "--quiet") == 2
    assert run("apply", "out", "c.csv", "--quiet") == 2
    assert "corrections.csv" in capsys.readouterr().err
    assert tables() == before and Path("out/corrections.csv").read_bytes() == damage


def test_two_do_not_write_the_log_at_once(corrected, capsys):
    Path("out/corrections.lock").touch()
    assert run("undo", "out", figure("11148人")["figure_id"], "--quiet") == 2
    assert "somebody else" in capsys.readouterr().err
    Path("out/corrections.lock").unlink()
    assert run("undo", "out", figure("11148人")["figure_id"], "--quiet") == 0


def test_a_folder_that_holds_no_run_has_nothing_to_correct(archive, capsys):
    write_csv("c.csv", [said(figure("11148人"), "accept")])
    (archive / "empty").mkdir()
    assert run("segment", "in", "-o", "cut", "--quiet") == 0
    for folder in ("empty", "cut", "nowhere"):
        assert run("apply", folder, "c.csv") == 2
    assert capsys.readouterr().err.count("no tables of minetext run") == 3


def test_reviewed_rows_are_gold_for_another_run(corrected, capsys):
    write(corrected / "in", "three.txt", THREE)
    run("run", "in", "-o", "fresh", "--quiet")
    assert run("score", "out", "fresh/figures.csv", "--accepted", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["wanted"], told["given"]) == (3, 4), (
        "accepted, corrected, added; two of them, a rejected one, 五百余个"
    )
    assert told["detect"][0] == 0.75 and told["detect"][1] == 1.0
    assert run("score", "fresh", "out/figures.csv", "--accepted") == 2


def test_rules_suggest_shows_where_a_rule_author_should_work(corrected, capsys):
    assert run("rules", "suggest", "out", "--json") == 0
    found = {one["what"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["wrong"]["column"] == "item" and found["wrong"]["family"] == "cues"
    assert (found["rejected"]["rule"], found["rejected"]["shape"]) == ("headcount.persons", "#人")
    assert "units.yaml:" in found["rejected"]["where"]
    assert found["missed"]["shape"] == "若干#余个" and "【若干五百余个】" in found["missed"]["examples"][0]
    assert found["false_alarm"]["rule"] == "check.total"
    assert run("rules", "suggest", "out", "-o", "s.csv") == 0 and "headcount.persons" in capsys.readouterr().out
    assert len(Path("s.csv").read_text(encoding="utf-8-sig").splitlines()) == 5
    assert run("rules", "suggest", "in") == 2
