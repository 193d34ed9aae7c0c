"""The same quantity stated twice in a report: in its summary and its body, in figures and in words.

Passes: 39000元 and 三万九千元 of one name. Fails: 48.36亿元 and 48.63亿元. Unsure: one digit differs, and nothing else
tells the two apart. Everything else may be two quantities: nothing is told.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from minetext.audit.binding import Needs
from minetext.audit.lists import is_cell
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding, exact_value
from minetext.audit.sums import is_slip, rounding
from minetext.model import Figure, Result
from minetext.numbers import plain

STATED = frozenset(("headcount", "quantity", "money", "rate"))

YEAR = 4
"""Characters of a date that are its year."""

SUFFIX = 3
"""Two names that end in as many common characters may name one thing."""


class _Said(NamedTuple):
    """A figure that may be stated again."""

    figure: Figure
    value: Decimal
    digits: str
    """The digits of its value without zeros at the ends."""
    name: str
    """What it counts, without 全年 or 各类 before it."""
    stretch: str
    """What stands before it, where words may say of what part, whom or when: 新增, 累计, 上半年."""


NEEDS = Needs(numbers=("digits", "times", "name", "reach"), patterns=("base", "scope", "whole"))


def repeats(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Compare the figures of one value, of the same digits, and of one name; each group is gone through once."""
    equal: dict[tuple[str, ...], list[_Said]] = {}
    swapped: dict[tuple[str, ...], list[_Said]] = {}
    named: dict[tuple[str, ...], list[_Said]] = {}
    for said in _stated(audited, rule):
        figure = said.figure
        sort = (figure.kind, figure.unit, figure.role)
        if len(said.digits) >= rule.numbers["digits"]:
            equal.setdefault((*sort, plain(said.value)), []).append(said)
            shape = (str(said.value.adjusted()), "".join(sorted(said.digits)))
            swapped.setdefault((*sort, *shape), []).append(said)
        if said.name:
            named.setdefault((*sort, figure.per, said.name), []).append(said)
    for group in equal.values():
        if len(group) <= rule.numbers["times"]:
            yield from (_finding(one, other, "pass") for one, other in pairwise(group) if _again(one, other))
    for group in swapped.values():
        yield from (_finding(one, other, "fail") for one, other in pairwise(group) if _slipped(one, other, rule))
    for group in named.values():
        yield from _by_name(group, rule)


def _again(first: _Said, second: _Said) -> bool:
    one, other = first.name, second.name
    telling = one == other or min(len(one), len(other)) >= SUFFIX or len(first.digits) > SUFFIX
    return _other_place(first, second) and telling and _related(one, other)


def _slipped(first: _Said, second: _Said, rule: BoundCheck) -> bool:
    return first.value != second.value and _same(first, second, rule) and is_slip(first.value, second.value)


def _stated(audited: Audited, rule: BoundCheck) -> Iterator[_Said]:
    before, sentence, cell = 0, -1, False
    for figure in audited.figures:
        if figure.sentence != sentence:
            sentence = figure.sentence
            span = audited.report.sentences[sentence].span
            before, cell = span.start, is_cell(audited.text, span)
        value = exact_value(figure)
        if value and figure.kind in STATED and not cell:
            start = max(before, figure.span.start - int(rule.numbers["reach"]))
            stretch = audited.text[start : figure.span.end] + figure.item
            if not rule.patterns["base"].search(audited.text, start, figure.span.start):
                digits = "".join(str(digit) for digit in value.normalize().as_tuple().digits)
                yield _Said(figure, value, digits, rule.patterns["whole"].sub("", figure.item), stretch)
        before = figure.span.end


def _by_name(group: Sequence[_Said], rule: BoundCheck) -> Iterator[Finding]:
    """Figures of one name: equal after rounding, or the only two numbers of such people, one digit apart.

    Of anything but people (prices, sites, cases) a text tells of many under one name.
    """
    firsts = [group[0], *(later for one, later in pairwise(group) if _other_place(one, later))]
    for one, other in pairwise(firsts):
        coarse = one if rounding(one.figure) > rounding(other.figure) else other
        near = one.value != other.value and abs(one.value - other.value) <= rounding(coarse.figure)
        if near and len(coarse.digits) >= rule.numbers["digits"]:
            yield _finding(one, other, "pass")
        # fewer digits may agree by chance, unless the whole name and the time do
        few = one.value == other.value and 1 < len(one.digits) < rule.numbers["digits"]
        if few and len(one.name) > rule.numbers["name"] and _same(one, other, rule):
            yield _finding(one, other, "pass")
    first, other = firsts[0], firsts[-1]
    if len({said.value for said in firsts}) != 2 or len(first.name) < rule.numbers["name"]:
        return
    counted = first.figure.kind == "headcount" and len(first.digits) == len(other.digits) > 1
    swap = sorted(first.digits) == sorted(other.digits) and len(first.digits) >= rule.numbers["digits"]
    if counted and not swap and _slipped(first, other, rule):
        yield _finding(first, other, "unsure")


def _other_place(first: _Said, second: _Said) -> bool:
    """Whether two figures stand in two sentences: one sentence compares, and says nothing twice."""
    return first.figure.sentence != second.figure.sentence


def _related(name: str, other: str) -> bool:
    """Whether two names may be those of one thing: one holds the other, both end alike, or one is missing."""
    short, long = sorted((name, other), key=len)
    return len(short) > 1 and (short in long or short[-SUFFIX:] == long[-SUFFIX:])


def _same(first: _Said, second: _Said, rule: BoundCheck) -> bool:
    """Whether a reader would take two figures to state one quantity: of one name, time and scope, in two places."""
    one, other = first.figure, second.figure
    return (
        _other_place(first, second)
        and min(len(first.name), len(second.name)) > 1
        and (first.name in second.name or second.name in first.name)
        and one.per == other.per
        and bool(one.part_of) == bool(other.part_of)
        and _scope(first, rule) == _scope(second, rule)
        and _same_time(one.date, other.date)
    )


def _scope(said: _Said, rule: BoundCheck) -> frozenset[str]:
    """The words around a figure that say of what part, whom or when it is."""
    return frozenset(match[0] for match in rule.patterns["scope"].finditer(said.stretch))


def _same_time(date: str, other: str) -> bool:
    """Whether two dates may be one; a year alone may hold any of its days."""
    one, two = date.replace("?", ""), other.replace("?", "")
    return one == two or one == two[:YEAR] or two == one[:YEAR]


def _finding(first: _Said, second: _Said, result: Result) -> Finding:
    facts: dict[str, Fact] = {"first": first.figure, "second": second.figure, "item": second.figure.item}
    slack = max(rounding(first.figure), rounding(second.figure))
    return Finding(
        (first.figure, second.figure), result, plain(first.value), plain(second.value), plain(slack), result, facts
    )
