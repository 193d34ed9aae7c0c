"""Where an export goes: written beside its place, and moved there when it is whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from minetext.exports.datapackage import DESCRIPTOR
from minetext.exports.source import ExportError
from minetext.tables.shards import table_of
from minetext.tables.writer import MANIFEST, MEMORY, TABLES

OURS = frozenset((DESCRIPTOR, *(table + suffix for table in TABLES for suffix in (".parquet", ".jsonl", ".csv"))))
"""A folder that holds anything else is never replaced."""


@contextmanager
def prepared(run: Path, target: Path, folder: bool, overwrite: bool) -> Iterator[tuple[Path, Path]]:
    """A path to write to, which takes its place when the block ends well, and a folder for the meantime.

    `run` is the folder of the run.

    Raises:
        ExportError: the target is there and may not be overwritten.
        OSError: it cannot be written.
    """
    _check(run, target, folder, overwrite)
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".minetext-export-", dir=target.parent, ignore_cleanup_errors=True) as held:
        scratch = Path(held) / "scratch"
        scratch.mkdir()
        partial = Path(held) / "whole"
        if folder:
            partial.mkdir()
        yield partial, scratch
        if folder and target.exists():
            target.replace(Path(held) / "old")
        partial.replace(target)


def _of_run(name: str) -> bool:
    """Whether a file of this name may stand in the folder of a run, where it is never overwritten."""
    return name in (MANIFEST, MEMORY) or table_of(name) in TABLES


def _check(run: Path, target: Path, folder: bool, overwrite: bool) -> None:
    if not target.exists():
        return
    if _of_run(target.name) and target.parent.samefile(run):
        raise ExportError("not_ours", path=target)
    if target.is_dir() != folder:
        raise ExportError("a_folder" if target.is_dir() else "no_folder", path=target)
    if folder:
        held = list(target.iterdir())
        if any(not one.is_file() or one.name not in OURS for one in held):
            raise ExportError("not_ours", path=target)
        if not held:
            return
    if not overwrite:
        raise ExportError("exists", path=target)
