"""What the words of a clause say of the type of a doing."""

from collections.abc import Mapping, Sequence
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


class Votes(NamedTuple):
    """What the triggers say: the share of the votes that each type has, and the rules that voted for it."""

    shares: Mapping[ActivityType, float]
    rules: Mapping[ActivityType, tuple[str, ...]]
    near: bool
    """Whether any of them stands in the text itself, not in the heading above."""

    def winner(self) -> ActivityType | None:
        """The type with most votes, the first in the rules of those that have as many; None where none has any."""
        return max(self.shares, key=lambda one: self.shares[one], default=None)


Window = tuple[int, int, int]
"""A stretch of text, and what a trigger in it counts for."""


class TriggerWords:
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

    def votes(self, triggers: Sequence[Trigger], windows: Sequence[Window], heading: Sequence[Trigger] = ()) -> Votes:
        """The votes of the triggers.

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
        weights: dict[ActivityType, int] = {}
        rules: dict[ActivityType, tuple[str, ...]] = {}
        for rule, (factor, trigger) in best.items():
            weights[trigger.type] = weights.get(trigger.type, 0) + factor * trigger.weight
            rules[trigger.type] = (*rules.get(trigger.type, ()), rule)
        total = sum(weights.values())
        near = any(trigger not in heading for _, trigger in best.values())
        return Votes({one: weights[one] / total for one in sorted(weights, key=self._order.__getitem__)}, rules, near)
