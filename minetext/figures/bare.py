"""What a number without a unit counts or measures, told by the words beside it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from minetext.figures.reading import Reading, Window
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import BareRule

BEFORE = 40
"""How many characters before a number are shown to the rules."""


class _Bare(NamedTuple):
    rule: BareRule
    before: "re.Pattern[str] | None"
    next: "re.Pattern[str] | None"

    def fits(self, text: str, before: str, end: int, limit: int) -> bool:
        """Whether the rule fits a number that ends at `end`, with this text before it."""
        if self.next and not self.next.match(text, end, limit):
            return False
        return not self.before or bool(self.before.search(before))


class BareNumbers:
    """The rules for numbers without a unit, compiled, in order."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = [
            _Bare(rule, rulebook.compile(rule.before, ends=rule.near), rulebook.compile(rule.next))
            for rule in rulebook.of(BareRule)
        ]
        self._ratios = [one for one in rules if one.rule.form == "ratio"]
        self._rules = [one for one in rules if one.rule.form != "ratio"]
        plain = [one.rule for one in self._rules if one.rule.form == "any"]
        # most numbers without a unit are none of these: one look behind and one ahead tell
        self._some_next = _any_of(rulebook, [rule.next for rule in plain if rule.next])
        self._some_before = _any_of(rulebook, [rule.before for rule in plain if rule.before and not rule.next])

    def ratio(self, window: Window, start: int, end: int) -> BareRule | None:
        """The rule for a ratio that stands between two offsets."""
        before = window.text[max(window.sentence, start - BEFORE) : start]
        fitting = (one.rule for one in self._ratios if one.fits(window.text, before, end, window.limit))
        return next(fitting, None)

    def match(self, window: Window, reading: Reading) -> BareRule | None:
        """The first rule that fits a number, or None."""
        if reading.masked:
            return None
        text, end, limit = window.text, reading.end, window.limit
        before = text[max(window.sentence, reading.start - BEFORE) : reading.start]
        exact = reading.modifier == "exact"
        if exact and not reading.scaled:
            ahead = self._some_next and self._some_next.match(text, end, limit)
            if not ahead and not (self._some_before and self._some_before.search(before)):
                return None
        for one in self._rules:
            form = one.rule.form
            if (form == "scaled" and not reading.scaled) or (form == "approximate" and exact):
                continue
            if one.fits(text, before, end, limit):
                return one.rule
        return None


def _any_of(rulebook: Rulebook, patterns: Sequence[str]) -> "re.Pattern[str] | None":
    return rulebook.compile("|".join(f"(?:{pattern})" for pattern in patterns))
