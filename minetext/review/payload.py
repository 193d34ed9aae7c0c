"""What the page's script reads: a small entry of each report for its list, and all of it, packed until it is opened."""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, get_args

from minetext.model import ActivityType, Kind, Modifier, Result, Role
from minetext.review.reports import ShownReport
from minetext.tables.columns import COLUMNS
from minetext.tables.rows import TableRow

KEPT_ELSEWHERE = frozenset(("doc_id", "source", "text"))
"""Columns that the rows of a report need not carry: its entry and its text tell them."""

SHOWN = {
    table: tuple(column for column in COLUMNS[table] if column not in KEPT_ELSEWHERE)
    for table in ("figures", "activities", "checks")
}
"""The columns that the page has of each table."""

CODES = {
    "kind": get_args(Kind),
    "activity_type": get_args(ActivityType),
    "modifier": get_args(Modifier),
    "role": get_args(Role),
}
"""What the cells of these columns may hold; the index counts by position in them."""

RESULTS: tuple[Result, ...] = ("fail", "unsure", "pass")
"""Worst first."""


class Listed(NamedTuple):
    """What the index tells of the reports of a page."""

    reports: list[Mapping[str, Any]]
    findings: list[tuple[int, str, str, str, str]]
    """Checks that did not pass: number of the report on the page, id, check, result, message."""
    families: list[str]


class Index:
    """The entries of the reports of a page, made as they go by."""

    def __init__(self) -> None:
        self._listed = Listed([], [], [])
        self._families: dict[str, int] = {}

    def add(self, report: ShownReport) -> None:
        """Add a report's entry."""
        row, number = report.row, len(self._listed.reports)
        kinds, types = (CODES[column] for column in ("kind", "activity_type"))
        figures = Counter[tuple[int, ...]](
            (kinds.index(one["kind"]), types.index(one["activity_type"])) for one in report.figures
        )
        checks = Counter[tuple[int, ...]](
            (self._family(one["check"]), RESULTS.index(one["result"])) for one in report.checks
        )
        self._listed.reports.append(
            {
                **{name: row[name] for name in ("doc_id", "title", "source", "status", "duplicate_of", "unit")},
                "year": row["report_year"],
                "figures": _flat(figures),
                "checks": _flat(checks),
                "activities": _flat(Counter((types.index(one["activity_type"]),) for one in report.activities)),
                "least": min((float(one["confidence"]) for one in report.activities), default=1),
                "reviewed": _reviews((*report.figures, *report.activities, *report.checks)),
            }
        )
        self._listed.findings.extend(
            (number, one["check_id"], one["check"], one["result"], one["message"])
            for one in report.checks
            if one["result"] != "pass"
        )

    def listed(self) -> Listed:
        """All entries so far."""
        return self._listed._replace(families=list(self._families))

    def _family(self, check: str) -> int:
        return self._families.setdefault(check, len(self._families))


def _flat(counts: Mapping[tuple[int, ...], int]) -> list[int]:
    """Keys and counts in one list: JSON of less than half the size."""
    return [number for key in sorted(counts) for number in (*key, counts[key])]


def _reviews(rows: Iterable[TableRow]) -> Mapping[str, int]:
    return dict(sorted(Counter(row["review"] for row in rows if row["review"]).items()))


class Packed(NamedTuple):
    """A report as the page carries it; apart, so that a search through all texts unpacks nothing else."""

    text: str
    rows: str


def packed(report: ShownReport) -> Packed:
    """All that the page shows of a report: JSON, deflated, in base64, which no markup can hide in."""
    rows = {"figures": report.figures, "activities": report.activities, "checks": report.checks}
    facts = {
        "row": report.row,
        "whole": report.whole,
        "masked": report.masked,
        **{table: [[row[column] for column in SHOWN[table]] for row in rows[table]] for table in SHOWN},
    }
    return Packed(_pack(report.pieces), _pack(facts))


def _pack(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(deflate.compress(text.encode()) + deflate.flush()).decode("ascii")


def script_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
