"""Other extractors, read into the rows of our tables so that one scorer judges all.

Each reads paragraphs, with the end of the report's year as the day that it counts from.
"""

import logging
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from minetext.evaluation.cells import Row

YEAR = 2010
"""Counted from where no year of a report is known."""


class Peer(NamedTuple):
    """An extractor, and the kinds of figures that it reads."""

    name: str
    kinds: tuple[str, ...]
    read: Callable[[str, int], Iterator[Row]]
    """Rows of a paragraph of a report of that year."""


def edtf(first: date, last: date) -> str:
    """A range of days, both inclusive, as EDTF of the least precision that tells it."""
    if first == last:
        return first.isoformat()
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
    if whole_months:
        ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
        return ends[0] if ends[0] == ends[1] else "/".join(ends)
    return f"{first}/{last}"


def _row(span: tuple[int, int], kind: str, **cells: str) -> Row:
    return {"start": str(span[0]), "end": str(span[1]), "kind": kind, "masked": "0", **cells}


def jionlp() -> Peer | None:
    """JioNLP's times and sums of money; None where it is not installed."""
    try:
        import jionlp as library
    except ImportError:
        return None
    logging.disable(logging.CRITICAL)  # it logs a traceback for every expression that it cannot parse
    modifiers = {"accurate": "exact", "blur": "about", "blur-": "under", "blur+": "over"}

    def read(text: str, year: int) -> Iterator[Row]:
        for found in library.ner.extract_time(text, time_base={"year": year, "month": 12, "day": 31}):
            times = found["detail"].get("time")
            if found["type"] in ("time_point", "time_span") and isinstance(times, list) and "inf" not in times:
                try:
                    first, last = (date.fromisoformat(one[:10]) for one in times)
                except ValueError:  # the year 100, which it reads from 100年
                    continue
                yield _row(found["offset"], "date", date=edtf(first, last))
        for found in library.ner.extract_money(text):
            detail = found["detail"]
            values = detail["num"] if isinstance(detail["num"], list) else [detail["num"]]
            values = [one for one in values if one not in ("inf", "-inf")]
            yield _row(
                found["offset"], "money", value=values[0], value_max=values[1] if len(values) > 1 else "",
                unit={"元": "CNY", "港元": "HKD", "美元": "USD"}.get(detail["case"], detail["case"]),
                modifier="exact" if len(values) > 1 else modifiers.get(detail["definition"], "exact"),
            )  # fmt: skip

    return Peer("JioNLP", ("date", "money"), read)


def recognizers() -> Peer | None:
    """Recognizers-Text: dates, money, ages and percentages; None where it is not installed."""
    try:
        from recognizers_date_time import recognize_datetime
        from recognizers_number import recognize_percentage
        from recognizers_number_with_unit import recognize_age, recognize_currency
        from recognizers_text import Culture
    except ImportError:
        return None

    def timed(resolution: Mapping[str, Any]) -> str:
        value = resolution["values"][0]
        if "value" in value:
            return str(value["value"])[:10]
        first, last = date.fromisoformat(value["start"]), date.fromisoformat(value["end"])
        # the end of 5月1日至7日 is that day, the end of 5月 the day behind it
        return edtf(first, last if value["timex"].startswith("(") else max(first, last - timedelta(days=1)))

    def numbered(found: Any, kind: str) -> Iterator[Row]:
        value = str(found.resolution.get("value") or "").rstrip("%")
        unit = {"money": found.resolution.get("isoCurrency") or "", "age": "岁", "rate": "%"}[kind]
        yield _row((found.start, found.end + 1), kind, value=value, unit=unit)

    def read(text: str, year: int) -> Iterator[Row]:
        for found in recognize_datetime(text, Culture.Chinese, reference=datetime(year, 12, 31)):
            if found.type_name in ("datetimeV2.date", "datetimeV2.daterange"):
                try:
                    yield _row((found.start, found.end + 1), "date", date=timed(found.resolution))
                except (KeyError, ValueError, TypeError, OverflowError):  # found, and not resolved
                    yield _row((found.start, found.end + 1), "date", date="")
        for kind, recognize in (
            ("money", recognize_currency), ("age", recognize_age), ("rate", recognize_percentage),
        ):  # fmt: skip
            for found in recognize(text, Culture.Chinese):
                yield from numbered(found, kind)

    return Peer("Recognizers-Text", ("date", "money", "age", "rate"), read)


def peers() -> list[Peer]:
    """Those that are installed."""
    return [one for one in (jionlp(), recognizers()) if one]
