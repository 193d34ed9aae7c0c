"""People of one sort against all people of the place: 总人口38700人 and 妇女48963人.

A part that is more than the whole is asked about; what fits is not told one by one.
"""

from collections.abc import Iterator

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, exact_value
from minetext.model import Figure
from minetext.numbers import plain

NEEDS = Needs(numbers=("reach",), patterns=("whole", "part", "elsewhere"), messages=("unsure",))


def population(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every number of people of a sort against the largest population that the report states."""
    people = [one for one in audited.figures if one.kind == "headcount" and one.role == "level" and exact_value(one)]
    stated = [one for one in people if rule.patterns["whole"].search(one.item) and not _elsewhere(one, audited, rule)]
    if not stated:
        return
    whole = max(stated, key=lambda one: one.value or 0)
    for figure in people:
        more = (figure.value or 0) > (whole.value or 0)
        if more and rule.patterns["part"].search(figure.item) and not _elsewhere(figure, audited, rule):
            facts: dict[str, Fact] = {"part": figure, "item": figure.item, "whole": whole}
            expected, found = plain(whole.value), plain(figure.value)
            yield Finding((whole, figure), "unsure", f"≤{expected}", found, "0", "unsure", facts)


def _elsewhere(figure: Figure, audited: Audited, rule: BoundCheck) -> bool:
    """Whether a figure is one of a larger place, or counts visits."""
    start = max(0, figure.span.start - int(rule.numbers["reach"]))
    return figure.unit != "人" or bool(rule.patterns["elsewhere"].search(audited.text, start, figure.span.start))
