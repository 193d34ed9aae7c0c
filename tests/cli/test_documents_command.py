"""`minetext documents`: what stands in what, and the same table as a run writes."""

import json
import shutil
import zipfile

import pytest
from cli.test_commands import call, rows
from conftest import REPORTS


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "存档.zip", "w") as packed:
        packed.write(REPORTS / "compilation_page.html", "甲/页.html")
    shutil.copy(REPORTS / "vocational_school_records.jsonl", folder / "学校.jsonl")
    (folder / "404.html").write_text("<html><body><p>404 页面不存在</p></body></html>", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04word/")
    return folder


def test_the_tree_shows_what_stands_in_what(archive):
    done = call("documents", archive, "--lang", "en")
    lines = done.stdout.decode().splitlines()
    at = lines.index("存档.zip")
    assert lines[at + 1] == "  甲/页.html"
    first, second, third = lines[at + 2 : at + 5]
    assert "2007  kept  篇一：共青团岚溪县委员会2007年度工作总结" in first and first.startswith("    ")
    assert "2012  kept  篇二" in second
    assert f"duplicate = {first.split()[0]} (1)" in third
    assert any("no_report;error_page" in line for line in lines)
    assert "inputs 4, reports 7 (duplicate 1, kept 4, no_report 1, revision 1), errors 1" in lines
    assert done.returncode == 1 and "坏.docx" in done.stderr.decode()


def test_the_table_is_that_of_a_run(archive, tmp_path):
    assert call("documents", archive, "-o", tmp_path / "found", "--quiet").returncode == 1
    assert call("run", archive, "-o", tmp_path / "out", "--quiet").returncode == 1
    assert (tmp_path / "found" / "documents.csv").read_bytes() == (tmp_path / "out" / "documents.csv").read_bytes()
    assert not (tmp_path / "found" / "figures.csv").exists()
    assert rows(tmp_path / "found", "errors") == rows(tmp_path / "out", "errors")


def test_the_table_of_all_our_reports_is_that_of_a_run(tmp_path):
    for command in ("documents", "run"):
        call(command, REPORTS, "-o", tmp_path / command, "--quiet")
    assert (tmp_path / "documents" / "documents.csv").read_bytes() == (tmp_path / "run" / "documents.csv").read_bytes()


def test_json_gives_the_counts(archive):
    counts = json.loads(call("documents", archive, "--json").stdout)
    assert (counts["inputs"], counts["documents"], counts["by_status"]["no_report"]) == (4, 7, 1)


def test_a_folder_of_another_command_is_not_touched(archive, tmp_path):
    call("run", archive, "-o", tmp_path / "out", "--quiet")
    done = call("documents", archive, "-o", tmp_path / "out", "--lang", "en")
    assert done.returncode == 2 and (tmp_path / "out" / "figures.csv").exists()
