"""The type of a doing, from the votes of the rules and, where these are silent or divided, the trained model."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.activities.classify import Trigger, TriggerWords, Window
from minetext.activities.learned import TypeModel
from minetext.model import ActivityType, Report, Span
from minetext.rulebook import Rulebook

SAY = 0.55
"""What the probability of the model counts for beside the votes of the rules."""

HEADING = 0.7
"""What the votes count for where all stand in the heading above."""

HEADING_LENGTH = 24
"""Characters of a heading that count: some are whole paragraphs."""

UNSURE = 0.25
"""Below this confidence a doing is of type `other`."""

MODEL, NO_TYPE = "model", "unsure"
"""What stands among the reasons where the model had a say, and where nothing was sure enough."""


IN_TABLE = "table"
"""What stands there for a row of a table whose heads name no doing."""


class Typed(NamedTuple):
    """A type, how sure it is (0..1), and why: the ids of rules, `model`, `unsure`."""

    type: ActivityType
    confidence: float
    reasons: tuple[str, ...]


class TypeReader:
    """The activity rules and the model."""

    def __init__(self, rulebook: Rulebook, model: TypeModel) -> None:
        self._words = TriggerWords(rulebook)
        self._model = model

    def triggers(self, text: str, report: Report) -> "ReportTriggers":
        """The words of the rules in a report."""
        return ReportTriggers(self._words, text, report)

    def decide(
        self, triggers: Sequence[Trigger], windows: Sequence[Window], heading: Sequence[Trigger], text: str
    ) -> Typed:
        """The type of the doing that a text tells of; for the windows, see `TriggerWords.votes`.

        Share of votes and probability are weighed against each other, type by type, and the best is the confidence;
        where no rule votes, it is the probability. Letting the rules alone decide where they agree was tried and lost.
        """
        votes = self._words.votes(triggers, windows, heading)
        sure = self._model.guess(text)
        if votes.shares:
            # a word of the rules says that something of a type is told, whatever else the text says
            worth, other = (1.0, 0.0) if votes.near else (HEADING, SAY * sure["other"])
            sure = {one: SAY * share for one, share in sure.items()} | {"other": other}
            for one, share in votes.shares.items():
                sure[one] = sure.get(one, 0.0) + (1 - SAY) * worth * share
        kind = max(sure, key=sure.__getitem__)
        if sure[kind] < UNSURE:
            return Typed("other", sure[kind], (NO_TYPE,))
        return Typed(kind, sure[kind], (*votes.rules.get(kind, ()), MODEL))

    def of_heads(self, triggers: Sequence[Trigger], heads: str) -> Typed:
        """The type of what a row of a table tells of, from the words of its heads: a state of affairs without any.

        Where they speak of several types, the model has its say on these.
        """
        end = max((one.end for one in triggers), default=0)
        votes = self._words.votes(triggers, [(0, end, 1)])
        if not votes.shares:
            return Typed("indicator", 1.0, (IN_TABLE,))
        shares = dict(votes.shares)
        if len(shares) > 1:
            sure = self._model.guess(heads)
            shares = {one: SAY * sure.get(one, 0.0) + (1 - SAY) * share for one, share in shares.items()}
        kind = max(shares, key=shares.__getitem__)
        return Typed(kind, shares[kind], (*votes.rules[kind], MODEL) if len(shares) > 1 else votes.rules[kind])


class ReportTriggers:
    """The words of the activity rules in one report, looked for only in the sentences that are asked for."""

    def __init__(self, words: TriggerWords, text: str, report: Report) -> None:
        self._words = words
        self._text = text
        self._report = report
        self._found: dict[Span, list[Trigger]] = {}

    def of(self, sentence: int) -> list[Trigger]:
        """The triggers of a sentence, by its index."""
        return self._in(self._report.sentences[sentence].span)

    def of_heading(self, section: int) -> list[Trigger]:
        """The triggers of the heading of a section, by its index; none for -1, and none far from its beginning."""
        if section < 0:
            return []
        heading = self._report.sections[section].heading
        return self._in(Span(heading.start, min(heading.end, heading.start + HEADING_LENGTH)))

    def in_heads(self, heads: Sequence[Span]) -> list[Trigger]:
        """The triggers of the heads of a table."""
        return [trigger for start, end in heads for trigger in self._in(Span(start, min(end, start + HEADING_LENGTH)))]

    def words(self, sentence: int, start: int, end: int) -> frozenset[str]:
        """The words of the triggers of a sentence that stand between two offsets."""
        return frozenset(self._text[one.start : one.end] for one in self.of(sentence) if start <= one.start < end)

    def _in(self, span: Span) -> list[Trigger]:
        if span not in self._found:
            self._found[span] = self._words.triggers(self._text, *span)
        return self._found[span]
