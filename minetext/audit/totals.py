"""Totals: parts against the whole that the text gives for them.

Passes: 1772例，其中239例，1229例，304例. Fails: the same with 1782例. Unsure: parts that add up only without some
of them. Parts that fall far short of their whole are not meant to make it up: nothing is tested.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minetext.audit.binding import Needs
from minetext.audit.kinds import Kinds
from minetext.audit.lists import Listed, Lists
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding
from minetext.audit.sums import Sum, add, exact, is_slip, known, subset, tells_slip
from minetext.model import Figure, Result
from minetext.numbers import plain

SLIP_DIGITS = 4
"""Two parts of so many digits that pass their whole by one slip of the pen hardly overlap."""

UNMARKED = 4
"""How many more relations are tried where nothing says that figures are parts."""


NEEDS = Needs(
    numbers=("under", "over", "apart", "parts", "marked", "unmarked", "near"),
    patterns=(
        "open", "close", "base", "exhaustive", "kinds", "nested", "across", "named", "among", "stop",
        "rest", "other", "done", "sum",
    ),
    messages=("pass", "fail", "unsure", "subset", "larger"),
)  # fmt: skip


def totals(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test every list of figures that may be parts against the figures that may be their whole."""
    taken: set[str] = set()
    """Figures that are parts of a whole already."""
    tested: set[str] = set()
    """Wholes whose parts are known."""
    for listed in Lists(audited, rule.patterns, second=True):
        if listed.told == "silent" and not taken.isdisjoint(part.figure_id for part in listed.parts):
            continue
        finding = _judge(_without(listed, taken, tested), audited, rule)
        if finding:
            tested.add(finding.figures[0].figure_id)
            taken.update(part.figure_id for part in finding.figures[1:])
            yield finding


def _without(listed: Listed, taken: set[str], tested: set[str]) -> Listed:
    return listed._replace(
        wholes=tuple(one for one in listed.wholes if one.figure_id not in tested),
        parts=tuple(one for one in listed.parts if one.figure_id not in taken),
        others=tuple(one for one in listed.others if one.figure_id not in taken),
    )


def _judge(listed: Listed, audited: Audited, rule: BoundCheck) -> Finding | None:
    for number, whole in enumerate(listed.wholes):
        parts = _fitting(whole, listed, number, rule)
        if parts:
            return _finding(whole, parts, "pass")
    if not listed.wholes or listed.nested or listed.told == "weak":
        return None
    kinds = Kinds(rule.patterns)
    if listed.told == "silent":
        # 学生共18642人，小学12380人、初中6362人
        summed = listed.wholes[0].sentence == listed.parts[0].sentence and kinds.summed(listed.wholes[0], audited)
        return _second_doubt(listed._replace(told="among"), kinds, rule) if summed else None
    if listed.told in ("named", "among", "rest"):
        return _second_doubt(listed, kinds, rule)
    return _doubt(listed, kinds, audited, rule)


def _fitting(whole: Figure, listed: Listed, number: int, rule: BoundCheck) -> Sequence[Figure]:
    """The longest stretch of the parts, from the whole onwards, that adds up to it and hardly does so by chance."""
    silent, parts = listed.told == "silent", listed.parts
    for size in range(len(parts), 1, -1):
        chosen = parts[-size:] if listed.told == "close" else parts[:size]
        summed = _added(whole, chosen)
        if summed is None or not summed.tells(chosen):
            continue
        if not (summed.fits if exact((whole, *chosen)) else summed.found == summed.total):
            continue
        tried = len(parts) * len(listed.wholes) * UNMARKED if silent else len(parts) - size + number
        likely = rule.numbers["unmarked" if silent or number or listed.told == "weak" else "marked"]
        if summed.chance(chosen) * tried < likely:
            return chosen
    mixed = sorted((*parts, *listed.others), key=lambda one: one.span)
    summed = _added(whole, mixed) if listed.others and number == 0 else None
    return mixed if summed and summed.found == summed.total else ()


def _added(whole: Figure, parts: Sequence[Figure]) -> Sum | None:
    """The sum, where all numbers are known and the whole is more than nothing."""
    return add(whole, parts) if known((whole, *parts)) and whole.value else None


def _second_doubt(listed: Listed, kinds: Kinds, rule: BoundCheck) -> Finding | None:
    """What to say of parts that do not make up a whole which they name, or of which they are what is left."""
    whole, parts = listed.wholes[0], listed.parts
    summed = _added(whole, parts) if len(parts) > 1 and exact((whole, *parts)) else None
    apart = kinds.apart(parts)
    if summed is None or summed.fits or not _is_near(summed, rule, apart=apart or listed.told == "rest"):
        return None
    if listed.told == "rest":
        fails = _slipped(summed, parts)
    elif listed.told == "among":
        fails = apart and (summed.found > summed.total or (len(parts) > 2 and _slipped(summed, parts)))
    else:
        enough = len(parts) > 2 and (apart or not kinds.crossing(parts))
        fails = (apart and summed.found > summed.total) or (enough and _slipped(summed, parts))
    return _finding(whole, parts, "fail") if fails else None


def _is_near(summed: Sum, rule: BoundCheck, *, apart: bool = False) -> bool:
    """Whether the parts come so near their whole that they were meant to make it up; `apart`, they cannot overlap."""
    most = rule.numbers["under" if summed.found < summed.total else "apart" if apart else "over"]
    return abs(summed.found - summed.total) <= summed.total * Decimal(str(most))


def _doubt(listed: Listed, kinds: Kinds, audited: Audited, rule: BoundCheck) -> Finding | None:
    """What to say of parts that do not add up to the whole that the text gives for them."""
    whole, parts = listed.wholes[0], listed.marked
    summed = _added(whole, parts) if len(parts) > 1 and exact((whole, *parts)) else None
    if summed is None or not listed.apart or summed.fits:
        return None
    over, open_list = summed.found > summed.total, listed.told != "close"
    chosen = subset(whole, parts, int(rule.numbers["parts"])) if over and open_list else []
    if chosen:
        return _finding(whole, parts, "unsure", chosen)
    first = parts[0]
    if (first.value or 0) * 2 - summed.found == summed.total:
        return None  # a balance: 顺差450亿，其中货物顺差561亿，服务逆差111亿
    near = 0 <= first.span.start - whole.span.end <= rule.numbers["near"]
    if listed.told == "open" and near and first.part_of == whole.figure_id and (first.value or 0) > summed.total:
        return _finding(whole, parts[:1], "unsure", larger=True)
    apart = kinds.apart(parts)
    if not _is_near(summed, rule, apart=apart and open_list):
        return None
    if over and open_list and apart:
        return _finding(whole, parts, "fail")
    enough = (
        (len(parts) > 2 and (apart or not kinds.crossing(parts)))
        or kinds.exhaustive(parts, audited, whole)
        or (not open_list and apart)
        or listed.told == "table"
        or (over and tells_slip(summed.total, summed.found, SLIP_DIGITS))
    )
    if enough and _slipped(summed, parts):
        return _finding(whole, parts, "fail")
    slipped = listed.told == "open" and is_slip(summed.total, summed.found)
    return _finding(whole, parts, "unsure") if open_list and (over or slipped) else None


def _slipped(summed: Sum, parts: Sequence[Figure]) -> bool:
    """Whether one digit wrong, in the whole or in a part, explains the difference."""
    over = summed.found - summed.total
    return is_slip(summed.total, summed.found) or any(
        is_slip(part.value, part.value - over) for part in parts if part.value and part.value > over
    )


def _joined(parts: Sequence[Figure]) -> str:
    return "＋".join(f"{part.item}{part.text}" for part in parts)


def _finding(
    whole: Figure, parts: Sequence[Figure], result: Result, chosen: Sequence[Figure] = (), *, larger: bool = False
) -> Finding:
    summed = add(whole, parts)
    facts: dict[str, Fact] = {
        "whole": whole,
        "parts": _joined(parts), "first": parts[0],
        "found": plain(summed.found), "difference": plain(abs(summed.found - summed.total)), "subset": _joined(chosen),
    }  # fmt: skip
    message = "subset" if chosen else "larger" if larger else result
    figures = (whole, *parts)
    return Finding(figures, result, plain(summed.found), plain(summed.total), plain(summed.slack), message, facts)
