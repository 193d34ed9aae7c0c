"""Rows of sheets: documents or tables."""

import csv
import datetime
import io
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from pyarrow import parquet
from readers.reading import SENTENCE, contents, converted, needs_office, written

from minetext.limits import Limits
from minetext.readers.records.sheets import shown

REPORT = "县妇联2010年工作总结\n" + SENTENCE * 3
DOCUMENTS = [("编号", "标题", "正文"), (1, "县妇联2010年工作总结", REPORT), (2, "县残联2011年工作总结", REPORT[::-1])]
TABLE = [("镇", "户数", "比率"), ("河湾镇", 35, 0.525), ("松岭镇", 1240, 0.1)]


def workbook(path: Path, rows: list[tuple[object, ...]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "报告"
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    book.save(path)
    return path


def comma_separated(path: Path) -> Path:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(DOCUMENTS)
    path.write_bytes(buffer.getvalue().encode("gb18030"))
    return path


def columns(path: Path) -> Path:
    heads, *rows = DOCUMENTS
    parquet.write_table(
        pyarrow.table({head: [row[n] for row in rows] for n, head in enumerate(heads)}), path, compression="none"
    )
    return path


@pytest.mark.parametrize(
    ("made", "names"),
    [
        (lambda folder: workbook(folder / "a.xlsx", DOCUMENTS), ["a.xlsx#报告!2", "a.xlsx#报告!3"]),
        (lambda folder: comma_separated(folder / "a.csv"), ["a.csv#2", "a.csv#3"]),
        (lambda folder: columns(folder / "a.parquet"), ["a.parquet#1", "a.parquet#2"]),
        pytest.param(
            lambda folder: converted(workbook(folder / "a.xlsx", DOCUMENTS), "xls"),
            ["a.xls#报告!2", "a.xls#报告!3"],
            marks=needs_office,
        ),
        pytest.param(
            lambda folder: converted(workbook(folder / "a.xlsx", DOCUMENTS), "ods"),
            ["a.ods#报告!2", "a.ods#报告!3"],
            marks=needs_office,
        ),
    ],
)
def test_a_column_of_documents_gives_one_a_row(tmp_path, made, names):
    found = contents(made(tmp_path))
    assert [one.name for one in found] == names
    assert [one.title for one in found] == ["县妇联2010年工作总结", "县残联2011年工作总结"]
    assert found[0].text == REPORT


def test_a_sheet_of_figures_is_a_table_with_the_cells_as_they_show(tmp_path):
    path = workbook(tmp_path / "a.xlsx", TABLE, {"B3": "#,##0", "C2": "0.0%", "C3": "0%"})
    [source] = contents(path)
    assert source.name == "a.xlsx#报告"
    assert source.text == "报告\n镇\t户数\t比率\n河湾镇\t35\t52.5%\n松岭镇\t1240\t10%\n"
    labels = {source.text[place.start :].split()[0]: place.label for place in source.places}
    assert labels["52.5%"] == "报告!C2"


SHEET = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles><style:style style:name="h">
<style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="报告"><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>镇</text:p></table:table-cell>
<table:table-cell table:number-columns-spanned="2"><text:p>户数</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>52%</text:p></table:table-cell>
<table:table-cell><text:p>1,240</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
<table:table table:name="藏" table:style-name="h"><table:table-row><table:table-cell><text:p>7</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def open_sheet(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", SHEET)
    return path


def test_an_open_sheet_with_a_million_empty_rows_shows_its_cells(tmp_path):
    [source] = contents(open_sheet(tmp_path / "a.ods"))
    assert (source.name, source.format, source.text) == ("a.ods#报告", "ods", "报告\n镇\t户数\n52%\t1,240\n")
    [table] = source.tables
    cells = {source.text[slice(*cell.span)]: cell[1:] for cell in table.cells}
    assert cells == {"镇": (0, 0, 2, 1), "户数": (0, 1, 1, 2), "52%": (1, 1, 1, 1), "1,240": (1, 2, 1, 1)}
    assert [place.label for place in source.places] == ["报告!A1", "报告!B1", "报告!B2", "报告!C2"]


def test_a_cell_at_the_bottom_of_a_sheet_does_not_lay_out_the_rows_above(tmp_path):
    path = workbook(tmp_path / "a.xlsx", TABLE)
    book = openpyxl.load_workbook(path)
    book.active["A900000"] = 7
    book.save(path)
    begun = time.process_time()
    [source] = contents(path)
    assert source.text.endswith("松岭镇\t1240\t0.1\n7\n") and time.process_time() - begun < 10


def test_a_sheet_of_one_row_without_a_head_is_a_document(tmp_path):
    [source] = contents(written(tmp_path, "a.csv", f"{SENTENCE * 3}\n"))
    assert source.text == SENTENCE * 3


@pytest.mark.parametrize(
    ("made", "limit", "names"),
    [
        (lambda folder: workbook(folder / "a.xlsx", DOCUMENTS), 2, ["a.xlsx#报告!2", "a.xlsx#报告"]),
        (lambda folder: comma_separated(folder / "a.csv"), 2, ["a.csv#2", "a.csv"]),
        (lambda folder: columns(folder / "a.parquet"), 1, ["a.parquet#1", "a.parquet"]),
        (lambda folder: workbook(folder / "a.xlsx", TABLE), 2, ["a.xlsx#报告", "a.xlsx#报告"]),
        (lambda folder: written(folder, "a.csv", "镇,户数\n河湾镇,35\n松岭镇,40\n"), 2, ["a.csv", "a.csv"]),
        (lambda folder: written(folder, "a.csv", "\n\n\n河湾镇,35\n"), 2, ["a.csv"]),
    ],
)
def test_rows_behind_the_limit_are_told_not_read(tmp_path, made, limit, names):
    *sources, behind = contents(made(tmp_path), limits=Limits(rows=limit))
    assert [*(one.name for one in sources), behind.source] == names
    assert (behind.error, dict(behind.facts)) == ("too_many_rows", {"limit": f"{limit}"})
    assert not any("松岭镇" in one.text for one in sources)


def test_a_sheet_that_says_it_has_a_billion_rows_is_read_up_to_the_limit(tmp_path):
    path = workbook(tmp_path / "a.xlsx", TABLE)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'<row r="3".*?</row>', b'<row r="1048570"><c r="A1048570"><v>7</v></c></row>', parts[sheet])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    source, behind = contents(path, limits=Limits(rows=1000))
    assert source.text == "报告\n镇\t户数\t比率\n河湾镇\t35\t0.525\n" and behind.error == "too_many_rows"


def test_cells_that_a_few_bytes_stand_for_count_as_unpacked(tmp_path):
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"正文": [SENTENCE * 100] * 20_000}), path)
    assert path.stat().st_size < 1 << 20
    *_, last = contents(path, limits=Limits(unpacked=32 << 20))
    assert last.error == "unpacked_too_large"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12.0, "General", "12"), (0.1, "General", "0.1"), (1234.5, "#,##0.00", "1234.50"), (0.5215, "0.00%", "52.15%"),
        (True, "General", ""), (None, "General", ""), (float("nan"), "", ""), ("甲\r\n乙", "@", "甲\n乙"),
        (datetime.datetime(2012, 3, 5), "yyyy-mm-dd", "2012-03-05"), (3, "0", "3"), (1e20, "General", "1" + "0" * 20),
    ],
)  # fmt: skip
def test_values_as_cells_show_them(value, number_format, text):
    assert shown(value, number_format) == text
