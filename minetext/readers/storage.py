"""Where bytes stand: in a file of this machine, or behind a URL that fsspec knows (`s3://`, `hdfs://`, `gs://`, …)."""

import errno
import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""At least two letters before the colon: one letter is a drive of Windows."""

BLOCK = 1 << 20
"""Bytes that are asked for at once where a caller reads less."""

INSTALL = "pip install 'minetext[dask]'"
"""The line that installs fsspec."""

MAX_REASON = 200
"""Characters of what a file system says that are told."""

_TIMES = ("mtime", "LastModified", "last_modified", "updated", "modified", "created")
"""Where file systems tell when a file was last changed, those that tell it best first."""


class StoredFile(NamedTuple):
    """A file, here or behind a URL."""

    path: str
    """Its path, or its own URL."""
    name: str
    """Its path below the URL that was listed, with `/`; else its last part."""
    size: int
    modified: int
    """When it was last changed, in nanoseconds since 1970; 0 where that is not told."""


class NotInstalledError(OSError):
    """A package that must be installed for a URL to be read."""

    def __init__(self, url: str, what: str, install: str) -> None:
        super().__init__(None, f"{what}: {install}", url)
        self.protocol = url.partition("://")[0]
        self.what = what
        self.install = install


def is_url(path: str) -> bool:
    """Whether a path is a URL and no file of this machine."""
    return bool(_URL.match(path))


def as_local(path: str) -> str:
    """The path of a file on this machine where a URL says no more than that (`file://`); else the path as it is."""
    if not path.lower().startswith(("file://", "local://")):
        return path
    _, inner = file_system(path)
    return inner


def open_binary(path: str) -> io.BufferedReader:
    """Open a file to read bytes.

    Raises:
        NotInstalledError: a package is lacking.
        OSError: it cannot be read; `strerror` says why, whatever stands behind the URL.
    """
    if not is_url(path):
        return Path(path).open("rb")
    with as_os_error(path):
        system, inner = file_system(path)
        # what is read ahead is decided here: file systems would read up to 50 MB more than is asked for
        stored = system.open(inner, "rb", cache_type="none")
    return io.BufferedReader(_Stored(stored, path), BLOCK)


def stat(path: str) -> StoredFile:
    """A file, with its size and when it was changed.

    Raises:
        NotInstalledError: a package is lacking.
        FileNotFoundError: there is no file of this name.
        OSError: it cannot be asked for; `strerror` says why.
    """
    if is_url(path):
        with as_os_error(path):
            system, inner = file_system(path)
            facts = system.info(inner)
            if facts["type"] == "file":
                return _stored(system, inner, inner.rpartition("/")[2], facts)
    elif Path(path).is_file():
        found = Path(path).stat()
        return StoredFile(path, Path(path).name, found.st_size, found.st_mtime_ns)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def listed(url: str) -> list[StoredFile]:
    """The files behind a URL: itself, or all below it, in the order of their names.

    Raises:
        NotInstalledError: a package is lacking.
        FileNotFoundError: there is nothing, or no bucket of this name.
        OSError: it cannot be listed; `strerror` says why.
    """
    with as_os_error(url):
        system, root = file_system(url)
        system.invalidate_cache()  # another run of this process may have listed it
        facts = system.info(root)
        if facts["type"] != "directory":
            return [_stored(system, root, root.rpartition("/")[2], facts)]
        found = system.find(root, detail=True)
        below = f"{root.rstrip('/')}/"
        files = [
            _stored(system, path, path.removeprefix(below), facts)
            for path, facts in found.items()
            if facts["type"] == "file" and path.startswith(below) and not path.endswith("/")
        ]
    return sorted(files, key=lambda file: file.name)


def file_system(url: str) -> tuple[Any, str]:
    """The file system of fsspec behind a URL, and the path in it.

    Raises:
        NotInstalledError: a package is lacking.
        OSError: no file system goes by this protocol, or it cannot be reached.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise NotInstalledError(url, "fsspec", INSTALL) from None
    with as_os_error(url):
        system, inner = url_to_fs(url)
        return system, str(inner)


class _Stored(io.RawIOBase):
    """An open file of fsspec, whose failures are those of any file."""

    def __init__(self, file: Any, url: str) -> None:
        self._file = file
        self._url = url

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        with as_os_error(self._url):
            data = self._file.read(len(into))
        into[: len(data)] = data
        return len(data)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        with as_os_error(self._url):
            return int(self._file.seek(place, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _stored(system: Any, path: str, name: str, facts: dict[str, Any]) -> StoredFile:
    modified = next((facts[key] for key in _TIMES if facts.get(key)), 0)
    return StoredFile(system.unstrip_protocol(path), name, int(facts["size"] or 0), _nanoseconds(modified))


def _nanoseconds(time: object) -> int:
    """A time as file systems tell it, in nanoseconds since 1970; 0 where it is told in no known way."""
    if isinstance(time, datetime):
        return int((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp() * 1e9)
    return int(time * 1e9) if isinstance(time, int | float) else 0


@contextmanager
def as_os_error(url: str) -> Iterator[None]:
    """Tell whatever goes wrong behind a URL as a file of this machine would."""
    try:
        yield
    except ImportError as error:
        lacking = getattr(error.__cause__, "name", None) or error.name or str(error)
        raise NotInstalledError(url, lacking, f"pip install {lacking}") from None
    except NotInstalledError:
        raise
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, _reason(error), url) from None
    except OSError as error:
        raise OSError(error.errno, _reason(error), url) from None
    except Exception as error:
        # each file system has errors of its own: no credentials, no such protocol, no answer
        raise OSError(None, _reason(error), url) from None


def _reason(error: Exception) -> str:
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return said.splitlines()[0][:MAX_REASON]
