"""One run at a time in a folder: a lock that the system takes back when its process ends, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path


class HeldError(Exception):
    """Another process holds the lock."""


class Lock:
    """A locked file.

    Processes that this one starts do not inherit the lock: workers that outlive a killed run hold up nobody. Where
    the file system knows no locks, there is none.

    Raises:
        HeldError: another process holds it.
        OSError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        while True:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT)
            try:
                _lock(self._handle)
            except BaseException:
                os.close(self._handle)
                raise
            if _is(self._handle, path):
                return
            os.close(self._handle)  # who held it has taken the file away since

    def release(self) -> None:
        """Let others have it, and take the file away."""
        if sys.platform == "win32":  # it cannot be taken away while it is open
            os.close(self._handle)
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(self._handle)


def _is(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise HeldError from None

else:
    import fcntl

    def _lock(handle: int) -> None:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise HeldError from None
        except OSError:
            return  # a file system without locks
