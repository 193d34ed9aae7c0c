"""What goes wrong with a database of SQLite, as what goes wrong with a file."""

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


def failure(error: sqlite3.Error, path: Path) -> OSError:
    """The error that a file in the place of the database would give; it names the database."""
    return OSError(_REASONS.get(_code(error), 0), str(error), str(path))


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the fault lies in the file itself, and not in the disk, in permissions or in another program."""
    return _code(error) not in _REASONS


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code tells the details
