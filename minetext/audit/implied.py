"""The level of the year before that a level and its change since then imply: 94人，比去年减少21人."""

import re
from collections.abc import Iterator
from decimal import Decimal

from minetext.audit.facts import COUNTED, Derived, Statement, shifted
from minetext.audit.relations import Audited, Placed, bounds, exact_value, exponent
from minetext.model import Figure
from minetext.numbers import plain

MOST_DIGITS = 20
"""Digits before the point from which a value is kept as it is."""

_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def implied(
    audited: Audited, index: int, level: Statement, change_words: "re.Pattern[str]",
    place: Placed, source_text: str,
) -> Iterator[Statement]:  # fmt: skip
    """What the figure at an index, whose statement is `level`, and a change right behind it say of the year before.

    Args:
        change_words: all that may stand between the two.
        place: leads a span of the audited text back to the source.
    """
    figure = audited.figures[index]
    following = (one for one in audited.figures[index + 1 : index + 3] if one.kind != "date")
    change = next(following, None)
    amount = exact_value(change) if change else None
    if change is None or amount is None or change.sentence != figure.sentence or change.per:
        return
    if change.role not in ("increase", "decrease"):
        return
    words = change_words.fullmatch(audited.text, figure.span.end, change.span.start)
    named = _YEAR.search(words[0]) if words else None
    if words is None or (named and named[0] != shifted(level.period, -1)[:4]):
        return
    sign = -1 if change.role == "increase" else 1
    of_level = level.bounds()
    points = (figure.unit, change.unit) == ("%", "pp")
    if points or ((change.kind, change.unit) == (figure.kind, figure.unit) and figure.kind != "rate"):
        of_change = bounds(abs(amount), counted=figure.kind in COUNTED)
        low, high = of_level.low + of_change.low, of_level.high + of_change.high
        if sign < 0:
            low, high = of_level.low - of_change.high, of_level.high - of_change.low
        value = level.value + sign * abs(amount)
    elif change.kind == "rate" and change.unit == "%" and figure.kind in (*COUNTED, "money"):
        of_change = bounds(abs(amount), counted=False)
        factors = [1 - sign * one / 100 for one in of_change]
        if min(factors) <= 0:
            return
        low, high = _short(of_level.low / max(factors)), _short(of_level.high / min(factors))
        value = _short(level.value / (1 - sign * abs(amount) / 100))
    else:
        return
    span = place(change.span)
    text = source_text[slice(*span)]
    passage = source_text[level.spans[0].start : span.end]
    derived = Derived(_arithmetic(level, change, amount, value, text), low, high, passage, change.unit != "%")
    yield level._replace(
        figures=(*level.figures, change.figure_id), spans=(*level.spans, span), texts=(*level.texts, text),
        value=value, period=shifted(level.period, -1), order=-1, derived=derived,
    )  # fmt: skip


def _arithmetic(level: Statement, change: Figure, amount: Decimal, value: Decimal, text: str) -> str:
    sign = "－" if change.role == "increase" else "＋"
    result, unit = value, level.unit
    number = _NUMBER.match(level.texts[0])
    if number and (written := Decimal(number[0].replace(",", ""))) and level.value % written == 0:
        result, unit = value / (level.value / written), level.texts[0][number.end() :]
    if change.unit == "%":
        sign = "＋" if change.role == "increase" else "－"
        places = max(0, -exponent(written)) if number else 0
        return f"{level.texts[0]}÷（1{sign}{text}）≈{result:.{places}f}{unit}"
    return f"{level.texts[0]}{sign}{text}＝{plain(result)}{unit}"


def _short(value: Decimal) -> Decimal:
    """What a division gave, without digits that mean nothing."""
    return value.quantize(Decimal("0.01")) if value.adjusted() < MOST_DIGITS else value
