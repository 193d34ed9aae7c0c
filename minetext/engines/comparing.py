"""Checks across reports: what all reports say waits on disk until it is known which belong together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from math import floor
from pathlib import Path

import msgspec

from minetext.audit import MOST, CrossAuditor, ReportFacts
from minetext.engines.database import Scratch
from minetext.model import CrossCheck
from minetext.tables.columns import Row, cross_check_row

_LAYOUT = """
CREATE TABLE reports (
    number INTEGER PRIMARY KEY, doc_id TEXT, unit TEXT, period TEXT, revises TEXT, facts BLOB
);
CREATE TABLE checks (number INTEGER, start INTEGER, stop INTEGER, fact BLOB);
"""

_INDEXES = """
CREATE INDEX by_id ON reports (doc_id);
CREATE INDEX by_unit ON reports (unit, period, number);
"""

_DOC_ID, _START = 2, 8
"""Where a row of checks.csv tells its report, and where in it."""


class Across:
    """Takes what reports say in the order of the tables, then compares those of each unit, and revisions.

    On disk it keeps what `ReportFacts` takes, some 60 bytes a figure; memory holds the reports of one unit at a time.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._database = Scratch(folder / "facts.sqlite", _LAYOUT)
        self._reports = 0
        self.found = 0
        """How many checks there are."""

    def __enter__(self) -> "Across":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, facts: Sequence[ReportFacts]) -> None:
        """Take in what the next reports say."""
        for one in facts:
            values = (self._reports, one.doc_id, one.unit, one.period, one.revises, _ENCODER.encode(one))
            self._database.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)", values)
            self._reports += 1

    def compare(self, auditor: Callable[[], CrossAuditor]) -> Counter[str]:
        """Test all reports that belong together; the auditor is asked for only if there are any.

        Returns:
            How many checks there are, by result.
        """
        self._database.script(_INDEXES)
        counts: Counter[str] = Counter()
        for numbers, linked in chain(self._units(), self._revisions()):
            reports = [(number, self._facts(number)) for number in numbers]
            for check in auditor().audit(reports, linked=linked):
                values = (check.number, *check.span, _ENCODER.encode(check))
                self._database.execute("INSERT INTO checks VALUES (?, ?, ?, ?)", values)
                counts["checks"] += 1
                counts[f"check.{check.result}"] += 1
        self.found = counts["checks"]
        return counts

    def merged(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of checks.csv together with those of the checks found, in the order of their places."""
        waiting = self._found()
        place, row = next(waiting, _END)
        number, doc_id = -1.0, ""
        for other in rows:
            if other[_DOC_ID] != doc_id:
                doc_id = other[_DOC_ID]
                found = self._database.execute("SELECT number FROM reports WHERE doc_id = ?", (doc_id,)).fetchone()
                # a copy says nothing to others; it stands behind the report before it
                number = found[0] if found else floor(number) + 0.5
            while place < (number, int(other[_START])):
                yield row
                place, row = next(waiting, _END)
            yield other
        while place != _END[0]:
            yield row
            place, row = next(waiting, _END)

    def _found(self) -> Iterator[tuple[tuple[float, int], Row]]:
        """The places and rows of the checks, each report's numbered from 1."""
        last, at = -1, 0
        for (fact,) in self._database.execute("SELECT fact FROM checks ORDER BY number, start, stop, rowid"):
            check = _CHECK.decode(fact)
            at = at + 1 if check.number == last else 1
            last = check.number
            yield (check.number, check.span.start), cross_check_row(check, at)

    def _units(self) -> Iterator[tuple[list[int], bool]]:
        """The reports of each unit that has several, without those of periods that have too many."""
        together: list[int] = []
        unit = ""
        for name, numbers in self._database.execute(
            "SELECT unit, group_concat(number) FROM reports WHERE unit != '' AND period != ''"
            f" GROUP BY unit, period HAVING count(*) <= {MOST} ORDER BY unit, period"
        ):
            if name != unit:
                if len(together) > 1:
                    yield sorted(together), False
                together, unit = [], name
            together += map(int, numbers.split(","))
        if len(together) > 1:
            yield sorted(together), False

    def _revisions(self) -> Iterator[tuple[list[int], bool]]:
        """Each revision with the report that it revises."""
        for number, other in self._database.execute(
            "SELECT one.number, other.number FROM reports one JOIN reports other ON other.doc_id = one.revises"
            " WHERE one.revises != '' ORDER BY other.number, one.number"
        ):
            yield [other, number], True

    def _facts(self, number: int) -> ReportFacts:
        return _FACTS.decode(
            self._database.execute("SELECT facts FROM reports WHERE number = ?", (number,)).fetchone()[0]
        )


_END: tuple[tuple[float, int], Row] = ((float("inf"), 0), ())
_ENCODER = msgspec.msgpack.Encoder()
_FACTS = msgspec.msgpack.Decoder(ReportFacts)
_CHECK = msgspec.msgpack.Decoder(CrossCheck)
