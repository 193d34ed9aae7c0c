"""Totals: parts that the text opens with 其中 against their whole.

Passes: 1772例，其中239例，1229例，304例. Fails: the same with 1782例. Unsure: parts that add up only without some
of them. Parts that fall far short of their whole are not meant to make it up: nothing is tested.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from minetext.audit.relations import Finding, comparable, exact_value
from minetext.model import Figure, Result
from minetext.numbers import plain
from minetext.rulebook.schema import CheckRule


def totals(figures: Sequence[Figure], rule: CheckRule) -> Iterator[Finding]:
    """Test every figure that others are said to be parts of."""
    parts_of: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.part_of:
            parts_of.setdefault(figure.part_of, []).append(figure)
    for whole in figures:
        parts = [
            part for part in parts_of.get(whole.figure_id, ()) if comparable(part, whole) and part.role == whole.role and not part.per
        ]
        values = [exact_value(part) for part in parts]
        total = exact_value(whole)
        if len(parts) < 2 or total is None or not total or any(value is None for value in values):
            continue
        known = [value for value in values if value is not None]
        found = sum(known, Decimal(0))
        near = Decimal(str(rule.numbers["near"])) * total
        if found == total:
            yield _finding(whole, parts, found, "pass")
        elif exact := _subset(parts, known, total, int(rule.numbers["parts"])):
            yield _finding(whole, parts, found, "unsure", exact)
        elif abs(found - total) <= near:
            yield _finding(whole, parts, found, "fail")
        elif found > total:
            yield _finding(whole, parts, found, "unsure")


def _subset(parts: Sequence[Figure], values: Sequence[Decimal], total: Decimal, most: int) -> list[Figure]:
    """The largest group of two or more parts that adds up to the whole; none where there are too many to try."""
    if len(parts) > most:
        return []
    for size in range(len(parts) - 1, 1, -1):
        for chosen in combinations(range(len(parts)), size):
            if sum((values[index] for index in chosen), Decimal(0)) == total:
                return [parts[index] for index in chosen]
    return []


def _joined(parts: Sequence[Figure]) -> str:
    return "＋".join(f"{part.item}{part.text}" for part in parts)


def _finding(
    whole: Figure, parts: Sequence[Figure], found: Decimal, result: Result, subset: Sequence[Figure] = ()
) -> Finding:
    total = whole.value or Decimal(0)
    facts = {
        "whole": whole.text, "whole_at": str(whole.span.start),
        "parts": _joined(parts), "parts_at": str(parts[0].span.start),
        "found": plain(found), "difference": plain(abs(found - total)), "subset": _joined(subset),
    }  # fmt: skip
    message = "subset" if subset else result
    return Finding((whole, *parts), result, plain(found), plain(total), "0", message, facts)
