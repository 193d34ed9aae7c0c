"""The type of a doing, from the words that show it."""

from collections.abc import Sequence
from typing import NamedTuple

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


Window = tuple[int, int, int]
"""A stretch of text, and what a trigger in it counts for."""


class Classifier:
    """The activity rules, by word."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = rulebook.of(ActivityRule)
        self._order = {rule.type: index for index, rule in reversed(list(enumerate(rules)))}
        by_word: dict[str, list[ActivityRule]] = {}
        for rule in rules:
            for word in rule.words:
                by_word.setdefault(word, []).append(rule)
        self._words = WordScanner(by_word)
        self._rules = [by_word[word] for word in self._words.words]
        self._unless = {rule.id: pattern for rule in rules if (pattern := rulebook.compile(rule.unless_next))}
        self._patterns = [(rule, pattern) for rule in rules if (pattern := rulebook.compile(rule.pattern))]

    def triggers(self, text: str, start: int, end: int) -> list[Trigger]:
        """The triggers between two offsets."""
        unless = self._unless
        found = [
            Trigger(start + first, start + last, rule.type, rule.weight, rule.id)
            for index, first, last in self._words.scan(text, start, end)
            for rule in self._rules[index]
            if rule.id not in unless or not unless[rule.id].match(text, start + last)
        ]
        for rule, pattern in self._patterns:
            for match in pattern.finditer(text, start, end):
                found.append(Trigger(*match.span(), rule.type, rule.weight, rule.id))
        return found

    def classify(
        self, triggers: Sequence[Trigger], windows: Sequence[Window], heading: Sequence[Trigger] = ()
    ) -> Typed | None:
        """The type with the most weight; None where no word tells one.

        The windows are nested, the widest first. A trigger counts for the sum of the factors of the windows that it
        stands in, one of the `heading` for 1; a rule counts for its best trigger.
        """
        best: dict[str, tuple[int, Trigger]] = {trigger.rule: (1, trigger) for trigger in heading}
        for trigger in triggers:
            factor = 0
            first, last, rule = trigger.start, trigger.end, trigger.rule
            for start, end, worth in windows:
                if first < start or end < last:
                    break
                factor += worth
            if factor and (rule not in best or best[rule][0] < factor):
                best[rule] = factor, trigger
        if not best:
            return None
        score: dict[ActivityType, int] = {}
        for factor, trigger in best.values():
            score[trigger.type] = score.get(trigger.type, 0) + factor * trigger.weight
        winner = min(score, key=lambda one: (-score[one], self._order[one]))
        return Typed(winner, tuple(rule for rule, (_, trigger) in best.items() if trigger.type == winner))
