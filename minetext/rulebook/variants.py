"""Characters written in more than one way, replaced by the one that the rules use, one for one."""

from collections.abc import Iterable
from typing import TypeVar, cast

from minetext.rulebook.schema import PATTERN_FIELDS, Rule, VariantRule

WORD_FIELDS = ("words", "closing", "values", "parts", "table", "hints", "without")
"""Fields of rules that hold what is looked for in a text literally."""

AnyRule = TypeVar("AnyRule", bound=Rule)


class Variants:
    """The variant rules, as one table."""

    def __init__(self, rules: Iterable[VariantRule]) -> None:
        pairs = {written: plain for rule in rules for written, plain in zip(rule.written, rule.plain, strict=True)}
        self._written = frozenset(pairs)
        self._table = str.maketrans(pairs)

    def fold(self, text: str) -> str:
        """The text with its variants replaced: as long as before, and the same object where it holds none."""
        return text if self._written.isdisjoint(text) else text.translate(self._table)

    def folded(self, rule: AnyRule) -> AnyRule:
        """A rule with its words and patterns replaced in the same way, so that they fit folded texts."""
        changed = {
            name: self._value(value)
            for name in (*WORD_FIELDS, *PATTERN_FIELDS)
            if (value := getattr(rule, name, None)) and not isinstance(rule, VariantRule)
        }
        return rule.model_copy(update=changed) if changed else rule

    def _value(self, value: object) -> object:
        if isinstance(value, str):
            return self.fold(value)
        if isinstance(value, dict):
            return {self.fold(key): one for key, one in value.items()}
        return tuple(dict.fromkeys(self.fold(word) for word in cast("tuple[str, ...]", value)))
