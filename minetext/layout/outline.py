"""Headings: which lines and sentences open a section, and how far the heading goes."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from minetext.model import Span
from minetext.rulebook import Rulebook, Splits
from minetext.rulebook.schema import HeadingRule

MAX_HEADING = 40
"""A longer first sentence is an item of a list; what names it is its first clause."""

MAX_LINE = 60
"""The same for a sentence that fills its line."""

MAX_NAME = 30
"""Characters before the colon of a heading that has text behind it."""

MAX_BARE = 60
"""Longer lines without a number are no headings."""

PROSE = 24
"""A line of this length that ends in a sentence mark is a paragraph of text."""

BARE = -1
"""The style of headings without a number."""


class Heading(NamedTuple):
    """What opens a section."""

    span: Span
    style: int
    """Which rule it follows; `BARE` for those without a number."""
    rank: int
    first: bool = False
    """Whether it is the first of a list of its style."""


class _Style(NamedTuple):
    rank: int
    pattern: "re.Pattern[str]"
    first: "re.Pattern[str] | None"


class Outline:
    """The heading rules, compiled."""

    def __init__(self, rulebook: Rulebook, splits: Splits) -> None:
        rules = rulebook.of(HeadingRule)
        self._splits = splits
        self._starts, self._lines = (
            [
                (style, _Style(rule.rank, pattern, rulebook.compile(rule.first)))
                for style, rule in enumerate(rules)
                if rule.form == form and (pattern := rulebook.compile(rule.pattern))
            ]
            for form in ("start", "line")
        )

        def compiled(*forms: str) -> "re.Pattern[str] | None":
            return rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in rules if rule.form in forms))

        self.pattern = compiled("start")
        """Matches where a numbered heading begins."""
        self._bare, self._label, self._no = compiled("bare"), compiled("label"), compiled("no")

    def heading(self, text: str, sentence: Span, block: Span) -> Heading | None:
        """The heading that a sentence of a block begins with, or None."""
        if self.pattern is None or not self.pattern.match(text, *sentence):
            label = self._label and sentence.start == block.start and self._label.match(text, *block)
            return Heading(Span(*label.span()), BARE, 0) if label else None
        for style, (rank, pattern, first) in self._starts:
            if found := pattern.match(text, *sentence):
                longest = MAX_LINE if sentence == block else MAX_HEADING
                span = Span(sentence.start, self._end(text, sentence, found.end(), longest))
                return Heading(span, style, rank, bool(first and first.match(text, *sentence)))
        return None

    def rank(self, text: str, start: int, end: int) -> int:
        """The rank of the numbered heading that a line begins with; 0 where it begins with none."""
        return next((style.rank for _, style in self._starts if style.pattern.match(text, start, end)), 0)

    def _end(self, text: str, sentence: Span, number: int, longest: int) -> int:
        """Where a heading ends: with its sentence, at a colon, or, of a long item, with its first clause."""
        colon = self._splits.heading.search(text, number, min(number + MAX_NAME, sentence.end))
        if colon and colon.start() > number:
            return colon.end()
        if sentence.end - sentence.start <= longest:
            return sentence.end
        clause = self._splits.clause.search(text, number, sentence.end)
        return clause.end() if clause else sentence.end

    def line(self, text: str, blocks: Sequence[Span], at: int, led: bool) -> Heading | None:
        """The heading that a whole line is, by its form and by what stands around it; `led`: a heading stands before.

        Such a line stands between paragraphs: before it no other short line without a sentence mark, as in a list or a
        table with a cell in each line, and behind it text or a numbered heading.
        """
        block = blocks[at]
        if block.end - block.start > MAX_BARE or at + 1 == len(blocks):
            return None
        for style, (rank, pattern, first) in self._lines:
            if pattern.fullmatch(text, *block):
                stands = led or at == 0 or self._is_text(text, blocks[at - 1])
                first_of = bool(first and first.fullmatch(text, *block))
                return Heading(block, style, rank, first_of) if stands else None
        if not self._bare or not self._bare.fullmatch(text, *block):
            return None
        if not self.pattern or self.pattern.match(text, *block):
            return None
        if self._no and self._no.fullmatch(text, *block):
            return None
        before = blocks[at - 1] if at else None
        if before and not led and not self._is_text(text, before):
            return None
        if before and self._splits.heading.match(text, before.end - 1) and self.pattern.match(text, *before):
            return None  # what a numbered heading announces
        behind = blocks[at + 1]
        opens = self._is_prose(text, behind) or bool(self.pattern.match(text, *behind))
        return Heading(block, BARE, 0) if opens else None

    def _is_text(self, text: str, block: Span) -> bool:
        """Whether a line ends as a sentence or an announcement does: it is not broken off, nor one of a list."""
        start, end = block
        splits = self._splits
        if splits.sentence.search(text, max(start, end - 4), end) or splits.heading.match(text, end - 1, end):
            return True
        return text[end - 1] not in splits.never_first and bool(splits.clause.search(text, end - 2, end))

    def _is_prose(self, text: str, block: Span) -> bool:
        return block.end - block.start >= PROSE and bool(self._splits.sentence.search(text, *block))
