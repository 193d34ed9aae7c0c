"""Corrections applied to what the stages made of a report, before its figures are checked against each other."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from minetext.activities.slots import main_amount, main_headcount
from minetext.corrections.correction import ADDED, Decided, Key, added_number, span_of
from minetext.figures import FigureReader, Mention
from minetext.model import Activity, ActivityType, Check, Figure, Report, Sentence, Source, Span
from minetext.tables.columns import compared

Inside = Callable[[Span], Span]
"""Leads a span of the source into the text that the stages read."""

UNTYPED: ActivityType = "other"
"""The type of a figure that belongs to no activity."""


class Applied(NamedTuple):
    """Figures and activities as a person left them."""

    figures: list[Figure]
    activities: list[Activity]
    missing: frozenset[Key]
    """The rows that something was said of, but that are not found any more."""


class Surroundings(NamedTuple):
    """What an added figure takes from its report."""

    source: Source
    report: Report
    doc_id: str
    year: str
    """As a date takes it that names none (`2019?`)."""


class Applier:
    """Applies corrections; what the cells of an added figure leave open is read from its text."""

    def __init__(self, reader: FigureReader) -> None:
        self._reader = reader

    def apply(
        self, figures: Sequence[Figure], activities: Sequence[Activity], decided: Iterable[Decided],
        around: Surroundings, inside: Inside,
    ) -> Applied:  # fmt: skip
        """The rows of a report with what was decided about them, in order; checks are left to `reviewed`.

        Ids stay what they are: that of a rejected row is a gap, and added ones have a series of their own. What an
        activity sums up follows its figures.
        """
        table = _Rows(figures, activities, inside)
        by_table: dict[str, list[Decided]] = {"figures": [], "activities": [], "checks": []}
        for one in decided:
            if one.stands:
                by_table[one.table].append(one)
        for one in by_table["activities"]:
            table.decide_activity(one)
        taken = {added_number(one.id) for one in by_table["figures"] if one.added}
        for one in by_table["figures"]:
            if one.added and not one.rejected:
                table.add(one, self._added(one, around, inside, taken))
            else:
                table.decide_figure(one)
        return table.result()

    def _added(self, one: Decided, around: Surroundings, inside: Inside, taken: set[int]) -> Figure:
        """An added figure: its cells as given, others as its text reads alone."""
        span, text = inside(one.span), around.source.plain
        written, sentences = text[slice(*span)], around.report.sentences
        alone = self._reader.mentions(written, [Sentence(Span(0, len(written)), -1, 0)])
        whole = [mention for mention in alone if (mention.start, mention.end) == (0, len(written))]
        mention = whole[0] if whole and one.cells.get("kind", whole[0].kind) == whole[0].kind else None
        number = added_number(one.id) or max(taken, default=0) + 1
        taken.add(number)
        figure = Figure(
            f"{around.doc_id}{ADDED}{number:04d}", span, around.source.text[slice(*span)], "quantity", None, None, "",
            "exact", False, "", "", "level", "", "", "", UNTYPED, "",
            max(0, bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1), False, "added",
        )  # fmt: skip
        return figure._replace(**_read(mention, around.year), **_cells(one))


def _read(mention: Mention | None, year: str) -> dict[str, Any]:
    """The cells that the characters of a figure tell."""
    if mention is None:
        return {}
    return {
        "value": mention.value, "value_max": mention.value_max, "unit": mention.unit, "modifier": mention.modifier,
        "masked": mention.masked, "per": mention.per, "date": mention.date.edtf(year) if mention.date else "",
    }  # fmt: skip


class _Rows:
    """The rows of a report while corrections are applied to them."""

    def __init__(self, figures: Sequence[Figure], activities: Sequence[Activity], inside: Inside) -> None:
        self._figures = {one.figure_id: one for one in figures}
        self._activities = {one.activity_id: one for one in activities}
        self._figure_at = {one.span: one.figure_id for one in reversed(figures)}
        self._activity_at = {one.span: one.activity_id for one in reversed(activities)}
        self._inside = inside
        self._missing: set[Key] = set()
        self._instead: dict[str, str] = {}
        """Ids of figures that left, with that of what stands in their place."""
        self._named: dict[str, Decided] = {}
        """Figures that a person gave cells to, which may name others."""
        self._given: dict[str, Collection[str]] = {}
        """The cells of each activity that a person gave: they are not summed up anew."""

    def decide_activity(self, one: Decided) -> None:
        """Take an activity out, or give it its cells; its figures follow in type and date."""
        activity_id = self._activity_at.get(self._inside(one.span))
        if activity_id is None:
            self._missing.add(one.key)
        elif one.rejected:
            del self._activities[activity_id]
        else:
            before = self._activities[activity_id]
            after = before._replace(**_cells(one), review=one.review)
            self._activities[activity_id], self._given[activity_id] = after, one.cells.keys()
            self._figures |= {
                figure.figure_id: figure._replace(activity_type=after.activity_type)
                for figure in self._figures.values()
                if figure.activity_id == activity_id
            }
            self._redate(activity_id, before.date, after.date)

    def decide_figure(self, one: Decided) -> None:
        """Take a figure out, or give it its cells."""
        span = self._inside(one.span)
        figure_id = self._figure_at.get(span)
        if figure_id is None:
            if not one.added:
                self._missing.add(one.key)
        elif one.rejected:
            del self._figures[figure_id], self._figure_at[span]
            self._instead[figure_id] = ""
        else:
            before = self._figures[figure_id]
            after = self._figures[figure_id] = before._replace(**_cells(one), review=one.review)
            self._named[figure_id] = one
            if before.kind == "date" and before.activity_id:
                self._redate(before.activity_id, before.date, after.date)

    def _redate(self, activity_id: str, before: str, after: str) -> None:
        """Give an activity and its figures, as far as they bore a date, another one; what a person gave stays."""
        if before == after:
            return
        activity = self._activities.get(activity_id)
        if activity and activity.date == before and "date" not in self._given.get(activity_id, ()):
            self._activities[activity_id] = activity._replace(date=after)
        for figure in list(self._figures.values()):
            given = self._named.get(figure.figure_id)
            follows = figure.activity_id == activity_id and figure.kind != "date" and figure.date == before
            if follows and not (given and "date" in given.cells):
                self._figures[figure.figure_id] = figure._replace(date=after)

    def add(self, one: Decided, figure: Figure) -> None:
        """Put a figure in, into the activity whose span holds it; it stands for what was found at its very place."""
        before = self._figure_at.get(figure.span)
        if before is not None:
            del self._figures[before]
            self._instead[before] = figure.figure_id
        home = min(
            (activity for activity in self._activities.values() if _holds(activity.span, figure.span)),
            key=lambda activity: activity.span.end - activity.span.start, default=None,
        )  # fmt: skip
        if home is not None:
            figure = figure._replace(
                activity_id=home.activity_id, activity_type=home.activity_type, date=figure.date or home.date
            )
        self._figures[figure.figure_id] = figure._replace(**_cells(one))
        self._figure_at[figure.span] = figure.figure_id
        self._named[figure.figure_id] = one

    def result(self) -> Applied:
        """The rows in order, with all that names others led to where it belongs now."""
        figures = sorted((self._led(one) for one in self._figures.values()), key=lambda one: one.span)
        members: dict[str, list[Figure]] = {}
        for figure in figures:
            members.setdefault(figure.activity_id, []).append(figure)
        activities = [self._summed_up(one, members.get(one.activity_id, ())) for one in self._activities.values()]
        return Applied(figures, activities, frozenset(self._missing))

    def _led(self, figure: Figure) -> Figure:
        """A figure with the whole and the activity that a person named, and without those that left."""
        one = self._named.get(figure.figure_id)
        cells = one.cells if one is not None else {}
        whole = self._instead.get(figure.part_of, figure.part_of)
        if one is not None and "part_of" in cells:
            whole = self._figure_at.get(self._place(one, "part_of"), "")
        home = figure.activity_id if figure.activity_id in self._activities else ""
        if one is not None and "activity_id" in cells:
            home = self._activity_at.get(self._place(one, "activity_id"), "")
            home = home if home in self._activities else ""
        kind = figure.activity_type
        if home != figure.activity_id and "activity_type" not in cells:
            kind = self._activities[home].activity_type if home else UNTYPED
        return figure._replace(part_of=whole, activity_id=home, activity_type=kind)

    def _place(self, one: Decided, column: str) -> Span:
        """Where the row stands that a cell names; nowhere where it names none."""
        place = one.named.get(column, "") if one.cells[column] else ""
        return self._inside(span_of(place)) if place else Span(-1, -1)

    def _summed_up(self, activity: Activity, members: Sequence[Figure]) -> Activity:
        """An activity with the figures that it has now, and what they amount to."""
        figures = tuple(one.figure_id for one in members)
        if figures == activity.figures and not any(one.review in ("corrected", "added") for one in members):
            return activity
        given = self._given.get(activity.activity_id, ())
        headcount, unit = main_headcount(members)
        sums: dict[str, Any] = {"headcount": headcount, "headcount_unit": unit, "amount": main_amount(members)}
        return activity._replace(
            figures=figures, **{column: value for column, value in sums.items() if column not in given}
        )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _cells(one: Decided) -> dict[str, Any]:
    """The corrected cells as the typed rows hold them; those that name other rows are led there at the end."""
    cells: dict[str, Any] = {}
    for column, new in one.cells.items():
        if column in ("value", "value_max", "headcount", "amount"):
            cells[column] = Decimal(new) if new else None
        elif column == "masked":
            cells[column] = new == "1"
        elif column == "actors":
            cells[column] = tuple(filter(None, new.split(";")))
        elif column not in ("part_of", "activity_id"):
            cells[column] = new
    if cells.get("masked") and "value" not in cells:
        cells |= {"value": None, "value_max": None}
    if cells.get("kind") == "date":
        cells |= {"value": None, "value_max": None, "unit": ""}
    return cells


def reviewed(
    checks: Sequence[Check], decided: Iterable[Decided]
) -> tuple[list[Check], frozenset[Key]]:  # fmt: skip
    """The checks of a report with what a person decided about them, and what was said of checks not found any more."""
    said = {one.key: one for one in decided if one.table == "checks" and one.stands}
    found: set[Key] = set()
    rows: list[Check] = []
    for check in checks:
        key = ("checks", *check.span, check.rule, compared(check))
        if key in said:
            found.add(key)
            check = check._replace(review=said[key].review)
        rows.append(check)
    return rows, frozenset(said.keys() - found)
