"""What the page's script computes, against Python."""

import csv
import io
from pathlib import Path

import pytest

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
        ("{2010-03-08,2010-05-01/2010-06}", True), ("2010~", True), ("0050", True),
        ("2014-11-26T19:23:50", True), ("2014-11-26T9", False), ("2010-02-30", False), ("2011-02-29", False), ("1900-02-29", False), ("2010-13", False), ("2010-00", False), ("2010-5", False), ("2010/5", False),
        ("2010年", False), ("../..", False), ("2010-21-03", False), ("{}", False), ("2010-03-00", False), ("", False),
    ],
)  # fmt: skip
def test_dates_are_those_of_the_tables(evaluated, date, valid):
    assert evaluated("edtf", "(text) => Edtf.valid(text)", date) is valid


def test_all_dates_that_we_write_are_valid(evaluated):
    dates = set()
    for path in (Path(__file__).parents[2] / "corpus" / "gold").rglob("*.figures.csv"):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            # gold rows tell every date that is right, parted by |
            dates |= {date for row in csv.DictReader(handle) for date in (row.get("date") or "").split("|") if date}
    assert len(dates) > 100
    assert evaluated("edtf", "(dates) => dates.filter((one) => !Edtf.valid(one))", sorted(dates)) == []
