"""A word or an expression with what stands around it, in all reports of a run (keyword in context)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import regex

from minetext.archive.runs import OpenRun
from minetext.model import COUNTED, Problem
from minetext.sources import texts_by_source
from minetext.tables.rows import TableRow

Where = Literal["texts", "figures", "activities"]
SECONDS = 5.0
"""How long an expression may take over one report."""


class Line(NamedTuple):
    """One place where the expression was found."""

    source: str
    doc_id: str
    title: str
    year: str
    start: str
    end: str
    left: str
    text: str
    right: str


class PatternError(Exception):
    """An expression that cannot be searched for; `code` is `bad` or `slow`."""

    def __init__(self, code: str, reason: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.facts = {"reason": reason}


class Wanted(NamedTuple):
    """Where an expression is looked for."""

    table: Where = "texts"
    """In all of a report, in its figures, or in the sentences of its activities."""
    kind: str = ""
    """Only figures of this kind."""
    activity_type: str = ""
    """Only figures or activities of this type."""
    copies: bool = False
    """Also in reports that are copies of others."""

    def takes(self, row: TableRow) -> bool:
        """Whether a row of the table is looked through."""
        return self.kind in ("", row.get("kind", "")) and self.activity_type in ("", row["activity_type"])


class _Passage(NamedTuple):
    """A stretch that is looked through, in the text that gives what stands around it."""

    start: int
    end: int
    text: str
    at: int
    """Where the text begins in the source."""


def concordance(
    folder: Path, expression: str, wanted: Wanted | None = None, width: int = 20, lost: list[Problem] | None = None
) -> Iterator[Line]:
    """Every place of an expression (of the `regex` module), in the order of the tables; one source is held at a time.

    Args:
        folder: a finished run.
        expression: a word or a regular expression.
        wanted: where to look; all of each report that counts where left out.
        width: how many characters are given on either side, within the report.
        lost: takes sources whose text can no longer be had; of those, the sentences of activities are searched.

    Raises:
        OutputError: the folder holds no finished run.
        PatternError: the expression is wrong, or takes too long.
    """
    try:
        pattern = regex.compile(expression)
    except (regex.error, OverflowError, RecursionError) as error:
        raise PatternError("bad", str(error)) from None
    wanted = wanted or Wanted()
    with OpenRun(folder) as run:
        text_of = texts_by_source(folder, lost)
        for source in run.sources:
            text = text_of(source)
            for doc_id, rows in run.rows(source, "documents").items():
                report = rows[0]
                if report["status"] in COUNTED or (wanted.copies and report["content"] == "report"):
                    passages = _passages(report, text, run, wanted)
                    for start, end, passage in _found(pattern, passages):
                        yield _line(report, doc_id, start, end, passage, width)


def _passages(report: TableRow, text: str | None, run: OpenRun, wanted: Wanted) -> Iterator[_Passage]:
    start, end = int(report["start"]), int(report["end"])
    if text is None:  # only what the tables quote is left
        kept: Iterable[TableRow] = run.rows(report["source"], "activities").get(report["doc_id"], ())
        if wanted.table == "figures":
            kept = run.rows(report["source"], "figures").get(report["doc_id"], ())
        for row in kept:
            if wanted.takes(row):
                yield _Passage(int(row["start"]), int(row["end"]), row["text"], int(row["start"]))
    elif wanted.table == "texts":
        yield _Passage(start, end, text[start:end], start)
    else:
        report_text = text[start:end]
        for row in run.rows(report["source"], wanted.table).get(report["doc_id"], ()):
            if wanted.takes(row):
                yield _Passage(int(row["start"]), int(row["end"]), report_text, start)


def _found(
    pattern: "regex.Pattern[str]", passages: Iterable[_Passage]
) -> Iterator[tuple[int, int, _Passage]]:  # fmt: skip
    """Places in the source, each once though passages overlap."""
    seen: set[tuple[int, int]] = set()
    for passage in passages:
        start, end = passage.start - passage.at, passage.end - passage.at
        try:
            for match in pattern.finditer(passage.text, start, end, timeout=SECONDS):
                place = match.start() + passage.at, match.end() + passage.at
                if match.end() > match.start() and place not in seen:
                    seen.add(place)
                    yield *place, passage
        except TimeoutError:
            raise PatternError("slow", f"{SECONDS:g}") from None


def _line(report: TableRow, doc_id: str, start: int, end: int, passage: _Passage, width: int) -> Line:
    begin, stop = start - passage.at, end - passage.at
    text = passage.text
    return Line(
        report["source"], doc_id, report["title"], report["report_year"], str(start), str(end),
        text[max(0, begin - width) : begin], text[begin:stop], text[stop : stop + width],
    )  # fmt: skip
