"""Headings to sections."""

from collections.abc import Sequence

from minetext.model import Section, Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import HeadingRule


class Outline:
    """The heading rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._styles = [(rule.rank, rulebook.compile(rule.pattern)) for rule in rulebook.of(HeadingRule)]
        self.pattern = rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in rulebook.of(HeadingRule)))
        """Matches where any heading begins."""

    def rank(self, text: str, sentence: Span) -> int | None:
        """The rank of the heading that a sentence begins with, or None."""
        if self.pattern is None or not self.pattern.match(text, *sentence):
            return None
        return next((rank for rank, style in self._styles if style and style.match(text, *sentence)), None)


def sections(headings: Sequence[tuple[int, Span]], end: int) -> tuple[Section, ...]:
    """Nest headings, given with their ranks in order, up to the end of the report.

    A section lasts until the next heading of its own or a lower rank, so that numbering that
    skips a level or starts anew nests as a reader would nest it.
    """
    open_sections: list[tuple[int, int]] = []
    found: list[Section] = []
    for rank, heading in headings:
        while open_sections and open_sections[-1][0] >= rank:
            _, index = open_sections.pop()
            found[index] = found[index]._replace(span=Span(found[index].span.start, heading.start))
        parent = open_sections[-1][1] if open_sections else -1
        open_sections.append((rank, len(found)))
        found.append(Section(Span(heading.start, end), heading, len(open_sections) - 1, parent))
    return tuple(found)
