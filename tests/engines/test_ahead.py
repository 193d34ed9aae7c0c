"""Binary documents converted many at a time: the same tables, and a broken one costs no other."""

import csv
import io
import shutil
from pathlib import Path

from readers.reading import needs_office

from minetext.engines.ahead import convert
from minetext.engines.local import run
from minetext.engines.plan import Plan
from minetext.readers import InputFile, list_inputs, stretches
from minetext.stages import Options
from minetext.tables import TableWriter

DOCUMENT = Path(__file__).parent.parent / "readers" / "data" / "binary.doc"


def folder_of(tmp_path: Path, count: int) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(count):
        shutil.copy(DOCUMENT, folder / f"{number}.doc")
    data = DOCUMENT.read_bytes()
    (folder / "broken.doc").write_bytes(data[:6000])
    (folder / "text.doc").write_text("全年培训妇女200人次，发放资料300份，走访慰问困难家庭40户。", encoding="utf-8")
    return folder


def plan_of(folder: Path, tmp_path: Path) -> Plan:
    files = [InputFile(str(path), path.name, path.stat().st_size) for path in sorted(folder.iterdir())]
    plan = Plan(tmp_path / "plan")
    plan.add((stretch, False) for file in files for stretch in stretches(file))
    return plan


@needs_office
def test_binary_documents_are_converted_and_no_others(tmp_path):
    with plan_of(folder_of(tmp_path, 3), tmp_path) as plan:
        convert(plan, lambda one: one.name == "0.doc", tmp_path / "made")
        made = {one.name: one.converted for _, one in plan.stretches()}
    assert [name for name, path in made.items() if path] == ["1.doc", "2.doc"]
    assert all(Path(path).suffix == ".docx" for path in made.values() if path)


def test_without_the_program_nothing_is_converted(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with plan_of(folder_of(tmp_path, 2), tmp_path) as plan:
        convert(plan, lambda one: False, tmp_path / "made")
        assert not any(one.converted for _, one in plan.stretches())


@needs_office
def test_a_run_reads_them_and_tells_the_broken_one(tmp_path):
    output = tmp_path / "out"
    writer = TableWriter(output)
    listing = list_inputs([str(folder_of(tmp_path, 3))], writer.spool, output)
    outcome = run(listing, writer, Options(), 1, lambda *_: None)
    writer.finish("{}\n")
    rows = list(csv.DictReader(io.StringIO((output / "documents.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["source"], row["format"], row["status"]) for row in rows] == [
        ("0.doc", "doc", "kept"), ("1.doc", "doc", "duplicate"), ("2.doc", "doc", "duplicate"), ("text.doc", "txt", "kept"),
    ]  # fmt: skip
    assert [(one.source, one.stage) for one in outcome.problems] == [("broken.doc", "read")]
    assert sorted(one.name for one in output.iterdir() if one.is_dir()) == ["texts"]
