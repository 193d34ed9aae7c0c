"""The output folder of a run behind a URL: the run is made in a folder of this machine, then brought there whole."""

import hashlib
import os
import shutil
from pathlib import Path

from minetext.corrections import LOG, STALE
from minetext.readers.storage import as_os_error, file_system, listed
from minetext.tables.shards import table_of
from minetext.tables.writer import MANIFEST, MEMORY, PARTIAL, TABLES, TEXTS, OutputError


class RemoteFolder:
    """A folder behind a URL, and the one of this machine in which its run is made.

    The latter stays where a run or the way there fails, so that the same command goes on from it.

    Raises:
        NotInstalledError: a package is lacking.
        OutputError: there is something that is no run of minetext.
        OSError: it cannot be written there; `strerror` says why.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.folder = _cache() / hashlib.blake2b(self.url.encode(), digest_size=8).hexdigest()
        self._system, self._root = file_system(self.url)
        held = self._held()
        if held - {LOG} and not held & {MANIFEST, PARTIAL, MEMORY}:
            raise OutputError("not_ours", Path(url))
        with as_os_error(url):
            # shows at once whether the bucket is there and may be written, and that the folder is ours
            self._system.pipe_file(f"{self._root}/{PARTIAL}", b"minetext\n")
            fresh = not self.folder.exists()
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / LOG).unlink(missing_ok=True)
            for name in (LOG, MEMORY) if fresh else (LOG,):
                if name in held:
                    self._system.get_file(f"{self._root}/{name}", str(self.folder / name))

    def finish(self) -> None:
        """Bring the finished run to the URL, its run.json last, and take away what an earlier one left there.

        The log of corrections stays as it is there: a person may have added to it since the run began.

        Raises:
            OSError: it cannot be written there; the run stays in `folder`.
        """
        names = sorted(one.relative_to(self.folder).as_posix() for one in self.folder.rglob("*") if one.is_file())
        with as_os_error(self.url):
            held = self._held()
            if MANIFEST in held:
                self._system.rm_file(f"{self._root}/{MANIFEST}")
            for name in (*(one for one in names if one not in (LOG, MANIFEST)), MANIFEST):
                self._system.put_file(str(self.folder / name), f"{self._root}/{name}")
            earlier = {one for one in held if table_of(one) in TABLES or one.startswith(f"{TEXTS}/") or one == STALE}
            for name in (*sorted(earlier - set(names)), PARTIAL):
                self._system.rm_file(f"{self._root}/{name}")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _held(self) -> set[str]:
        """The files that stand there."""
        try:
            return {one.name for one in listed(self.url)}
        except FileNotFoundError:
            return set()


def _cache() -> Path:
    """Where this user's programs keep what they can make again."""
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".cache") / "minetext"
