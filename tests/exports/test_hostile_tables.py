"""Reports made to do harm, through a run and every export, and opened in LibreOffice: nothing acts, nothing is lost."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from exports.read_back import READERS, csv_rows

from minetext.exports import FORMATS, export
from minetext.tables import COLUMNS
from minetext.tables.frames import read_tables
from minetext.tables.types import value_of

HARM = [
    "=HYPERLINK(\"http://example.invalid\",\"点\")", "=1+1", "+1+1", "-1+2", "@SUM(1)", "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<r><t>x</t></r>", "\u202e倒写\u202c", "_x0041_x0042_", "\ufffe\uffff",
]  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Each harm as a title, before a figure, inside a sentence and in the id of a record; and a text of one long sentence."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "=reports"
    reports.mkdir()
    records = [
        {"id": harm, "title": f"{harm}妇联2019年工作总结", "text": f"{harm}慰问妇女{number + 10}人,{harm},发放慰问金5000元。\n{harm}于3月8日举办培训班2期,培训{harm}妇女300人。\n其中:女工100人,{harm}女农民200人。"}
        for number, harm in enumerate(HARM)
    ]  # fmt: skip
    lines = "\n".join(json.dumps(record) for record in records)
    half = '{"id": "half", "title": "2019年工作总结", "text": "\\ud800慰问妇女12人,\\udc00送去慰问金5000元。"}'
    (reports / "+records.jsonl").write_text(lines + "\n" + half + "\n", encoding="utf-8")
    long = {"id": "字" * 12_000, "title": "2017年工作总结", "text": "慰问妇女10人,送去慰问金5000元。"}
    (reports / "@long.jsonl").write_text(json.dumps(long), encoding="utf-8")
    (reports / "-control.txt").write_bytes(
        "2018年妇联工作总结\n慰问\x00妇女\x0810人,\x0b发放\x1f慰问金5000元。\n".encode()
    )
    status = subprocess.run(
        [sys.executable, "-m", "minetext", "run", reports, "-o", folder / "out", "--quiet"], capture_output=True, text=True
    )  # fmt: skip
    assert "Traceback" not in status.stderr and status.returncode in (0, 1)
    return folder / "out"


def test_the_harm_arrives_in_the_tables(run):
    cells = {str(cell) for table in COLUMNS for line in csv_rows(run, table) for cell in line if cell is not None}
    assert all(any(harm in cell for cell in cells) for harm in HARM if harm != "\ufffe\uffff")
    assert any(cell.startswith("=HYPERLINK") for cell in cells) and any(cell.startswith("+records") for cell in cells)
    assert any(len(cell) > 10_000 for cell in cells)


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_reads_back_equal(run, form, tmp_path):
    path = export(run, form, tmp_path / "made").path
    for table in COLUMNS:
        assert READERS[form](path, table) == csv_rows(run, table)


def test_data_frames_hold_the_same_text(run):
    frames = read_tables(run)
    for table, columns in COLUMNS.items():
        text = [line[columns.index("source")] or "" for line in csv_rows(run, table)]
        assert list(frames[table]["source"]) == text


def converted(path, to, folder):
    """A file opened in LibreOffice and saved as `to`: all sheets of a workbook, each as CSV as it is shown."""
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("needs LibreOffice")
    command = [
        soffice,
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        to,
        "--outdir",
        folder,
        path,
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=120)


def shown(path):
    csv.field_size_limit(2**31 - 1)
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def seen(table, lines):
    """The cells as values; LibreOffice ends the lines inside a cell its own way."""
    head, *rest = lines
    assert tuple(head) == COLUMNS[table]
    return [
        [value_of(column, cell.replace("\r\n", "\n")) for column, cell in zip(head, line, strict=True)] for line in rest
    ]


def test_libreoffice_evaluates_nothing_and_loses_nothing(run, tmp_path):
    path = export(run, "xlsx", tmp_path / "made.xlsx").path
    converted(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", tmp_path)
    longer = {}
    for table, number, column, _, text in shown(tmp_path / "made-long_cells.csv")[1:]:
        place = table, int(number), COLUMNS[table].index(column)
        longer[place] = longer.get(place, "") + text
    for table in ("documents", "figures", "activities", "checks"):
        lines = shown(tmp_path / f"made-{table}.csv")
        for (name, number, column), text in longer.items():
            if name == table:
                lines[number][column] = text
        with (run / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
            assert seen(table, lines) == seen(table, csv.reader(handle))


def test_the_workbook_of_libreoffice_holds_no_formula(run, tmp_path):
    path = export(run, "xlsx", tmp_path / "made.xlsx").path
    converted(path, "fods", tmp_path)
    text = (tmp_path / "made.fods").read_text(encoding="utf-8")
    assert "HYPERLINK" in text and "table:formula" not in text
