"""What must hold of the tables of a finished run, whatever it read."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from minetext.model import Problem
from minetext.sources import source_texts
from minetext.tables.columns import COLUMNS, SEGMENT_COLUMNS
from minetext.tables.rows import TableRow, table_rows
from minetext.tables.types import CHOICES, KEYS, LISTS, REFERENCES, value_of

QUOTING = ("figures", "activities", "checks", "reuse")
"""Tables whose rows quote their source."""


class Finding(NamedTuple):
    """A row that is not as it must be."""

    kind: str
    source: str
    where: str
    """The table and column."""
    detail: str


def faults(folder: Path, texts: dict[str, str]) -> Iterator[Finding]:
    """All faults of a finished run; the texts that it read are put into `texts`, by source."""
    lost: list[Problem] = []
    texts.update(source_texts(folder, lost))
    for problem in lost:
        if problem.source.isprintable() and "\\x" not in problem.source:  # else no file bears the name as it is told
            yield Finding("lost", problem.source, problem.error, str(problem))
    rows = {table: list(table_rows(folder, table)) for table in COLUMNS}
    keys = {table: {row[key]: row for row in rows[table]} for table, key in KEYS.items() if table in rows}
    for table, found in rows.items():
        if table in keys and len(keys[table]) < len(found):
            yield Finding("key", found[0]["source"], table, "two rows of one key")
        for row in found:
            yield from _typed(table, row)
            yield from _referring(table, row, keys)
            if table in QUOTING:
                yield from _quoting(table, row, texts)
    documents = keys["documents"]
    for row in rows["documents"]:
        yield from _document(row, texts)
    for table in ("figures", "activities", "checks"):
        for row in rows[table]:
            document = documents.get(row["doc_id"])
            if document and not int(document["start"]) <= int(row["start"]) < int(row["end"]) <= int(document["end"]):
                yield Finding("outside", row["source"], table, f"{row} is not in {document}")
    for row in rows["checks"]:
        yield from _places(row, texts, documents)
    for row in rows["reuse"]:
        text = texts.get(row["other_source"])
        if text is not None and not 0 <= int(row["other_start"]) < int(row["other_end"]) <= len(text):
            yield Finding("offset", row["source"], "reuse other", str(row))


def segment_faults(rows: str, texts: Mapping[str, str]) -> Iterator[Finding]:
    """All faults of rows of segments.csv."""
    columns = SEGMENT_COLUMNS["segments"]
    for cells in csv.reader(io.StringIO(rows, newline="")):
        if len(cells) != len(columns):
            yield Finding("columns", "", "segments", str(cells))
            continue
        row = dict(zip(columns, cells, strict=True))
        yield from _typed("segments", row)
        yield from _quoting("segments", row, texts)


def _typed(table: str, row: TableRow) -> Iterator[Finding]:
    for column, cell in row.items():
        try:
            value_of(column, cell)
        except ValueError:
            yield Finding("type", row["source"], f"{table} {column}", str(row))
        if cell and column in CHOICES and cell not in CHOICES[column]:
            yield Finding("choice", row["source"], f"{table} {column}", str(row))
    if row.get("date_start") and row.get("date_end") and row["date_start"] > row["date_end"]:
        yield Finding("date", row["source"], table, str(row))


def _referring(table: str, row: TableRow, keys: Mapping[str, Mapping[str, TableRow]]) -> Iterator[Finding]:
    for column, cell in row.items():
        if not cell or KEYS.get(table) == column:
            continue
        if column in REFERENCES and cell not in keys[REFERENCES[column]]:
            yield Finding("reference", row["source"], f"{table} {column}", str(row))
        if column in LISTS and any(one not in keys[LISTS[column]] for one in cell.split(";")):
            yield Finding("reference", row["source"], f"{table} {column}", str(row))


def _quoting(table: str, row: TableRow, texts: Mapping[str, str]) -> Iterator[Finding]:
    text, start, end = texts.get(row["source"]), int(row["start"]), int(row["end"])
    if text is not None and not (0 <= start < end <= len(text) and text[start:end] == row["text"]):
        yield Finding("offset", row["source"], table, str(row))


def _document(row: TableRow, texts: Mapping[str, str]) -> Iterator[Finding]:
    text = texts.get(row["source"])
    start, end = int(row["start"]), int(row["end"])
    if text is None:
        return
    spans = [_span(one) for one in row["boilerplate"].split(";") if one]
    if not 0 <= start <= end <= len(text) or any(not start <= one < other <= end for one, other in spans):
        yield Finding("offset", row["source"], "documents", str(row))
    for one in filter(None, row["evidence"].split(";")):
        first, last = _span(one.rpartition("@")[2])
        if not 0 <= first < last <= len(text):
            yield Finding("offset", row["source"], "documents evidence", str(row))


def _places(row: TableRow, texts: Mapping[str, str], documents: Mapping[str, TableRow]) -> Iterator[Finding]:
    for place in filter(None, row["places"].split(";")):
        document, _, span = place.rpartition(":")
        source = documents[document]["source"] if document in documents else row["source"]
        start, end = _span(span)
        if (document and document not in documents) or not 0 <= start < end <= len(texts.get(source, " " * end)):
            yield Finding("offset", row["source"], "checks places", str(row))


def _span(written: str) -> tuple[int, int]:
    start, _, end = written.partition("-")
    return int(start), int(end)
