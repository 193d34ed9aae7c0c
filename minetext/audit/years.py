"""The year of a title against what the text proves.

Passes: 成立三十周年 of what was founded in 1980, in a report titled 2010. Fails: the same titled 2019. Unsure: a title
one year off, or proofs that are only usual.
"""

from collections.abc import Iterator

from minetext.audit.binding import Needs
from minetext.audit.relations import Audited, BoundCheck, Fact, Finding
from minetext.evidence import Proof, Years
from minetext.model import Result, Span

Titled = tuple[int, int]
"""The first and the last year that a report can be of by its title."""


NEEDS = Needs(numbers=("near", "width"), messages=("pass", "fail", "early", "late", "unsure", "clash"))


def years(audited: Audited, rule: BoundCheck) -> Iterator[Finding]:
    """Test the year of the title, once; and the proofs against each other."""
    evidence, titled = audited.evidence, audited.titled
    if evidence.clash:
        later, earlier = evidence.clash
        facts = _facts(audited, later, evidence.years)
        facts |= {
            "other": earlier.span, "first": str(later.sure.first), "last": str(earlier.sure.last),
        }  # fmt: skip
        places = (later.span, earlier.span)
        yield Finding((), "unsure", evidence.years.edtf(), "", "", "clash", facts, places, later.span)
    if titled is None:
        return
    off = [one for one in evidence.every if _distance(one.sure, titled) and _agrees(one.sure, evidence.sure)]
    if off:
        proof = max(off, key=lambda one: (one.strength == "exact", _distance(one.sure, titled), -one.span.start))
        near = _distance(proof.sure, titled) <= rule.numbers["near"]
        yield _finding(audited, titled, proof, proof.sure, "unsure" if near else _case(proof, titled))
        return
    sure = evidence.sure
    if sure.first and sure.last and sure.last - sure.first <= rule.numbers["width"]:
        exact = [one for one in evidence.every if one.strength == "exact" and one.fact]
        for proof in [*exact, *evidence.proofs][:1]:
            yield _finding(audited, titled, proof, evidence.years, "pass")
    elif distance := _distance(evidence.years, titled):
        doubted = [one for one in evidence.proofs if _distance(one.usual, titled) == distance]
        if doubted and distance > rule.numbers["near"]:
            yield _finding(audited, titled, doubted[0], doubted[0].usual, "unsure")


def _distance(proved: Years, titled: Titled) -> int:
    """How many years a title is off what is proved."""
    first, last = titled
    if proved.first is not None and last < proved.first:
        return proved.first - last
    return first - proved.last if proved.last is not None and first > proved.last else 0


def _agrees(proof: Years, together: Years) -> bool:
    """Whether a proof was not overruled by the others."""
    low, high = together.first or 0, together.last or 9999
    return (proof.first or 0) <= high and low <= (proof.last or 9999) and together != Years()


def _case(proof: Proof, titled: Titled) -> str:
    """Which message tells that a title does not fit."""
    if proof.sum:
        return "fail"
    return "early" if proof.sure.first and titled[1] < proof.sure.first else "late"


def _finding(audited: Audited, titled: Titled, proof: Proof, proved: Years, case: str) -> Finding:
    """One row for the title, with the strongest proof in the message and all that agree as places."""
    told = _told_years(proof, proved, case)
    facts = _facts(audited, proof, told)
    title = audited.report.title_span
    facts |= {"titled": str(titled[1]), "title_at": "-"}
    if title:
        facts["title"] = title
    same = [one.span for one in audited.evidence.proofs if (_distance(one.sure, titled) > 0) == (case != "pass")]
    places = tuple(dict.fromkeys([*([title] if title else []), proof.span, *same]))
    result: Result = "pass" if case == "pass" else "unsure" if case == "unsure" else "fail"
    return Finding(
        (), result, audited.evidence.years.edtf() or told.edtf(), str(titled[1]), "0", case, facts, places, proof.span
    )


def _written(years: Years) -> str:
    """An interval as both languages write it: 2010, 2007–2012, 2007–."""
    first, last = ("" if year is None else str(year) for year in years)
    return first if first == last else f"{first}–{last}"


def _told_years(proof: Proof, proved: Years, case: str) -> Years:
    if case == "early":
        return Years(proof.sure.first, proof.sure.first)
    if case == "late":
        return Years(proof.sure.last, proof.sure.last)
    return proved


def _facts(audited: Audited, proof: Proof, proved: Years) -> dict[str, Fact]:
    name = proof.fact.name if proof.fact else None
    words = audited.text[slice(*proof.span)]
    added = proof.sum
    counted = f"{added[0]}＋{added[1]}＝{sum(added)}" if added and added[1] else ""
    return {
        "proof": Span(*proof.span), "event": name.zh if name else words, "event_en": name.en if name else words,
        "since": proof.since, "years": _written(proved),
        "usual": _written(proof.usual),
        "sum": f"，{counted}" if counted else "", "sum_en": f", {counted}" if counted else "",
    }  # fmt: skip
