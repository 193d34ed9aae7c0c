"""What earlier runs made of the files, so that a run reads only what is new or changed.

A file counts as unchanged where its name, size and time of change are what they were, as in make and rsync. Where the
time proves nothing (it is another one, lies within two seconds of the reading or in the future), its bytes must be what
they were: a clock that is wrong costs a look at them.
"""

import errno
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from minetext import __version__
from minetext.corrections import Correction
from minetext.dedup import Judgement
from minetext.engines.database import failure, is_damage, opened, remove
from minetext.engines.packing import DamagedError, Result, pack, unpack
from minetext.limits import USUAL
from minetext.pipeline import Mined, Surveyed
from minetext.readers import Stretch, converter
from minetext.readers.registry import formats
from minetext.readers.storage import open_binary
from minetext.stages import Options

TICK = 2_000_000_000
"""Nanoseconds in which two changes of a file may bear the same time: two seconds on the coarsest file systems."""

WAITING = 4 << 20
"""Bytes of input whose results a killed run may lose, at most."""

PAUSE = 1.0
"""Seconds of whose results a killed run may lose those that are done, at most."""

LAYOUT_VERSION = 3
"""To be raised with every change of the tables below."""

_LAYOUT = """
CREATE TABLE IF NOT EXISTS survey (
    name TEXT, start INTEGER, stop INTEGER, size INTEGER, modified INTEGER, settings TEXT, run INTEGER,
    seen INTEGER, digest TEXT, result BLOB,
    PRIMARY KEY (name, start)
);
CREATE TABLE IF NOT EXISTS mine (
    name TEXT, start INTEGER, judged BLOB, result BLOB, PRIMARY KEY (name, start)
);
"""


class Memory:
    """The results of earlier runs with the same settings; those of this run are added as they come.

    It lies on disk: some 10 kB for a report of 2,000 characters, 5 kB for one of 2,000 bytes. What a killed run had
    finished is there for the next, but for what was done in its last second or is still waiting for its batch.

    Raises:
        OSError: the file cannot be written, or is damaged; one that is damaged is taken away.
    """

    def __init__(self, path: Path, settings: str) -> None:
        self._path = path
        self._waiting = 0
        """Bytes of input whose results are not written yet."""
        self._written = time.monotonic()
        self._damaged = False
        self._settings = settings
        self._run = time.time_ns()
        self._token = int.from_bytes(os.urandom(7))
        """Marks what this run has looked at: no clock tells runs apart for certain."""
        self.recalled = 0
        """Stretches that were not read again."""
        try:
            self._database = opened(path, _LAYOUT, LAYOUT_VERSION)
        except sqlite3.Error as error:
            raise failure(error, path) from None

    def __enter__(self) -> "Memory":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError) if error else nullcontext():  # what stopped the run is what is to be told
            self.close()

    def knows(self, stretch: Stretch) -> bool:
        """Whether the stretch was read by an earlier run and has not changed since; the same whenever a run asks."""
        where = (stretch.name, stretch.start)
        row = self._execute(
            "SELECT stop, size, settings, modified, run, seen, digest FROM survey WHERE name = ? AND start = ?", where
        ).fetchone()
        if row is None or row[:3] != (stretch.end, stretch.size, self._settings_for(stretch)):
            return False
        modified, run, seen, digest = row[3:]
        if seen == self._token or (0 < modified == stretch.modified and modified < run - TICK):
            return True
        if not digest or _content(stretch) != digest:
            self._execute("DELETE FROM survey WHERE name = ? AND start = ?", where)
            return False
        values = (stretch.modified, self._run, self._token, *where)
        self._execute("UPDATE survey SET modified = ?, run = ?, seen = ? WHERE name = ? AND start = ?", values)
        return True

    def _settings_for(self, stretch: Stretch) -> str:
        """What decides the result, apart from the bytes of the stretch."""
        if not stretch.furniture:
            return self._settings
        return (
            f"{self._settings}-{hashlib.blake2b(repr(sorted(stretch.furniture)).encode(), digest_size=8).hexdigest()}"
        )

    def surveyed(self, stretch: Stretch) -> tuple[Surveyed, str]:
        """What the first pass found in a stretch that it knows, and the SHA-256 of the file."""
        where = (stretch.name, stretch.start)
        self.recalled += 1
        found, digest = self._execute(
            "SELECT result, digest FROM survey WHERE name = ? AND start = ?", where
        ).fetchone()
        return self._unpacked(found, Surveyed), "" if stretch.start else digest

    def keep_surveyed(self, stretch: Stretch, surveyed: Surveyed, digest: str) -> None:
        """Keep what the first pass found; `digest` is the SHA-256 of the file, of its first stretch."""
        own = surveyed.sum.sha256 if surveyed.sum else ""
        self._execute(
            "REPLACE INTO survey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stretch.name, stretch.start, stretch.end, stretch.size, stretch.modified,
                self._settings_for(stretch), self._run, self._token,
                own if stretch.start else digest, pack(surveyed._replace(seconds=0.0)),
            ),
        )  # fmt: skip
        self._execute("DELETE FROM mine WHERE name = ? AND start = ?", (stretch.name, stretch.start))
        self._kept(stretch)

    def forget(self, stretch: Stretch) -> None:
        """Forget what both passes made of a stretch: rows that are kept go by the settings and bytes of its survey."""
        for table in ("survey", "mine"):
            self._execute(f"DELETE FROM {table} WHERE name = ? AND start = ?", (stretch.name, stretch.start))

    def mined(self, stretch: Stretch) -> Mined:
        """What the second pass made of a stretch that it remembers."""
        where = (stretch.name, stretch.start)
        [found] = self._execute("SELECT result FROM mine WHERE name = ? AND start = ?", where).fetchone()
        return self._unpacked(found, Mined)

    def remembers(self, stretch: Stretch, decided: bytes) -> bool:
        """Whether the second pass was over the stretch when the same was decided about its reports and rows."""
        row = self._execute(
            "SELECT judged FROM mine WHERE name = ? AND start = ?", (stretch.name, stretch.start)
        ).fetchone()
        return row is not None and row[0] == _digest(decided)

    def keep_mined(self, stretch: Stretch, decided: bytes, mined: Mined) -> None:
        """Keep what the second pass made."""
        self._execute(
            "REPLACE INTO mine VALUES (?, ?, ?, ?)",
            (stretch.name, stretch.start, _digest(decided), pack(mined._replace(seconds=0.0))),
        )
        self._kept(stretch)

    def forget_others(self, names: Iterable[str]) -> None:
        """Forget the files that are no longer among the inputs."""
        self._execute("CREATE TEMP TABLE inputs (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name in names:
            self._execute("INSERT OR IGNORE INTO inputs VALUES (?)", (name,))
        for table in ("survey", "mine"):
            self._execute(f"DELETE FROM {table} WHERE name NOT IN (SELECT name FROM inputs)")
        self._execute("DROP TABLE inputs")
        self.flush()

    def flush(self) -> None:
        """Write what is kept: a run that is killed from now on has lost nothing of it."""
        try:
            self._database.commit()
        except sqlite3.Error as error:
            raise self._failure(error) from None
        self._waiting = 0
        self._written = time.monotonic()

    def close(self) -> None:
        """Write what was kept."""
        try:
            if not self._damaged:
                self.flush()
        finally:
            self._database.close()
            if self._damaged:
                remove(self._path)

    def _kept(self, stretch: Stretch) -> None:
        self._waiting += stretch.end - stretch.start
        if self._waiting > WAITING or time.monotonic() - self._written > PAUSE:
            self.flush()

    def _execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise self._failure(error) from None

    def _unpacked(self, data: bytes, kind: type[Result]) -> Result:
        try:
            return unpack(data, kind)
        except DamagedError as error:
            raise self._damage(str(error)) from None

    def _failure(self, error: sqlite3.Error) -> OSError:
        return self._damage(str(error)) if is_damage(error) else failure(error, self._path)

    def _damage(self, reason: str) -> OSError:
        self._damaged = True
        return OSError(errno.EILSEQ, reason, str(self._path))


def _content(stretch: Stretch) -> str:
    """The SHA-256 of the whole file for its first stretch, for another one of its own bytes; nothing if unreadable."""
    try:
        with open_binary(stretch.path) as handle:
            if not stretch.start:
                return hashlib.file_digest(handle, "sha256").hexdigest()
            handle.seek(stretch.start)
            return hashlib.sha256(handle.read(stretch.end - stretch.start)).hexdigest()
    except OSError:
        return ""


def settings_of(options: Options, rules_version: str, model_version: str) -> str:
    """A digest of all that decides the tables, apart from the input: the program, the rules, what can be read."""
    package = Path(__file__).parent.parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    readable = [one.name for one in formats() if one.need is None]
    # what takes too long or too much is never remembered, so that it is tried again by any run
    deciding = replace(options.limits, seconds=USUAL.seconds, memory=USUAL.memory)
    facts = [
        __version__, options.encoding, options.language, rules_version, model_version, readable, converter(),
        deciding.changed(),
    ]  # fmt: skip
    digest.update(_ENCODER.encode(facts))
    return digest.hexdigest()


def packed(decided: Sequence[Judgement] | Sequence[Correction]) -> bytes:
    """Judgements, or what a person said, as bytes."""
    return _ENCODER.encode(decided)


def unpacked(judgements: bytes) -> list[Judgement]:
    """The judgements that were packed."""
    return _JUDGEMENTS.decode(judgements)


def _digest(decided: bytes) -> bytes:
    return hashlib.blake2b(decided, digest_size=16).digest()


_ENCODER = msgspec.msgpack.Encoder()
_JUDGEMENTS = msgspec.msgpack.Decoder(list[Judgement])
