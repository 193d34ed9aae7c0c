"""A file of corrections examined row by row against the run that it speaks of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from minetext.corrections.cells import (
    NAMING,
    TESTS,
    Fault,
    fault_of,
    fault_of_figure,
    same_cell,
    tidy,
)
from minetext.corrections.correction import (
    ACTIONS,
    ADDED,
    GIVEN,
    IDS,
    Correction,
    Decided,
    Key,
    added_number,
    base,
    decide,
)
from minetext.corrections.files import Given
from minetext.corrections.rows import RunRows, Target, target_of
from minetext.figures import FigureReader
from minetext.model import COUNTED, Sentence, Span
from minetext.tables.rows import TableRow

MAX_CELL = 10_000
"""Characters of any cell."""

SHOWN = 40
"""Characters of a cell that a message quotes."""


class Refused(NamedTuple):
    """A row that is not applied, and why."""

    given: Given
    fault: Fault


class Examined(NamedTuple):
    """What a file of corrections comes to."""

    accepted: list[tuple[Given, Correction]]
    refused: list[Refused]
    unchanged: int
    """Rows that say what holds already."""


class _Resolved(NamedTuple):
    given: Given
    row: Mapping[str, str]
    target: Target
    fault: Fault | None
    places: str
    """Where the row stands that its new cell names."""


class _Wrong(Exception):  # noqa: N818
    """A row that cannot be led to a row of the run."""

    def __init__(self, column: str, code: str, **facts: object) -> None:
        super().__init__(code)
        self.fault = Fault(column, code, facts)


class Examiner:
    """Examines rows against the tables of a run and its log.

    All rows about one row of the run stand or fall together, so that nothing is applied by halves.
    """

    def __init__(self, rows: RunRows, reader: FigureReader, who: str, when: str) -> None:
        self._rows = rows
        self._reader = reader
        self._who = who
        self._when = when
        self._numbers: dict[str, int] = {}
        """The last number given to an added figure of a report."""

    def examine(self, given: Iterable[Given]) -> Examined:
        """Which rows are to be applied, in order, and which not."""
        refused: list[Refused] = []
        together: dict[tuple[str, Key], list[_Resolved]] = defaultdict(list)
        for one in given:
            try:
                resolved = self._resolved(one)
            except _Wrong as error:
                refused.append(Refused(one, error.fault))
            else:
                together[base(resolved.target.doc_id), resolved.target.key].append(resolved)
        accepted: list[tuple[Given, Correction]] = []
        unchanged = 0
        for group in together.values():
            kept, wrong = self._together(group)
            accepted += kept
            refused += wrong
            unchanged += 0 if wrong else len(group) - len(kept)
        accepted.sort(key=lambda one: one[0].number)
        return Examined(accepted, sorted(refused, key=lambda one: one.given.number), unchanged)

    def _resolved(self, given: Given) -> _Resolved:
        """A row led to the row of the run that it speaks of."""
        row = {column: given.cells.get(column, "") for column in GIVEN}
        for column, cell in row.items():
            if len(cell) > MAX_CELL:
                raise _Wrong(column, "long", limit=MAX_CELL, name=column)
            if column not in ("text", "old", "new", "note"):
                row[column] = cell.strip()
        if row["table"] not in IDS:
            raise _Wrong("table", "choice", values=", ".join(IDS), name="table", new=row["table"][:SHOWN])
        actions = ACTIONS[row["table"]]
        if row["action"] not in actions:
            raise _Wrong("action", "choice", values=", ".join(actions), name="action", new=row["action"][:SHOWN])
        report = self._rows.report(row)
        if report is None:
            raise _Wrong("doc_id", "no_report", id=(row["doc_id"] or row["id"])[:SHOWN])
        if report["status"] not in COUNTED:
            raise _Wrong("doc_id", "not_counted", id=report["doc_id"], status=report["status"])
        place = _place(row, report)
        lead = self._to_add if row["action"] == "add" else self._there
        target = lead(row, report, place)
        fault, places = self._cell(row, report) if row["action"] in ("add", "correct") else (None, "")
        return _Resolved(given, row, target, fault or _signed(row), places)

    def _there(self, row: Mapping[str, str], report: TableRow, place: tuple[int, int] | None) -> Target:
        if place is None and not row["id"]:
            raise _Wrong("id", "no_place")
        found = self._rows.found(row["table"], report, row["id"], place)
        if not found:
            raise _Wrong("start" if place else "id", "no_row", table=row["table"], id=row["id"][:SHOWN])
        if len(found) > 1:
            raise _Wrong("id", "several", count=len(found), ids=", ".join(one.id for one in found[:5]))
        [target] = found
        if row["text"].strip() and not _same_text(row["text"], target.text):
            raise _Wrong("text", "text", there=target.text[:SHOWN])
        return target

    def _to_add(self, row: Mapping[str, str], report: TableRow, place: tuple[int, int] | None) -> Target:
        if place is None:
            raise _Wrong("start", "no_place")
        text = row["text"]
        if not text.strip():
            raise _Wrong("text", "no_text")
        start, end = place
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        text = text.strip()
        if end - start != len(text) and "\n" not in text:
            raise _Wrong("end", "length", length=len(text), end=start + len(text))
        known = self._rows.found("figures", report, "", (start, end))
        if known and _same_text(text, known[0].text):
            return known[0]
        return target_of(
            Correction(
                "figures", "", report["doc_id"], report["source"], start, end, text, "add", "", "", "", "", "", "",
                int(report["start"]), "", "", "", "",
            ), None,
        )  # fmt: skip

    def _cell(self, row: Mapping[str, str], report: TableRow) -> tuple[Fault | None, str]:
        """What is wrong with a new cell, and where the row stands that it names."""
        column, new = row["column"], tidy(row["column"], row["new"])
        if _left_open(row):
            return None, ""
        fault = fault_of(row["table"], column, new)
        if fault or not new or column not in NAMING:
            return fault, ""
        named = self._rows.found(NAMING[column], report, new, None)
        if len(named) != 1 or named[0].cells is None:
            return Fault("new", "names_none", {"table": NAMING[column], "new": new[:SHOWN], "name": column}), ""
        return None, f"{named[0].start}-{named[0].end}"

    def _together(self, group: Sequence[_Resolved]) -> tuple[list[tuple[Given, Correction]], list[Refused]]:
        """All rows about one row of the run."""
        target = group[0].target
        said = list(enumerate(self._rows.said(target)))
        kept: list[tuple[Given, Correction]] = []
        faults: dict[int, Fault] = {}
        row_id = self._id(target, group)
        before: Decided | None = None
        for one in group:
            [before] = decide(said) or [Decided(target.key, row_id, target.text)]
            fault = one.fault or _fault_of_old(one, before)
            if fault:
                faults[one.given.number] = fault
                continue
            if _left_open(one.row):
                continue
            correction = self._correction(one, row_id)
            relative = correction._replace(
                start=target.key[1], end=target.key[2], places=target.key[4] or correction.places
            )
            [after] = decide([*said, (len(said), relative)])
            if _says(after) != _says(before):
                said.append((len(said), relative))
                kept.append((one.given, correction))
                before = after
        if not faults and kept and before is not None and target.key[0] == "figures" and before.cells:
            cells = self._cells(target, before)
            fault = fault_of_figure(cells) if cells is not None else None
            if fault:
                faults[kept[-1][0].number] = fault
        if not faults:
            return kept, []
        first = min(faults)
        return [], [
            Refused(one.given, faults.get(one.given.number) or Fault("", "with_row", {"row": first})) for one in group
        ]

    def _cells(self, target: Target, decided: Decided) -> Mapping[str, str] | None:
        """The cells that a figure would have; None where they cannot be known before the run."""
        if decided.rejected:
            return None
        if target.cells is not None:
            return {**target.cells, **decided.cells}
        if not decided.added:
            return None
        if "kind" not in decided.cells:
            return {"kind": ""}
        read = self._reader.mentions(target.text, [Sentence(Span(0, len(target.text)), -1, 0)])
        whole = next((one for one in read if (one.start, one.end) == (0, len(target.text))), None)
        cells: dict[str, str] = {}
        if whole and whole.kind == decided.cells["kind"]:
            cells = {
                "value": "" if whole.value is None else f"{whole.value:f}", "unit": whole.unit,
                "masked": "1" if whole.masked else "0", "date": whole.date.edtf() if whole.date else "",
            }  # fmt: skip
        return {**cells, **decided.cells}

    def _id(self, target: Target, group: Sequence[_Resolved]) -> str:
        """The id of the row; a figure that is added takes the next number of its report."""
        if added_number(target.id) or all(one.row["action"] != "add" for one in group):
            return target.id
        report = base(target.doc_id)
        if report not in self._numbers:
            self._numbers[report] = max(map(added_number, self._rows.logged_ids(target.doc_id)), default=0)
        self._numbers[report] += 1
        return f"{target.doc_id}{ADDED}{self._numbers[report]:04d}"

    def _correction(self, one: _Resolved, row_id: str) -> Correction:
        row, target = one.row, one.target
        cell = row["action"] in ("add", "correct")
        return Correction(
            row["table"], row_id, target.doc_id, target.source, target.start, target.end, target.text,
            row["action"],  # type: ignore[arg-type]
            row["column"] if cell else "", row["old"] if cell else "", tidy(row["column"], row["new"]) if cell else "",
            row["note"], row["who"] or self._who, row["when"] or self._when, target.report_start, "", "", target.rule,
            target.places or one.places,
        )  # fmt: skip


def _left_open(row: Mapping[str, str]) -> bool:
    """Whether a row leaves a cell of an added figure to what its text reads."""
    return row["action"] == "add" and row["column"] != "kind" and not row["new"].strip()


def _says(decided: Decided) -> Decided:
    """What stands, whichever row it comes from."""
    return decided._replace(id="", rows=(), named={})


def _place(row: Mapping[str, str], report: TableRow) -> tuple[int, int] | None:
    """The offsets of a row, if it gives them."""
    if not row["start"] and not row["end"]:
        return None
    for column in ("start", "end"):
        if not (row[column].isascii() and row[column].isdigit() and len(row[column]) < 12):
            raise _Wrong(column, "offset", name=column, new=row[column][:SHOWN])
    start, end = int(row["start"]), int(row["end"])
    if not int(report["start"]) <= start < end <= int(report["end"]):
        raise _Wrong("start", "outside", start=report["start"], end=report["end"])
    return start, end


def _signed(row: Mapping[str, str]) -> Fault | None:
    """What is wrong with the cells that tell who said it, when, and why."""
    for column, limit in (("who", 100), ("note", 2000), ("when", 40)):
        if len(row[column]) > limit:
            return Fault(column, "long", {"limit": limit, "name": column})
    if any(not one.isprintable() for one in row["who"]):
        return Fault("who", "control", {"name": "who"})
    if row["when"]:
        try:
            zone = datetime.fromisoformat(row["when"]).tzinfo
        except ValueError:
            zone = None
        if zone is None:
            return Fault("when", "when", {"new": row["when"]})
    return None


def _fault_of_old(one: _Resolved, before: Decided) -> Fault | None:
    """A cell that says something else by now than what the person saw."""
    row, cells = one.row, one.target.cells
    if row["action"] != "correct" or not row["old"].strip() or row["column"] not in TESTS[row["table"]]:
        return None
    column = row["column"]
    now = before.cells.get(column, cells.get(column, "") if cells is not None else row["old"])
    if same_cell(column, row["old"], now) or same_cell(column, row["new"], now):
        return None
    return Fault("old", "old", {"name": column, "now": now[:SHOWN], "old": row["old"][:SHOWN]})


def _same_text(first: str, second: str) -> bool:
    """Whether two texts are the same but for how their lines end."""
    return " ".join(first.split()) == " ".join(second.split())
