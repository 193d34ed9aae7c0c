"""What the database offers beside the tables: indices, questions that are asked often, and what full text finds."""

from collections.abc import Mapping
from typing import NamedTuple

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "documents": ("title",), "figures": ("text", "item"), "activities": ("text",), "checks": ("text", "message"),
    "segments": ("text",),
}  # fmt: skip
"""The columns of each table that its full-text index takes in."""

INDICES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "documents": (("report_year",), ("status",)), "figures": (("kind",), ("activity_type",)),
    "activities": (("activity_type",),), "checks": (("check", "result"),), "segments": (("level",),),
}  # fmt: skip
"""Columns by which rows are looked for; columns that refer to another table are indexed anyway."""


class View(NamedTuple):
    """A question that is asked often, as SQL, and the tables that it asks."""

    needs: frozenset[str]
    query: str


_REPORT = "documents.title, documents.report_year, documents.period, documents.unit AS report_unit, documents.status"
_RUN = frozenset(("documents", "figures", "activities", "checks"))

VIEWS: Mapping[str, View] = {
    "figures_with_documents": View(
        _RUN, f"SELECT figures.*, {_REPORT} FROM figures JOIN documents USING (doc_id)"
    ),
    "activities_with_documents": View(
        _RUN, f"SELECT activities.*, {_REPORT} FROM activities JOIN documents USING (doc_id)"
    ),
    "failed_checks": View(
        _RUN,
        'SELECT checks.check_id, checks."check", checks.severity, checks.message, checks.expected, checks.found, '
        "check_figures.position, figures.figure_id, figures.text AS figure, figures.value, figures.unit, figures.item, "
        f"figures.start, figures.end, checks.source, checks.doc_id, {_REPORT} "
        "FROM checks LEFT JOIN check_figures USING (check_id) LEFT JOIN figures USING (figure_id) "
        "LEFT JOIN documents ON documents.doc_id = checks.doc_id WHERE checks.result = 'fail'",
    ),
    "checks_by_result": View(
        _RUN, 'SELECT "check", result, count(*) AS checks FROM checks GROUP BY "check", result'
    ),
    "sums_by_type_and_year": View(
        _RUN,
        "SELECT activities.activity_type, "
        "coalesce(CAST(substr(activities.date_start, 1, 4) AS INTEGER), documents.report_year) AS year, "
        "count(*) AS activities, sum(activities.amount) AS amount, "
        "sum(CASE WHEN activities.headcount_unit = '人' THEN activities.headcount END) AS persons, "
        "sum(CASE WHEN activities.headcount_unit = '人次' THEN activities.headcount END) AS attendances "
        "FROM activities JOIN documents USING (doc_id) GROUP BY 1, 2",
    ),
}  # fmt: skip
