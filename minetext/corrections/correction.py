"""What a person said about a row of a table, as it stands in a file of corrections and in the log."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from minetext.model import Review, Span
from minetext.tables.types import KEYS

STALE = "corrections_stale.csv"
"""What was said and holds no longer."""

Action = Literal["accept", "correct", "reject", "add", "undo"]

GIVEN = (
    "table", "id", "doc_id", "source", "start", "end", "text", "action", "column", "old", "new", "note", "who", "when",
)  # fmt: skip
"""The columns of a file of corrections."""

COLUMNS = (*GIVEN, "report_start", "before", "after", "rule", "places")
"""Those of the log: what keeps a correction at its place comes behind."""

IDS: Mapping[str, str] = {table: KEYS[table] for table in ("figures", "activities", "checks")}
"""The tables that can be corrected, and the column of their ids."""

ACTIONS: Mapping[str, tuple[Action, ...]] = {
    "figures": get_args(Action),
    "activities": ("accept", "correct", "reject", "undo"),
    "checks": ("accept", "reject", "undo"),
}
"""What can be said about the rows of each table."""

ADDED = "-g"
"""What stands between a report's id and the number of a figure that a person added."""


CONTEXT = 60
"""Characters of the sentence that are kept on either side."""


class Correction(NamedTuple):
    """A row of the log; offsets are those of the source when it was written."""

    table: str
    id: str
    doc_id: str
    source: str
    start: int
    end: int
    text: str
    """The characters of the source."""
    action: Action
    column: str
    old: str
    new: str
    note: str
    who: str
    when: str
    """ISO 8601, with its zone."""
    report_start: int
    before: str
    """What stands before the text in its sentence, up to `CONTEXT` characters."""
    after: str
    """The same behind it."""
    rule: str
    """What found the row: the rule of a figure or check, the reason of an activity."""
    places: str
    """Of a check, all that it compares; of part_of and activity_id, where the named row stands (`START-END`)."""

    def row(self) -> tuple[str, ...]:
        """Its cells in the log."""
        return tuple(map(str, self))


Key = tuple[str, int, int, str, str]
"""Table, start and end; of a check also its rule and all that it compares, since two may be of one passage."""


def key_of(one: Correction) -> Key:
    """What tells the rows of a report apart."""
    check = one.table == "checks"
    return one.table, one.start, one.end, one.rule if check else "", one.places if check else ""


class Decided(NamedTuple):
    """What stands of all that was said about one row."""

    key: Key
    id: str
    text: str
    added: bool = False
    rejected: bool = False
    accepted: bool = False
    cells: Mapping[str, str] = MappingProxyType({})
    """The corrected ones."""
    named: Mapping[str, str] = MappingProxyType({})
    """Where the rows stand that part_of and activity_id name (`START-END`)."""
    rows: tuple[int, ...] = ()
    """The numbers of the corrections that it comes from; those that later ones replaced are not among them."""

    @property
    def table(self) -> str:
        """The table of the row."""
        return self.key[0]

    @property
    def span(self) -> Span:
        """Where the row stands."""
        return Span(*self.key[1:3])

    @property
    def stands(self) -> bool:
        """Whether anything is left of what was said."""
        return self.added or self.rejected or self.accepted or bool(self.cells)

    @property
    def review(self) -> Review:
        """What the row says of it."""
        if self.rejected:
            return "rejected"
        return "added" if self.added else "corrected" if self.cells else "accepted" if self.accepted else ""


def decide(said: Iterable[tuple[int, Correction]]) -> list[Decided]:
    """What stands of corrections of one report, given with their numbers in the order in which they were said.

    Later ones win over earlier ones about the same cell; a row that was rejected comes back where it is accepted or
    corrected later; `undo` takes back all that was said of a row before.
    """
    decided: dict[Key, Decided] = {}
    came: dict[Key, dict[str, int]] = {}
    for number, one in said:
        key = key_of(one)
        before, by = decided.get(key, Decided(key, one.id, one.text)), came.setdefault(key, {})
        if one.action == "undo":
            decided[key], came[key] = Decided(key, one.id, one.text), {"": number}
            continue
        if one.action in ("add", "correct"):
            before = before._replace(
                cells={**before.cells, one.column: one.new}, named={**before.named, one.column: one.places}
            )
            by[one.column] = number
        if one.action in ("accept", "reject") or before.rejected:
            by[""] = number
        rejected = one.action == "reject"
        decided[key] = before._replace(
            id=one.id or before.id, added=before.added or one.action == "add", rejected=rejected,
            accepted=not rejected and (before.accepted or one.action == "accept"),
        )  # fmt: skip
    return [one._replace(rows=tuple(sorted(set(came[key].values())))) for key, one in decided.items()]


def moved(one: Correction, by: int) -> Correction:
    """The same for a report that stands elsewhere: all of its offsets shifted."""
    if not by:
        return one
    return one._replace(
        start=one.start + by, end=one.end + by, report_start=one.report_start + by,
        places=";".join(_moved(place, by) for place in one.places.split(";")) if one.places else "",
    )  # fmt: skip


def _moved(place: str, by: int) -> str:
    if ":" in place:
        return place  # in another report
    span = span_of(place)
    return f"{span.start + by}-{span.end + by}"


def span_of(place: str) -> Span:
    """A place `START-END`.

    Raises:
        ValueError: it is none.
    """
    start, _, end = place.partition("-")
    return Span(int(start), int(end))


def base(doc_id: str) -> str:
    """The id of a report without the number that tells its copies apart."""
    return doc_id.partition("-")[0]


def added_number(figure_id: str) -> int:
    """The number of a figure that a person added, or 0."""
    number = figure_id.rpartition(ADDED)[2]
    return int(number) if ADDED in figure_id and number.isascii() and number.isdigit() and len(number) < 9 else 0


def in_force(log: Sequence[Correction]) -> list[Decided]:
    """What stands of a log, in the order in which it was said last; spans are relative to their reports."""
    by_report: dict[str, list[tuple[int, Correction]]] = {}
    for number, one in enumerate(log):
        by_report.setdefault(base(one.doc_id), []).append((number, moved(one, -one.report_start)))
    found = [one for said in by_report.values() for one in decide(said) if one.stands]
    return sorted(found, key=lambda one: one.rows)
