"""Databases of SQLite that outlive a run, and what goes wrong with one, as what goes wrong with a file."""

import errno
import sqlite3
from pathlib import Path

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

PAGE = 1 << 14
"""Bytes of a page: results of a short report take half of a smaller one, and the rest of it would be lost."""


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
