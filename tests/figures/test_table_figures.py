"""Tables in documents: each cell that is a number a figure, with what its heads say."""

import html
import shutil
import subprocess
import time

import docx
import openpyxl
import pytest
from conftest import read_cases
from hypothesis import given, settings, strategies

from minetext.explain import explain_source
from minetext.numbers import plain
from minetext.readers import InputFile, open_stretch, stretches
from minetext.readers.base import Content
from minetext.readers.document import DocumentBuilder, TableCell

CASES = read_cases("tables")


def rows_of(case):
    return [line.strip('"').split(" | ") for line in case["rows"].split("\n")]


def as_html(case):
    if "html" in case:
        table = case["html"]
    else:
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows_of(case))
        table = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    above = "".join(f"<p>{line}</p>" for line in case.get("above", "").splitlines())
    return f"<html><head><meta charset=utf-8></head><body>{above}{table}</body></html>"


def read(path):
    file = InputFile(str(path), path.name, path.stat().st_size)
    [source] = [one for stretch in stretches(file) for one in open_stretch(stretch, "").contents]
    return source


def told(figure, name, texts):
    if name == "part_of":
        return texts.get(figure.part_of, "")
    value = getattr(figure, name)
    return plain(value) if name in ("value", "value_max") else str(value)


def check(found, case):
    texts = {figure.figure_id: figure.text for figure in found}
    assert [figure.text for figure in found] == [wanted["figure"] for wanted in case["figures"]]
    for figure, wanted in zip(found, case["figures"], strict=True):
        cells = {name: value for name, value in wanted.items() if name != "figure"}
        assert {name: told(figure, name, texts) for name in cells} == cells, figure.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_table(built, tmp_path, case):
    page = tmp_path / "a.html"
    page.write_text(as_html(case), encoding="utf-8")
    source = read(page)
    figures = explain_source(built, source, 2019).figures
    check(figures, case)
    assert all(source.text[slice(*figure.span)] == figure.text for figure in figures)


PLAIN = [case for case in CASES if "rows" in case]


def write_docx(path, case):
    document = docx.Document()
    for line in case.get("above", "").splitlines():
        document.add_paragraph(line)
    rows = rows_of(case)
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(path)


@pytest.mark.parametrize("case", PLAIN, ids=lambda case: case["name"])
def test_the_same_table_in_word(built, tmp_path, case):
    write_docx(tmp_path / "a.docx", case)
    check(explain_source(built, read(tmp_path / "a.docx"), 2019).figures, case)


def test_numbers_of_a_sheet(built, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "统计表"
    for row in [
        ["2018年救助情况统计表"],
        ["单位：万元", None, None],
        ["项目", "支出", None],
        [None, "本年", "上年"],
        ["医疗救助", 1234.5, 1000],
        ["临时救助", 20, 0.5],
        ["合计", 1254.5, 1000.5],
    ]:
        sheet.append(row)
    sheet.merge_cells("B3:C3")
    book.save(tmp_path / "a.xlsx")
    figures = explain_source(built, read(tmp_path / "a.xlsx"), 2018).figures
    assert [(one.text, one.value, one.item, one.date) for one in figures if one.kind == "money"] == [
        ("1234.5", 12345000, "医疗救助", "2018?"),
        ("1000", 10000000, "医疗救助", "2017?"),
        ("20", 200000, "临时救助", "2018?"),
        ("0.5", 5000, "临时救助", "2017?"),
        ("1254.5", 12545000, "支出", "2018?"),
        ("1000.5", 10005000, "支出", "2017?"),
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_table_of_a_pdf(built, tmp_path):
    case = next(case for case in CASES if case["name"] == "a unit in the heads")
    write_docx(tmp_path / "a.docx", case)
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf",
        "--outdir", tmp_path, tmp_path / "a.docx",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    figures = explain_source(built, read(tmp_path / "a.pdf"), 2019).figures
    values = [(figure.kind, plain(figure.value), figure.item) for figure in figures]
    assert values == [(one["kind"], one["value"], one["item"]) for one in case["figures"]]


def source_of(rows):
    builder = DocumentBuilder()
    builder.table([[TableCell(cell) for cell in row] for row in rows])
    return builder.source(Content("", b""), "")


def test_figures_of_one_row_are_one_doing(built):
    rows = [["村名", "培训妇女（人）", "培训男性（人）"], ["甲村", "12", "8"], ["乙村", "30", "5"]]
    activities = explain_source(built, source_of(rows), 2019).activities
    assert [one.activity_type for one in activities] == ["training", "training"]
    assert [len(one.figures) for one in activities] == [2, 2]
    assert activities[0].text == "甲村\t12\t8"


@pytest.mark.parametrize(("total", "result"), [("300", "pass"), ("310", "fail")])
def test_totals_of_a_table_are_checked(built, total, result):
    rows = [["村名", "户数（户）", "耕地（亩）"], ["甲村", "100", "5"], ["乙村", "200", "6"], ["合计", total, "11"]]
    checks = explain_source(built, source_of(rows), 2019).checks
    assert [one.result for one in checks] == [result, "pass"]


def test_a_cell_opens_no_section(built):
    source = source_of([["项目", "金额（元）"], ["一、收入", "12"], ["二、支出", "8"]])
    draft = built.layout.drafts(source)[0]
    assert built.layout.report(source, draft).sections == ()


CELL = strategies.one_of(
    strategies.sampled_from(
        ["12", "1,234", "52%", "", "—", "2018", "2018年", "合计", "其中：女", "人数（人）", "单位", "万元", "甲村", "序号", "1",
         "单位：万元", "3-5", "××", "培训妇女20人。慰问3户", "比上年增长%", "项目", "小计", "（", "　", "-3.2", "1月", "无"]
    ),
    strategies.text(max_size=8),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(strategies.lists(strategies.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_table_is_read_and_its_offsets_hold(built, rows):
    source = source_of(rows)
    figures = explain_source(built, source, 2019).figures
    ids = {figure.figure_id for figure in figures}
    end = 0
    for figure in figures:
        assert end <= figure.span.start < figure.span.end
        assert source.text[slice(*figure.span)] == figure.text
        assert figure.part_of in ids | {""} and figure.part_of != figure.figure_id
        end = figure.span.end


def test_time_grows_with_the_table(built):
    def seconds(rows, columns):
        heads = ["村名", *(f"项目{number}（人）" for number in range(columns - 1))]
        source = source_of([heads, *([f"{row}村", *["12"] * (columns - 1)] for row in range(rows))])
        start = time.process_time()
        explain_source(built, source, 2019)
        return time.process_time() - start

    seconds(20, 5)
    for small, large in (((100, 5), (800, 5)), ((5, 100), (5, 800))):
        assert seconds(*large) < 8 * 2.5 * seconds(*small) + 0.2
