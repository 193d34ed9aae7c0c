"""What a stated number can be."""

from decimal import Decimal

import pytest

from minetext.audit.amounts import amount, last_digit, quotient, told, written_like
from minetext.explain import explain


def figure_of(built, text):
    [figure] = explain(built, text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "low", "high", "exact"),
    [
        ("受训312人", 312, 312, True),
        ("收入3.1万元", 30500, 31500, True),
        ("收入三十亿元", 2950000000, 3050000000, True),
        ("种植一万二千亩", 12000, 12000, True),
        ("受训4200余人", 4200, 4300, False),
        ("收入近300元", 200, 300, False),
        ("收入约6万元", 55000, 65000, False),
    ],
)
def test_a_number_can_be_what_its_digits_allow(built, text, low, high, exact):
    found = amount(figure_of(built, text))
    assert (found.low, found.high, found.exact) == (low, high, exact)


@pytest.mark.parametrize("text", ["补助XX元", "补助300至500元"])
def test_nothing_is_calculated_with_what_is_hidden_or_a_range(built, text):
    assert amount(figure_of(built, text)) is None


def test_a_quotient_is_as_wide_as_its_parts_allow(built):
    part, base = amount(figure_of(built, "大棚4600亩")), amount(figure_of(built, "蔬菜3.1万亩"))
    low, high = quotient(part, base)
    assert low < Decimal("0.1484") < high


@pytest.mark.parametrize(("value", "digit"), [("4200", 2), ("3.50", -1), ("0", 0)])
def test_the_last_digit_that_says_something(value, digit):
    assert last_digit(Decimal(value)) == digit


def test_results_are_told_in_the_scale_of_a_figure(built):
    assert written_like(Decimal(2000000), figure_of(built, "收入120万元")) == "200万元"
    assert written_like(Decimal(2000000), figure_of(built, "收入三百万元")) == "2000000"
    assert told(Decimal(2) / 3, Decimal("0.7")) == "0.67"
