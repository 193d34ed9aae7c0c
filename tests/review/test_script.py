"""What the page's script computes, against Python."""

import csv
import io
from pathlib import Path

import pytest

from minetext.corrections.cells import fault_of

TEXTS = ["", "abc", "𠮷林12人", "人𠮷𠮷", "a𠮷b𠮷", "末尾😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_are_led_from_code_points_to_units_and_back(evaluated, text):
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    points = list(range(len(text) + 1))
    assert (
        evaluated("offsets", "(text, points) => points.map((at) => new Offsets(text).toUnits(at))", text, points)
        == units
    )
    assert (
        evaluated("offsets", "(text, units) => units.map((at) => new Offsets(text).toPoints(at))", text, units)
        == points
    )
    assert evaluated("offsets", "(text) => new Offsets(text).points", text) == len(text)


ROWS = [["a", "b,c"], ['say "x"', "two\nlines"], ["", "=1+1"], ["\r\n", "末"], [" space ", '""']]


def test_csv_is_written_as_python_reads_it(evaluated):
    written = evaluated("csv", "(rows) => Csv.write(rows)", ROWS)
    assert written[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(written[1:], newline=""))) == ROWS


def test_csv_is_read_as_python_writes_it(evaluated):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(ROWS)
    assert evaluated("csv", "(text) => Csv.read(text)", "\ufeff" + out.getvalue()) == ROWS
    assert evaluated("csv", "(text) => Csv.read(text)", "a,b\n1,2") == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("date", "valid"),
    [
        ("2010", True), ("2010?", True), ("2010-02", True), ("2010-02-28", True), ("2012-02-29", True), ("2010?-03-08", True),
        ("2010-21", True), ("199X", True), ("19XX", True), ("XXXX", True), ("XXXX-02-29", True), ("2010-03-29/2010-05-05", True), ("2010/..", True),
        ("{2010-03-08,2010-05-01/2010-06}", True), ("2010~", True), ("0050", True), ("XXXX-XX-13", True), ("2010-XX", True),
        ("2010-02-30", False), ("2011-02-29", False), ("1900-02-29", False), ("2010-13", False), ("2010-00", False), ("2010-5", False), ("2010/5", False),
        ("2010年", False), ("../..", False), ("2010-21-03", False), ("{}", False), ("2010-03-00", False), ("", False),
    ],
)  # fmt: skip
def test_dates_are_those_of_the_tables(evaluated, date, valid):
    assert evaluated("edtf", "(text) => Edtf.valid(text)", date) is valid


def gold_dates():
    """The dates of gold rows, which tell every date that is right, parted by |."""
    dates = set()
    for path in (Path(__file__).parents[2] / "corpus" / "gold").rglob("*.figures.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            dates |= {date for row in csv.DictReader(handle) for date in (row.get("date") or "").split("|") if date}
    return sorted(dates)


def test_the_dates_of_our_reports_are_valid_but_those_that_are_wrong_in_them(evaluated):
    dates = gold_dates()
    refused = evaluated("edtf", "(dates) => dates.filter((one) => !Edtf.valid(one))", dates)
    # days that do not exist, and times of day, which nobody need type
    assert len(dates) > 300 and [one for one in refused if "T" not in one and "02-3" not in one] == []


def test_no_date_is_taken_that_apply_would_refuse(evaluated):
    parts = [
        "",
        "2010",
        "2010?",
        "201X",
        "19XX",
        "XXXX",
        "2010-02",
        "2010-21",
        "2010-02-29?",
        "XXXX-XX-13",
        "2010~-05-06",
        "2010-05?-06",
        "2010-2",
    ]
    dates = [
        *parts,
        *(f"{a}/{b}" for a in [*parts, ".."] for b in [*parts, ".."]),
        *(f"{{{a},{b}}}" for a in parts for b in parts),
    ]
    taken = evaluated("edtf", "(dates) => dates.filter((one) => Edtf.valid(one))", dates)
    assert len(taken) > 100
    assert [one for one in taken if fault_of("figures", "date", one)] == []
