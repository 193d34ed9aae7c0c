"""The plots of a run."""

import re
from decimal import Decimal

import pytest
from lxml import etree

from minetext.review.plots import MAX_COLUMNS, MAX_ROWS, plots, short
from minetext.review.tally import Cell, Tally

SVG = "{http://www.w3.org/2000/svg}"


def tally(**counted):
    made = Tally()
    for name, value in counted.items():
        setattr(made, name, value)
    return made


def texts(svg):
    return [one.text for one in etree.fromstring(svg).iter(f"{SVG}text")]


def test_a_plot_tells_its_numbers_as_text_in_the_language():
    counted = tally(results={Cell("share", "fail"): 2, Cell("share", "pass"): 30, Cell("new_family", "unsure"): 1})
    (plot,) = plots(counted, "zh")
    assert plot.code == "results"
    assert {"占比", "2 / 0 / 30", "new_family", "0 / 1 / 0"} <= set(texts(plot.svg))
    assert "share" in texts(plots(counted, "en")[0].svg)


def test_units_with_the_most_and_the_latest_years_are_shown():
    cells = {
        Cell(f"单位{unit:02d}", str(1990 + year)): Decimal(10 * unit + year)
        for unit in range(1, 40)
        for year in range(30)
    }
    (plot,) = plots(tally(headcounts=cells), "zh")
    shown = texts(plot.svg)
    assert len([one for one in shown if one.startswith("单位")]) == MAX_ROWS and "单位39" in shown
    assert len([one for one in shown if re.fullmatch(r"(?:19|20)\d\d", one)]) == MAX_COLUMNS and "2019" in shown


def test_a_plot_takes_its_colours_from_the_page_and_carries_no_style():
    (plot,) = plots(tally(statuses={"kept": 3}), "zh")
    assert 'fill="var(--accent)"' in plot.svg and "style" not in plot.svg and "url(" not in plot.svg


@pytest.mark.parametrize("name", ["$x_1$", "a\x00b\x1f", "<script>", "长" * 300, "\u202e反"])
def test_any_name_of_a_unit_can_be_drawn(name):
    (plot,) = plots(tally(amounts={Cell(name, "2010"): Decimal(5)}), "zh")
    assert etree.fromstring(plot.svg) is not None


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [(0.5, "0.5", "0.5"), (950, "950", "950"), (12500, "1.25万", "12.5k"), (3400000, "340万", "3.4M"), (21.5e9, "215亿", "21.5B"), (2e13, "20万亿", "20T")],
)  # fmt: skip
def test_large_numbers_are_short(value, zh, en):
    assert (short(value, "zh"), short(value, "en")) == (zh, en)


def test_the_same_counts_give_the_same_bytes():
    counted = tally(months={Cell("training", "03"): 4}, statuses={"kept": 3})
    assert plots(counted, "zh") == plots(counted, "zh")
