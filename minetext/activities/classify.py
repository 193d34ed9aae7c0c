"""The type of a doing, from the words that show it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.model import ActivityType, Span
from minetext.rulebook import Rulebook, WordScanner
from minetext.rulebook.schema import ActivityRule


class Trigger(NamedTuple):
    """A word in the text that shows the type of a doing."""

    start: int
    end: int
    type: ActivityType
    weight: int
    rule: str


class Typed(NamedTuple):
    """A type and the ids of the rules that gave it."""

    type: ActivityType
    rules: tuple[str, ...]


class Triggers:
    """The triggers of one report, looked up by place."""

    def __init__(self, found: Sequence[Trigger]) -> None:
        self._found = found
        self._starts = [trigger.start for trigger in found]

    def within(self, start: int, end: int) -> list[Trigger]:
        """The triggers that stand wholly between two offsets."""
        found = self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [trigger for trigger in found if trigger.end <= end]


class Classifier:
    """The activity rules, by word."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = rulebook.of(ActivityRule)
        self._order = {rule.type: index for index, rule in reversed(list(enumerate(self._rules)))}
        self._by_word: dict[str, list[tuple[ActivityRule, regex.Pattern[str] | None]]] = {}
        for rule in self._rules:
            for word in rule.words:
                self._by_word.setdefault(word, []).append((rule, rulebook.compile(rule.unless_next)))
        self._words = WordScanner(self._by_word)
        self._patterns = [(rule, rulebook.compile(rule.pattern)) for rule in self._rules if rule.pattern]

    def triggers(self, text: str, start: int, end: int) -> Triggers:
        """The triggers between two offsets."""
        found = [
            Trigger(hit.start, hit.end, rule.type, rule.weight, rule.id)
            for hit in self._words.scan(text, start, end)
            for rule, unless in self._by_word[hit.word]
            if not (unless and unless.match(text, hit.end))
        ]
        for rule, pattern in self._patterns:
            if pattern:
                found += [Trigger(*match.span(), rule.type, rule.weight, rule.id) for match in pattern.finditer(text, start, end)]
        return Triggers(sorted(found))

    def classify(self, windows: Sequence[tuple[int, Span]], triggers: Triggers) -> Typed | None:
        """The type with the most weight in windows, each given with its factor; None where no word tells one.

        In each window, a rule counts once, however many of its words stand there.
        """
        score: dict[ActivityType, int] = {}
        rules: dict[ActivityType, dict[str, None]] = {}
        for factor, window in windows:
            weights = {trigger.rule: trigger for trigger in triggers.within(*window)}
            for trigger in weights.values():
                score[trigger.type] = score.get(trigger.type, 0) + factor * trigger.weight
                rules.setdefault(trigger.type, {})[trigger.rule] = None
        if not score:
            return None
        best = min(score, key=lambda one: (-score[one], self._order[one]))
        return Typed(best, tuple(rules[best]))
