"""Runs: in order, the same bytes whatever the workers, and a deadly item costs no other one."""

import json
import os
from pathlib import Path

from conftest import REPORTS

from minetext.engines.local import run
from minetext.engines.memory import packed
from minetext.engines.passes import _second_one, _Task
from minetext.pipeline import Mined, mine
from minetext.readers import Blame, Stretch, list_inputs
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter
from minetext.tables.rows import table_rows


def tables(inputs, output: Path, workers: int) -> dict[str, bytes]:
    writer = TableWriter(output)
    listing = list_inputs([str(one) for one in inputs], writer.spool, output)
    run(listing, writer, Options(), workers, lambda _: None)
    writer.finish("{}\n")
    return {table: (output / f"{table}.csv").read_bytes() for table in COLUMNS}


def test_the_same_bytes_whatever_the_workers_and_the_order(tmp_path, monkeypatch):
    monkeypatch.setattr("minetext.engines.workers.BATCH", 3000)
    inputs = sorted(REPORTS.iterdir())
    first = tables(inputs, tmp_path / "1", 1)
    assert tables(inputs[::-1], tmp_path / "2", 2) == first
    assert first["figures"].count(b"\r\n") > 2000


def test_a_duplicate_is_kept_once_whatever_comes_first(tmp_path):
    text = "妇联工作总结\n\n" + "全年培训妇女200人，发放资料1000余份。" * 4
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    found = tables([tmp_path / "in"], tmp_path / "out", 1)
    rows = found["documents"].decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[7] for row in rows] == ["kept", "duplicate", "duplicate"]
    assert len({row.split(",")[0] for row in rows}) == 3
    assert found["figures"].count(b"a.txt") > 0 and b"b.txt" not in found["figures"]


def test_a_file_that_changes_on_the_way_is_told(tmp_path, monkeypatch):
    path = tmp_path / "in" / "a.txt"
    path.parent.mkdir()
    path.write_text("全年培训妇女200人。" * 9, encoding="utf-8")
    output = tmp_path / "out"
    writer = TableWriter(output)
    listing = list_inputs([str(path)], writer.spool, output)

    def change(event):
        if event.done == "judge":
            path.write_text("全年培训妇女300人。" * 9, encoding="utf-8")

    outcome = run(listing, writer, Options(), 1, change)
    writer.finish(json.dumps({}))
    assert [one.error for one in outcome.problems] == ["changed"]
    assert (output / "figures.csv").read_bytes().count(b"\r\n") == 1


MENU = "<ul><li>总结之家<li>教育频道<li>工作总结</ul>"
FOOT = "<p>客服中心</p><p>站点导航说明</p>"
BODY = "一年来，我县妇联在县委的领导下，认真履行职责，取得了较好的成绩，发放宣传资料1000余份，受到群众好评。"


def site(folder: Path, pages: int) -> None:
    folder.mkdir(parents=True)
    for number in range(pages):
        page = f"<html><body>{MENU}<h1>第{number}镇妇联工作总结</h1><p>{BODY}<p>培训妇女{number + 200}人。{BODY}{FOOT}</body></html>"
        (folder / f"{number:02d}.html").write_text(page, encoding="utf-8")
    (folder / "error.html").write_text(
        f"<html><body>{MENU}<p>您访问的页面不存在！{FOOT}</body></html>", encoding="utf-8"
    )


def documents(output: Path) -> list[dict[str, str]]:
    return list(table_rows(output, "documents"))


def test_what_most_pages_of_a_folder_share_is_in_no_report(tmp_path, monkeypatch):
    site(tmp_path / "in" / "many", 7)
    site(tmp_path / "in" / "few", 3)
    first = tables([tmp_path / "in"], tmp_path / "1", 1)
    monkeypatch.setattr("minetext.engines.workers.BATCH", 600)
    assert tables([tmp_path / "in"], tmp_path / "2", 2) == first
    rows = documents(tmp_path / "1")
    assert {row["source"].split("/")[0] for row in rows} == {"few", "many"}
    ends = {}
    for row in rows:
        if row["content"] == "report":
            text = (tmp_path / "1" / "texts" / f"{row['source']}.txt").read_bytes().decode("utf-8")
            ends.setdefault(row["source"].split("/")[0], set()).add(text[: int(row["end"])].rpartition("\n")[2][-4:])
    assert ends == {"many": {BODY[-4:]}, "few": {"导航说明"}}


def test_a_page_that_is_no_report_is_told_and_not_mined(tmp_path):
    site(tmp_path / "in", 6)
    tables([tmp_path / "in"], tmp_path / "out", 1)
    [row] = [row for row in documents(tmp_path / "out") if row["content"] != "report"]
    assert (row["source"], row["content"], row["status"]) == ("error.html", "no_report;error_page", "")
    assert row["doc_id"] and not any(one["source"] == "error.html" for one in table_rows(tmp_path / "out", "figures"))
    assert list(table_rows(tmp_path / "out", "errors")) == []


def deadly(stretch, expected, judgements, options):
    if stretch.name == "b.txt":
        os._exit(1)
    return mine(stretch, expected, judgements, options)


def test_a_deadly_document_is_told_and_the_others_are_read(tmp_path):
    folder, output = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"全年培训妇女{ord(name)}人，发放资料1000余份。" * 3, encoding="utf-8")
    writer = TableWriter(output)
    listing = list_inputs([str(folder)], writer.spool, output)
    outcome = run(listing, writer, Options(), 2, lambda *_: None, second=deadly)
    writer.finish("{}\n")
    assert [(one.source, one.error) for one in outcome.problems] == [("b.txt", "crashed")]
    assert {row["source"] for row in table_rows(output, "figures")} == {"a.txt", "c.txt"}
    [error] = table_rows(output, "errors")
    assert "exit 1" in error["detail"]


def nothing(stretch, expected, judgements, options):
    return Mined({}, (), {})


def test_what_is_unread_in_the_second_pass_alone_is_told():
    stretch = Stretch("all.zip", "all.zip", 0, 9, 9, 0, again=(Blame(2, False, "slow"),))
    task = _Task(stretch, None, packed([]), ())
    mined = _second_one(task, Options(), nothing)
    assert [(one.source, one.error) for one in mined.problems] == [("all.zip", "slow"), ("all.zip", "rest_unread")]
