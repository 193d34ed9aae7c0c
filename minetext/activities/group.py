"""Which figures belong to one doing."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.activities.classify import Classifier, Trigger, Typed
from minetext.activities.dating import Dated
from minetext.figures import Mention, ReportCues
from minetext.model import Report, Sentence, Span

SENTENCE, CLAUSE, LOCAL, BESIDE = 1, 3, 6, 6
"""What a trigger counts for in the sentence of a figure, in its clause, between it and the figure before, and right
beside it; one that stands nearer counts for all of these."""

BESIDE_REACH = 8
"""Characters on both sides of a figure that stand right beside it."""

OTHER = Typed("other", ())


class Group(NamedTuple):
    """A doing before its slots are filled."""

    span: Span
    typed: Typed
    date: Dated
    mentions: tuple[int, ...]
    """Indexes of the mentions that belong to it."""


class Grouper:
    """Puts the figures of a report together by the doing that they are told of."""

    def __init__(self, text: str, report: Report, classifier: Classifier, cues: ReportCues) -> None:
        self._text = text
        self._report = report
        self._classifier = classifier
        self._cues = cues
        self._headings = {section.heading.start for section in report.sections}
        self._heading_triggers: dict[int, list[Trigger]] = {}

    def groups(self, mentions: Sequence[Mention], dates: Sequence[Dated]) -> list[Group]:
        """The doings of the report in the order of their places; the title tells of none.

        A sentence without a figure tells of a doing where a verb says that it was done.
        """
        by_sentence: dict[int, list[int]] = {}
        for index, mention in enumerate(mentions):
            by_sentence.setdefault(mention.sentence, []).append(index)
        done = self._cues.done()
        groups: list[Group] = []
        for number, sentence in enumerate(self._report.sentences):
            if sentence.span.start == self._report.span.start and self._report.title_span:
                continue
            if number in by_sentence:
                groups += self._told(sentence, by_sentence[number], mentions, dates)
            elif number in done and sentence.span.start not in self._headings:
                groups += self._told_without_figure(sentence)
        return groups

    def _told(
        self, sentence: Sentence, indexes: list[int], mentions: Sequence[Mention], dates: Sequence[Dated]
    ) -> list[Group]:
        """The doings of a sentence with figures, each a run of figures with one type and date."""
        triggers = self._classifier.triggers(self._text, *sentence.span)
        heading = self._heading(sentence.section)
        groups: list[Group] = []
        before: Mention | None = None
        for index in indexes:
            mention = mentions[index]
            clause = mention.clause
            last = groups[-1] if groups else None
            if last and mention.whole in last.mentions:
                typed = last.typed
            else:
                typed = self._type(sentence, mention, before, triggers, heading)
            before = mention
            if last and self._belongs(last, mention, typed, dates[index], mentions):
                # a date that opened the group takes the type of what it dates
                opened = all(mentions[one].date for one in last.mentions)
                groups[-1] = Group(
                    Span(last.span.start, clause.end), typed if opened else last.typed,
                    dates[index] if opened and mention.date is None else last.date, (*last.mentions, index),
                )  # fmt: skip
                continue
            start = clause.start if last else sentence.span.start
            groups.append(Group(Span(start, clause.end), typed, dates[index], (index,)))
        last = groups[-1]
        if all(mentions[one].date for one in last.mentions):
            # what is dated stands behind the date
            groups[-1] = last._replace(span=Span(last.span.start, sentence.span.end))
        return groups

    @staticmethod
    def _belongs(last: Group, mention: Mention, typed: Typed, date: Dated, mentions: Sequence[Mention]) -> bool:
        if all(mentions[one].date for one in last.mentions):
            return True
        if mention.date is not None:
            return False
        return mention.whole in last.mentions or (last.typed.type == typed.type and last.date.edtf == date.edtf)

    def _type(
        self, sentence: Sentence, mention: Mention, before: Mention | None, triggers: list[Trigger],
        heading: list[Trigger],
    ) -> Typed:  # fmt: skip
        clause = mention.clause
        start = max(clause.start, before.end if before else clause.start)
        end = min(clause.end, mention.end + BESIDE_REACH)
        windows = [
            (*sentence.span, SENTENCE), (*clause, CLAUSE), (start, end, LOCAL),
            (max(start, mention.start - BESIDE_REACH), end, BESIDE),
        ]  # fmt: skip
        return self._classifier.classify(triggers, windows, heading) or OTHER

    def _heading(self, section: int) -> list[Trigger]:
        """The triggers of the heading above."""
        if section < 0:
            return []
        if section not in self._heading_triggers:
            heading = self._report.sections[section].heading
            self._heading_triggers[section] = self._classifier.triggers(self._text, *heading)
        return self._heading_triggers[section]

    def _told_without_figure(self, sentence: Sentence) -> list[Group]:
        triggers = self._classifier.triggers(self._text, *sentence.span)
        typed = self._classifier.classify(triggers, [(*sentence.span, SENTENCE)])
        return [Group(sentence.span, typed, Dated("", -1), ())] if typed else []
