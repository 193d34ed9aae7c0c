"""The texts of a finished run once more, so that its offsets can be followed."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from minetext.limits import limits_of
from minetext.model import Problem, Source
from minetext.readers import InputFile, open_stretch, problem, stretches
from minetext.readers.storage import as_local, is_url, open_binary, stat
from minetext.tables.rows import table_rows
from minetext.tables.writer import MANIFEST, TEXTS, OutputError, text_name


class SourceText(NamedTuple):
    """A source and its decoded text."""

    source: str
    text: str


def source_texts(folder: Path, problems: list[Problem] | None = None) -> Iterator[SourceText]:
    """The text of every source in documents.csv, in the order of that table; one input is held at a time.

    What a reader made of a document is taken from `texts/`. Any other source is read again from its input, which
    run.json tells, and only where that file is still the one that the run read. A source whose input is gone, changed
    or cannot be read is left out and told in `problems`.

    Raises:
        OutputError: the folder holds no finished run.
    """
    lost = [] if problems is None else problems
    inputs = Inputs(folder)
    names = (name for name, _ in groupby(row["source"] for row in table_rows(folder, "documents")))
    for name, group in groupby(names, inputs.of):
        sources = [(source, folder / TEXTS / text_name(source)) for source in group]
        kept = {source for source, path in sources if path.is_file()}
        read = inputs.read(name, lost) if len(kept) < len(sources) else iter(())
        for source, path in sources:
            if source in kept:
                with path.open(encoding="utf-8", newline="") as handle:
                    yield SourceText(source, handle.read())
            else:
                yield from _up_to(read, source)


def texts_by_source(folder: Path, problems: list[Problem] | None = None) -> Callable[[str], str | None]:
    """Gives the text of a source, or None where it is gone; sources are asked for in the order of documents.csv.

    Raises:
        OutputError: the folder holds no finished run.
    """
    texts = source_texts(folder, problems)
    ahead = next(texts, None)
    current = SourceText("", "")

    def text_of(source: str) -> str | None:
        nonlocal ahead, current
        if ahead and ahead.source == source:
            current, ahead = ahead, next(texts, None)
        return current.text if current.source == source else None

    return text_of


def _up_to(read: Iterator[Source], name: str) -> Iterator[SourceText]:
    """The source of a name, where it is among those to come."""
    for source in read:
        if source.name == name:
            yield SourceText(name, source.text)
            return


class Inputs:
    """Where the inputs of a finished run are.

    Raises:
        OutputError: the folder holds no finished run.
    """

    def __init__(self, folder: Path) -> None:
        try:
            facts: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            given = facts.get("given", {})
            self._root = Path(given.get("folder", ""))
            self._given = tuple(map(str, given.get("inputs", ())))
            self._facts = {one["source"]: (one["size"], one["sha256"]) for one in facts.get("inputs", ())}
            options = facts.get("options", {})
            self._encoding, self._limits = str(options.get("encoding", "")), limits_of(options.get("limits"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise OutputError("no_run", folder, str(error)) from None
        given = [one if is_url(one) else str(self._root / one) for one in self._given]
        folders = (one for one in given if is_url(one) or Path(one).is_dir())
        self._folders = [str(self._root), *(one.rstrip("/") for one in folders)]
        self._files: dict[str, list[str]] = {}
        for one in given:
            self._files.setdefault(PurePath(one).name, []).append(one)

    def of(self, source: str) -> str:
        """The input that a source stands in: itself, or the container in front of its member."""
        at = len(source)
        while at > 0:
            if source[:at] in self._facts:
                return source[:at]
            at = source.rfind("#", 0, at)
        return source

    def file(self, name: str) -> tuple[InputFile | None, str]:
        """The file of an input as the run read it; or none, and why: `missing` or `changed`."""
        size, sha256 = self._facts.get(name, (-1, ""))
        why = "missing"
        # a URL or an absolute path is its own name where two inputs would bear one
        whole = [name] if is_url(name) else [str(Path(folder, name)) for folder in self._folders if not is_url(folder)]
        behind = [f"{folder}/{name}" for folder in self._folders if is_url(folder)]
        for path in (*self._files.get(name, ()), *whole, *behind):
            try:
                found = stat(as_local(path))
                if found.size == size and _digest(found.path) == sha256:
                    return InputFile(found.path, name, size, found.modified), ""
                why = "changed"
            except (OSError, ValueError):
                continue  # a name that no file can bear, or one that may not be read
        return None, why

    def read(self, name: str, lost: list[Problem]) -> Iterator[Source]:
        """The sources of an input in order; why there are none is told in `lost`."""
        file, why = self.file(name)
        if file is None:
            lost.append(problem(name, why))
            return
        for stretch in stretches(file):
            for one in open_stretch(stretch, self._encoding, self._limits).contents:
                if isinstance(one, Source):
                    yield one


def _digest(path: str) -> str:
    with open_binary(path) as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
