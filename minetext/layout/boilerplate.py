"""What a site wraps around reports."""

import re
from typing import Literal, NamedTuple

from minetext.layout.lines import Line
from minetext.rulebook import Rulebook, WordScanner
from minetext.rulebook.schema import BoilerplateRule

MAX_FORM = 120
"""Longer lines have the form of no boilerplate."""

MAX_LINE = 400
"""Longer lines are paragraphs of the report in any case."""

LineKind = Literal["line", "end", ""]


class _Scope(NamedTuple):
    """The patterns of one scope: those of rules with hints, and the others."""

    hinting: "re.Pattern[str] | None"
    others: "re.Pattern[str] | None"

    def matches(self, how: str, text: str, line: Line, hinted: bool) -> bool:
        """Whether a pattern fits the line as `how` says; `hinted`: it holds the hint of some rule."""
        patterns = (self.others, self.hinting) if hinted else (self.others,)
        return any(pattern and getattr(pattern, how)(text, line.start, line.end) for pattern in patterns)


class Boilerplate:
    """The boilerplate rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = rulebook.of(BoilerplateRule)
        self._hints = WordScanner(word for rule in rules for word in rule.hints)

        def compiled(scope: str, hinting: bool) -> "re.Pattern[str] | None":
            chosen = [rule for rule in rules if rule.scope == scope and bool(rule.hints) is hinting]
            return rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in chosen))

        self._line, self._inside, self._end = (
            _Scope(compiled(scope, True), compiled(scope, False)) for scope in ("line", "inside", "end")
        )

    def kinds(self, text: str, of: list[Line]) -> list[LineKind]:
        """Of every line, whether it is boilerplate, and whether it closes the report before it."""
        hints = [first for _, first, _ in self._hints.scan(text, 0, len(text))]
        kinds: list[LineKind] = []
        at = 0
        for line in of:
            while at < len(hints) and hints[at] < line.start:
                at += 1
            kinds.append(self._kind(text, line, at < len(hints) and hints[at] < line.end))
        return kinds

    def _kind(self, text: str, line: Line, hinted: bool) -> LineKind:
        if line.width <= MAX_FORM:
            if self._end.matches("fullmatch", text, line, hinted):
                return "end"
            if self._line.matches("fullmatch", text, line, hinted):
                return "line"
        if line.width <= MAX_LINE and self._inside.matches("search", text, line, hinted):
            return "line"
        return ""
