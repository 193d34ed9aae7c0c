"""The texts of a finished run, read once more."""

import json
import zipfile

import pytest

from minetext.cli import program
from minetext.sources import source_texts
from minetext.tables import OutputError
from minetext.tables.rows import table_rows

TEXT = "县妇联2019年工作总结\r\n\r\n全年普查妇女{}人，发放资料1000余份。\r\n"


@pytest.fixture
def finished(tmp_path, monkeypatch):
    """A run over a folder with a text, a page, records, and an archive with both, and over a single file."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    (inputs / "a#1.txt").write_bytes(TEXT.format(101).encode("gb18030"))
    page = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.format(202).split()) + "</body></html>"
    (inputs / "b.html").write_text(page, encoding="utf-8")
    records = [json.dumps({"id": str(n), "text": TEXT.format(n)}, ensure_ascii=False) for n in range(300, 310)]
    (inputs / "c.jsonl").write_text("\n".join(records), encoding="utf-8")
    with zipfile.ZipFile(inputs / "d.zip", "w") as archive:
        archive.writestr("e.txt", TEXT.format(404))
        archive.writestr("f.html", page.replace("202", "405"))
        archive.writestr("g.txt", TEXT.format(406))
    (tmp_path / "one.txt").write_text(TEXT.format(501), encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    program("en").run(["run", "in", "one.txt", "-o", "out", "--quiet"])
    monkeypatch.chdir("/")
    return tmp_path / "out"


def test_every_row_of_every_table_is_where_it_says(finished):
    problems = []
    texts = dict(source_texts(finished, problems))
    assert not problems
    assert list(texts) == [row["source"] for row in table_rows(finished, "documents")]
    for table in ("figures", "activities", "checks"):
        for row in table_rows(finished, table):
            assert texts[row["source"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_what_is_gone_or_changed_is_told(finished):
    (finished.parent / "in" / "c.jsonl").unlink()
    (finished.parent / "in" / "a#1.txt").write_text("另一份", encoding="utf-8")
    (finished.parent / "in" / "b.html").unlink()  # its text is kept
    problems = []
    texts = dict(source_texts(finished, problems))
    assert [(one.source, one.error) for one in problems] == [("a#1.txt", "changed"), ("c.jsonl", "missing")]
    assert list(texts) == ["b.html", "d.zip#e.txt", "d.zip#f.html", "d.zip#g.txt", "one.txt"]


def test_a_run_that_does_not_tell_its_inputs_still_has_its_kept_texts(finished):
    facts = json.loads((finished / "run.json").read_text(encoding="utf-8"))
    del facts["given"]
    (finished / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    assert [one.source for one in source_texts(finished)] == ["b.html", "d.zip#f.html"]


def test_a_folder_without_a_run_is_told(tmp_path):
    with pytest.raises(OutputError):
        list(source_texts(tmp_path))
