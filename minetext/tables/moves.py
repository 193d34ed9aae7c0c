"""Files brought to the disk and into their places: all of them, or none."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


class Moves:
    """Files moved one after another: all, or none where one cannot be moved."""

    def __init__(self) -> None:
        self._done: list[tuple[Path, Path]] = []

    def move(self, path: Path, to: Path) -> None:
        """Move a file or folder."""
        path.replace(to)
        self._done.append((path, to))

    def __enter__(self) -> "Moves":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind:
            for path, to in reversed(self._done):
                to.replace(path)


def write_file(path: Path, pieces: Iterable[str], *, sync: bool = False) -> None:
    """Write a file; with `sync`, it is on the disk then.

    Raises:
        OSError: it cannot be written; the error names it.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.writelines(pieces)
            if sync:
                handle.flush()
                os.fsync(handle.fileno())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def sync_folder(folder: Path) -> None:
    """Bring to the disk which files a folder has, where the system can."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
