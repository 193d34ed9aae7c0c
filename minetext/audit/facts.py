"""What a report says of quantities and periods, kept small for the checks across reports of one unit."""

import re
import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import msgspec

from minetext.audit.relations import Bounds, bounds
from minetext.model import Kind, Role, Span

COUNTED = ("headcount", "quantity")
"""Kinds of which a whole number is what was counted."""

_PERIOD = re.compile(r"(\d{4})(?:-12(?:-31)?)?")
_YEAR = re.compile(r"\d{4}")


class Derived(NamedTuple):
    """How a statement follows from two figures: what they give, and the passage that holds both."""

    arithmetic: str
    low: Decimal
    high: Decimal
    passage: str
    exact: bool
    """False where it follows from a rate."""


class Statement(NamedTuple):
    """A quantity as a report states it, or as two of its figures imply it."""

    figures: tuple[str, ...]
    spans: tuple[Span, ...]
    """Places of the figures in the source."""
    texts: tuple[str, ...]
    kind: Kind
    unit: str
    item: str
    role: Role
    value: Decimal
    exact: bool
    period: str
    """EDTF without marks of doubt; empty where no single period is told."""
    context: str
    """The words around the figure that say what it is a figure of."""
    clause: int
    """A hash of its clause without numbers, of a short one with that before it."""
    order: int
    """Which figure of its clause it is; -1 of a derived one."""
    derived: Derived | None = None

    def bounds(self) -> Bounds:
        """The least and the most that it can be."""
        if self.derived:
            return Bounds(self.derived.low, self.derived.high)
        return bounds(self.value, counted=self.kind in COUNTED)

    def told(self) -> str:
        """How a message tells it."""
        return self.derived.arithmetic if self.derived else self.texts[0]

    @property
    def span(self) -> Span:
        """The passage that holds its figures."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def text(self) -> str:
        """What the source says there."""
        return self.derived.passage if self.derived else self.texts[0]


class ReportFacts(NamedTuple):
    """A report as the checks across reports see it."""

    doc_id: str
    source: str
    title: str
    unit: str
    """The name under which reports of one unit come together; empty where it names no one unit."""
    period: str
    """What it tells of, in EDTF without marks of doubt."""
    revises: str
    """The report of which it is a revision, by doc_id."""
    packed: bytes
    """Its statements."""

    def statements(self) -> tuple[Statement, ...]:
        """Its statements, in order."""
        return _unpacked(self.packed)


def packed(statements: Sequence[Statement]) -> bytes:
    """Statements as bytes: some 50 for each."""
    return zlib.compress(_ENCODER.encode(statements), 1)


@lru_cache(maxsize=4)
def _unpacked(statements: bytes) -> tuple[Statement, ...]:
    """The statements; those of a report with many revisions are asked for again and again."""
    return _STATEMENTS.decode(zlib.decompress(statements))


def bare_period(edtf: str) -> str:
    """A date as a period that can be compared: without marks of doubt; the end of a year stands for the year."""
    bare = edtf.replace("?", "").replace("~", "")
    if not bare[:4].isdigit() or "," in bare or ".." in bare:
        return ""
    year = _PERIOD.fullmatch(bare)
    return year[1] if year else bare


def shifted(period: str, years: int) -> str:
    """A period so many years later: 2018-01/2018-06 becomes 2017-01/2017-06 with -1."""
    return _YEAR.sub(lambda match: f"{int(match[0]) + years:04d}", period)


_ENCODER = msgspec.msgpack.Encoder()
_STATEMENTS = msgspec.msgpack.Decoder(tuple[Statement, ...])
