"""Which figures belong to one doing."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from minetext.activities.dating import Dated
from minetext.activities.decide import ReportTriggers, Typed, TypeReader
from minetext.figures import Mention, ReportCues, between, bits
from minetext.model import Report, Span

SENTENCE, CLAUSE, LOCAL, BESIDE = 1, 3, 6, 6
"""What a trigger counts for in the sentence of a figure, in its clause, between it and the figure before, and right
beside it; one that stands nearer counts for all of these."""

BESIDE_REACH = 8
"""Characters on both sides of a figure that stand right beside it."""


MAX_DATES = 12
"""More dates of one row are not told."""

RESET, VERB = bits("reset"), bits("verb")


class Group(NamedTuple):
    """A doing before its slots are filled."""

    span: Span
    typed: Typed
    date: Dated
    mentions: range
    """Indexes of the mentions that belong to it: they follow each other."""


class Grouper:
    """Puts the figures of a report together by the doing that they are told of."""

    def __init__(
        self, text: str, report: Report, types: TypeReader, triggers: ReportTriggers, lists: frozenset[str],
        cues: ReportCues,
    ) -> None:  # fmt: skip
        self._text = text
        self._report = report
        self._types = types
        self._triggers = triggers
        self._lists = lists
        self._cues = cues
        self._headings = {section.heading.start for section in report.sections}

    def groups(self, mentions: Sequence[Mention], dates: Sequence[Dated]) -> list[Group]:
        """The doings of the report in the order of their places; the title tells of none.

        A sentence without a figure tells of a doing where a verb says that it was done.
        """
        by_sentence = {
            number: list(found) for number, found in groupby(range(len(mentions)), lambda at: mentions[at].sentence)
        }
        done = self._cues.done()
        groups: list[Group] = []
        for number, sentence in enumerate(self._report.sentences):
            if sentence.span.start == self._report.span.start and self._report.title_span:
                continue
            if number in self._cues.heads:
                continue
            indexes = by_sentence.get(number)
            if indexes and mentions[indexes[0]].table:
                self._add_cell(groups, indexes[0], mentions, dates)
            elif indexes:
                told = self._told(number, indexes, mentions, dates)
                if groups and mentions[indexes[0]].whole in groups[-1].mentions:
                    # 征收金额340万元。其中，当年应征104万元: the parts belong to the doing of their whole
                    groups[-1] = _joined(groups[-1], told.pop(0)._replace(typed=groups[-1].typed))
                elif groups and self._carries_on(groups[-1], told[0], mentions):
                    groups[-1] = _joined(groups[-1], told.pop(0))
                groups += told
            elif number in done and sentence.span.start not in self._headings:
                groups += self._told_without_figure(number)
        return groups

    def _add_cell(
        self, groups: list[Group], index: int, mentions: Sequence[Mention], dates: Sequence[Dated]
    ) -> None:  # fmt: skip
        """Put a cell of a table to the one before, where both stand in one row and are of one type."""
        mention = mentions[index]
        told = mention.table
        assert told is not None
        named = " ".join(self._text[slice(*head)] for head in told.heads)
        typed = self._types.of_heads(self._triggers.in_heads(told.heads), named)
        before = groups[-1] if groups else None
        last = mentions[before.mentions.stop - 1].table if before and before.mentions else None
        same_row = last is not None and last.row == told.row
        if before and same_row and before.typed.type == typed.type and before.mentions.stop == index:
            reasons = tuple(dict.fromkeys((*before.typed.reasons, *typed.reasons)))
            groups[-1] = before._replace(
                span=Span(before.span.start, mention.end), typed=before.typed._replace(reasons=reasons),
                date=_dated(before.date, dates[index]),
                mentions=range(before.mentions.start, index + 1),
            )  # fmt: skip
        else:
            start = mention.start if same_row else told.row.start
            groups.append(Group(Span(start, mention.end), typed, dates[index], range(index, index + 1)))

    def _told(
        self, number: int, indexes: list[int], mentions: Sequence[Mention], dates: Sequence[Dated]
    ) -> list[Group]:
        """The doings of a sentence with figures.

        A sentence tells of one doing, but for a list whose members are of several types, for dates that open a clause
        of another type, and for one dated doing behind another.
        """
        sentence = self._report.sentences[number]
        groups: list[Group] = []
        runs = self._runs(indexes, mentions)
        for place, run in enumerate(runs):
            first, last = mentions[run[0]], mentions[run[-1]]
            start = max(first.clause.start, groups[-1].span.end) if groups else sentence.span.start
            # what is dated stands behind the date
            dated = place == len(runs) - 1 and all(mentions[one].date for one in run)
            span = Span(start, sentence.span.end if dated else last.clause.end)
            main = next((one for one in run if mentions[one].date is None), run[0])
            typed = self._type(number, span, mentions[main])
            group = Group(span, typed, dates[main], range(run[0], run[-1] + 1))
            anew = bool(mentions[run[0]].date) and group.date.narrow and bool(groups) and groups[-1].date.narrow
            if groups and groups[-1].typed.type == typed.type and not anew:
                groups[-1] = _joined(groups[-1], group)
            else:
                groups.append(group)
        return groups

    @staticmethod
    def _carries_on(before: Group, group: Group, mentions: Sequence[Mention]) -> bool:
        """Whether a sentence goes on telling of the doing before: under its very date."""
        first = mentions[group.mentions.start]
        return first.date is None and before.date.narrow and before.date == group.date

    def _runs(self, indexes: list[int], mentions: Sequence[Mention]) -> list[list[int]]:
        """The figures of a sentence, parted where a new doing may begin."""
        runs = [[indexes[0]]]
        for index in indexes[1:]:
            mention, before = mentions[index], mentions[runs[-1][-1]]
            listed = not self._lists.isdisjoint(self._text[before.end : mention.start])
            opens = (
                listed
                or (mention.date is not None and before.clause != mention.clause)
                or (before.kind == "rate" and before.role == "level" and self._turns_to_year(before, mention))
            )
            if opens and mention.whole not in runs[-1]:
                runs.append([index])
            else:
                runs[-1].append(index)
        return runs

    def _turns_to_year(self, before: Mention, mention: Mention) -> bool:
        """Whether a clause behind a rate turns to what was done in the year: 节育率为87.37%，全年落实手术1782例."""
        hits = between(self._cues.of(mention.sentence), before.end, mention.start)
        reset = next((hit.start for hit in hits if hit.cues & RESET), -1)
        return before.clause.end <= reset == mention.clause.start and any(hit.cues & VERB for hit in hits)

    def _type(self, number: int, span: Span, main: Mention) -> Typed:
        sentence = self._report.sentences[number]
        clause = main.clause
        start, end = max(clause.start, span.start), min(clause.end, main.end + BESIDE_REACH)
        windows = [
            (*sentence.span, SENTENCE), (*clause, CLAUSE), (start, end, LOCAL),
            (max(start, main.start - BESIDE_REACH), end, BESIDE),
        ]  # fmt: skip
        heading = self._triggers.of_heading(sentence.section)
        return self._types.decide(self._triggers.of(number), windows, heading, self._text[slice(*span)])

    def _told_without_figure(self, number: int) -> list[Group]:
        sentence = self._report.sentences[number].span
        typed = self._types.decide(self._triggers.of(number), [(*sentence, SENTENCE)], (), self._text[slice(*sentence)])
        return [Group(sentence, typed, Dated("", -1), range(0))] if typed.type != "other" else []


def _dated(first: Dated, second: Dated) -> Dated:
    """The dates of two figures of a row: both, where they differ (years across)."""
    known = first.edtf.strip("{}").split(",")
    if second.edtf in known:
        return first
    return first._replace(edtf="{" + ",".join([*known, second.edtf]) + "}") if len(known) < MAX_DATES else first


def _joined(group: Group, following: Group) -> Group:
    """Two groups as one, of the type that is surer."""
    return Group(
        Span(group.span.start, following.span.end), max(group.typed, following.typed, key=lambda one: one.confidence),
        group.date, range(group.mentions.start, following.mentions.stop),
    )  # fmt: skip
