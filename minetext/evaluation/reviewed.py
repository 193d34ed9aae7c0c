"""A run scored against what a person decided about the rows of another one."""

from collections import defaultdict
from collections.abc import Sequence

from minetext.evaluation.cells import Row, cell
from minetext.evaluation.score import Score, Wrong, score


def score_reviewed(
    gold: Sequence[Row], rejected: Sequence[Row], found: Sequence[Row]
) -> tuple[Score, list[Wrong]]:  # fmt: skip
    """Judge predicted rows of any number of sources by reviewed ones.

    Only what was reviewed is judged: a prediction counts where it overlaps a gold row, or one that was rejected, which
    makes it a false one; of all others nobody has said whether they are right.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    ends: dict[str, int] = defaultdict(int)
    for row in (*gold, *rejected):
        seen[cell(row, "source")].update(range(int(row["start"]), int(row["end"])))
    judged = [
        row for row in found if not seen[cell(row, "source")].isdisjoint(range(int(row["start"]), int(row["end"])))
    ]
    for row in (*gold, *judged):
        ends[cell(row, "source")] = max(ends[cell(row, "source")], int(row["end"]))
    # the sources are laid one behind the other, so that an offset means one place
    begins, begin = dict[str, int](), 0
    for source in sorted(ends):
        begins[source] = begin
        begin += ends[source]

    def laid(row: Row) -> Row:
        by = begins[cell(row, "source")]
        return {
            **row, "source": "", "start": str(int(row["start"]) + by), "end": str(int(row["end"]) + by),
            "activity": cell(row, "activity_id"),
        }  # fmt: skip

    def back(row: Row | None, by_place: dict[str, Row]) -> Row | None:
        return by_place[row["start"]] if row is not None else None

    result, wrong = score([laid(row) for row in gold], [laid(row) for row in judged])
    golds, founds = ({laid(row)["start"]: row for row in rows} for rows in (gold, judged))
    return result, [Wrong(one.why, back(one.gold, golds), back(one.found, founds)) for one in wrong]
