"""Dates of what was done against the day of the signature and the year of the report.

Fails: 2019年12月28日举办了, signed on 20 December 2019; 12月28日，举办了 in a report titled so. Unsure: days without
a year that may be of another year or planned, and a doing of a year behind the report's own. Dates that fit are not
told one by one.
"""

from collections.abc import Iterator

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding
from minetext.model import Figure, Result

DAY = 10
"""Characters of a full date."""

MONTH = 7
"""Characters of a date with year and month."""

BEFORE = 120
"""Characters before a date in which a word says that it is planned."""

SPRING = frozenset(("01", "02", "03"))
"""Months that come behind those of a winter in a report that begins in the year before."""

REACH = 40
"""Characters behind a date in which the text tells what was done then."""


NEEDS = Needs(
    numbers=("years", "slips"),
    patterns=("done", "ahead", "opens", "told", "back"),
    messages=("fail", "unsure", "year"),
)


def period(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every date with its month that the text tells as past."""
    later = list(_behind_signature(audited, rule)) if len(audited.signed) == DAY else []
    if len(later) < rule.numbers["slips"]:
        yield from later
    elif later:
        # so many dates show that it is the signature that is wrong, or no signature
        yield later[0]._replace(result="unsure", message="unsure")
    told = {finding.figures[0].figure_id for finding in later}
    last = audited.titled[1] if audited.titled else None
    if last is None or (audited.evidence.sure.first or 0) > last:
        return
    for figure in audited.figures:
        stated = figure.date.partition("/")[0]
        if "?" in stated or figure.figure_id in told or not _past(audited, figure, rule):
            continue
        if len(stated) >= MONTH and stated[:4].isdigit() and int(stated[:4]) > last + rule.numbers["years"]:
            facts: dict[str, Fact] = {"date": figure, "year": str(last)}
            yield Finding((figure,), "unsure", f"≤{last}", stated, "0", "year", facts)


def _behind_signature(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """The dates of doings that are later than the signature."""
    signed = audited.signed
    place = audited.report.signed
    winter = max((one.span.start for one in audited.figures if _opens_year(one)), default=-1)
    for figure in audited.figures:
        begin = figure.date.partition("/")[0]
        day = begin.replace("?", "")
        if len(day) < MONTH or not day[:4].isdigit() or day <= signed[: len(day)]:
            continue
        inferred = "?" in begin
        if figure.span.start >= place.start or (inferred and str(audited.year) != signed[:4]):
            continue
        if not _past(audited, figure, rule):
            continue
        # 2006年5月17日通过证券商派发: without 了 it may be to come
        told = rule.patterns["told"].match(
            audited.text, figure.span.end, audited.report.sentences[figure.sentence].span.end
        )
        own_year = not inferred or (figure.span.start > winter and _is_own_year(audited, figure, rule))
        sure = bool(told) and own_year
        result: Result = "fail" if sure else "unsure"
        facts: dict[str, Fact] = {"date": figure, "signed": place}
        yield Finding((figure,), result, f"≤{signed}", day, "0", result, facts, (place,), figure.span)


def _opens_year(figure: Figure) -> bool:
    """Whether a date is one that comes behind those of a winter: 12月26日, then 1月8日."""
    return figure.kind == "date" and figure.date.replace("?", "")[5:MONTH] in SPRING


def _is_own_year(audited: Audited, figure: Figure, rule: BoundCheck) -> bool:
    """Whether a day without a year can only be of the year of the report.

    The day opens its clause, and nothing says 去年.
    """
    year = audited.signed[:4]
    if audited.titled != (int(year), int(year)) or len(figure.date.partition("/")[0].replace("?", "")) < DAY:
        return False
    sentence = audited.report.sentences[figure.sentence].span
    before = audited.text[max(sentence.start, figure.span.start - BEFORE) : figure.span.start]
    opens = not before.strip() or rule.patterns["opens"].search(before)
    return bool(opens) and not rule.patterns["back"].search(before)


def _past(audited: Audited, figure: Figure, rule: BoundCheck) -> bool:
    """Whether the text tells what a date is given for as done."""
    if figure.kind != "date" or figure.role == "target" or figure.masked:
        return False
    sentence = audited.report.sentences[figure.sentence].span
    begin, end = max(sentence.start, figure.span.start - BEFORE), min(sentence.end, figure.span.end + REACH)
    if rule.patterns["ahead"].search(audited.text, begin, end):
        return False
    return bool(rule.patterns["done"].search(audited.text, figure.span.end, end))
