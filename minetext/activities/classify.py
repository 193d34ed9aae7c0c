"""The type of a doing, from the words that show it."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.model import ActivityType
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


class Window(NamedTuple):
    """A stretch of text, and what a trigger in it counts for."""

    start: int
    end: int
    factor: int


class Classifier:
    """The activity rules, by word."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = rulebook.of(ActivityRule)
        self._order = {rule.type: index for index, rule in reversed(list(enumerate(rules)))}
        self._by_word: dict[str, list[tuple[ActivityRule, regex.Pattern[str] | None]]] = {}
        for rule in rules:
            for word in rule.words:
                self._by_word.setdefault(word, []).append((rule, rulebook.compile(rule.unless_next)))
        self._words = WordScanner(self._by_word)
        self._patterns = [(rule, rulebook.compile(rule.pattern)) for rule in rules if rule.pattern]

    def triggers(self, text: str, start: int, end: int) -> list[Trigger]:
        """The triggers between two offsets."""
        found = [
            Trigger(hit.start, hit.end, rule.type, rule.weight, rule.id)
            for hit in self._words.scan(text, start, end)
            for rule, unless in self._by_word[hit.word]
            if not (unless and unless.match(text, hit.end))
        ]
        for rule, pattern in self._patterns:
            if pattern:
                found += [
                    Trigger(*match.span(), rule.type, rule.weight, rule.id)
                    for match in pattern.finditer(text, start, end)
                ]
        return found

    def classify(self, triggers: Sequence[Trigger], windows: Sequence[Window]) -> Typed | None:
        """The type with the most weight; None where no word tells one.

        A trigger counts for the sum of the factors of the windows that it stands in, and a rule for its best trigger.
        """
        best: dict[str, tuple[int, Trigger]] = {}
        for trigger in triggers:
            factor = 0
            for start, end, worth in windows:
                if start <= trigger.start and trigger.end <= end:
                    factor += worth
            if factor and (trigger.rule not in best or best[trigger.rule][0] < factor):
                best[trigger.rule] = factor, trigger
        if not best:
            return None
        score: dict[ActivityType, int] = {}
        for factor, trigger in best.values():
            score[trigger.type] = score.get(trigger.type, 0) + factor * trigger.weight
        winner = min(score, key=lambda one: (-score[one], self._order[one]))
        return Typed(winner, tuple(rule for rule, (_, trigger) in best.items() if trigger.type == winner))
