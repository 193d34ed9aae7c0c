"""What of a row is compared between two runs: what it says, not where it stands or which number it bears."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from minetext.tables.columns import COLUMNS, Row
from minetext.tables.rows import TableRow
from minetext.tables.types import LISTS, references

WHERE: Mapping[str, frozenset[str]] = {
    "documents": frozenset(("doc_id", "source", "start", "end", "place", "evidence", "boilerplate")),
    "figures": frozenset(("figure_id", "doc_id", "source", "start", "end", "place")),
    "activities": frozenset(("activity_id", "doc_id", "source", "start", "end")),
    "checks": frozenset(("check_id", "doc_id", "source", "start", "end", "places")),
    "reuse": frozenset(("reuse_id", "doc_id", "source", "start", "end", "other_source", "other_start", "other_end")),
    "errors": frozenset(("source",)),
}
"""Columns that tell where a row stands and what it is called: never compared."""

REFERENCES: Mapping[str, frozenset[str]] = {
    table: frozenset(one for one in columns if references(table, one) or one in LISTS) - WHERE[table]
    for table, columns in COLUMNS.items()
}
"""Columns that name other rows: compared by which rows those are."""

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "documents": ("title",), "figures": ("kind", "text", "item"), "activities": ("text",), "checks": ("check", "text"),
    "reuse": ("text",), "errors": ("stage", "error"),
}  # fmt: skip
"""Columns that make a row the same row, whatever its other cells say."""

KEY: Mapping[str, tuple[str, ...]] = {
    "documents": ("title",), "figures": ("text",), "activities": ("text",), "checks": ("check", "text"),
    "reuse": ("text",), "errors": ("error",),
}  # fmt: skip
"""Columns that tell a reader which row it is."""

SAME_ROW = 0.5
"""How alike two rows must be to be one that changed."""

MESSAGE = "message"
"""The column of sentences that give offsets."""

_NUMBER = regex.compile(r"(?<![\d.])(\d+)(?![\d.])")


def compared(table: str, columns: Iterable[str]) -> tuple[str, ...]:
    """The columns that are compared as they stand, in order."""
    left_out = WHERE[table] | REFERENCES[table] | {MESSAGE}
    return tuple(one for one in columns if one in COLUMNS[table] and one not in left_out)


def offsets_of(rows: Iterable[TableRow]) -> frozenset[str]:
    """The offsets at which rows, and the places that they compare, begin."""
    found: set[str] = set()
    for row in rows:
        found.add(row["start"])
        found.update(place.rpartition(":")[2].partition("-")[0] for place in row.get("places", "").split(";"))
    return frozenset(found)


def same_message(old: str, new: str, old_offsets: frozenset[str], new_offsets: frozenset[str]) -> bool:
    """Whether two messages differ in nothing but whole numbers that are offsets on both sides."""
    left, right = _NUMBER.split(old), _NUMBER.split(new)
    return len(left) == len(right) and all(
        one == other or (at % 2 == 1 and one in old_offsets and other in new_offsets)
        for at, (one, other) in enumerate(zip(left, right, strict=True))
    )


def likeness(table: str, columns: tuple[str, ...]) -> Callable[[Row, Row], float]:
    """How alike two rows of a table are: by their text and the share of equal cells; 0 below half."""
    text = next((columns.index(one) for one in ("text", "detail", "title") if one in columns), 0)

    @lru_cache(maxsize=1 << 14)
    def ratio(one: str, other: str) -> float:
        return fuzz.ratio(one[:500], other[:500]) / 100

    def alike(one: Row, other: Row) -> float:
        filled = [pair for pair in zip(one, other, strict=True) if any(pair)]
        equal = sum(left == right for left, right in filled) / len(filled) if filled else 1.0
        score = (ratio(min(one[text], other[text]), max(one[text], other[text])) + equal) / 2
        return score if score >= SAME_ROW else 0.0

    return alike
