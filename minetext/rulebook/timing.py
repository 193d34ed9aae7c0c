"""What each rule's own pattern costs: tried alone over some text."""

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minetext.rulebook.book import Rulebook
from minetext.rulebook.schema import (
    BoilerplateRule,
    HeadingRule,
    LexiconRule,
    PageRule,
    ParticularRule,
    SectionRule,
    TableRule,
    TitleRule,
)

OF_LINES = (BoilerplateRule, HeadingRule, PageRule, ParticularRule, SectionRule, TableRule, TitleRule)
"""Families that are held against lines from their start; the others are looked for everywhere."""


class Timing(NamedTuple):
    """A pattern over some lines."""

    rule: str
    seconds: float
    matches: int
    over: bool
    """Whether it was stopped, since it took too long."""


def timings(book: Rulebook, lines: Sequence[str], most: float) -> Iterator[Timing]:
    """The pattern of each rule over the lines, stopped behind the line at which so many seconds are over.

    In a run the patterns of a family are joined and tried only where one of them may begin, so that each costs less
    than here; which of them are slow is the same. Rules of words alone have no cost of their own, since all words are
    found at once; fields that are tried only beside what was found (`next`, `before`, …) are left out.
    """
    for rule in book.rules.values():
        compiled = book.compile(getattr(rule, "pattern", "")) if rule.enabled else None
        if compiled is None or isinstance(rule, LexiconRule):  # a lexicon is only a part of other patterns
            continue
        matches, over = 0, False
        started = time.perf_counter()
        for line in lines:
            if isinstance(rule, OF_LINES):
                matches += compiled.match(line) is not None
            else:
                matches += sum(1 for _ in compiled.finditer(line))
            if time.perf_counter() - started > most:
                over = True
                break
        yield Timing(rule.id, time.perf_counter() - started, matches, over)
