"""What earlier runs made of the files, so that a run reads only what is new or changed.

A file counts as unchanged where its name, size and time of change are what they were, as in make and rsync; one that
was changed within two seconds of being read is read again, since it may have changed once more in the same tick.
"""

import hashlib
import io
import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import numpy as np

from minetext import __version__
from minetext.corrections import Correction
from minetext.dedup import Judgement
from minetext.engines.database import failure, is_damage
from minetext.limits import USUAL
from minetext.pipeline import Mined, Surveyed
from minetext.readers import Stretch, converter
from minetext.readers.registry import formats
from minetext.stages import Options

TICK = 2_000_000_000
"""Nanoseconds in which two changes of a file may bear the same time: two seconds on the coarsest file systems."""

WAITING = 4 << 20
"""Bytes of input whose results a killed run may lose."""

LAYOUT_VERSION = 2
"""To be raised with every change of the tables below."""

_LAYOUT = f"""
PRAGMA user_version = {LAYOUT_VERSION};
CREATE TABLE IF NOT EXISTS survey (
    name TEXT, start INTEGER, stop INTEGER, size INTEGER, modified INTEGER, settings TEXT, run INTEGER,
    digest TEXT, result BLOB,
    PRIMARY KEY (name, start)
);
CREATE TABLE IF NOT EXISTS mine (
    name TEXT, start INTEGER, judged BLOB, result BLOB, PRIMARY KEY (name, start)
);
"""


class Memory:
    """The results of earlier runs with the same settings; those of this run are added as they come.

    It lies on disk: some 20 kB for a report of 2,000 characters. What a killed run had finished is there for the next.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: str) -> None:
        self._path = path
        self._waiting = 0
        """Bytes of input whose results are not written yet."""
        self._settings = settings
        self._run = time.time_ns()
        self.recalled = 0
        """Stretches that were not read again."""
        try:
            self._database = _opened(path)
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
        """Whether the stretch was read by an earlier run and has not changed since."""
        row = self._execute(
            "SELECT stop, size, modified, settings, run FROM survey WHERE name = ? AND start = ?",
            (stretch.name, stretch.start),
        ).fetchone()
        same = row is not None and row[:4] == (stretch.end, stretch.size, stretch.modified, self._settings_for(stretch))
        return same and 0 < stretch.modified < row[4] - TICK

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
        return _SURVEYED.decode(found), digest

    def keep_surveyed(self, stretch: Stretch, surveyed: Surveyed, digest: str) -> None:
        """Keep what the first pass found."""
        self._execute(
            "REPLACE INTO survey VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stretch.name, stretch.start, stretch.end, stretch.size, stretch.modified,
                self._settings_for(stretch), self._run,
                digest, _ENCODER.encode(surveyed._replace(seconds=0.0)),
            ),
        )  # fmt: skip
        self._execute("DELETE FROM mine WHERE name = ? AND start = ?", (stretch.name, stretch.start))
        self._waiting += stretch.end - stretch.start
        if self._waiting > WAITING:
            self._commit()

    def mined(self, stretch: Stretch) -> Mined:
        """What the second pass made of a stretch that it remembers."""
        where = (stretch.name, stretch.start)
        [packed] = self._execute("SELECT result FROM mine WHERE name = ? AND start = ?", where).fetchone()
        return _MINED.decode(zlib.decompress(packed))

    def remembers(self, stretch: Stretch, decided: bytes) -> bool:
        """Whether the second pass was over the stretch when the same was decided about its reports and rows."""
        row = self._execute(
            "SELECT judged FROM mine WHERE name = ? AND start = ?", (stretch.name, stretch.start)
        ).fetchone()
        return row is not None and row[0] == _digest(decided)

    def keep_mined(self, stretch: Stretch, decided: bytes, mined: Mined) -> None:
        """Keep what the second pass made."""
        packed = zlib.compress(_ENCODER.encode(mined._replace(seconds=0.0)), 1)
        self._execute(
            "REPLACE INTO mine VALUES (?, ?, ?, ?)",
            (stretch.name, stretch.start, _digest(decided), packed),
        )
        self._commit()

    def forget_others(self, names: Iterable[str]) -> None:
        """Forget the files that are no longer among the inputs."""
        self._execute("CREATE TEMP TABLE inputs (name TEXT PRIMARY KEY) WITHOUT ROWID")
        for name in names:
            self._execute("INSERT OR IGNORE INTO inputs VALUES (?)", (name,))
        for table in ("survey", "mine"):
            self._execute(f"DELETE FROM {table} WHERE name NOT IN (SELECT name FROM inputs)")
        self._execute("DROP TABLE inputs")
        self._commit()

    def close(self) -> None:
        """Write what was kept."""
        try:
            self._commit()
        finally:
            self._database.close()

    def _commit(self) -> None:
        self._waiting = 0
        try:
            self._database.commit()
        except sqlite3.Error as error:
            raise failure(error, self._path) from None

    def _execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise failure(error, self._path) from None


def _opened(path: Path) -> sqlite3.Connection:
    """The database; one that is damaged or of another version is begun anew."""
    for attempt in ("open", "begin anew"):
        database = sqlite3.connect(path)
        try:
            # what a power cut damages is begun anew, so that no commit need wait for the disk
            database.execute("PRAGMA synchronous = OFF")
            [version] = database.execute("PRAGMA user_version").fetchone()
            [tables] = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and version != LAYOUT_VERSION:
                raise sqlite3.DatabaseError("of another version")
            database.executescript(_LAYOUT)
            return database
        except sqlite3.DatabaseError as error:
            database.close()
            if attempt == "begin anew" or not is_damage(error) or not path.exists():
                raise
            path.unlink()
            # what a killed run was about to take back there is no part of a new one
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    raise AssertionError


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


def _saved(array: Any) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def _loaded(kind: type, data: bytes) -> Any:
    return np.load(io.BytesIO(data), allow_pickle=False)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_saved)
_SURVEYED = msgspec.msgpack.Decoder(Surveyed, dec_hook=_loaded)
_JUDGEMENTS = msgspec.msgpack.Decoder(list[Judgement])
_MINED = msgspec.msgpack.Decoder(Mined)
