"""What a check finds, before it becomes a row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from minetext.model import Figure, Result


class Finding(NamedTuple):
    """A relation that was tested, with what its message says."""

    figures: tuple[Figure, ...]
    result: Result
    expected: str
    found: str
    tolerance: str
    message: str
    """Which message of the rule tells it: the result, or a case that the check tells apart."""
    facts: Mapping[str, str]


def comparable(first: Figure, second: Figure) -> bool:
    """Whether two figures count the same sort of thing in the same unit."""
    return first.kind == second.kind and first.unit == second.unit


def exact_value(figure: Figure) -> Decimal | None:
    """The value of a figure that can be calculated with: stated, single and not rounded."""
    if figure.modifier != "exact" or figure.value_max is not None:
        return None
    return figure.value
