"""Numbers as reports write them."""

import re
from decimal import Decimal

import pytest
from conftest import read_cases
from hypothesis import given, strategies

from minetext.figures.numerals import Numerals

CASES = read_cases("numerals")
DIGITS = "零一二三四五六七八九"


@pytest.fixture(scope="module")
def numerals(book):
    return Numerals(book)


@pytest.mark.parametrize(("text", "value"), CASES["values"].items())
def test_value(numerals, text, value):
    number = numerals.parse(text)
    assert number is not None and number.high is None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(("text", "bounds"), CASES["ranges"].items())
def test_neighbouring_digits_are_a_range(numerals, text, bounds):
    assert numerals.parse(text)[:2] == tuple(map(Decimal, bounds))


@pytest.mark.parametrize(("text", "least"), CASES["vague"].items())
def test_an_unknown_digit_gives_the_least(numerals, text, least):
    number = numerals.parse(text)
    assert number.vague and number.value == Decimal(least)


@pytest.mark.parametrize("text", CASES["no_numbers"])
def test_no_number(numerals, text):
    assert numerals.parse(text) is None


@pytest.mark.parametrize(("text", "numeral"), CASES["reach"].items())
def test_a_numeral_runs_no_further_than_its_own(numerals, text, numeral):
    assert re.match(numerals.pattern, text)[0] == numeral


def in_words(number: int) -> str:
    """A whole number below 10^16 in Chinese numerals, as schools teach it."""

    def section(value: int) -> str:
        words, zero = "", False
        for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = value // scale % 10
            if digit:
                words += ("零" if zero and words else "") + DIGITS[digit] + name
            zero = digit == 0 if words else False
        return words

    words = ""
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        value = number // scale % 10**4
        if value:
            gap = words and value < 1000
            words += ("零" if gap else "") + section(value) + name
    return words or "零"


@given(strategies.integers(min_value=1, max_value=10**12 - 1))
def test_words_and_back(numerals, number):
    assert numerals.parse(in_words(number)).value == number


@given(strategies.integers(min_value=0, max_value=10**15), strategies.integers(min_value=0, max_value=999))
def test_arabic_with_separators_and_decimals(numerals, whole, decimals):
    for written in (f"{whole}.{decimals:03d}", f"{whole:,}.{decimals:03d}"):
        wide = written.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
        assert numerals.parse(written).value == numerals.parse(wide).value == Decimal(f"{whole}.{decimals:03d}")


@given(strategies.text(alphabet="0123456789.,，点零〇一二两三四五六七八九十百千万亿半几数", min_size=1, max_size=12))
def test_any_run_of_numerals_is_read_or_refused(numerals, text):
    match = re.match(numerals.pattern, text)
    if match:
        number = numerals.parse(match[0])
        assert number is None or number.value >= 0
