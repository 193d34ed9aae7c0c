"""What kind of value stands in each column, and how the tables refer to each other. Nothing else knows it.

A column of the same name means the same in every table; one that is not named here is text.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

import regex

from minetext.model import ActivityType, Kind, Level, Modifier, Relation, Result, Role, Severity, Status

ColumnType = Literal["text", "integer", "decimal", "date"]
Value = str | int | Decimal | date | None
"""A cell as a value; None is an empty one."""

INTEGERS = frozenset(
    ("start", "end", "report_year", "masked", "other_start", "other_end", "sentences", "paragraph")
)  # fmt: skip
DECIMALS = frozenset(("value", "value_max", "headcount", "amount", "similarity", "confidence"))
DATES = frozenset(("date_start", "date_end"))

KEYS: Mapping[str, str] = {
    "documents": "doc_id", "figures": "figure_id", "activities": "activity_id", "checks": "check_id",
    "reuse": "reuse_id", "segments": "segment_id",
}  # fmt: skip
"""The column that identifies a row of each table; the other tables have none."""

REFERENCES: Mapping[str, str] = {
    "doc_id": "documents", "duplicate_of": "documents", "other_doc_id": "documents", "part_of": "figures",
    "activity_id": "activities", "parent": "segments", "segment_id": "segments",
}  # fmt: skip
"""The table whose key stands in a column."""

LISTS: Mapping[str, str] = {"figures": "figures"}
"""The same of columns that hold any number of keys, joined by `;`."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    column: tuple(one for one in get_args(literal) if one)
    for column, literal in {
        "kind": Kind, "modifier": Modifier, "role": Role, "status": Status, "relation": Relation, "result": Result,
        "severity": Severity, "level": Level, "activity_type": ActivityType,
    }.items()
}  # fmt: skip
"""All that may stand in a column, but for an empty cell."""

_INTEGER = regex.compile(r"-?[0-9]{1,18}")
_DECIMAL = regex.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE = regex.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def type_of(column: str) -> ColumnType:
    """The type of a column."""
    if column in INTEGERS:
        return "integer"
    if column in DECIMALS:
        return "decimal"
    return "date" if column in DATES else "text"


def references(table: str, column: str) -> str:
    """The table that a column refers to; empty where it refers to none, or is the key of its own table."""
    return "" if KEYS.get(table) == column else REFERENCES.get(column, "")


def _integer(cell: str) -> int:
    if not _INTEGER.fullmatch(cell):
        raise ValueError(cell)
    return int(cell)


def _decimal(cell: str) -> Decimal:
    if not _DECIMAL.fullmatch(cell):
        raise ValueError(cell)
    return Decimal(cell)


def _day(cell: str) -> date:
    if not _DATE.fullmatch(cell):
        raise ValueError(cell)
    return date.fromisoformat(cell)


VALUES: Mapping[ColumnType, Callable[[str], Value]] = {
    "text": str, "integer": _integer, "decimal": _decimal, "date": _day,
}  # fmt: skip
"""How a cell that is not empty becomes a value of its type; a ValueError where it is none."""


def value_of(column: str, cell: str) -> Value:
    """A cell as a value.

    Raises:
        ValueError: it is none of the column's type.
    """
    return VALUES[type_of(column)](cell) if cell else None
