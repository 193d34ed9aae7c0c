"""Which corrections hold in a run, where, and which hold no longer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from minetext.corrections.correction import Correction, base, in_force, moved
from minetext.model import Report, Source, Verdict

State = Literal["held", "no_row", "not_counted", "changed", "gone"]
"""`no_row`: the characters are there, but nothing is found in them any more; `not_counted`: the report repeats another;
`changed`: the source has other characters; `gone`: neither the source nor the report is among the inputs."""

BETTER: Sequence[State] = ("held", "no_row", "not_counted", "changed", "gone")
"""Of a correction that meets several reports, the first of these is told."""


def best(first: State, second: State) -> State:
    """The better of what became of a correction in two places."""
    return min(first, second, key=BETTER.index)


class Corrections:
    """A log, so that those of a stretch are found at once."""

    def __init__(self, log: Sequence[Correction]) -> None:
        self.log = log
        self._of_source: dict[str, list[int]] = defaultdict(list)
        self._of_report: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(log):
            self._of_source[one.source].append(number)
            self._of_report[base(one.doc_id)].append(number)

    def __bool__(self) -> bool:
        return bool(self.log)

    def concerning(self, sources: Iterable[str], doc_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of those that may hold in these sources or reports, in order."""
        found = {number for name in sources for number in self._of_source.get(name, ())}
        found.update(number for doc_id in doc_ids for number in self._of_report.get(base(doc_id), ()))
        return tuple(sorted(found))

    def some(self, numbers: Iterable[int]) -> list[Correction]:
        """Those of these numbers."""
        return [self.log[number] for number in numbers]


class Stale(NamedTuple):
    """A correction that is in force and holds nowhere."""

    correction: Correction
    why: State


def stale(log: Sequence[Correction], states: Sequence[State]) -> list[Stale]:
    """Those in force that hold nowhere, in the order of the log; what was taken back or said anew is not among them.

    Where a row of another version of the report was decided anew at the same place of the same source, the earlier
    decision is settled by it.
    """
    standing = in_force(log)
    settled = {
        (one.table, one.key[3], log[one.rows[-1]].source, log[one.rows[-1]].start, one.text)
        for one in standing
        if states[one.rows[-1]] == "held"
    }
    numbers = {
        number
        for one in standing
        for number in one.rows
        if (one.table, one.key[3], log[number].source, log[number].start, one.text) not in settled
    }
    return [Stale(log[number], states[number]) for number in sorted(numbers) if states[number] != "held"]


def shift(one: Correction, source: Source, report: Report, verdict: Verdict) -> int | None:
    """What to add to the offsets of a correction to have them in a source; None where it does not hold in this report.

    It holds where its characters stand at the same place of the same report; or at the same place of the same source,
    in the same sentence.
    """
    text = source.text
    if base(one.doc_id) == base(verdict.doc_id):
        by = report.span.start - one.report_start
        if text[one.start + by : one.end + by] == one.text and one.start + by >= 0:
            return by
    first, last = one.start - len(one.before), one.end + len(one.after)
    inside = report.span.start <= one.start and one.end <= report.span.end
    if inside and one.source == source.name and first >= 0 and text[first:last] == one.before + one.text + one.after:
        return 0
    return None


def held_in(
    said: Sequence[Correction], source: Source, report: Report, verdict: Verdict
) -> list[tuple[int, Correction]]:
    """The corrections that hold in a report, with their numbers, led to its place in the source."""
    shifts = [shift(one, source, report, verdict) for one in said]
    return [
        (number, moved(one, by)) for number, (one, by) in enumerate(zip(said, shifts, strict=True)) if by is not None
    ]


def may_concern(one: Correction, source: Source, verdict: Verdict) -> bool:
    """Whether a correction was said of this source or report, be it in other characters."""
    return one.source == source.name or base(one.doc_id) == base(verdict.doc_id)
