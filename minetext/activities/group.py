"""Which figures belong to one doing."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.activities.classify import Classifier, Triggers, Typed
from minetext.activities.dating import Dated
from minetext.figures import CueIndex, Mention
from minetext.model import Report, Sentence, Span

BESIDE, LOCAL, CLAUSE, SENTENCE, HEADING = 6, 6, 3, 1, 1
"""What a trigger counts for right beside its figure, between it and the figure before, in its clause, in its sentence, and
in the heading above."""

BESIDE_REACH = 8
"""Characters on both sides of a figure that stand right beside it."""


class Group(NamedTuple):
    """A doing before its slots are filled."""

    span: Span
    typed: Typed
    date: Dated
    mentions: tuple[int, ...]
    """Indexes of the mentions that belong to it."""


class Grouper:
    """Puts the figures of a report together by the doing that they are told of."""

    def __init__(self, text: str, report: Report, classifier: Classifier, cues: CueIndex) -> None:
        self._text = text
        self._report = report
        self._classifier = classifier
        self._cues = cues

    def groups(self, mentions: Sequence[Mention], dates: Sequence[Dated]) -> list[Group]:
        """The doings of the report, in order of their first figure."""
        sentences = self._report.sentences
        if not sentences:
            return []
        triggers = self._classifier.triggers(self._text, sentences[0].span.start, sentences[-1].span.end)
        groups: list[Group] = []
        by_sentence: dict[int, list[int]] = {}
        for index, mention in enumerate(mentions):
            by_sentence.setdefault(mention.sentence, []).append(index)
        for number, sentence in enumerate(sentences):
            indexes = by_sentence.get(number, [])
            if indexes:
                self._add(groups, sentence, indexes, mentions, dates, triggers)
            elif typed := self._told_without_figure(sentence, triggers):
                groups.append(Group(sentence.span, typed, Dated("", -1), ()))
        return groups

    def _add(
        self, groups: list[Group], sentence: Sentence, indexes: list[int], mentions: Sequence[Mention],
        dates: Sequence[Dated], triggers: Triggers,
    ) -> None:  # fmt: skip
        first = len(groups)
        for at, index in enumerate(indexes):
            mention = mentions[index]
            clause = sentence.clauses[mention.clause]
            last = groups[-1] if groups else None
            same_sentence = len(groups) > first
            if last and mention.whole in last.mentions:
                groups[-1] = last._replace(span=Span(last.span.start, clause.end), mentions=(*last.mentions, index))
                continue
            typed = self._type(sentence, mention, mentions[indexes[at - 1]] if at else None, triggers)
            if last and same_sentence and mention.date is None and self._goes_on(last, typed, dates[index]):
                groups[-1] = last._replace(span=Span(last.span.start, clause.end), mentions=(*last.mentions, index))
                continue
            if last and same_sentence and last.mentions and all(mentions[one].date for one in last.mentions):
                groups[-1] = Group(
                    Span(last.span.start, clause.end), typed, dates[index] if mention.date is None else last.date,
                    (*last.mentions, index),
                )  # fmt: skip
                continue
            start = clause.start if same_sentence else sentence.span.start
            groups.append(Group(Span(start, clause.end), typed, dates[index], (index,)))

    @staticmethod
    def _goes_on(last: Group, typed: Typed, date: Dated) -> bool:
        return last.typed.type == typed.type and last.date.edtf == date.edtf

    def _type(self, sentence: Sentence, mention: Mention, before: Mention | None, triggers: Triggers) -> Typed:
        clause = sentence.clauses[mention.clause]
        start = max(clause.start, before.end if before else clause.start)
        end = min(clause.end, mention.end + BESIDE_REACH)
        beside, local = Span(max(start, mention.start - BESIDE_REACH), end), Span(start, end)
        windows = [(BESIDE, beside), (LOCAL, local), (CLAUSE, clause), (SENTENCE, sentence.span)]
        if sentence.section >= 0:
            windows.append((HEADING, self._report.sections[sentence.section].heading))
        return self._classifier.classify(windows, triggers) or Typed("other", ())

    def _told_without_figure(self, sentence: Sentence, triggers: Triggers) -> Typed | None:
        """A sentence without a figure tells of a doing where a verb says that it was done."""
        hits = self._cues.between(*sentence.span)
        for hit, following in zip(hits, hits[1:], strict=False):
            if "verb" in hit.cues and "skip" in following.cues and following.start == hit.end:
                return self._classifier.classify([(CLAUSE, sentence.span)], triggers)
        return None
