"""The rulebook: all rules of a run, and what patterns of rules may say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

import regex

from minetext.rulebook.errors import RuleError
from minetext.rulebook.schema import LexiconRule, Rule
from minetext.rulebook.variants import Variants

AnyRule = TypeVar("AnyRule", bound=Rule)


class Place(NamedTuple):
    """Where a rule was written."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a run, by id, in the order in which they were first written."""

    rules: Mapping[str, Rule]
    places: Mapping[str, Place]
    version: str
    """SHA-256 over the rules: the same rules give the same version, wherever they are stored."""
    variants: Variants
    lexicons: Mapping[str, str] = field(init=False)
    """The pattern of every lexicon, by name."""
    _compiled: dict[str, "re.Pattern[str]"] = field(init=False, default_factory=dict, repr=False, compare=False)
    """The patterns that were compiled: `re` itself remembers fewer than a rulebook has."""

    def __post_init__(self) -> None:
        lexicons: dict[str, str] = {}
        object.__setattr__(self, "lexicons", lexicons)
        for rule in self.of(LexiconRule):
            pattern = self.expand(rule.pattern) if rule.pattern else alternatives(rule.words)
            lexicons[rule.name] = f"(?:{pattern})"

    def of(self, family: type[AnyRule]) -> tuple[AnyRule, ...]:
        """The enabled rules of one family, in order."""
        return tuple(rule for rule in self.rules.values() if type(rule) is family and rule.enabled)

    def expand(self, pattern: str) -> str:
        """Put lexicons in place of `{name}` in a pattern.

        Raises:
            RuleError: the pattern names a lexicon that does not exist, or only after it.
        """

        def lexicon(match: "re.Match[str]") -> str:
            name = match[1]
            if name not in self.lexicons:
                raise RuleError("lexicon", name=name, known=", ".join(sorted(self.lexicons)))
            return self.lexicons[name]

        return re.sub(r"\{([a-z_]+)\}", lexicon, pattern)

    def compile(self, pattern: str, *, ends: bool = False) -> "re.Pattern[str] | None":
        """Compile a pattern of a rule; None for an empty one. With `ends`, it must end where the text does.

        It is compiled by `re`, which tries alternatives several times as fast, where that can; else by `regex`.

        Raises:
            regex.error: neither can.
            RuleError: it names a lexicon that does not exist.
        """
        if not pattern:
            return None
        expanded = f"(?:{self.expand(pattern)}){'$' if ends else ''}"
        compiled = self._compiled.get(expanded)
        if compiled is None:
            try:
                compiled = re.compile(expanded)
            except re.error:
                compiled = cast("re.Pattern[str]", regex.compile(expanded))
            self._compiled[expanded] = compiled
        return compiled


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first, each taken literally."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def character_class(characters: Iterable[str]) -> str:
    """A class of single characters, as a pattern."""
    return "[" + "".join(re.escape(one) for one in sorted(set(characters))) + "]"
