"""Tables into a folder: written beside, moved into place at the end, so that no half table is ever seen."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import regex

from minetext.tables.columns import COLUMNS, SEGMENT_COLUMNS, Row

PARTIAL = ".minetext-partial"
"""The folder inside the output folder where a run writes before it is done."""

LONGEST_CELL = 2**31 - 1
"""Characters of a cell that csv may read back: as many as it can on any system. By itself it refuses a cell of more
than 131,072, and a passage of a report may be longer."""

MANIFEST = "run.json"
MEMORY = "memory.sqlite"
"""What a run remembers for the next one; it stays where a run was stopped, so that the next goes on from there."""
TEXTS = "texts"
LOG = "corrections.csv"
"""What persons said about the rows; a run keeps it and obeys it."""

_UNSAFE = regex.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]+(?=/|$)|(?<=^|/)\.\.(?=/|$)')


class OutputError(Exception):
    """The output folder cannot be used; `code` says why."""

    def __init__(self, code: str, path: Path, reason: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.facts = {"path": str(path), "reason": reason}


def format_rows(rows: Iterable[Row]) -> str:
    """Rows as CSV by RFC 4180, each ended by CR LF."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def allow_long_cells() -> None:
    """Let `csv` read whatever cells a table holds; called before every reading, since the limit is a global one."""
    csv.field_size_limit(LONGEST_CELL)


class TableWriter:
    """Writes the tables of one run.

    Raises:
        OutputError: the folder holds something that is no run of minetext, or cannot be written.
    """

    def __init__(self, folder: Path, columns: Mapping[str, tuple[str, ...]] = COLUMNS, command: str = "run") -> None:
        self._folder = folder
        self._columns = columns
        self._command = command
        self._partial = folder / PARTIAL
        self._handles: dict[str, TextIO] = {}
        self._beside: dict[str, str] = {}
        self._claim()

    def _claim(self) -> None:
        """Take the folder, unless it holds what is no run of ours."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held = {one.name for one in self._folder.iterdir()}
            if held - {LOG} and not held & {MANIFEST, PARTIAL, MEMORY}:
                raise OutputError("not_ours", self._folder)
            if MANIFEST in held and _command(self._folder / MANIFEST) != self._command:
                raise OutputError("other_command", self._folder)
            shutil.rmtree(self._partial, ignore_errors=True)
            (self._partial / TEXTS).mkdir(parents=True)
        except FileExistsError:
            raise OutputError("not_a_folder", self._folder) from None
        except OSError as error:
            raise OutputError("unwritable", self._folder, error.strerror or str(error)) from None
        for table, columns in self._columns.items():
            handle = (self._partial / f"{table}.csv").open("w", encoding="utf-8", newline="")
            handle.write("\ufeff" + format_rows([columns]))
            self._handles[table] = handle

    @property
    def spool(self) -> Path:
        """Where standard input is kept while the run lasts."""
        return self._partial / "stdin"

    @property
    def scratch(self) -> Path:
        """A folder for what is needed only while the run lasts."""
        return self._partial

    def write(self, table: str, rows: str) -> None:
        """Add rows, already formatted, to a table."""
        self._handles[table].write(rows)

    def rewrite(self, table: str, change: Callable[[Iterator[Row]], Iterable[Row]]) -> None:
        """Put other rows in the place of those that a table holds so far; they stay on disk."""
        path, before = self._partial / f"{table}.csv", self._partial / f"{table}.before.csv"
        self._handles[table].close()
        path.replace(before)
        self._handles[table] = path.open("w", encoding="utf-8", newline="")
        allow_long_cells()
        with before.open(encoding="utf-8", newline="") as handle:
            rows = csv.reader(handle)
            written = csv.writer(self._handles[table], lineterminator="\r\n")
            written.writerow(next(rows))
            written.writerows(change(tuple(row) for row in rows))
        before.unlink()

    def write_text(self, source: str, text: str) -> None:
        """Keep the text that a reader made of a source, so that offsets can be followed."""
        path = self._partial / TEXTS / text_name(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.write(text)

    def write_beside(self, name: str, text: str) -> None:
        """Keep a file beside the tables; an empty text takes away the one of an earlier run."""
        self._beside[name] = text

    def finish(self, manifest: str) -> None:
        """Move everything into place; the manifest goes last, so that a folder with one is whole."""
        self._close()
        (self._partial / MANIFEST).write_text(manifest, encoding="utf-8", newline="\n")
        (self._folder / MANIFEST).unlink(missing_ok=True)
        for table in {*COLUMNS, *SEGMENT_COLUMNS} - set(self._columns):
            (self._folder / f"{table}.csv").unlink(missing_ok=True)
        for table in self._columns:
            (self._partial / f"{table}.csv").replace(self._folder / f"{table}.csv")
        for name, text in self._beside.items():
            if text:
                (self._partial / name).write_text(text, encoding="utf-8", newline="")
                (self._partial / name).replace(self._folder / name)
            else:
                (self._folder / name).unlink(missing_ok=True)
        old = self._folder / TEXTS
        if old.exists():
            old.replace(self._partial / "old")
        if any((self._partial / TEXTS).iterdir()):
            (self._partial / TEXTS).replace(old)
        (self._partial / MANIFEST).replace(self._folder / MANIFEST)
        shutil.rmtree(self._partial, ignore_errors=True)

    def abandon(self) -> None:
        """Remove what was written; tables of an earlier run stay as they are."""
        for handle in self._handles.values():
            with suppress(OSError):  # what cannot be flushed to a full disk is to be removed anyway
                handle.close()
        self._handles.clear()
        shutil.rmtree(self._partial, ignore_errors=True)
        with suppress(OSError):
            self._folder.rmdir()  # where it holds nothing else

    def _close(self) -> None:
        for handle in self._handles.values():
            handle.close()
        self._handles.clear()


def _command(manifest: Path) -> str:
    """The command that made the tables beside a manifest."""
    try:
        facts = json.loads(manifest.read_text(encoding="utf-8"))
        return str(facts.get("command", "run"))
    except (OSError, ValueError, AttributeError):
        return "run"


def text_name(source: str) -> str:
    """The name under `texts/` for a source: its own, without what file systems forbid."""
    return _UNSAFE.sub("_", source.lstrip("/")) + ".txt"
