"""What a check finds, before it becomes a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from minetext.evidence import NOTHING, Evidence
from minetext.model import Activity, Figure, Report, Result, Span

Placed = Callable[[Span], Span]
"""Leads a span of the text that is audited back to the source."""

LEVELS = frozenset(("level", "target"))
"""Roles of figures that say how much there is, or is to be; the others say how much it changed."""

Fact = str | Span | Figure
"""What fills a name in a message; of a span and a figure, its text, and `NAME_at` its place in the source."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A report as its checks see it: one set of offsets, variant characters replaced, no breaks inside sentences."""

    text: str
    """As the rules read it; what the source says there is quoted when a finding is told."""
    report: Report
    figures: Sequence[Figure]
    """In order."""
    activities: Sequence[Activity]
    year: int | None = None
    """The year that the report says it is about."""
    titled: tuple[int, int] | None = None
    """The first and the last year that it can be of by its title."""
    signed: str = ""
    """The date of its signature, in EDTF."""
    evidence: Evidence = NOTHING
    """What its text proves of its year."""

    by_sort: Mapping[tuple[str, str], Sequence[tuple[Figure, int]]] = field(init=False, repr=False)
    """The figures that have a value by kind and unit, each with the end of the figure before it."""

    def __post_init__(self) -> None:
        found: dict[tuple[str, str], list[tuple[Figure, int]]] = {}
        before = 0
        for figure in self.figures:
            if figure.value is not None:
                found.setdefault((figure.kind, figure.unit), []).append((figure, before))
            before = figure.span.end
        object.__setattr__(self, "by_sort", found)

    def between(self, first: Figure, second: Figure) -> str:
        """What stands between a figure and a later one."""
        return self.text[first.span.end : second.span.start]


@dataclass(frozen=True, slots=True)
class BoundCheck:
    """A check rule that was seen to hold all that its family needs, with its patterns compiled."""

    id: str
    numbers: Mapping[str, float]
    patterns: Mapping[str, "re.Pattern[str]"]


class Finding(NamedTuple):
    """A relation that was tested, with what its message says."""

    figures: tuple[Figure, ...]
    result: Result
    expected: str
    found: str
    tolerance: str
    message: str
    """Which message of the rule tells it: the result, or a case that the check tells apart."""
    facts: Mapping[str, Fact]
    places: tuple[Span, ...] = ()
    """What else is compared: words that are no figures."""
    quoted: Span | None = None
    """What the row quotes, where the places lie too far apart to be quoted from the first to the last."""


class Bounds(NamedTuple):
    """What a stated number can be, given the digits that it is stated with."""

    low: Decimal
    high: Decimal


def exponent(value: Decimal) -> int:
    """The power of ten of the last digit that is stated: 3 for 3.1万, -2 for 87.37."""
    power = value.as_tuple().exponent
    return power if isinstance(power, int) else 0


def bounds(value: Decimal, *, counted: bool = True) -> Bounds:
    """The least and the most that a value can be; a `counted` whole number is what it is."""
    power = exponent(value)
    half = Decimal(0) if counted and power == 0 else Decimal(5).scaleb(power - 1)
    return Bounds(value - half, value + half)


def exact_value(figure: Figure) -> Decimal | None:
    """The value of a figure that can be calculated with: stated, single and not rounded."""
    if figure.modifier != "exact" or figure.value_max is not None:
        return None
    return figure.value
