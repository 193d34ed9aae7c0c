"""Totals: parts that the text opens with 其中 against their whole.

Passes: 1772例，其中239例，1229例，304例. Fails: the same with 1782例. Unsure: parts that add up only without some
of them. Parts that fall far short of their whole are not meant to make it up: nothing is tested.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, comparable, exact_value
from minetext.model import Figure, Result
from minetext.numbers import plain


def totals(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every figure that others are said to be parts of."""
    figures = audited.figures
    parts_of: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.part_of:
            parts_of.setdefault(figure.part_of, []).append(figure)
    for whole in figures:
        parts = [part for part in parts_of.get(whole.figure_id, ()) if part.kind == whole.kind and not part.per]
        values = [exact_value(part) for part in parts]
        total = exact_value(whole)
        if len(parts) < 2 or not total or None in values or any(part.role != whole.role for part in parts):
            continue
        yield from _judge(whole, total, parts, _between(figures, parts), rule)


def _between(figures: Sequence[Figure], parts: Sequence[Figure]) -> list[Figure]:
    """What is counted in another unit among the parts (件 among 册), in their sentences: other columns are apart."""
    first, last = parts[0].span.start, parts[-1].span.end
    sentences = {part.sentence for part in parts}
    return [
        one
        for one in figures
        if one.sentence in sentences
        and first < one.span.start < last
        and one.kind == parts[0].kind
        and one.unit != parts[0].unit
    ]


def _judge(
    whole: Figure, total: Decimal, parts: Sequence[Figure], others: Sequence[Figure], rule: BoundCheck
) -> Iterator[Finding]:
    values = [part.value or Decimal(0) for part in parts]
    found = sum(values, Decimal(0))
    together = sorted((*parts, *others), key=lambda figure: figure.span.start)
    if found == total:
        yield _finding(whole, parts, found, "pass")
    elif others and sum((exact_value(figure) or Decimal(0) for figure in together), Decimal(0)) == total:
        yield _finding(whole, together, total, "pass")
    elif others or not all(comparable(part, whole) for part in parts):
        return
    elif exact := _subset(parts, values, total, int(rule.numbers["parts"])):
        yield _finding(whole, parts, found, "unsure", exact)
    elif total * (1 - Decimal(str(rule.numbers["under"]))) <= found <= total * (1 + Decimal(str(rule.numbers["over"]))):
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
    facts: dict[str, Fact] = {
        "whole": whole,
        "parts": _joined(parts), "first": parts[0],
        "found": plain(found), "difference": plain(abs(found - total)), "subset": _joined(subset),
    }  # fmt: skip
    message = "subset" if subset else result
    return Finding((whole, *parts), result, plain(found), plain(total), "0", message, facts)
