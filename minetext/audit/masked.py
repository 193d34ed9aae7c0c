"""Figures that the source hides (XX元, 某年), and the totals that cannot be added up because of them.

Everything here is unsure: a hidden number is no slip. Of a total in which one number alone is hidden, the message says
what it would have to be.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minetext.audit.binding import Needs
from minetext.audit.lists import Listed, Lists
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, exact_value
from minetext.model import Figure
from minetext.numbers import plain

NEEDS = Needs(patterns=("mask",), messages=("unsure",))


def masked(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Tell every figure whose number is hidden."""
    for figure in audited.figures:
        if figure.masked and rule.patterns["mask"].search(figure.text):
            facts: dict[str, Fact] = {"figure": figure, "item": figure.item}
            yield Finding((figure,), "unsure", "", "", "0", "unsure", facts)


TOTAL_NEEDS = Needs(patterns=("open", "close", "base"), messages=("told", "unsure"))


def masked_totals(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Tell every total of which a part, or which itself, is hidden."""
    if not any(figure.masked for figure in audited.figures):
        return
    seen: set[str] = set()
    for listed in Lists(audited, rule.patterns):
        finding = _judge(listed)
        if finding and seen.isdisjoint(figure.figure_id for figure in finding.figures):
            seen.update(figure.figure_id for figure in finding.figures)
            yield finding


def _judge(listed: Listed) -> Finding | None:
    whole, parts = listed.wholes[0], listed.marked
    hidden = [figure for figure in (whole, *parts) if figure.masked]
    known = [value for figure in parts if (value := exact_value(figure)) is not None]
    if listed.told not in ("open", "close", "table") or not hidden or listed.nested or len(parts) < 2:
        return None
    if len(hidden) > 1 or len(known) + len(hidden) < len(parts):
        return _finding(whole, parts, hidden[0], None)
    added = sum(known, Decimal(0))
    total = exact_value(whole)
    if whole.masked:
        return _finding(whole, parts, whole, added)
    return _finding(whole, parts, hidden[0], total - added) if total is not None and total > added else None


def _finding(whole: Figure, parts: Sequence[Figure], hidden: Figure, would_be: Decimal | None) -> Finding:
    told = plain(would_be)
    facts: dict[str, Fact] = {"whole": whole, "hidden": hidden, "item": hidden.item, "expected": told}
    return Finding((whole, *parts), "unsure", told, "", "0", "told" if told else "unsure", facts)
