"""Activities of a report: figures grouped by doing, classified, dated, with the slots that the text names."""

from typing import NamedTuple

from minetext.activities.dating import date_mentions
from minetext.activities.decide import TypeReader
from minetext.activities.group import Group, Grouper
from minetext.activities.learned import ModelError, TypeModel, shipped_model
from minetext.activities.slots import SlotFinder, Slots, main_amount, main_headcount
from minetext.activities.years import ReportYear, report_period, report_year, titled_years
from minetext.figures import Mention, ReportCues
from minetext.model import Activity, Figure, Report, Source, Span
from minetext.rulebook import Rulebook, Splits

__all__ = [
    "ActivityReader", "ModelError", "Read", "ReportYear", "TypeModel", "report_period", "report_year",
    "shipped_model", "titled_years",
]  # fmt: skip


class Read(NamedTuple):
    """The figures and activities of one report, in order."""

    figures: list[Figure]
    activities: list[Activity]


class ActivityReader:
    """The activity rules, compiled, and the model; `read` is a pure function of a report and its mentions."""

    def __init__(self, rulebook: Rulebook, model: TypeModel) -> None:
        self._types = TypeReader(rulebook, model)
        self._lists = Splits(rulebook).lists
        self._slots = SlotFinder(rulebook)

    def read(
        self, source: Source, report: Report, doc_id: str, mentions: list[Mention], cues: ReportCues,
        year: ReportYear | None,
    ) -> Read:  # fmt: skip
        """The figures of a report with their dates, types and activities, and the activities."""
        text, written = source.plain, source.text
        triggers = self._types.triggers(text, report)
        dates = date_mentions(text, report, mentions, cues, triggers, self._lists, year)
        groups = Grouper(text, report, self._types, triggers, self._lists, cues).groups(mentions, dates)
        figure_ids = [f"{doc_id}-f{index + 1:04d}" for index in range(len(mentions))]
        told_of = {index: number for number, group in enumerate(groups) for index in group.mentions}
        activity_ids = [f"{doc_id}-a{number + 1:04d}" for number in range(len(groups))]
        figures = [
            Figure(
                figure_ids[index], Span(mention.start, mention.end), written[mention.start : mention.end], mention.kind,
                mention.value, mention.value_max, _unit(mention, text, written), mention.modifier,
                mention.masked, mention.per, written[slice(*mention.item)], mention.role,
                figure_ids[mention.whole] if mention.whole >= 0 else "", dates[index].edtf,
                activity_ids[told_of[index]] if index in told_of else "",
                groups[told_of[index]].typed.type if index in told_of else "other", mention.rule, mention.sentence,
                mention.share,
            )
            for index, mention in enumerate(mentions)
        ]  # fmt: skip
        activities = [
            self._activity(source, activity_id, group, [mentions[index] for index in group.mentions], figure_ids)
            for activity_id, group in zip(activity_ids, groups, strict=True)
        ]
        return Read(figures, activities)

    def _activity(
        self, source: Source, activity_id: str, group: Group, members: list[Mention], figure_ids: list[str]
    ) -> Activity:
        # a state of affairs is done by nobody, nowhere and for nobody
        slots = self._slots.find(source, group.span) if group.typed.type != "indicator" else Slots()
        headcount, unit = main_headcount(members)
        return Activity(
            activity_id, group.span, source.text[slice(*group.span)], group.typed.type, "", slots.name, slots.actors,
            slots.place, slots.beneficiaries, group.date.edtf, headcount, unit, main_amount(members),
            tuple(figure_ids[index] for index in group.mentions), ";".join(group.typed.reasons),
            group.typed.confidence,
        )  # fmt: skip


def _unit(mention: Mention, text: str, written: str) -> str:
    """The unit cell: the measure word of a quantity as the source writes it, other units by their names."""
    as_written = mention.kind == "quantity" and text[slice(*mention.measure)] == mention.unit
    return written[slice(*mention.measure)] if as_written else mention.unit
