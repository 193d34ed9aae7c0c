"""Figures that cannot be, or hardly: each rule gives the figures that it is about, and between what they must lie.

Fails: 通车率达到102.4%. Unsure: 出生率12.5%, where ‰ is likely meant. Figures that can be are not told one by one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding
from minetext.model import Figure, Result
from minetext.numbers import plain

BEHIND = 8
"""How many characters behind a figure, up to the next mark, may say that a rule is not about it."""

YEAR = re.compile(r"\d{4}")


NEEDS = Needs(numbers=("low", "high", "least", "most", "reach"), messages=("fail", "unsure"))


def plausible(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test the figures that a rule is about: outside `least` to `most` they fail, outside `low` to `high` ask.

    `sort` (kind and unit) and `item` say which they are; `share`, `per`, `report`, `unless` and the numbers `since` and
    `until` (years) narrow them down where the rule has them.
    """
    if not _about(rule, "report", audited.report.unit or audited.report.title):
        return
    low, high, least, most = (Decimal(str(rule.numbers[name])) for name in ("low", "high", "least", "most"))
    chosen = [figures for sort, figures in audited.by_sort.items() if _about(rule, "sort", " ".join(sort))]
    for figure, before in (one for figures in chosen for one in figures):
        value = figure.value
        if value is not None and not low <= value <= high and _meant(figure, before, audited, rule):
            fails = figure.modifier == "exact" and not least <= value <= most
            result: Result = "fail" if fails else "unsure"
            limits = (least, most) if fails else (low, high)
            yield _finding(figure, *limits, result)


def _meant(figure: Figure, before: int, audited: Audited, rule: BoundCheck) -> bool:
    """Whether a rule is about a figure of its sort.

    What `unless` looks at ends a little behind it, and begins where `words` do, or behind the figure before, and no
    earlier than the sentence.
    """
    if not (
        figure.role == "level"
        and figure.value_max is None
        and _about(rule, "per", figure.per)
        and _about(rule, "item", figure.item)
        and _in_years(figure, audited.year, rule)
    ):
        return False
    sentence = audited.report.sentences[figure.sentence].span
    start = max(sentence.start, figure.span.start - int(rule.numbers["reach"]))
    words = rule.patterns["words"].search(audited.text, start, figure.span.start) if "words" in rule.patterns else None
    start = words.start() if words else max(before, start)
    end = figure.span.end
    while end < min(len(audited.text), figure.span.end + BEHIND) and audited.text[end].isalnum():
        end += 1
    if "words" in rule.patterns and words is None:
        return False
    return not ("unless" in rule.patterns and rule.patterns["unless"].search(audited.text[start:end]))


def _about(rule: BoundCheck, name: str, text: str) -> bool:
    return name not in rule.patterns or bool(rule.patterns[name].search(text))


def _in_years(figure: Figure, year: int | None, rule: BoundCheck) -> bool:
    if "since" not in rule.numbers:
        return True
    told = YEAR.match(figure.date)
    known = int(told[0]) if told else year
    return known is not None and rule.numbers["since"] <= known <= rule.numbers["until"]


def _finding(figure: Figure, low: Decimal, high: Decimal, result: Result) -> Finding:
    facts: dict[str, Fact] = {"figure": figure, "item": figure.item, "low": plain(low), "high": plain(high)}
    expected = f"{plain(low)}..{plain(high)}"
    return Finding((figure,), result, expected, plain(figure.value), "0", result, facts)
