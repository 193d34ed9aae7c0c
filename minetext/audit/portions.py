"""Shares that are told together: 分别占28.0%、40.0%和32.0%, each of its own part; and shares that make up the whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minetext.audit.amounts import alike, amount, half_digit, quotient, rated, told
from minetext.audit.bases import COUNTED
from minetext.audit.nearby import Nearby
from minetext.audit.relations import LEVELS, BoundCheck, Fact, Finding, exact_value
from minetext.model import Figure, Result
from minetext.numbers import plain

MESSAGES = ("pass_several", "fail_several", "pass_whole")

WHOLE = Decimal(100)
BACK = 16
"""How many figures before a list of shares its parts and its base may stand."""


def portions(nearby: Nearby, rule: BoundCheck) -> Iterator[Finding]:
    """Test every list of shares against its parts; where these are not told, whether it makes up the whole."""
    for sentence in nearby.sentences:
        number = sentence.start
        while number < sentence.stop:
            end = _end_of_list(number, sentence, nearby, rule)
            if end - number > 1:
                finding = _of_parts(range(number, end), nearby, rule) or _whole(nearby.figures[number:end])
                if finding:
                    yield finding
            number = max(end, number + 1)


def _end_of_list(first: int, sentence: range, nearby: Nearby, rule: BoundCheck) -> int:
    """The figure behind the shares that stand in a row from one on; `first` itself where it begins none."""
    figures = nearby.figures
    if not _is_share(figures[first]) or not rule.patterns["any_share"].search(nearby.before(first)):
        return first
    last = first
    while last + 1 < sentence.stop and _is_share(figures[last + 1]):
        if not rule.patterns["next_share"].fullmatch(nearby.gap(figures[last], figures[last + 1])):
            break
        last += 1
    return last + 1


def _is_share(figure: Figure) -> bool:
    return figure.kind == "rate" and figure.unit == "%" and figure.role == "level" and exact_value(figure) is not None


def _of_parts(shares: range, nearby: Nearby, rule: BoundCheck) -> Finding | None:
    """分别占: the parts are as many figures before, their base is named or stands before them."""
    figures = nearby.figures
    before = nearby.before(shares.start)
    if not rule.patterns["respectively"].search(before):
        return None
    known = [
        one
        for one in nearby.same_paragraph(shares.start, BACK)
        if one < shares.start and figures[one].kind in COUNTED and figures[one].role in LEVELS and not figures[one].per
    ]
    parts = known[-len(shares) :]
    if len(parts) < len(shares) or not all(alike(figures[one], figures[parts[0]]) for one in parts):
        return None
    named = rule.patterns["share"].search(before)
    bases = list(nearby.named(named["base"], figures[parts[0]], parts[0])) if named and named["base"] else []
    bases += [one for one in reversed(known[: -len(shares)]) if alike(figures[one], figures[parts[0]])]
    best: tuple[int, list[int]] | None = None
    for base in bases:
        wrong = [at for at, one in enumerate(parts) if not _fits(figures[one], figures[base], figures[shares[at]])]
        if best is None or len(wrong) < len(best[1]):
            best = base, wrong
    if best is None or (best[1] and (len(shares) < 3 or len(best[1]) > 1)):
        return None
    base, wrong = best
    at = wrong[0] if wrong else 0
    part, share = figures[parts[at]], figures[shares[at]]
    value = (part.value or Decimal(0)) / (figures[base].value or Decimal(1)) * WHOLE
    expected = told(value, share.value or Decimal(0))
    facts: dict[str, Fact] = {
        "parts": "、".join(figures[one].text for one in parts), "base": figures[base], "part": part,
        "shares": "、".join(figures[one].text for one in shares), "expected": f"{expected}%", "found": share,
    }  # fmt: skip
    chosen = tuple(figures[one] for one in sorted({base, *parts, *shares}))
    result: Result = "fail" if wrong else "pass"
    tolerance = half_digit(share.value or Decimal(0))
    return Finding(chosen, result, expected, plain(share.value), tolerance, f"{result}_several", facts)


def _fits(part: Figure, base: Figure, share: Figure) -> bool:
    one, whole, stated = amount(part), amount(base), rated(share)
    return bool(one and whole and stated and whole.low > 0 and stated.overlaps(quotient(one, whole)))


def _whole(shares: Sequence[Figure]) -> Finding | None:
    """Two shares that make up the whole; others are not meant to, and three and more are tested as `hundred`."""
    values = [share.value or Decimal(0) for share in shares]
    found = sum(values, Decimal(0))
    if len(values) > 2 or found != WHOLE:
        return None
    facts: dict[str, Fact] = {
        "shares": "＋".join(share.text for share in shares), "first": shares[0], "expected": plain(found),
    }  # fmt: skip
    return Finding(tuple(shares), "pass", plain(WHOLE), plain(found), "0", "pass_whole", facts)
