"""Tables into a folder: written beside, moved into place at the end, so that no half table is ever seen."""

import errno
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import regex

from minetext.tables.cells import format_rows
from minetext.tables.columns import COLUMNS, SEGMENT_COLUMNS, Row
from minetext.tables.lock import HeldError, Lock
from minetext.tables.moves import Moves, sync_folder, write_file
from minetext.tables.shards import Shard, WrittenTable, csv_rows, table_of

PARTIAL = ".minetext-partial"
"""The folder inside the output folder where a run writes before it is done."""

MANIFEST = "run.json"
MEMORY = "memory.sqlite"
"""What a run remembers for the next one; it stays where a run was stopped, so that the next goes on from there."""
STATUS = ".minetext-status.json"
"""How far a run is, or how it ended where it did not end well; it is no part of a finished run."""
TEXTS = "texts"
LOG = "corrections.csv"
"""What persons said about the rows; a run keeps it and obeys it."""

TABLES = frozenset((*COLUMNS, *SEGMENT_COLUMNS))
"""The tables of all commands."""

AT_ONCE = 1000
"""Rows that are rewritten at once."""

_NEW, _LOCK = "new", "lock"
"""Where a run writes what is to be moved into place, and what keeps others out."""

_LEAVING, _OLD = "leaving", "old"
"""Where it puts what stood there, and the name of that place once all of it is there."""

_UNSAFE = regex.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]+(?=/|$)|\.(?=txt/)|(?<=/)(?=/)')
"""What file systems forbid, what they overlook, and what would make a folder of the name of a text."""

_LONGEST_NAME, _LONGEST_PATH = 200, 800
"""Bytes that a file or folder may have in its name, and a path: file systems allow 255, and little more than 1000."""


class OutputError(Exception):
    """The output folder cannot be used; `code` says why."""

    def __init__(self, code: str, path: Path, reason: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.facts = {"path": str(path), "reason": reason}


class TableWriter:
    """Writes the tables of one run.

    Args:
        folder: the output folder.
        columns: the tables and their columns.
        command: the command that writes them.
        shard_size: rows a file at most; 0 for one file a table.

    Raises:
        OutputError: the folder holds something that is no run of minetext, is held by another run or cannot be written.
        OSError: the disk is full.
    """

    def __init__(
        self, folder: Path, columns: Mapping[str, tuple[str, ...]] = COLUMNS, command: str = "run", shard_size: int = 0
    ) -> None:
        self._folder = folder
        self._columns = columns
        self._command = command
        self.shard_size = shard_size
        self._partial = folder / PARTIAL
        self._new = self._partial / _NEW
        self._tables: dict[str, WrittenTable] = {}
        self._beside: dict[str, str] = {}
        self._lock: Lock | None = None
        self._claim()

    def _claim(self) -> None:
        """Take the folder, unless it holds what is no run of ours."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held = {one.name for one in self._folder.iterdir()}
            if held - {LOG, STATUS} and not held & {MANIFEST, PARTIAL, MEMORY}:
                raise OutputError("not_ours", self._folder)
            self._partial.mkdir(exist_ok=True)
            self._lock = Lock(self._partial / _LOCK)
            self._take_back()
            if (self._folder / MANIFEST).exists() and _command(self._folder / MANIFEST) != self._command:
                self._leave()
                raise OutputError("other_command", self._folder)
            self._clear()
            (self._new / TEXTS).mkdir(parents=True)
            for table, columns in self._columns.items():
                self._tables[table] = WrittenTable(self._new, table, columns, self.shard_size)
        except HeldError:
            raise OutputError("busy", self._folder) from None
        except FileExistsError:
            raise OutputError("not_a_folder", self._folder) from None
        except OSError as error:
            self.abandon()
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise
            raise OutputError("unwritable", self._folder, error.strerror or str(error)) from None

    def _take_back(self) -> None:
        """Put the tables of an earlier run back where a run was killed that had begun to replace them."""
        for place in (self._partial / _LEAVING, self._partial / _OLD):
            if not (place / MANIFEST).exists() or (self._folder / MANIFEST).exists():
                continue
            if place.name == _OLD:  # whatever stands there is new
                for one in self._folder.iterdir():
                    if table_of(one.name) in TABLES:
                        one.unlink()
                shutil.rmtree(self._folder / TEXTS, ignore_errors=True)
            for one in sorted(place.iterdir(), key=lambda one: one.name == MANIFEST):
                one.replace(self._folder / one.name)

    def _clear(self) -> None:
        """Empty the folder for what is not done; it stays, since it may be all that shows that the folder is ours."""
        for one in self._partial.iterdir():
            if one.name == _LOCK:
                continue
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                with suppress(OSError):
                    one.unlink()

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
        self._tables[table].write(rows)

    def rewrite(self, table: str, change: Callable[[Iterator[Row]], Iterable[Row]]) -> None:
        """Put other rows in the place of those that a table holds so far; they stay on disk."""
        before = self._partial / "before"
        before.mkdir()
        files = [before / one.file for one in self._tables[table].close()]
        for path in files:
            (self._new / path.name).replace(path)
        written = self._tables[table] = WrittenTable(self._new, table, self._columns[table], self.shard_size)
        rows = csv_rows(files)
        next(rows)
        waiting: list[Row] = []
        for row in change(tuple(row) for row in rows):
            waiting.append(row)
            if len(waiting) == AT_ONCE:
                written.write(format_rows(waiting))
                waiting.clear()
        written.write(format_rows(waiting))
        shutil.rmtree(before)

    def write_text(self, source: str, text: str) -> None:
        """Keep the text that a reader made of a source, so that offsets can be followed."""
        path = self._new / TEXTS / text_name(source)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, [text])

    def write_beside(self, name: str, text: str) -> None:
        """Keep a file beside the tables; an empty text takes away the one of an earlier run."""
        self._beside[name] = text

    def close(self) -> dict[str, tuple[Shard, ...]]:
        """End the tables, and tell which files each of them has; they are on the disk by then."""
        return {table: written.close() for table, written in self._tables.items()}

    def finish(self, manifest: Iterable[str]) -> None:
        """Move everything into place; the manifest, given in pieces, goes last, so that a folder with one is whole.

        What stood there is moved away first, and back again if anything cannot be moved.
        """
        self.close()
        for name, text in self._beside.items():
            if text:
                write_file(self._new / name, [text], sync=True)
        write_file(self._new / MANIFEST, manifest, sync=True)
        if not any((self._new / TEXTS).iterdir()):
            (self._new / TEXTS).rmdir()
        leaving = self._partial / _LEAVING
        leaving.mkdir()
        names = sorted(one.name for one in self._new.iterdir() if one.name != MANIFEST)
        earlier = {one.name for one in self._folder.iterdir() if table_of(one.name) in TABLES}
        earlier |= {TEXTS, *names, *self._beside}
        with Moves() as moves:
            for name in (MANIFEST, *sorted(earlier)):
                if (self._folder / name).exists():
                    moves.move(self._folder / name, leaving / name)
            moves.move(leaving, self._partial / _OLD)
            for name in (*names, MANIFEST):
                moves.move(self._new / name, self._folder / name)
        sync_folder(self._folder)
        self._leave()

    def abandon(self) -> None:
        """Remove what was written; tables of an earlier run stay as they are."""
        for written in self._tables.values():
            written.abandon()
        self._tables.clear()
        with suppress(OSError):
            held = {one.name for one in self._folder.iterdir()}
            # tables without their manifest: what could not be moved back; the folder must be known as ours
            self._leave(stay=MANIFEST not in held and any(table_of(name) in TABLES for name in held))
            self._folder.rmdir()  # where it holds nothing else

    def _leave(self, *, stay: bool = False) -> None:
        """Take away what was needed only while the run lasted, but for its folder if that is to `stay`."""
        if self._lock:
            with suppress(OSError):
                self._clear()
            self._lock.release()
            self._lock = None
        if not stay:
            with suppress(OSError):
                self._partial.rmdir()


def _command(manifest: Path) -> str:
    """The command that made the tables beside a manifest."""
    try:
        facts = json.loads(manifest.read_text(encoding="utf-8"))
        return str(facts.get("command", "run"))
    except (OSError, ValueError, AttributeError):
        return "run"


def text_name(source: str) -> str:
    """The name under `texts/` for a source: its own, where file systems allow it; else what they allow of it, and a
    digest, since no two sources may share a file."""
    safe = _UNSAFE.sub("_", source.lstrip("/"))
    parts = [_cut(part, _LONGEST_NAME) for part in safe.split("/")]
    name = "/".join(parts)
    if len(name.encode()) > _LONGEST_PATH:
        name = parts[0]
    if name == source:
        return f"{name}.txt"
    return f"{name}~{hashlib.sha256(source.encode()).hexdigest()[:16]}.txt"


def _cut(text: str, size: int) -> str:
    """The beginning of a text, no more than so many bytes of UTF-8."""
    return text.encode()[:size].decode(errors="ignore")
