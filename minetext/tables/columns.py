"""The columns of every table, and what stands in each cell. Nothing else knows them.

The tables are told of, column by column, in docs/tables.md; a test keeps the two alike.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import regex

from minetext.messages import Language, say
from minetext.model import (
    Activity,
    Check,
    CrossCheck,
    Figure,
    Problem,
    Report,
    Reused,
    Review,
    Segment,
    Source,
    Span,
    Verdict,
)
from minetext.numbers import plain

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "doc_id", "source", "title", "start", "end", "report_year", "evidence_year", "status", "duplicate_of",
        "similarity", "relation", "format", "place", "unit", "period", "author", "signed", "content",
        "evidence", "boilerplate",
    ),
    "figures": (
        "figure_id", "doc_id", "source", "start", "end", "text", "kind", "value", "value_max", "unit", "modifier",
        "masked", "per", "item", "role", "part_of", "date", "date_start", "date_end", "activity_id",
        "activity_type", "rule", "place", "review",
    ),
    "activities": (
        "activity_id", "doc_id", "source", "start", "end", "text", "activity_type", "subtype", "name", "actors",
        "place", "beneficiaries", "date", "date_start", "date_end", "headcount", "headcount_unit", "amount",
        "figures", "reason", "confidence", "review",
    ),
    "checks": (
        "check_id", "check", "doc_id", "figures", "result", "expected", "found", "tolerance", "start", "end",
        "text", "message", "severity", "source", "rule", "places", "review",
    ),
    "reuse": (
        "reuse_id", "doc_id", "source", "start", "end", "text", "other_doc_id", "other_source", "other_start",
        "other_end", "sentences",
    ),
    "errors": ("source", "stage", "error", "detail"),
}  # fmt: skip
"""The columns of each table of a run, in order."""

DOCUMENT_COLUMNS: Mapping[str, tuple[str, ...]] = {name: COLUMNS[name] for name in ("documents", "errors")}
"""The same of `minetext documents`."""

SEGMENT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "segments": (
        "segment_id", "doc_id", "source", "start", "end", "text", "level", "path", "headings", "parent", "paragraph",
    ),
    "words": ("segment_id", "source", "start", "end", "text", "pos"),
    "errors": COLUMNS["errors"],
}  # fmt: skip
"""The same of `minetext segment`."""

Row = tuple[str, ...]


class Origin(NamedTuple):
    """The report that rows belong to."""

    source: Source
    report: Report
    verdict: Verdict
    year: str = ""
    period: str = ""
    signed: str = ""
    evidence_year: str = ""
    evidence: tuple[tuple[str, Span], ...] = ()
    """What proves it: the id of a rule, and the words."""


def document_row(origin: Origin) -> Row:
    """A row of documents.csv."""
    report, verdict = origin.report, origin.verdict
    return (
        verdict.doc_id, report.source, report.title, str(report.span.start), str(report.span.end), origin.year,
        origin.evidence_year,
        verdict.status, verdict.duplicate_of, verdict.similarity, verdict.relation, origin.source.format,
        places(origin.source, report.span), report.unit, origin.period, report.author, origin.signed,
        f"no_report;{report.no_report}" if report.no_report else "report",
        ";".join(f"{rule}@{start}-{end}" for rule, (start, end) in origin.evidence),
        ";".join(f"{start}-{end}" for start, end in report.masked),
    )  # fmt: skip


def figure_row(origin: Origin, figure: Figure) -> Row:
    """A row of figures.csv."""
    start, end = date_bounds(figure.date)
    return (
        figure.figure_id, origin.verdict.doc_id, origin.report.source, str(figure.span.start), str(figure.span.end),
        figure.text, figure.kind, plain(figure.value), plain(figure.value_max), figure.unit,
        figure.modifier,
        "1" if figure.masked else "0", figure.per, figure.item, figure.role, figure.part_of, figure.date, start, end,
        figure.activity_id, figure.activity_type, figure.rule, places(origin.source, figure.span),
        figure.review,
    )  # fmt: skip


def activity_row(origin: Origin, activity: Activity) -> Row:
    """A row of activities.csv."""
    start, end = date_bounds(activity.date)
    return (
        activity.activity_id, origin.verdict.doc_id, origin.report.source, str(activity.span.start),
        str(activity.span.end), activity.text, activity.activity_type, activity.subtype, activity.name,
        ";".join(activity.actors), activity.place, activity.beneficiaries, activity.date, start, end,
        plain(activity.headcount), activity.headcount_unit, plain(activity.amount),
        ";".join(activity.figures), activity.reason, f"{activity.confidence:.2f}", activity.review,
    )  # fmt: skip


def segment_row(source: Source, doc_id: str, segment: Segment) -> Row:
    """A row of segments.csv."""
    start, end = segment.span
    return (
        segment_id(doc_id, segment.number), doc_id, source.name, str(start), str(end), source.text[start:end],
        segment.level, segment.path, segment.headings, segment_id(doc_id, segment.parent), str(segment.paragraph),
    )  # fmt: skip


def word_row(source: Source, sentence: str, span: Span, tag: str) -> Row:
    """A row of words.csv."""
    return sentence, source.name, str(span.start), str(span.end), source.text[span.start : span.end], tag


def segment_id(doc_id: str, number: int) -> str:
    """The id of a segment; empty for number 0, which none has."""
    return f"{doc_id}-s{number}" if number else ""


def check_row(origin: Origin, check: Check) -> Row:
    """A row of checks.csv."""
    doc_id, source = origin.verdict.doc_id, origin.report.source
    return _check_row(check.check_id, doc_id, source, check, compared(check), check.review)


def cross_check_row(check: CrossCheck, number: int) -> Row:
    """A row of checks.csv for a check across reports; the first of a report has number 1."""
    check_id = f"{check.doc_id}-x{number:04d}"
    return _check_row(check_id, check.doc_id, check.source, check, ";".join(check.places), "")


def _check_row(
    check_id: str, doc_id: str, source: str, check: Check | CrossCheck, places: str, review: Review
) -> Row:  # fmt: skip
    return (
        check_id, check.check, doc_id, ";".join(check.figures), check.result, check.expected, check.found,
        check.tolerance, str(check.span.start), str(check.span.end), check.text, check.message, check.severity,
        source, check.rule, places, review,
    )  # fmt: skip


def compared(check: Check) -> str:
    """The cell of all places that a check compares."""
    return ";".join(f"{start}-{end}" for start, end in check.places)


def reuse_row(origin: Origin, number: int, reused: Reused, text: str) -> Row:
    """A row of reuse.csv; `text` is what the source says in the passage, the first of a report has number 1."""
    doc_id = origin.verdict.doc_id
    return (
        f"{doc_id}-r{number}", doc_id, origin.report.source, str(reused.span.start), str(reused.span.end), text,
        reused.other_doc_id, reused.other_source, str(reused.other_span.start), str(reused.other_span.end),
        str(reused.sentences),
    )  # fmt: skip


def error_row(problem: Problem, language: Language) -> Row:
    """A row of errors.csv."""
    return problem.source, problem.stage, problem.error, say(f"problem.{problem.error}", language, dict(problem.facts))


def places(source: Source, span: Span) -> str:
    """Where in its document a span stands: one place, or the first and the last, parted by `..`."""
    if not source.places:
        return ""
    first, last = (
        source.places[max(0, bisect_right(source.places, at, key=itemgetter(0)) - 1)].label
        for at in (span.start, max(span.start, span.end - 1))
    )
    return first if first == last else f"{first}..{last}"


_PART = regex.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DECADE = regex.compile(r"(\d{3})X")
_SEASONS: Mapping[str, tuple[int, int]] = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


@lru_cache(maxsize=16384)
def date_bounds(edtf: str) -> tuple[str, str]:
    """The first and the last day of a date, inclusive, as ISO dates; empty where there is no such year or day, and
    where an interval ends before it begins.

    A season runs by the meteorological calendar (EDTF says which, not when); winter ends in the year after.
    """
    members = edtf.strip("{}").split(",")  # as the text tells them, which need not be their order
    starts = [_bound(one.partition("/")[0], _first_day) for one in members]
    ends = [_bound(one.rpartition("/")[2], _last_day) for one in members]
    start, end = (min(starts) if all(starts) else ""), (max(ends) if all(ends) else "")
    return ("", "") if end and start > end else (start, end)


def _bound(edtf: str, day: Callable[[int, str, str], str]) -> str:
    bare = edtf.replace("?", "").replace("~", "")
    decade = _DECADE.fullmatch(bare)
    if decade:
        return day(int(decade[1]) * 10 + (9 if day is _last_day else 0), "", "")
    match = _PART.fullmatch(bare)
    if not match:
        return ""
    year, month, of_month = int(match[1]), match[2] or "", match[3] or ""
    return day(year, month, of_month) if year else ""


def _first_day(year: int, month: str, day: str) -> str:
    if month in _SEASONS:
        return f"{year:04d}-{_SEASONS[month][0]:02d}-01"
    if not _exists(year, month, day):
        return ""
    return f"{year:04d}-{month or '01'}-{day or '01'}"


def _last_day(year: int, month: str, day: str) -> str:
    if month in _SEASONS:
        last = _SEASONS[month][1]
        return _last_day(year + (last < 3), f"{last:02d}", "")
    if not _exists(year, month, day):
        return ""
    month = month or "12"
    return f"{year:04d}-{month}-{day or monthrange(year, int(month))[1]}"


def _exists(year: int, month: str, day: str) -> bool:
    if not month:
        return True
    return 1 <= int(month) <= 12 and (not day or 1 <= int(day) <= monthrange(year, int(month))[1])
