"""Reports that are tested together, and when figures of two of them are of the same quantity."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from minetext.audit.facts import COUNTED, ReportFacts, Statement
from minetext.audit.relations import BoundCheck, Bounds, exponent
from minetext.model import Result
from minetext.numbers import plain


class Member(NamedTuple):
    """A report of a group."""

    number: int
    """Its place in the order of the tables."""
    facts: ReportFacts
    statements: Sequence[Statement]


class Group(NamedTuple):
    """Reports that are tested together, by period and then in the order of the tables."""

    reports: Sequence[Member]
    linked: bool
    """True: a report and its revision, whatever their units; false: reports of one unit."""


class Pointed(NamedTuple):
    """A statement and the report that makes it."""

    report: Member
    statement: Statement


class CrossFinding(NamedTuple):
    """A relation between reports that was tested, with what its message says."""

    report: Member
    """The report at which it is told."""
    statements: tuple[Statement, ...]
    others: tuple[Pointed, ...]
    """What is compared with, in other reports."""
    result: Result
    expected: str
    found: str
    tolerance: str
    message: str
    facts: Mapping[str, str]


Difference = Literal["digits", "scale", "counted", "near", "far"]
"""How two values differ: by one or two digits, by a power of ten, as what is counted to the last, little, much."""


def alike(first: str, second: str) -> float:
    """How alike the words around two figures are: the Dice coefficient of their pairs of characters."""
    one, other = _pairs(first), _pairs(second)
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@lru_cache(maxsize=65536)
def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


def one_item(first: Statement, second: Statement) -> bool:
    """Whether two figures count one thing: by one name, or each is told with the name of the other.

    除险加固病险水库15座 and 完成病险水库除险加固12座.
    """
    return first.item == second.item or (
        min(len(first.item), len(second.item)) > 1 and first.item in second.context and second.item in first.context
    )


def agree(first: Statement, second: Statement) -> bool:
    """Whether both can be true, given the digits that each is stated with; one may be the other cut short."""
    one, other = first.bounds(), second.bounds()
    if not (first.derived or second.derived):
        one, other = _wide(one), _wide(other)
    return one.low <= other.high and other.low <= one.high


def _wide(bounds: Bounds) -> Bounds:
    """What a number can be whose last digits were left out, not rounded."""
    half = (bounds.high - bounds.low) / 2
    return Bounds(bounds.low - half, bounds.high + half)


def digits(value: Decimal) -> int:
    """How many digits of a value are stated, without zeros at its end."""
    return len(plain(abs(value)).replace(".", "").strip("0"))


def difference(first: Statement, second: Statement, rule: BoundCheck) -> Difference:
    """How two statements differ that cannot both be true."""
    one, other = abs(first.value), abs(second.value)
    if not (first.derived or second.derived) and _is_slip(one, other, first.kind in COUNTED):
        return "digits"
    if one and other and _scaled(one) == _scaled(other):
        return "scale"
    low, high = sorted((one, other))
    if high > low * Decimal(str(rule.numbers["far"])):
        return "far"
    to_the_last = exponent(first.value) == exponent(second.value) == 0
    few = first.kind == "money" or (first.kind in COUNTED and high < Decimal(str(rule.numbers["counted"])))
    return "counted" if to_the_last and few else "near"


def _scaled(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _is_slip(first: Decimal, second: Decimal, counted: bool) -> bool:
    """Whether one of three or more digits was changed, or two were swapped; of what is `counted`, its only two."""
    one, other = plain(first), plain(second)
    if len(one) != len(other) or min(digits(first), digits(second)) < 3 - counted:
        return False
    places = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(places) == 1:
        return min(digits(first), digits(second)) > 2
    return len(places) == 2 and one[places[0]] == other[places[1]] and one[places[1]] == other[places[0]]


def place_of(member: Member, statement: Statement, other: Pointed) -> dict[str, str]:
    """What every message may name: both reports, both figures, both places."""
    return {
        "report": member.facts.title, "report_source": member.facts.source,
        "now": statement.told(), "now_at": str(statement.span.start),
        "other": other.report.facts.title, "other_source": other.report.facts.source,
        "then": other.statement.told(), "then_at": str(other.statement.span.start),
        "item": statement.item, "period": statement.period, "context": statement.context,
    }  # fmt: skip
