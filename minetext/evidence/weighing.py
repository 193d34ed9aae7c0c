"""Proofs of the year of a report, and what they prove together.

A proof bounds the year that a report is about twice: by what cannot be otherwise (`sure`) and by what is usual. Where
sure bounds contradict each other, the years that fewest proofs exclude are taken, if these are a small minority.
"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from minetext.model import Span
from minetext.rulebook.schema import FactRule

Strength = Literal["exact", "strong", "weak"]

MINORITY = 0.25
"""The share of the proofs that may be overruled; with more, nothing is proved."""

TOLD = 6
"""How many proofs the cell `evidence` names for each end."""


class Years(NamedTuple):
    """The first and the last year that are possible; None where an end is open."""

    first: int | None = None
    last: int | None = None

    def holds(self, year: int) -> bool:
        """Whether a year lies between them."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def edtf(self) -> str:
        """The interval in EDTF; empty where both ends are open."""
        if self.first is None and self.last is None:
            return ""
        if self.first == self.last:
            return str(self.first)
        return f"{'..' if self.first is None else self.first}/{'..' if self.last is None else self.last}"


ANY = Years()


class Proof(NamedTuple):
    """Words of a report that bound the year it is about."""

    rule: str
    """Id of the fact, or of the rule by which the date is written."""
    span: Span
    sure: Years
    usual: Years
    strength: Strength
    """`exact`: it names one year; `strong`: what is usual is so nearly always."""
    since: str
    """The date that is proved with, in EDTF."""
    fact: FactRule | None = None
    telling: str = ""
    """Id of the rule by which the fact is told; empty where only its name stands there."""
    sum: tuple[int, int] | None = None
    """The first year and what is added to it, where a number was counted."""


class Evidence(NamedTuple):
    """What the proofs of a report prove together."""

    years: Years
    """What is usual within what is sure."""
    sure: Years
    proofs: tuple[Proof, ...]
    """Those that set the ends of `years`, in order."""
    every: tuple[Proof, ...]
    clash: tuple[Proof, Proof] | None = None
    """Two proofs that cannot both hold: one of a later year, one of an earlier."""


NOTHING = Evidence(ANY, ANY, (), ())


def weigh(proofs: Sequence[Proof]) -> Evidence:
    """What the proofs of a report, in order, prove together."""
    proofs = _current(proofs)
    firsts, lasts = [one for one in proofs if one.sure.first], [one for one in proofs if one.sure.last]
    latest = max(firsts, key=lambda one: one.sure.first or 0, default=None)
    earliest = min(lasts, key=lambda one: one.sure.last or 0, default=None)
    sure, clash = Years(latest and latest.sure.first, earliest and earliest.sure.last), None
    held = proofs
    if latest and earliest and sure.first and sure.last and sure.first > sure.last:
        clash = latest, earliest
        sure = _supported(proofs)
        if sure == ANY:
            return Evidence(ANY, ANY, (), tuple(proofs), clash)
        held = [one for one in proofs if _overlap(one.sure, sure)]
    years = _usual(held, sure)
    told = {(one.span, one.rule): one for end in (0, 1) for one in reversed(_setting(held, years[end], end))}
    return Evidence(years, sure, tuple(told[place] for place in sorted(told)), tuple(proofs), clash)


def _current(proofs: Sequence[Proof]) -> list[Proof]:
    """The proofs, where of a series only the latest fact that is named still ends what can be."""
    newest: dict[str, str] = {}
    for one in proofs:
        if one.fact and one.fact.series:
            newest[one.fact.series] = max(newest.get(one.fact.series, ""), one.fact.date)
    return [
        one._replace(sure=Years(one.sure.first), usual=Years(one.usual.first), strength="weak")
        if one.fact and one.strength == "strong" and one.fact.date < newest.get(one.fact.series, "")
        else one
        for one in proofs
    ]


def _supported(proofs: Sequence[Proof]) -> Years:
    """The years next to each other that fewest proofs exclude; open where too many do."""
    edges = sorted({edge for one in proofs for edge in one.sure if edge})
    against = {year: len({one.rule for one in proofs if not one.sure.holds(year)}) for year in edges}
    least = min(against.values())
    best = [year for year in edges if against[year] == least]
    if least > MINORITY * len({one.rule for one in proofs if one.sure != ANY}):
        return ANY
    held = [one for one in proofs if all(one.sure.holds(year) for year in best)]
    return Years(
        max((one.sure.first for one in held if one.sure.first), default=None),
        min((one.sure.last for one in held if one.sure.last), default=None),
    )


def _overlap(first: Years, second: Years) -> bool:
    return (first.last or 9999) >= (second.first or 0) and (second.last or 9999) >= (first.first or 0)


def _usual(proofs: Sequence[Proof], sure: Years) -> Years:
    """The narrowest interval that is usual within what is sure."""
    firsts = [one.usual.first for one in proofs if one.usual.first and (not sure.last or one.usual.first <= sure.last)]
    first = max([*firsts, *([sure.first] if sure.first else [])], default=None)

    def ends(strength: Callable[[Proof], bool]) -> list[int]:
        return [one.usual.last for one in proofs if one.usual.last and strength(one) and one.usual.last >= (first or 0)]

    strong = ends(lambda one: one.strength != "weak")
    last = min([*strong, *([sure.last] if sure.last else [])], default=None)
    return Years(first, last)


def _setting(proofs: Sequence[Proof], year: int | None, end: int) -> list[Proof]:
    """The proofs that set one end of the interval, each rule once."""
    found: dict[str, Proof] = {}
    for one in proofs:
        if year and year in (one.sure[end], one.usual[end]):
            found.setdefault(one.rule, one)
    return list(found.values())[:TOLD]
