"""A table as files: one, or several of so many rows, each with the mark and the head; written and read as one table."""

import csv
import errno
import hashlib
import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

import regex

from minetext.tables.cells import allow_long_cells, format_rows, row_ends

_SHARD = regex.compile(r"(?P<table>[a-z]+)-(?P<number>\d{5,})\.csv")

SUFFIX = ".csv"


class Shard(NamedTuple):
    """A file of a table, as run.json tells of it."""

    file: str
    rows: int
    bytes: int
    sha256: str


def shard_name(table: str, number: int) -> str:
    """The name of a table's file: of the whole table for number 0, of one of its shards, counted from 1."""
    return f"{table}-{number:05}{SUFFIX}" if number else table + SUFFIX


def table_of(name: str) -> str:
    """The table that a file of this name holds, whole or in part, if a run wrote it."""
    shard = _SHARD.fullmatch(name)
    return shard["table"] if shard else name.removesuffix(SUFFIX) if name.endswith(SUFFIX) else ""


def table_files(folder: Path, table: str) -> list[Path]:
    """The files of a table, in order. Whatever reads a finished run finds its tables by this.

    Raises:
        FileNotFoundError: there is none, or a shard is missing between others.
        OSError: the folder cannot be read.
    """
    whole = folder / shard_name(table, 0)
    if whole.is_file():
        return [whole]
    numbers = sorted(
        int(found["number"])
        for one in folder.glob(f"{table}-*{SUFFIX}")
        if (found := _SHARD.fullmatch(one.name)) and found["table"] == table
    )
    if not numbers or numbers[-1] != len(numbers):
        missing = next((one for one, number in enumerate(numbers, 1) if one != number), 0)
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder / shard_name(table, missing)))
    return [folder / shard_name(table, number) for number in numbers]


def csv_rows(files: Sequence[Path], *, strict: bool = False) -> Iterator[list[str]]:
    """The head of a table and then its rows, the heads of later files left out.

    Raises:
        OSError, UnicodeDecodeError, csv.Error: a file cannot be read.
    """
    allow_long_cells()
    for number, path in enumerate(files):
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = csv.reader(handle, strict=strict)
            if number:
                next(rows, None)
            yield from rows


class WrittenTable:
    """The files of a table while it is written.

    Args:
        folder: where they are written.
        table: its name.
        columns: its head.
        size: rows a file at most; 0 for a single file.
    """

    def __init__(self, folder: Path, table: str, columns: Sequence[str], size: int = 0) -> None:
        self._folder = folder
        self._table = table
        self._head = ("\ufeff" + format_rows([tuple(columns)])).encode()
        self._size = size
        self._shards: list[Shard] = []
        self._handle: BinaryIO | None = None
        self._rows = 0
        self._begin()

    @property
    def _path(self) -> Path:
        return self._folder / shard_name(self._table, len(self._shards) + 1 if self._size else 0)

    def write(self, rows: str) -> None:
        """Add rows, as `format_rows` gives them.

        Raises:
            OSError: they cannot be written; it names the file.
        """
        ends = row_ends(rows)
        if not self._size:
            self._put(rows.encode())
            self._rows += len(ends)
            return
        at = done = 0
        while done < len(ends):
            if self._rows == self._size:
                self._end()
                self._begin()
            count = min(self._size - self._rows, len(ends) - done)
            done += count
            self._put(rows[at : ends[done - 1]].encode())
            self._rows += count
            at = ends[done - 1]

    def close(self) -> tuple[Shard, ...]:
        """The files, which are on the disk by then.

        Raises:
            OSError: what was written cannot be brought to the disk; it names the file.
        """
        if self._handle:
            self._end()
        return tuple(self._shards)

    def abandon(self) -> None:
        """Close without a word: what cannot be flushed to a full disk is to be removed anyway."""
        handle, self._handle = self._handle, None
        if handle:
            try:
                handle.close()
            except OSError:
                return

    def _begin(self) -> None:
        self._handle = self._path.open("wb")
        self._sum = hashlib.sha256()
        self._rows = self._bytes = 0
        self._put(self._head)

    def _put(self, data: bytes) -> None:
        assert self._handle is not None
        try:
            self._handle.write(data)
        except OSError as error:
            raise _named(error, self._path) from None
        self._sum.update(data)
        self._bytes += len(data)

    def _end(self) -> None:
        assert self._handle is not None
        try:
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()
        except OSError as error:
            raise _named(error, self._path) from None
        self._shards.append(Shard(self._path.name, self._rows, self._bytes, self._sum.hexdigest()))
        self._handle = None


def _named(error: OSError, path: Path) -> OSError:
    return OSError(error.errno, error.strerror, str(path))


class JoinedTable:
    """The bytes of a table as they stand in a single file, however many files it has.

    Raises:
        FileNotFoundError: a file is missing.
    """

    def __init__(self, folder: Path, table: str) -> None:
        self._files = table_files(folder, table)
        self._open: tuple[int, BinaryIO] | None = None
        self._head = 0
        """Bytes of the head, which each file but the first has once too often."""
        if len(self._files) > 1:
            with self._files[0].open("rb") as handle:
                self._head = len(handle.readline())  # no column has a line break in its name
        sizes = [path.stat().st_size for path in self._files]
        self._starts = [0]
        for number, size in enumerate(sizes):
            self._starts.append(self._starts[-1] + size - (self._head if number else 0))

    def lines(self) -> Iterator[bytes]:
        """Its lines."""
        for number in range(len(self._files)):
            handle = self._at(number, self._starts[number])
            yield from handle

    def blocks(self, size: int = 1 << 20) -> Iterator[bytes]:
        """Its bytes, at most `size` at once."""
        for number in range(len(self._files)):
            handle = self._at(number, self._starts[number])
            while block := handle.read(size):
                yield block

    def read(self, start: int, end: int) -> bytes:
        """The bytes between two places."""
        found = []
        for number, (begin, stop) in enumerate(pairwise(self._starts)):
            if begin < end and start < stop:
                first = max(start, begin)
                found.append(self._at(number, first).read(min(end, stop) - first))
        return b"".join(found)

    def close(self) -> None:
        """Close the file that is open."""
        if self._open:
            self._open[1].close()
        self._open = None

    def _at(self, number: int, place: int) -> BinaryIO:
        """A file, at the place that stands there in the whole table."""
        if self._open is None or self._open[0] != number:
            self.close()
            self._open = number, self._files[number].open("rb")
        handle = self._open[1]
        handle.seek(place - self._starts[number] + (self._head if number else 0))
        return handle

    def __enter__(self) -> "JoinedTable":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
