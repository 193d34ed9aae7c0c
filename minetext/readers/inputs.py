"""What the user gave on the command line: files, folders, URLs and standard input, as an ordered list of files."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from minetext.model import Problem
from minetext.readers.problems import printable, problem
from minetext.readers.storage import NotInstalledError, as_local, is_url, listed

STANDARD_INPUT = "-"
SYSTEM_FILES = frozenset(("Thumbs.db", "desktop.ini"))
"""Files that operating systems leave in folders; those whose name begins with a dot are left out, too."""


PAGES = (".html", ".htm")


class InputFile(NamedTuple):
    """A file to read, and the name that it bears in the tables."""

    path: str
    name: str
    size: int
    modified: int = 0
    """When it was last changed, in nanoseconds since 1970; 0 where that is not known."""


class Listing(NamedTuple):
    """All files of a run in the order of the tables, what could not be listed, and what was left out."""

    files: list[InputFile]
    problems: list[Problem]
    system_files: int
    """How many files of the operating system, and of those saved beside pages, were left out."""


def list_inputs(given: Sequence[str], spooled: Path, leave_out: Path) -> Listing:
    """List files in the order of their names, which does not depend on the order in which they were given.

    A folder stands for every file below it, named relative to it, and so does a URL (`s3://bucket/folder`); `-` stands
    for standard input, which is kept in the file `spooled`. Where two files would bear one name, both bear their paths
    as given, or whole where these are alike as well. `leave_out` is the folder that the run writes to.
    """
    problems: list[Problem] = []
    found: dict[str, InputFile] = {}
    system_files = 0
    for one in given:
        if one == STANDARD_INPUT:
            size = _spool(spooled)
            found[str(spooled)] = InputFile("stdin", "stdin", size)
            continue
        if is_url(one):
            try:
                one = as_local(one)
            except OSError as error:
                problems.append(_unlisted(one, error))
                continue
        if is_url(one):
            files, passed_over = _behind(one, problems)
            found.update((file.path, file) for file in files if file.path not in found)
            system_files += passed_over
            continue
        for path, name in _walk(one, leave_out, problems):
            if is_system_file(Path(path).name) or is_page_resource(Path(path), os.path.exists):
                system_files += 1
                continue
            try:
                stat, real = Path(path).stat(), os.path.realpath(path)
            except OSError as error:
                problems.append(problem(name, "unreadable", reason=error.strerror or str(error)))
                continue
            found.setdefault(real, InputFile(path, name, stat.st_size, stat.st_mtime_ns))
    names = _names(found, str(spooled))
    files = [one._replace(path=real, name=names[real]) for real, one in found.items()]
    return Listing(sorted(files, key=lambda file: file.name), sorted(set(problems)), system_files)


def _behind(url: str, problems: list[Problem]) -> tuple[list[InputFile], int]:
    """The files behind a URL, and how many of them were left out."""
    try:
        stored = listed(url)
    except OSError as error:
        problems.append(_unlisted(url, error))
        return [], 0
    names = {PurePosixPath(one.name) for one in stored}
    files = [
        InputFile(*one)
        for one in stored
        if not is_system_file(PurePosixPath(one.name).name)
        and not is_page_resource(PurePosixPath(one.name), names.__contains__)
    ]
    return files, len(stored) - len(files)


def _unlisted(url: str, error: OSError) -> Problem:
    """Why a URL gives no files."""
    if isinstance(error, NotInstalledError):
        return problem(url, "needs", format=f"{error.protocol}://", what=error.what, install=error.install)
    code = "nothing_there" if isinstance(error, FileNotFoundError) else "unreachable"
    return problem(url, code, reason=error.strerror or str(error))


def _names(found: Mapping[str, InputFile], spooled: str) -> dict[str, str]:
    """The names of files by their real paths, no two alike: a run tells its files apart by nothing else."""
    names = {real: printable(one.name) for real, one in found.items()}
    for spelled in (lambda real: found[real].path, lambda real: real):
        borne = Counter(names.values())
        if len(borne) == len(names):
            return names
        for real, name in names.items():
            if borne[name] > 1 and real != spooled:
                names[real] = printable(_spelled(spelled(real)))
    taken: set[str] = set()
    for real in sorted(names):  # what is left differs in bytes that are no text
        name, number = names[real], 1
        while names[real] in taken:
            number += 1
            names[real] = f"{name}~{number}"
        taken.add(names[real])
    return names


def _spelled(path: str) -> str:
    return path if is_url(path) else Path(path).as_posix()


def is_system_file(name: str) -> bool:
    """Whether a file is one that operating systems leave behind."""
    return name in SYSTEM_FILES or name.startswith(".")


def _walk(given: str, leave_out: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """The files that an argument stands for, each with its name."""
    root = Path(given)
    if not root.exists():
        problems.append(problem(given, "missing"))
        return
    if not root.is_dir():
        yield given, root.name
        return

    def failed(error: OSError) -> None:
        name = error.filename or given
        problems.append(problem(os.path.relpath(name, root), "unreadable", reason=error.strerror or str(error)))

    real_root = os.path.realpath(root)
    entered = {real_root, os.path.realpath(leave_out)}

    def is_entered(folder: str, one: str) -> bool:
        path = Path(folder, one)
        real = os.path.realpath(path)
        if f"{os.path.realpath(folder)}/".startswith(f"{real}/"):
            problems.append(problem(Path(os.path.relpath(path, root)).as_posix(), "loop"))
            return False
        if real in entered or (path.is_symlink() and real.startswith(f"{real_root}/")):
            return False  # it is read in its own place
        entered.add(real)
        return True

    for folder, folders, names in os.walk(root, onerror=failed, followlinks=True):
        folders[:] = [one for one in sorted(folders) if is_entered(folder, one)]
        for name in names:
            path = str(Path(folder) / name)
            yield path, Path(os.path.relpath(path, root)).as_posix()


def is_page_resource(path: PurePath, exists: Callable[[PurePath], bool]) -> bool:
    """Whether a file is one of those that a browser saves beside a page: pictures, styles, scripts."""
    folder = path.parent
    page = folder.name.removesuffix("_files").removesuffix(".files")
    if page == folder.name or path.suffix.lower() in PAGES:
        return False
    return any(exists(folder.parent / f"{page}{suffix}") for suffix in PAGES)


def _spool(to: Path) -> int:
    """Keep standard input in a file, since a run reads its input twice."""
    size = 0
    with to.open("wb") as handle:
        for chunk in iter(lambda: sys.stdin.buffer.read(1 << 20), b""):
            handle.write(chunk)
            size += len(chunk)
    return size
