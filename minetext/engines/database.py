"""Databases of SQLite, for a run and for later ones, and what goes wrong with one, as what goes wrong with a file."""

import errno
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

_REASONS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
}

PAGE = 1 << 10
"""Bytes of a page: what a result does not fill of its last page is lost."""


class Scratch:
    """A database that is gone when the work with it is over; no power cut matters to it.

    Args:
        path: in a folder that is made where it is missing.
        layout: the statements that make its tables.

    Raises:
        OSError: the file cannot be written; so do all methods.
    """

    def __init__(self, path: Path, layout: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._database = sqlite3.connect(path)
        self.script(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {layout}")

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Do a statement."""
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise failure(error, self._path) from None

    def script(self, statements: str) -> None:
        """Do several statements that give nothing."""
        try:
            self._database.executescript(statements)
        except sqlite3.Error as error:
            raise failure(error, self._path) from None

    def close(self) -> None:
        """Take it away."""
        self._database.close()
        with suppress(OSError):  # it stands in what the run removes
            self._path.unlink(missing_ok=True)


def failure(error: sqlite3.Error, path: Path) -> OSError:
    """The error that a file in the place of the database would give; it names the database."""
    return OSError(_REASONS.get(_code(error), 0), str(error), str(path))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the fault lies in the file itself, and not in the disk, in permissions or in another program."""
    return _code(error) not in _REASONS


def opened(path: Path, layout: str, version: int) -> sqlite3.Connection:
    """A database with such tables; one that is damaged or of another version is begun anew.

    Raises:
        sqlite3.Error: the file cannot be opened or written.
    """
    for attempt in ("open", "begin anew"):
        database = sqlite3.connect(path)
        try:
            database.execute(f"PRAGMA page_size = {PAGE}")  # of a new one
            [found] = database.execute("PRAGMA user_version").fetchone()
            [tables] = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables and found != version:
                raise sqlite3.DatabaseError("of another version")
            database.executescript(f"PRAGMA user_version = {version};{layout}")
            return database
        except sqlite3.DatabaseError as error:
            database.close()
            if attempt == "begin anew" or not is_damage(error) or not path.exists():
                raise
            remove(path)
    raise AssertionError


def remove(path: Path) -> None:
    """Take a database away, with what a killed run was about to take back there."""
    path.unlink()
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code tells the details
