"""A summary as tables of types against years, months, units or kinds, and as a page that leads to every figure."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from os.path import relpath
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader

from minetext.archive.summary import Cell
from minetext.messages import Language, say
from minetext.numbers import plain
from minetext.tables.rows import TableRow, table_rows

LISTED = 100
"""Figures of a cell that a page lists; the csv file lists all."""


class Line(NamedTuple):
    """A row of a pivot table."""

    activity_type: str
    cells: tuple[Cell | None, ...]
    total: str


class Pivot(NamedTuple):
    """One measure: a row a type of activity, a column a group."""

    measure: str
    unit: str
    groups: tuple[str, ...]
    lines: tuple[Line, ...]


def pivots(cells: Sequence[Cell]) -> Iterator[Pivot]:
    """The cells, which come in the order of their measures, put into tables: one for each measure and unit."""
    for _, of_measure in groupby(cells, lambda one: one.measure):
        by_unit = sorted(of_measure, key=lambda one: one.unit)
        for unit, found in groupby(by_unit, lambda one: one.unit):
            places = {(one.activity_type, one.group): one for one in found}
            groups = tuple(sorted({name for _, name in places}))
            types = sorted({one for one, _ in places})
            lines = tuple(_line(type_, [places.get((type_, name)) for name in groups]) for type_ in types)
            yield Pivot(next(iter(places.values())).measure, unit, groups, lines)


def _line(activity_type: str, cells: Sequence[Cell | None]) -> Line:
    return Line(activity_type, tuple(cells), plain(sum((Decimal(one.value) for one in cells if one), Decimal(0))))


def write_page(folder: Path, cells: Sequence[Cell], to: Path, review: Path, language: Language) -> None:
    """Write the tables as a page where each number opens to the figures that it is made of.

    Each figure leads to its place on the review page. All that comes from a report is escaped.

    Raises:
        OutputError: the folder holds no finished run.
        OSError: the page cannot be written.
    """
    listed = {one for cell in cells for one in cell.figures[:LISTED]}
    link = quote(Path(relpath(review, to.parent)).as_posix())
    template = Environment(loader=PackageLoader("minetext.archive", "."), autoescape=True).get_template("summary.html")
    page = template.render(
        pivots=[(say(f"summary.{one.measure}", language), one) for one in pivots(cells)],
        told=_told(folder, listed), link=link, most=LISTED, language=language,
        words={name: say(f"summary.page.{name}", language) for name in ("title", "note", "total", "none")},
        more=say("summary.page.more", language, {"count": "{count}"}),
    )  # fmt: skip
    to.write_text(page, encoding="utf-8", newline="\n")


def _told(folder: Path, ids: Iterable[str]) -> dict[str, str]:
    """What each figure or activity says, and where."""
    wanted = frozenset(ids)
    found: dict[str, str] = {}
    for table, column in (("activities", "activity_id"), ("figures", "figure_id")):
        found.update((row[column], _described(row)) for row in table_rows(folder, table) if row[column] in wanted)
    return found


def _described(row: TableRow) -> str:
    text = " ".join((row.get("item", ""), row["text"][:60])).strip()
    return f"{text} ({row['source']}:{row['start']})"
