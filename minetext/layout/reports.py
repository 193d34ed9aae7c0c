"""A source to its reports: where each begins, ends, and what is masked inside it."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.layout.boilerplate import Boilerplate
from minetext.layout.lines import Line
from minetext.model import Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import TitleRule

MAX_TITLE = 60
"""Longer lines are no titles."""

MIN_BODY = 60
"""A title line with fewer characters of text behind it opens no report: it is one of a list of links."""

MIN_LEAD = 200
"""Text before the first title line that is this long is a report of its own."""

MAX_FIRST_LINE = 60
"""A first line of up to this length is the title, where no line has the form of one."""


class Piece(NamedTuple):
    """The lines of a report."""

    span: Span
    title: Span | None
    body: tuple[Line, ...]
    """The lines that are mined, without title and boilerplate."""
    masked: tuple[Span, ...]


class Splitter:
    """The rules for title lines and boilerplate, applied."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = rulebook.of(TitleRule)
        self._boilerplate = Boilerplate(rulebook)
        self._title = rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in rules if rule.opens))
        self._no_title = rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in rules if not rule.opens))

    def split(self, text: str, of: list[Line]) -> list[Piece]:
        """The reports of a text, in order; empty where it holds nothing but boilerplate."""
        kinds = self._boilerplate.kinds(text, of)
        openings = [index for index in range(len(of)) if not kinds[index] and self._opens(text, of, kinds, index)]
        parts: list[tuple[int | None, int, int]] = []
        lead = openings[0] if openings else len(of)
        if self._characters(of, kinds, 0, lead) >= (MIN_LEAD if openings else 1):
            parts.append((None, 0, lead))
        for at, opening in enumerate(openings):
            stop = openings[at + 1] if at + 1 < len(openings) else len(of)
            if self._characters(of, kinds, opening + 1, stop) >= MIN_BODY:
                parts.append((opening, opening + 1, stop))
        pieces = [self._piece(text, of, kinds, *part) for part in parts]
        if not pieces and self._characters(of, kinds, 0, len(of)):
            pieces = [self._piece(text, of, kinds, None, 0, len(of))]
        return pieces

    def _opens(self, text: str, of: list[Line], kinds: Sequence[str], index: int) -> bool:
        line = of[index]
        alone_behind = index + 1 < len(of) and of[index + 1].after_blank
        if line.width > MAX_TITLE or not (index == 0 or line.after_blank or alone_behind or kinds[index - 1]):
            return False
        if not self._title or not self._title.fullmatch(text, line.start, line.end):
            return False
        return not (self._no_title and self._no_title.fullmatch(text, line.start, line.end))

    @staticmethod
    def _characters(of: list[Line], kinds: Sequence[str], start: int, stop: int) -> int:
        """Characters of text between two lines, up to the line that closes the report."""
        total = 0
        for index in range(start, stop):
            if kinds[index] == "end":
                break
            total += 0 if kinds[index] else of[index].width
        return total

    def _piece(
        self, text: str, of: list[Line], kinds: Sequence[str], title: int | None, start: int, stop: int
    ) -> Piece:
        body: list[Line] = []
        masked: list[Span] = []
        waiting: list[Span] = []
        for index in range(start, stop):
            if kinds[index] == "end":
                break
            if kinds[index]:
                waiting.append(Span(of[index].start, of[index].end))
                continue
            masked += waiting if body or title is not None else []
            waiting = []
            body.append(of[index])
        if title is None and body[0].width <= MAX_FIRST_LINE and len(body) > 1:
            heading: Span | None = Span(body[0].start, body[0].end)
            del body[0]
        else:
            heading = None if title is None else Span(of[title].start, of[title].end)
        first = heading.start if heading else body[0].start
        return Piece(Span(first, body[-1].end), heading, tuple(body), tuple(masked))
