"""Which lines have the form of a title."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from minetext.layout.lines import Line
from minetext.layout.ordinals import ordinal
from minetext.rulebook import Rulebook, Splits
from minetext.rulebook.schema import TitleRule, TitleSort

MAX_TITLE = 60
"""Longer lines are no titles."""

_GROUP = re.compile(r"\(\?P<\w+>")
_OUTSIDE_WORDS = re.compile(r"[\W_]+")


class Mark(NamedTuple):
    """A line that has the form of a title."""

    sort: TitleSort
    number: int
    """The number that a compilation gives it, or 0."""
    core: str
    """The title without number, brackets and words such as 范文: the same for repeated titles; may be empty."""


class Titles:
    """The title rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        rules = rulebook.of(TitleRule)
        whole = [rule for rule in rules if rule.sort not in ("inline", "affix")]
        self._forms = [(rule, rulebook.compile(rule.pattern)) for rule in whole]
        self._any = rulebook.compile("|".join(_GROUP.sub("(?:", f"(?:{rule.pattern})") for rule in whole if rule.opens))
        self._refused = [pattern for rule, pattern in self._forms if not rule.opens and pattern]
        self._attached = [pattern for rule, pattern in self._forms if rule.sort == "attached" and pattern]
        self._inline = [rulebook.compile(rule.pattern) for rule in rules if rule.sort == "inline"]
        self._hints = {word for rule in rules if rule.sort == "inline" for word in rule.hints}
        self._splits = Splits(rulebook)
        self._affix = rulebook.compile("|".join(f"(?:{rule.pattern})" for rule in rules if rule.sort == "affix"))

    def mark(self, text: str, line: Line) -> Mark | None:
        """What sort of title a line is by its form, or None."""
        if line.width > MAX_TITLE or not self._any or not self._any.fullmatch(text, line.start, line.end):
            return None
        for rule, pattern in self._forms:
            match = pattern.fullmatch(text, line.start, line.end) if pattern else None
            if match:
                number = ordinal(match.groupdict().get("number") or "")
                return Mark(rule.sort, number, self.core(match[0])) if rule.opens else None
        return None

    def attaches(self, text: str, line: Line) -> bool:
        """Whether what stands behind a line is attached to what stands before."""
        return line.width <= MAX_TITLE and any(
            pattern.fullmatch(text, line.start, line.end) for pattern in self._attached
        )

    def refuses(self, text: str, line: Line) -> bool:
        """Whether a rule says that a line is no title, whatever stands around it."""
        return any(pattern.fullmatch(text, line.start, line.end) for pattern in self._refused)

    def core(self, title: str) -> str:
        """What two titles have in common that differ in their numbers and adornments."""
        return _OUTSIDE_WORDS.sub("", self._affix.sub("", title) if self._affix else title)

    def cut(self, text: str, of: list[Line]) -> list[Line]:
        """The lines, with titles that text follows on the same line cut off as lines of their own."""
        found: list[Line] = []
        hinted = any(word in text for word in self._hints)
        for line in of:
            if not hinted and (found or line.width <= MAX_TITLE):
                found.append(line)
                continue
            cuts = self._cuts(text, line, not found and line.width > MAX_TITLE)
            pieces = list(_trimmed(text, cuts))
            found += [
                Line(start, end, line.indented if not index else True, line.after_blank if not index else True)
                for index, (start, end) in enumerate(pieces)
            ]
        return found

    def _cuts(self, text: str, line: Line, first: bool) -> list[int]:
        cuts = {line.start, line.end}
        for pattern in self._inline:
            for match in pattern.finditer(text, line.start, line.end) if pattern else ():
                if line.width > MAX_TITLE or self._is_text(text, match.end("title"), line.end):
                    cuts.update(match.span("title"))
        if first:
            head = Line(line.start, line.start + len(text[line.start : line.end].split(None, 1)[0]), False, True)
            mark = self.mark(text, head)
            if mark and mark.sort in ("title", "piece"):
                cuts.add(head.end)
        return sorted(cuts)

    def _is_text(self, text: str, start: int, end: int) -> bool:
        """Whether a clause or a sentence ends between two places."""
        return any(mark.search(text, start, end) for mark in (self._splits.clause, self._splits.sentence))


def _trimmed(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """What lies between the cuts, without the white space around it."""
    for start, end in pairwise(cuts):
        piece = text[start:end]
        inner = piece.strip()
        if inner:
            begin = start + len(piece) - len(piece.lstrip())
            yield begin, begin + len(inner)
