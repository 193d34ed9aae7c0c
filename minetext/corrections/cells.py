"""Which cells a person may correct, what may stand in them, and what is wrong where something else does."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple, get_args

from minetext.model import ActivityType, Kind, Modifier, Role

MAX_TEXT = 500
"""Characters of a cell of words."""

MAX_DIGITS = 30
"""Digits of a number."""

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff\ud800-\udfff]")
_FORMULA = re.compile(r"[=@+](?!\d+(?:\.\d+)?$)")
_DAY = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)[?~%]?(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?[?~%]?"
_EDTF = re.compile(rf"(?:{_DAY}|{_DAY}/(?:{_DAY}|\.\.)?|\.\./{_DAY}|\{{{_DAY}(?:/{_DAY})?(?:,{_DAY}(?:/{_DAY})?)*\}})")


class Fault(NamedTuple):
    """What is wrong with a cell: a column, the code of a text `fault.CODE`, and what fills it."""

    column: str
    code: str
    facts: Mapping[str, object] = {}


Test = Callable[[str], "tuple[str, Mapping[str, object]] | None"]
"""Says what is wrong with the new value of a cell."""


def _one_of(kind: object) -> Test:
    values = get_args(kind)

    def test(new: str) -> tuple[str, Mapping[str, object]] | None:
        return None if new in values else ("choice", {"values": ", ".join(values)})

    return test


def _number(new: str) -> tuple[str, Mapping[str, object]] | None:
    try:
        value = Decimal(new) if new else Decimal(0)
    except InvalidOperation:
        return "number", {}
    exponent = value.as_tuple().exponent
    fits = isinstance(exponent, int) and value.adjusted() < MAX_DIGITS and -exponent < MAX_DIGITS
    return None if fits and new.isascii() and "e" not in new.lower() and "_" not in new else ("number", {})


def _date(new: str) -> tuple[str, Mapping[str, object]] | None:
    return None if not new or _EDTF.fullmatch(new) else ("date", {})


def _words(new: str) -> tuple[str, Mapping[str, object]] | None:
    if len(new) > MAX_TEXT:
        return "long", {"limit": MAX_TEXT}
    if _CONTROL.search(new):
        return "control", {}
    return ("formula", {}) if _FORMULA.match(new) else None


FIGURES: Mapping[str, Test] = {
    "kind": _one_of(Kind), "value": _number, "value_max": _number, "unit": _words, "modifier": _one_of(Modifier),
    "masked": _one_of(Literal["0", "1"]), "per": _words, "item": _words, "role": _one_of(Role), "part_of": _words,
    "date": _date, "activity_id": _words, "activity_type": _one_of(ActivityType),
}  # fmt: skip
ACTIVITIES: Mapping[str, Test] = {
    "activity_type": _one_of(ActivityType), "subtype": _words, "name": _words, "actors": _words, "place": _words,
    "beneficiaries": _words, "date": _date, "headcount": _number, "headcount_unit": _words, "amount": _number,
}  # fmt: skip
TESTS: Mapping[str, Mapping[str, Test]] = {"figures": FIGURES, "activities": ACTIVITIES, "checks": {}}
"""The columns of each table that may be corrected."""

NAMING: Mapping[str, str] = {"part_of": "figures", "activity_id": "activities"}
"""Columns that name a row, and of which table."""

NUMBERS = frozenset(("value", "value_max", "headcount", "amount"))

INSTEAD: Mapping[str, str] = {
    "start": "span", "end": "span", "text": "span", "date_start": "from_date", "date_end": "from_date",
    "figures": "from_figures",
}  # fmt: skip
"""Columns that cannot be corrected, with the text that says what to do instead."""


def tidy(column: str, new: str) -> str:
    """A cell as it is kept: without white space around it, a number without marks between its thousands."""
    new = new.strip()
    if column in NUMBERS and _THOUSANDS.fullmatch(new):
        return new.replace(",", "").replace("，", "")
    return new


def fault_of(table: str, column: str, new: str) -> Fault | None:
    """What is wrong with a corrected cell by itself, if anything."""
    test = TESTS[table].get(column)
    if test is None:
        code = INSTEAD.get(column, "column")
        return Fault("column", code, {"name": column, "columns": ", ".join(TESTS[table])})
    wrong = test(new)
    return Fault("new", wrong[0], {"name": column, "new": new[:40], **wrong[1]}) if wrong else None


def fault_of_figure(cells: Mapping[str, str]) -> Fault | None:
    """What is wrong with the cells of a figure taken together, if anything."""
    kind, value, most, masked = (cells.get(name, "") for name in ("kind", "value", "value_max", "masked"))
    if kind == "date":
        return None if cells.get("date") else Fault("new", "no_date")
    if not value and masked != "1":
        return Fault("new", "no_value")
    if value and most and Decimal(most) < Decimal(value):
        return Fault("new", "range", {"value": value, "most": most})
    if kind == "money" and not re.fullmatch("[A-Z]{3}", cells.get("unit", "")):
        return Fault("new", "currency", {"unit": cells.get("unit", "")[:40]})
    return None


def same_cell(column: str, first: str, second: str) -> bool:
    """Whether two cells say the same: a workbook may have written a number otherwise."""
    if first.strip() == second.strip():
        return True
    if column not in (*NUMBERS, "masked"):
        return False
    try:
        return Decimal(tidy(column, first)) == Decimal(tidy(column, second))
    except InvalidOperation:
        return False
