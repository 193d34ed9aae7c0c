"""Dates against the calendar.

Fails: 2月30日. Unsure: 2月29日 where the year is inferred. Dates that exist are not told one by one.
"""

from calendar import monthrange
from collections.abc import Iterator

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding
from minetext.model import Result

LEAP_DAY = (2, 29)


NEEDS = Needs(messages=("fail", "unsure"))


def calendar(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every day that a date names with its year and month."""
    for figure in audited.figures:
        for day in figure.date.split("/") if figure.kind == "date" and "-" in figure.date else ():
            year, _, rest = day.partition("-")
            month, _, number = rest.partition("-")
            known = year.rstrip("?~")
            if not (known.isdigit() and month.isdigit() and number.isdigit() and 1 <= int(month) <= 12):
                continue
            last = monthrange(int(known), int(month))[1] if int(known) else int(number)
            if int(number) <= last:
                continue
            leap = known != year and (int(month), int(number)) == LEAP_DAY
            facts: dict[str, Fact] = {
                "date": figure, "year": known,
                "month": str(int(month)), "last": str(last),
            }  # fmt: skip
            result: Result = "unsure" if leap else "fail"
            yield Finding((figure,), result, f"≤{known}-{month}-{last:02}", day, "0", result, facts)
            break
