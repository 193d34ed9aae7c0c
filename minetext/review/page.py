"""A run as one page to read: every report with its checks, worst first, and its sentences with their figures marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from jinja2 import Environment, PackageLoader

from minetext.messages import Language, say
from minetext.model import Kind
from minetext.tables.rows import TableRow, rows_by, table_rows

WORST_FIRST = {"fail": 0, "unsure": 1, "pass": 2}

CELLS = ("value", "value_max", "unit", "modifier", "per", "item", "role", "date", "rule")
"""The cells that are shown when the pointer rests on a figure."""


class Piece(NamedTuple):
    """A stretch of a sentence: a figure, or what stands between two."""

    text: str
    kind: str = ""
    cells: str = ""


class ShownActivity(NamedTuple):
    """An activity as the page shows it."""

    type: str
    date: str
    pieces: list[Piece]


class ShownReport(NamedTuple):
    """A report as the page shows it."""

    doc_id: str
    title: str
    source: str
    status: str
    year: str
    checks: list[TableRow]
    activities: list[ShownActivity]


def write_page(folder: Path, to: Path, language: Language) -> int:
    """Write the page of the run in a folder; returns how many reports it shows.

    Everything that comes from a report is escaped, so that it cannot act.

    Raises:
        OutputError: the folder holds no finished run.
        OSError: the page cannot be written.
    """
    template = Environment(loader=PackageLoader("minetext.review", "."), autoescape=True).get_template("page.html")
    reports = list(_reports(folder))
    words = {name: say(f"review.{name}", language) for name in ("title", "legend")}
    page = template.render(reports=reports, words=words, language=language, kinds=get_args(Kind))
    to.write_text(page, encoding="utf-8", newline="\n")
    return len(reports)


def _reports(folder: Path) -> Iterator[ShownReport]:
    checks = rows_by(table_rows(folder, "checks"), "doc_id")
    activities = rows_by(table_rows(folder, "activities"), "doc_id")
    figures = rows_by(table_rows(folder, "figures"), "doc_id")
    for row in table_rows(folder, "documents"):
        doc_id = row["doc_id"]
        if row["content"] != "report":
            continue
        yield ShownReport(
            doc_id, row["title"], row["source"], row["status"], row["report_year"],
            sorted(checks.get(doc_id, ()), key=lambda check: WORST_FIRST[check["result"]]),
            list(_activities(activities.get(doc_id, ()), rows_by(figures.get(doc_id, ()), "activity_id"))),
        )  # fmt: skip


def _activities(activities: Iterable[TableRow], figures: Mapping[str, Sequence[TableRow]]) -> Iterator[ShownActivity]:
    for row in activities:
        pieces = list(_pieces(row["text"], int(row["start"]), figures.get(row["activity_id"], ())))
        yield ShownActivity(row["activity_type"], row["date"], pieces)


def _pieces(text: str, start: int, figures: Iterable[TableRow]) -> Iterator[Piece]:
    """The text of an activity, cut at its figures."""
    position = 0
    for figure in figures:
        begin, end = int(figure["start"]) - start, int(figure["end"]) - start
        if begin < position or end > len(text):
            continue
        yield Piece(text[position:begin])
        cells = " · ".join(f"{name} {figure[name]}" for name in CELLS if figure[name])
        yield Piece(text[begin:end], figure["kind"], cells)
        position = end
    yield Piece(text[position:])
