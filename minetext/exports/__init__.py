"""A finished run in the forms that other programs read: one module a format, one registry."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from minetext.exports import datapackage, jsonl, parquet, sqlite, xlsx
from minetext.exports.place import prepared
from minetext.exports.source import ExportError, Note, Table, tables_of

__all__ = ["FORMATS", "ExportError", "Exported", "Format", "Note", "export"]


class Format(NamedTuple):
    """A form that a run can be written in."""

    default: str
    """The name inside the folder of the run where none is given."""
    folder: bool
    """True where it is a folder of files."""
    write: Callable[[Sequence[Table], Path, Path], list[Note]]
    """Writes the tables to a path; the second path is a folder for what is needed meanwhile."""


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("tables.xlsx", False, xlsx.write),
    "sqlite": Format("tables.sqlite", False, sqlite.write),
    "parquet": Format("parquet", True, parquet.write),
    "jsonl": Format("jsonl", True, jsonl.write),
    "datapackage": Format("datapackage", True, datapackage.write),
}


class Exported(NamedTuple):
    """What was written."""

    path: Path
    size: int
    """Bytes."""
    notes: Sequence[Note]


def export(folder: Path, form: str, to: Path | None = None, overwrite: bool = False) -> Exported:
    """Write the run in a folder in one of the FORMATS: whole, or not at all.

    Raises:
        OutputError: the folder holds no finished run.
        ExportError: the tables are damaged, a library is missing, or `to` is taken and may not be overwritten.
        OSError: it cannot be written.
    """
    chosen = FORMATS[form]
    tables = tables_of(folder)
    target = to or folder / chosen.default
    with prepared(folder, target, chosen.folder, overwrite) as (partial, scratch):
        notes = chosen.write(tables, partial, scratch)
    files = list(target.iterdir()) if chosen.folder else [target]
    return Exported(target, sum(one.stat().st_size for one in files), notes)
