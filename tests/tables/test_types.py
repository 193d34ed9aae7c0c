"""Which columns hold what, and what a cell of each type may be."""

from datetime import date
from decimal import Decimal

import pytest

from minetext.tables import COLUMNS, SEGMENT_COLUMNS
from minetext.tables import types as kinds
from minetext.tables.types import references, type_of, value_of

NAMES = {column for columns in (*COLUMNS.values(), *SEGMENT_COLUMNS.values()) for column in columns}


def test_every_column_that_has_a_type_is_in_a_table():
    named = {*kinds.INTEGERS, *kinds.DECIMALS, *kinds.DATES, *kinds.REFERENCES, *kinds.LISTS, *kinds.CHOICES}
    assert named <= NAMES
    assert all(key in {**COLUMNS, **SEGMENT_COLUMNS}[table] for table, key in kinds.KEYS.items())


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("start", "12", 12), ("value", "0.90", Decimal("0.90")), ("date_start", "2019-03-29", date(2019, 3, 29)),
        ("text", "12", "12"), ("signed", "2019?", "2019?"), ("value", "", None),
    ],
)  # fmt: skip
def test_a_cell_as_a_value(column, cell, value):
    assert value_of(column, cell) == value and type(value_of(column, cell)) is type(value)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("start", "1.0"), ("start", "９"), ("start", "9" * 19), ("value", "1e5"), ("value", "NaN"), ("date_start", "20190329")],
)  # fmt: skip
def test_what_is_no_value_of_its_type(column, cell):
    with pytest.raises(ValueError, match=r"."):
        value_of(column, cell)


def test_a_key_does_not_refer_to_its_own_row():
    assert (references("documents", "doc_id"), references("figures", "doc_id")) == ("", "documents")
    assert type_of("place") == "text"
