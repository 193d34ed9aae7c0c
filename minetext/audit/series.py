"""The same quantity over the years of one unit: a value that lies off its neighbours by a power of ten.

Fails: 3.2万, 3.3, 3.4万. Unsure: a value with one neighbour only, or at an end of the series, that lies off by less
than 万. A series that grows is no jump: nothing is told of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from minetext.audit.groups import CrossFinding, Group, Pointed, alike, digits, place_of
from minetext.audit.last_year import Key, own_levels
from minetext.audit.relations import BoundCheck
from minetext.model import Result
from minetext.numbers import plain

LOST = 4
"""The power of ten of 万, which is lost more often than any other."""

POWERS = (1, 2, 3, LOST)
"""Powers of ten that a slip loses or puts in: a digit, per cent, thousands, 万."""

Years = Mapping[int, Sequence[Pointed]]


def series(group: Group, rule: BoundCheck) -> Iterator[CrossFinding]:
    """Test every level of a whole year against those of the years before and after."""
    if group.linked:
        return
    series_of: dict[Key, defaultdict[int, list[Pointed]]] = {}
    for member in group.reports:
        for one in own_levels(member):
            if one.kind != "rate" and one.item and one.value > 0 and one.period.isdigit():
                years = series_of.setdefault((one.item, one.kind, one.unit), defaultdict(list))
                years[int(one.period)].append(Pointed(member, one))
    for years in series_of.values():
        for year in sorted(years) if len(years) > 1 else ():
            for pointed in years[year] if len(years[year]) <= rule.numbers["most"] else ():
                if len({one.statement.value for one in _alike(pointed, years[year], rule)}) > 1:
                    continue  # two things in like words
                yield from _jump(pointed, _neighbours(pointed, years, rule), rule)


def _neighbours(one: Pointed, years: Years, rule: BoundCheck) -> tuple[Pointed, ...]:
    """The same quantity before and after; at an end of the series, in the two nearest years."""
    before, after = _neighbour(one, years, -1, rule), _neighbour(one, years, 1, rule)
    if before and after:
        return before, after
    nearest, step = (before, -1) if before else (after, 1)
    further = _neighbour(nearest, years, step, rule) if nearest else None
    return tuple(other for other in (nearest, further) if other)


def _neighbour(one: Pointed, years: Years, step: int, rule: BoundCheck) -> Pointed | None:
    """The same quantity in the nearest earlier or later year, if it is told once."""
    year = int(one.statement.period)
    for distance in range(1, int(rule.numbers["years"]) + 1):
        there = years.get(year + step * distance, ())
        if len(there) > rule.numbers["most"]:
            return None
        fit = _alike(one, there, rule)
        if fit:
            return fit[0] if len({other.statement.value for other in fit}) == 1 else None
    return None


def _alike(one: Pointed, others: Sequence[Pointed], rule: BoundCheck) -> list[Pointed]:
    """Those that are told in like words."""
    least = rule.numbers["alike"]
    return [other for other in others if alike(one.statement.context, other.statement.context) >= least]


def _jump(one: Pointed, neighbours: tuple[Pointed, ...], rule: BoundCheck) -> Iterator[CrossFinding]:
    values = sorted(other.statement.value for other in neighbours)
    if not neighbours or (len(values) == 1 and neighbours[0].statement.period > one.statement.period):
        return  # of two reports alone, the later one tells
    inside = (
        min(other.statement.period for other in neighbours) < one.statement.period < neighbours[-1].statement.period
    )
    room = Decimal(str(rule.numbers["near" if inside else "close"]))
    if values[-1] > values[0] * room:
        return
    power = _power(one.statement.value, values[0] / room, values[-1] * room, values[0], rule)
    if power:
        between = values[0] <= one.statement.value.scaleb(power) <= values[-1]
        # a tenth, or ten times, may be what was counted, where it is round or does not fit in once it is moved
        between = between and digits(one.statement.value) >= max(map(digits, values))
        told = len(values) == 2 and (abs(power) == LOST or (inside and (abs(power) > 1 or between)))
        yield _finding(one, neighbours, "fail" if told else "unsure", power)


def _power(value: Decimal, low: Decimal, high: Decimal, level: Decimal, rule: BoundCheck) -> int:
    """The power of ten by which a value has to be moved to lie between two bounds; 0 for none."""
    if low <= value <= high or max(value, level) < Decimal(str(rule.numbers["least"])):
        return 0
    return next((power for n in POWERS for power in (n, -n) if low <= value.scaleb(power) <= high), 0)


def _finding(one: Pointed, others: tuple[Pointed, ...], result: Result, power: int) -> CrossFinding:
    statement = one.statement
    moved = plain(statement.value.scaleb(power))
    last = others[-1]
    facts = {
        **place_of(one.report, statement, others[0]), "times": plain(Decimal(10) ** abs(power)), "moved": moved,
        "next": last.report.facts.title, "next_source": last.report.facts.source,
        "later": last.statement.told(), "later_at": str(last.statement.span.start),
    }  # fmt: skip
    message = result if len(others) == 2 else "pair"
    return CrossFinding(one.report, (statement,), others, result, moved, plain(statement.value), "", message, facts)
