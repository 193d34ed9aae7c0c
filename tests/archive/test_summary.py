"""Counts and sums."""

from decimal import Decimal
from pathlib import Path

import pytest
from archive.made import COURT, TEXTS, WOMEN, made

from minetext.archive.pivot import pivots, write_page
from minetext.archive.summary import Cell, summable, summary
from minetext.tables import COLUMNS, TableWriter, format_rows
from minetext.tables.rows import table_rows

FIGURE = {
    "figure_id": "d-f1", "doc_id": "d", "kind": "headcount", "value": "300", "unit": "人", "modifier": "exact",
    "masked": "0", "role": "level", "activity_type": "relief", "date_start": "2019-03-01", "date_end": "2019-03-31",
}  # fmt: skip


def written(folder: Path, figures, checks=(), status="kept") -> Path:
    writer = TableWriter(folder)
    tables = {
        "documents": [{"doc_id": "d", "status": status, "report_year": "2018", "unit": "县妇联", "content": "report"}],
        "figures": [{**FIGURE, **one} for one in figures],
        "checks": checks,
    }
    for table, rows in tables.items():
        writer.write(table, format_rows(tuple(row.get(one, "") for one in COLUMNS[table]) for row in rows))
    writer.finish("{}\n")
    return folder


def sums(cells):
    return {(one.group, one.unit): (one.value, one.figures) for one in cells if one.measure in ("headcount", "money")}


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        ({}, Decimal(300)),
        ({"modifier": "over"}, Decimal(300)),
        ({"kind": "money", "unit": "CNY"}, Decimal(300)),
        ({"role": "target"}, None),
        ({"role": "increase"}, None),
        ({"masked": "1", "value": ""}, None),
        ({"value_max": "400"}, None),
        ({"per": "each"}, None),
        ({"part_of": "d-f9"}, None),
        ({"kind": "quantity"}, None),
        ({"activity_type": "indicator"}, None),
        ({"value": "NaN"}, None),
    ],
)
def test_what_may_be_added_up(changed, added):
    row = dict.fromkeys(COLUMNS["figures"], "") | FIGURE | changed
    assert summable(row) == added


def test_units_are_added_up_apart_and_every_sum_tells_its_figures(tmp_path):
    figures = [
        {"figure_id": f"d-f{n}", "value": str(n), "unit": unit} for n, unit in ((1, "人"), (2, "人次"), (3, "人"))
    ]
    assert sums(summary(written(tmp_path, figures))) == {
        ("2019", "人"): ("4", ("d-f1", "d-f3")),
        ("2019", "人次"): ("2", ("d-f2",)),
    }


@pytest.mark.parametrize(
    ("check", "result", "added"),
    [
        ("total", "pass", ("30", ("d-f1",))),
        ("total", "fail", ("60", ("d-f1", "d-f2", "d-f3"))),
        ("repeat", "pass", ("30", ("d-f1",))),
        ("share", "pass", ("60", ("d-f1", "d-f2", "d-f3"))),
    ],
)
def test_what_a_check_verified_as_told_elsewhere_is_not_added_again(tmp_path, check, result, added):
    figures = [{"figure_id": f"d-f{n}", "value": value} for n, value in ((1, "30"), (2, "10"), (3, "20"))]
    checks = [{"check": check, "result": result, "doc_id": "d", "figures": "d-f1;d-f2;d-f3"}]
    assert sums(summary(written(tmp_path, figures, checks)))["2019", "人"] == added


@pytest.mark.parametrize("status", ["duplicate", "near_duplicate", "revision"])
def test_only_kept_reports_count(tmp_path, status):
    assert summary(written(tmp_path, [{}], status=status)) == []


@pytest.mark.parametrize(
    ("by", "dates", "group"),
    [
        ("year", ("2019-01-01", "2019-12-31"), "2019"),
        ("year", ("2018-09-01", "2019-08-31"), "2018"),  # two years: that of the report
        ("year", ("", ""), "2018"),
        ("month", ("2019-03-02", "2019-03-05"), "2019-03"),
        ("month", ("2019-01-01", "2019-12-31"), ""),
        ("unit", ("", ""), "县妇联"),
        ("kind", ("", ""), "headcount"),
    ],
)
def test_what_a_row_is_grouped_by(tmp_path, by, dates, group):
    figures = [{"date_start": dates[0], "date_end": dates[1]}]
    assert {one.group for one in summary(written(tmp_path, figures), by)} == {group}


def test_a_run_is_added_up_and_copies_are_not(tmp_path):
    run = made(tmp_path, {**TEXTS, "抄.txt": COURT})
    cells = {(one.activity_type, one.group, one.measure, one.unit): one for one in summary(run)}
    money = cells["relief", "2019", "money", "CNY"]
    assert money.value == "39000"  # not the 500 for each household
    assert cells["training", "2020", "headcount", "人"].value == "120"
    ids = {row["figure_id"] for row in table_rows(run, "figures")}
    assert all(set(one.figures) <= ids for one in cells.values() if one.measure != "activities")
    counted = sum(int(one.value) for one in cells.values() if one.measure == "figures")
    assert counted == len(ids)


def test_the_pivot_holds_every_cell_and_its_sums():
    cells = [Cell("award", year, "figures", "", "2", ("a", "b")) for year in ("2019", "2020")]
    cells += [Cell("relief", "2020", "figures", "", "1", ("c",)), Cell("relief", "2020", "money", "USD", "0.5", ("d",))]
    one, two = pivots(cells)
    assert one.groups == ("2019", "2020") and two.groups == ("2020",)
    assert [(line.activity_type, line.total) for line in one.lines] == [("award", "4"), ("relief", "1")]
    assert [cell and cell.value for cell in one.lines[1].cells] == [None, "1"]
    assert (two.measure, two.unit, two.lines[0].total) == ("money", "USD", "0.5")


def test_each_number_of_the_page_leads_to_its_figures_and_no_report_can_act(tmp_path):
    hostile = WOMEN.replace("困难妇女", "<script>alert(1)</script>")
    run = made(tmp_path, {**TEXTS, "妇联.txt": hostile})
    (tmp_path / "页").mkdir()
    write_page(run, summary(run), tmp_path / "页" / "s.html", run / "review.html", "zh")
    page = (tmp_path / "页" / "s.html").read_text(encoding="utf-8")
    assert "<script" not in page
    for row in table_rows(run, "figures"):
        assert f'href="../out/review.html#{row["figure_id"]}"' in page
