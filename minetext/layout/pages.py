"""Short pages that are no reports."""

import re
from collections.abc import Sequence

from minetext.layout.furniture import PROSE, has_number
from minetext.layout.lines import Line
from minetext.model import NoReport
from minetext.rulebook import Rulebook, Splits
from minetext.rulebook.schema import PageRule

MAX_NOTICE = 300
"""A page that tells of an error or asks to log in holds at most so many characters of text."""

MIN_LINKS = 4
"""A list of links has at least so many lines."""

OTHERS = 0.2
"""The share of its lines that may be none."""

MIN_TEXT = 30
"""Less text, without a sentence and without a number, says nothing."""


class Pages:
    """The rules that tell pages which are no reports, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        def compiled(tells: str) -> "re.Pattern[str] | None":
            patterns = [rule.pattern for rule in rulebook.of(PageRule) if rule.tells == tells]
            return rulebook.compile("|".join(f"(?:{pattern})" for pattern in patterns))

        self._error, self._login, self._link = compiled("error_page"), compiled("login"), compiled("links")
        self._splits = Splits(rulebook)

    def reason(self, text: str, plain: Sequence[Line]) -> NoReport:
        """Why a page is no report, or empty where it is one; `plain` are its lines that are no boilerplate."""
        if not plain:
            return "boilerplate"
        width = sum(line.width for line in plain)
        if width <= MAX_NOTICE:
            if _holds(self._error, text, plain):
                return "error_page"
            if _holds(self._login, text, plain):
                return "login"
        if any(self._is_sentence(text, line) for line in plain):
            return ""
        others = [line for line in plain if not self._is_link(text, line)]
        figures = any(has_number(text[line.start : line.end]) for line in others)
        if len(plain) >= MIN_LINKS and len(others) <= OTHERS * len(plain) and not figures:
            return "links"
        numbers = any(has_number(text[line.start : line.end]) for line in plain)
        return "too_short" if width < MIN_TEXT and not numbers else ""

    def _is_sentence(self, text: str, line: Line) -> bool:
        return line.width >= PROSE or bool(self._splits.sentence.search(text, line.start, line.end))

    def _is_link(self, text: str, line: Line) -> bool:
        return bool(self._link and self._link.fullmatch(text, line.start, line.end))


def _holds(pattern: "re.Pattern[str] | None", text: str, lines: Sequence[Line]) -> bool:
    return pattern is not None and any(pattern.search(text, line.start, line.end) for line in lines)
