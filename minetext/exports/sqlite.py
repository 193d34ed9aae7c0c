"""A database: keys, links between rows, views, and a full-text index in which Chinese words are found."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from minetext.exports.ngrams import ngrams
from minetext.exports.source import ExportError, Note, Table, Values, as_float, listed
from minetext.exports.views import INDICES, SEARCHED, VIEWS
from minetext.tables.types import KEYS, ColumnType, Value, references, type_of

TYPES: Mapping[ColumnType, str] = {"text": "TEXT", "integer": "INTEGER", "decimal": "REAL", "date": "TEXT"}

LINKS: Mapping[tuple[str, str], str] = {
    ("checks", "figures"): "check_figures", ("activities", "figures"): "activity_figures",
}  # fmt: skip
"""A table for each column that holds a list of keys, by its table and the table that it refers to."""

EXACT = "exact_numbers"
"""The numbers of more digits than a REAL holds, as they are written."""

BATCH = 1000


def write(tables: Sequence[Table], to: Path, scratch: Path) -> list[Note]:
    """Write the tables as a SQLite database.

    Raises:
        ExportError: a row is damaged, or two rows have one key.
        OSError: the file cannot be written.
    """
    try:
        with closing(sqlite3.connect(to)) as base:
            base.execute("PRAGMA journal_mode = OFF")
            base.execute("PRAGMA synchronous = OFF")
            notes = _fill(base, tables)
            base.commit()
    except sqlite3.OperationalError as error:
        raise OSError(0, str(error), str(to)) from None
    return notes


def _fill(base: sqlite3.Connection, tables: Sequence[Table]) -> list[Note]:
    names = {table.name for table in tables}
    for table in tables:
        base.execute(_create(table, names))
    for table in tables:
        for (owner, other), link in LINKS.items():
            if owner == table.name:
                base.execute(_create_link(link, owner, other))
                base.execute(f'CREATE INDEX "{link}_{KEYS[other]}" ON "{link}" ("{KEYS[other]}")')
    base.execute(
        f"CREATE TABLE {EXACT} (table_name TEXT, row INTEGER, column_name TEXT, number TEXT, "
        "PRIMARY KEY (table_name, row, column_name))"
    )
    for table in tables:
        _insert(base, table)
    for table in tables:
        referring = [(column,) for column in table.columns if references(table.name, column) in names]
        for columns in (*referring, *INDICES.get(table.name, ())):
            listing = ", ".join(f'"{column}"' for column in columns)
            base.execute(f'CREATE INDEX "{table.name}_{"_".join(columns)}" ON "{table.name}" ({listing})')
    for name, view in VIEWS.items():
        if view.needs <= names:
            base.execute(f'CREATE VIEW "{name}" AS {view.query}')
    notes = [] if _search(base, names) else [Note("no_search", {})]
    dangling = len(base.execute("PRAGMA foreign_key_check").fetchall())
    if dangling:
        notes.append(Note("dangling", {"rows": dangling}))
    base.execute("ANALYZE")
    return notes


def _create(table: Table, names: set[str]) -> str:
    lines = []
    for column in table.columns:
        line = f'"{column}" {TYPES[type_of(column)]}'
        if KEYS.get(table.name) == column:
            line += " PRIMARY KEY"
        elif (other := references(table.name, column)) in names:
            line += f' REFERENCES "{other}" ("{KEYS[other]}")'
        lines.append(line)
    return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'


def _create_link(name: str, owner: str, other: str) -> str:
    left, right = KEYS[owner], KEYS[other]
    return (
        f'CREATE TABLE "{name}" ("{left}" TEXT REFERENCES "{owner}" ("{left}"), '
        f'"{right}" TEXT REFERENCES "{other}" ("{right}"), "position" INTEGER, '
        f'PRIMARY KEY ("{left}", "position")) WITHOUT ROWID'
    )


def _insert(base: sqlite3.Connection, table: Table) -> None:
    """The rows, the keys in their lists, and the numbers that a REAL does not hold."""
    numbered = enumerate(table.values(), 1)
    while rows := list(islice(numbered, BATCH)):
        try:
            _insert_into(base, table.name, [tuple(map(_stored, row)) for _, row in rows])
            _insert_into(base, EXACT, list(_exact(table, rows)))
            for (owner, other), link in LINKS.items():
                if owner == table.name:
                    _insert_into(base, link, list(_listed(table, rows, other)))
        except sqlite3.IntegrityError:
            raise ExportError("twice", path=table.path, column=KEYS[table.name]) from None


def _insert_into(base: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        base.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows)


def _listed(table: Table, rows: Sequence[tuple[int, Values]], other: str) -> Iterator[tuple[object, ...]]:
    """The keys of a table that stand in lists of another, one by one, with their place in the list."""
    for _, row in rows:
        for referred, keys in listed(row, table.columns):
            if referred == other:
                yield from ((row[table.key], key, position) for position, key in enumerate(keys, 1))


def _exact(table: Table, rows: Sequence[tuple[int, Values]]) -> Iterator[tuple[object, ...]]:
    for number, row in rows:
        for column, value in zip(table.columns, row, strict=True):
            if isinstance(value, Decimal) and as_float(value) is None:
                yield table.name, number, column, f"{value:f}"


def _stored(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _search(base: sqlite3.Connection, names: set[str]) -> bool:
    """The index of each table; False where this SQLite makes none."""
    base.create_function("ngrams", 1, lambda text: ngrams(text or ""), deterministic=True)
    for table, columns in SEARCHED.items():
        if table not in names:
            continue
        listing = ", ".join(f'"{column}"' for column in columns)
        words = ", ".join(f'ngrams("{column}")' for column in columns)
        try:
            base.execute(
                f'CREATE VIRTUAL TABLE "{table}_fts" USING FTS5 ({listing}, tokenize="unicode61", content="{table}")'
            )
        except sqlite3.OperationalError:
            return False
        base.execute(
            f'INSERT INTO "{table}_fts" (rowid, {listing}) SELECT rowid, {words} FROM "{table}" ORDER BY rowid'
        )
        base.execute(f'INSERT INTO "{table}_fts" ("{table}_fts") VALUES (\'optimize\')')
    return True
