"""What corrections did to a report, and what became of each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minetext.corrections.correction import Correction, Decided, Key, decide, key_of
from minetext.corrections.holding import State, best, held_in, may_concern
from minetext.model import Report, Source, Verdict
from minetext.tables.columns import COLUMNS, Row

Numbered = tuple[int, Correction]


class Ruled(NamedTuple):
    """What corrections did to a report."""

    states: Mapping[int, State]
    """By the number of the correction: `held` or `no_row`."""
    rejected: int
    """Figures and activities that left."""
    late: tuple[Numbered, ...]
    """What was said of checks that are not among those of the report alone: some are found across reports."""


def ruled(held: Sequence[Numbered], decided: Iterable[Decided], missing: frozenset[Key], source: str) -> Ruled:
    """What came of the corrections that hold in a report, given the rows that were not found."""
    states: dict[int, State] = {number: "no_row" if key_of(one) in missing else "held" for number, one in held}
    gone = sum(one.rejected and one.table != "checks" and one.key not in missing for one in decided)
    late = tuple(
        (number, one._replace(source=source))
        for number, one in held
        if one.table == "checks" and key_of(one) in missing
    )
    return Ruled(states, gone, late)


def states_in_source(states: Sequence[State], said: Sequence[Correction], source: Source) -> list[State]:
    """What became of corrections, once their source was seen."""
    return [
        best(state, "changed" if one.source == source.name else "gone") for state, one in zip(states, said, strict=True)
    ]


def states_in_report(
    states: Sequence[State], said: Sequence[Correction], did: Ruled | None, source: Source, report: Report,
    verdict: Verdict,
) -> list[State]:  # fmt: skip
    """What became of corrections, once a report was mined."""

    def state(number: int, one: Correction) -> State:
        if did and number in did.states:
            return did.states[number]
        if not verdict.counts and held_in([one], source, report, verdict):
            return "not_counted"
        return "changed" if may_concern(one, source, verdict) else "gone"

    return [best(before, state(number, said[number])) for number, before in enumerate(states)]


class LateChecks:
    """Decisions about checks across reports, which are known when all reports are mined."""

    def __init__(self) -> None:
        self._said: dict[str, list[Numbered]] = {}
        self.found: set[int] = set()
        """The numbers of the corrections whose checks were there."""
        self.reviews: Counter[str] = Counter()
        """How many checks bear each decision."""

    def __bool__(self) -> bool:
        return bool(self._said)

    def add(self, late: Iterable[Numbered]) -> None:
        """Take in decisions with their numbers in the log, led to the sources and places of today."""
        for number, one in late:
            self._said.setdefault(one.source, []).append((number, one))

    def review(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of checks.csv with what was decided about them."""
        for row in rows:
            said = self._said.get(row[_SOURCE])
            yield self._reviewed(row, said) if said else row

    def _reviewed(self, row: Row, said: Sequence[Numbered]) -> Row:
        key = ("checks", int(row[_START]), int(row[_END]), row[_RULE], row[_PLACES])
        numbers = [number for number, one in said if key_of(one) == key]
        if not numbers or row[_REVIEW]:
            return row
        self.found.update(numbers)
        [decided] = decide((number, one) for number, one in said if key_of(one) == key)
        self.reviews[decided.review] += bool(decided.review)
        return (*row[:_REVIEW], decided.review, *row[_REVIEW + 1 :])


_START, _END, _SOURCE, _RULE, _PLACES, _REVIEW = (
    COLUMNS["checks"].index(column) for column in ("start", "end", "source", "rule", "places", "review")
)
