"""A Frictionless data package (version 1): the CSV, and a datapackage.json that says what they hold."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from minetext.exports.source import Note, Table
from minetext.tables.shards import JoinedTable, shard_name
from minetext.tables.types import CHOICES, KEYS, ColumnType, references, type_of

DESCRIPTOR = "datapackage.json"

TYPES: Mapping[ColumnType, Mapping[str, str]] = {
    "text": {"type": "string"}, "integer": {"type": "integer"}, "decimal": {"type": "number"},
    "date": {"type": "date", "format": "default"},
}  # fmt: skip


def write(tables: Sequence[Table], to: Path, scratch: Path) -> list[Note]:
    """Write the package into a folder.

    Raises:
        ExportError: a row is damaged.
        OSError: a file cannot be written.
    """
    names = {table.name for table in tables}
    package = {
        "profile": "tabular-data-package", "name": "minetext", "title": "minetext",
        "resources": [_resource(table, names, to) for table in tables],
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (to / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    return []


def _resource(table: Table, names: set[str], to: Path) -> dict[str, Any]:
    for _ in table.values():
        """Only tables that are what the schema says go into the package."""
    copy = to / shard_name(table.name, 0)
    digest = hashlib.sha256()
    with JoinedTable(table.folder, table.name) as joined, copy.open("wb") as handle:
        for block in joined.blocks():
            handle.write(block)
            digest.update(block)
    return {
        "profile": "tabular-data-resource", "name": table.name, "path": copy.name, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "bytes": copy.stat().st_size,
        "hash": f"sha256:{digest.hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(table, names),
    }  # fmt: skip


def _schema(table: Table, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = KEYS[table.name]
    keys = []
    for column in table.columns:
        other = references(table.name, column)
        if other in names:
            # a resource refers to itself by an empty name
            reference = {"resource": "" if other == table.name else other, "fields": KEYS[other]}
            keys.append({"fields": column, "reference": reference})
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _field(table: Table, column: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, **TYPES[type_of(column)]}
    if KEYS.get(table.name) == column:
        field["constraints"] = {"required": True, "unique": True}
    elif column in CHOICES:
        field["constraints"] = {"enum": list(CHOICES[column])}
    return field
