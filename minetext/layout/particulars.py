"""Whose report it is, who wrote it and when it was signed, as the text says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from minetext.model import NOWHERE, Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import ParticularRule

MAX_SIGNATURE = 40
"""Longer lines are no part of a signature."""

SIGNATURE = 6
"""So many lines at the end of a report may be its signature, and so many behind the title may name author and date."""

MAX_NAMING = 120
"""Characters of a title that may name the unit: what containers give as a title may be of any length."""

OPENING = 200
"""Characters of the first paragraphs that may name the unit."""


class Particulars(NamedTuple):
    """What a report says of itself; empty where it does not."""

    unit: str
    author: str
    signed: Span
    """The date of the signature as it is written."""


class ParticularReader:
    """The rules for particulars, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._forms: dict[tuple[str, str], list[re.Pattern[str]]] = {}
        for rule in rulebook.of(ParticularRule):
            pattern = rulebook.compile(rule.pattern)
            if pattern:
                self._forms.setdefault((rule.place, rule.gives), []).append(pattern)

    def is_date(self, text: str, line: Span) -> bool:
        """Whether a line is the date of a signature and nothing else."""
        return self._whole(text, [line], "signed") is not None

    def names_unit(self, title: str) -> bool:
        """Whether a title says whose report it is."""
        return self._found(title, [Span(0, len(title))], "title", "unit") is not None

    def read(
        self, text: str, plain: str, title: tuple[str, str], lines: Sequence[Span], masked: Sequence[Span]
    ) -> Particulars:
        """The particulars of a report.

        Args:
            text: the source as it stands, for quoting.
            plain: the same as the rules read it.
            title: the title as it stands, and as the rules read it.
            lines: its paragraphs, without the title.
            masked: lines inside it that are masked; they may name the author.
        """
        last = [line for line in lines[1:][-SIGNATURE:] if line.end - line.start <= MAX_SIGNATURE]
        first = [line for line in lines[:SIGNATURE] if line.end - line.start <= MAX_SIGNATURE]
        signed = self._whole(plain, reversed(last), "signed") or self._whole(plain, first, "signed", "heading")
        if not signed or signed.start < (last[0].start if last else 0):
            last = []  # what stands at the end is no signature
        near = [*reversed(last)] or (first if signed else [])
        unit = self._in_title(title) or _quoted(text, self._whole(plain, near, "unit"))
        if not unit:
            unit = _quoted(text, self._found(plain, _opening(lines), "opening", "unit"))
        author = self._found(plain, sorted([*first, *last, *masked]), "line", "author")
        author = author or (self._whole(plain, reversed(last), "author") if last else None)
        return Particulars(unit, _quoted(text, author), signed or NOWHERE)

    def _in_title(self, title: tuple[str, str]) -> str:
        written, plain = title
        return _quoted(written, self._found(plain, [Span(0, min(len(plain), MAX_NAMING))], "title", "unit"))

    def _whole(self, text: str, lines: Iterable[Span], gives: str, place: str = "signature") -> Span | None:
        for line in lines:
            for pattern in self._forms.get((place, gives), ()):
                match = pattern.fullmatch(text, *line) if line.end - line.start <= MAX_SIGNATURE else None
                if match:
                    return Span(*match.span("value"))
        return None

    def _found(self, text: str, lines: Iterable[Span], place: str, gives: str) -> Span | None:
        for line in lines:
            for pattern in self._forms.get((place, gives), ()):
                match = pattern.search(text, *line)
                if match and match["value"]:
                    return Span(*match.span("value"))
        return None


def _opening(lines: Sequence[Span]) -> Iterator[Span]:
    left = OPENING
    for start, end in lines:
        if left <= 0:
            return
        yield Span(start, min(end, start + left))
        left -= end - start


def _quoted(text: str, span: Span | None) -> str:
    return "".join(text[slice(*span)].split()) if span else ""
