"""What a site wraps around reports."""

from typing import Literal

from minetext.layout.lines import Line
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import BoilerplateRule

MAX_FORM = 120
"""Longer lines have the form of no boilerplate."""

MAX_LINE = 400
"""Longer lines are paragraphs of the report in any case."""


class Boilerplate:
    """The boilerplate rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        patterns = {
            scope: rulebook.compile(
                "|".join(f"(?:{rule.pattern})" for rule in rulebook.of(BoilerplateRule) if rule.scope == scope)
            )
            for scope in ("line", "inside", "end")
        }
        self._line, self._inside, self._end = patterns["line"], patterns["inside"], patterns["end"]

    def kind(self, text: str, line: Line) -> Literal["line", "end", ""]:
        """Whether a line is boilerplate, and whether it closes the report before it."""
        if line.width <= MAX_FORM:
            if self._end and self._end.fullmatch(text, line.start, line.end):
                return "end"
            if self._line and self._line.fullmatch(text, line.start, line.end):
                return "line"
        if line.width <= MAX_LINE and self._inside and self._inside.search(text, line.start, line.end):
            return "line"
        return ""
