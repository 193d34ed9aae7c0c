"""The workbook: types, links, counts, limits of Excel, and nothing that acts."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest
from exports.read_back import HOSTILE, csv_rows, make_run, read_xlsx, row
from hypothesis import given, strategies

from minetext.exports import export, sheets, xlsx
from minetext.tables import COLUMNS

FIGURES = COLUMNS["figures"]
CHECKS = COLUMNS["checks"]


def workbook(path):
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def cell(sheet, columns, line, column):
    return sheet.cell(line, columns.index(column) + 1)


@pytest.fixture
def run(tmp_path):
    return make_run(
        tmp_path / "out",
        {
            "documents": [row("documents", doc_id="d1", status="kept"), row("documents", doc_id="d2", status="kept")],
            "figures": [
                row("figures", figure_id=f"f{number}", doc_id="d2", kind="money", start="7", value="14615000.50", text="5元", date_start="2019-03-29", date_end="1898-01-01")
                for number in range(4)
            ],
            "checks": [row("checks", check_id="c1", doc_id="d2", figures="f1;f3;gone", check="total", result="fail")],
        },
    )  # fmt: skip


def test_numbers_and_days_are_numbers_and_days(run):
    sheet = workbook(export(run, "xlsx").path)["figures"]
    value = cell(sheet, FIGURES, 2, "value")
    assert (value.value, value.number_format) == (14615000.5, "0.00")
    assert cell(sheet, FIGURES, 2, "start").value == 7
    assert cell(sheet, FIGURES, 2, "date_start").value == datetime(2019, 3, 29)
    # Excel has no day before 1900
    assert cell(sheet, FIGURES, 2, "date_end").value == "1898-01-01"


def test_the_head_stays_in_sight_and_filters(run):
    sheet = workbook(export(run, "xlsx").path)["figures"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:X5"
    assert sheet.column_dimensions["A"].width > 8


def test_a_check_leads_to_its_document_and_figures(run):
    book = workbook(export(run, "xlsx").path)
    assert book.sheetnames == [
        "counts",
        "documents",
        "figures",
        "activities",
        "checks",
        "check_figures",
        "reuse",
        "errors",
    ]
    check = book["checks"]
    assert cell(check, CHECKS, 2, "doc_id").hyperlink.location == "'documents'!A3:A3"
    assert cell(check, CHECKS, 2, "figures").hyperlink.location == "'figures'!A3:A5"
    pairs = [[one.value for one in line] for line in book["check_figures"].iter_rows(min_row=2)]
    assert pairs == [["c1", "total", "fail", figure] for figure in ("f1", "f3", "gone")]
    links = [book["check_figures"].cell(line, 4).hyperlink for line in (2, 3, 4)]
    assert [link and link.location for link in links] == ["'figures'!A3:A3", "'figures'!A5:A5", None]


def test_counts(run):
    lines = list(workbook(export(run, "xlsx").path)["counts"].iter_rows(min_row=2, values_only=True))
    assert lines[:4] == [
        ("documents", None, None, None, 2), ("documents", "status", "kept", None, 2),
        ("figures", None, None, None, 4), ("figures", "kind", "money", None, 4),
    ]  # fmt: skip
    assert ("checks", "check", "total", "fail", 1) in lines and ("errors", None, None, None, 0) in lines


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(run, monkeypatch):
    monkeypatch.setattr(sheets, "ROWS", 3)
    done = export(run, "xlsx")
    book = workbook(done.path)
    assert [name for name in book.sheetnames if name.startswith("figures")] == ["figures", "figures_2"]
    assert read_xlsx(done.path, "figures") == csv_rows(run, "figures")
    assert [(note.code, note.facts) for note in done.notes] == [("split", {"table": "figures", "sheets": 2})]
    # figures on two sheets cannot be one block: the link goes to the first
    assert cell(book["checks"], CHECKS, 2, "figures").hyperlink.location == "'figures'!A3:A3"
    assert book["check_figures"].cell(3, 4).hyperlink.location == "'figures_2'!A3:A3"


def test_links_end_where_excel_takes_no_more(run, monkeypatch):
    monkeypatch.setattr(sheets, "LINKS", 1)
    done = export(run, "xlsx")
    assert [(note.code, note.facts) for note in done.notes] == [("unlinked", {"cells": 2})]
    assert read_xlsx(done.path, "checks") == csv_rows(run, "checks")


def test_a_cell_that_is_too_long_stands_whole_in_a_sheet_of_its_own(tmp_path):
    text = "一" * 40_000
    run = make_run(tmp_path / "out", {"activities": [row("activities", activity_id="a1", text=text)]})
    done = export(run, "xlsx")
    book = workbook(done.path)
    shown = cell(book["activities"], COLUMNS["activities"], 2, "text")
    assert shown.value == "一" * 1000 + "…" and shown.hyperlink.location == "'long_cells'!A2:A2"
    lines = list(book["long_cells"].iter_rows(min_row=2, values_only=True))
    assert [line[:4] for line in lines] == [("activities", 1, "text", part) for part in (1, 2, 3)]
    assert "".join(line[4] for line in lines) == text
    assert [(note.code, note.facts) for note in done.notes] == [("long", {"sheet": "long_cells", "cells": 1})]


@given(strategies.text(strategies.sampled_from("<r>/_x0041B甲😀\r")))
def test_the_parts_of_a_cell_make_the_cell(text):
    assert "".join(sheets.parts(text)) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_each_part_fits_a_cell(text):
    parts = sheets.parts(text)
    assert "".join(parts) == text
    assert all(
        len(part.encode("utf-16-le")) <= 2 * sheets.UNITS and not re.fullmatch("<r>.*</r>", part, re.S)
        for part in parts
    )


def test_no_text_is_a_formula_or_a_link(tmp_path):
    run = make_run(tmp_path / "out", {"errors": [(text,) * 4 for text in HOSTILE if len(text) < 100]})
    path = export(run, "xlsx").path
    with zipfile.ZipFile(path) as held:
        members = {name: held.read(name).decode() for name in held.namelist()}
    for name, text in members.items():
        assert "<f>" not in text and "<f " not in text, name
        # links inside the workbook have a location; those that lead out would have a target
        assert "TargetMode" not in text and not ("worksheets" in name and "r:id" in text), name
    cells = workbook(path)["errors"]
    dangerous = [
        one for line in cells.iter_rows(min_row=2) for one in line if str(one.value).startswith(tuple("=+-@\t"))
    ]
    assert dangerous and all(one.data_type == "s" and one.quotePrefix for one in dangerous)


def test_a_block_reaches_no_further_than_it_can_be_seen():
    near = [("figures", 4), ("figures", 9)]
    assert xlsx._target(near) == "'figures'!A4:A9"
    assert xlsx._target([*near, ("figures", 4000)]) == "'figures'!A4:A4"
