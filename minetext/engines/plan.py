"""What a run does with each file, on disk: an archive may have more files than memory holds."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from minetext.engines.database import Scratch
from minetext.readers import Blame, Stretch, Sum

_LAYOUT = """
CREATE TABLE stretches (
    number INTEGER PRIMARY KEY, path BLOB, name TEXT, start INTEGER, stop INTEGER, size INTEGER, modified INTEGER
);
CREATE TABLE pages (folder BLOB, number INTEGER, PRIMARY KEY (folder, number)) WITHOUT ROWID;
CREATE TABLE converted (number INTEGER PRIMARY KEY, path BLOB);
CREATE TABLE surveyed (number INTEGER PRIMARY KEY, sum BLOB, lost BLOB, reports INTEGER, names BLOB);
CREATE TABLE judged (number INTEGER PRIMARY KEY, judgements BLOB, said BLOB);
"""


class Found(NamedTuple):
    """What the first pass found in a stretch, as far as the second needs it."""

    number: int
    """Of the stretch."""
    sum: Sum | None
    lost: tuple[Blame, ...]
    reports: int
    """How many there are."""
    names: tuple[str, ...]
    """Of its sources, where corrections ask for them."""


class Judged(NamedTuple):
    """A stretch between the two passes."""

    stretch: Stretch
    sum: Sum | None
    judgements: bytes
    """What was decided about its reports, packed."""
    said: tuple[int, ...] = ()
    """The numbers of the corrections that may concern them."""


class Plan:
    """All stretches of a run in the order of the tables, with what is found out about each on the way.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._database = Scratch(folder / "plan.sqlite", _LAYOUT)
        self._furniture: Mapping[str, frozenset[int]] = {}

    def __enter__(self) -> "Plan":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, stretches: Iterable[tuple[Stretch, bool]]) -> None:
        """Take in the stretches in order, each with whether it is a saved web page."""
        for number, (one, page) in enumerate(stretches):
            values = (number, os.fsencode(one.path), one.name, one.start, one.end, one.size, one.modified)
            self._database.execute("INSERT INTO stretches VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            if page:
                self._database.execute("INSERT INTO pages VALUES (?, ?)", (os.fsencode(_folder(one.path)), number))

    def folders(self) -> Iterator[tuple[str, int]]:
        """The folders that hold pages, and how many each."""
        for folder, count in self._database.execute(
            "SELECT folder, count(*) FROM pages GROUP BY folder ORDER BY folder"
        ):
            yield os.fsdecode(folder), count

    def pages(self, folder: str, chosen: Sequence[int]) -> list[Stretch]:
        """Those pages of a folder that stand at these places among them, in order."""
        numbers = self._database.execute(
            "SELECT number FROM pages WHERE folder = ? ORDER BY number", (os.fsencode(folder),)
        )
        wanted = set(chosen)
        return [self._stretch(number) for place, (number,) in enumerate(numbers) if place in wanted]

    def furnish(self, furniture: Mapping[str, frozenset[int]]) -> None:
        """From now on each stretch tells what stands on most pages of its folder."""
        self._furniture = furniture

    def convert(self, made: Iterable[tuple[int, str]]) -> None:
        """From now on these stretches tell the path of what was made of them."""
        for one in made:
            self._database.execute("INSERT INTO converted VALUES (?, ?)", (one[0], os.fsencode(one[1])))

    def stretches(self) -> Iterator[tuple[int, Stretch]]:
        """All stretches in order, numbered."""
        for number, *rest in self._database.execute(f"{_SELECT} ORDER BY number"):
            yield number, self._made(*rest)

    def keep_found(self, found: Found) -> None:
        """Take in what was found in a stretch that holds any source."""
        packed = [_ENCODER.encode(one) for one in (found.sum, found.lost, found.names)]
        values = (found.number, packed[0], packed[1], found.reports, packed[2])
        self._database.execute("INSERT INTO surveyed VALUES (?, ?, ?, ?, ?)", values)

    def found(self) -> Iterator[Found]:
        """What was found, in order."""
        for number, sum_, lost, reports, names in self._database.execute("SELECT * FROM surveyed ORDER BY number"):
            yield Found(number, _SUM.decode(sum_), _LOST.decode(lost), reports, _NAMES.decode(names))

    def keep_judged(self, number: int, judgements: bytes, said: Sequence[int]) -> None:
        """Take in what was decided about the reports of a stretch."""
        self._database.execute("INSERT INTO judged VALUES (?, ?, ?)", (number, judgements, _ENCODER.encode(said)))

    def judged(self) -> Iterator[Judged]:
        """The stretches that hold any source, in order, with what was decided about their reports."""
        for sum_, lost, judgements, said, *rest in self._database.execute(
            f"SELECT sum, lost, judgements, said, {_COLUMNS} FROM judged JOIN surveyed USING (number)"
            " JOIN stretches USING (number) LEFT JOIN converted USING (number) ORDER BY number"
        ):
            stretch = self._made(*rest)._replace(lost=_LOST.decode(lost))
            yield Judged(stretch, _SUM.decode(sum_), judgements, _SAID.decode(said))

    def names(self) -> Iterator[str]:
        """The name of every file, in order."""
        for (name,) in self._database.execute("SELECT name FROM stretches WHERE start = 0 ORDER BY number"):
            yield name

    def _stretch(self, number: int) -> Stretch:
        return self._made(*self._database.execute(f"{_SELECT} WHERE number = ?", (number,)).fetchone()[1:])

    def _made(
        self, packed: bytes, name: str, start: int, end: int, size: int, modified: int, converted: bytes | None
    ) -> Stretch:
        path = os.fsdecode(packed)
        furniture = self._furniture.get(_folder(path), frozenset())
        return Stretch(path, name, start, end, size, modified, furniture, os.fsdecode(converted or b""))


def size_of(stretch: Stretch) -> int:
    """Bytes of input that a stretch takes in."""
    return stretch.end - stretch.start


def _folder(path: str) -> str:
    return str(Path(path).parent)


_COLUMNS = "stretches.path, name, start, stop, size, modified, converted.path"
_SELECT = f"SELECT number, {_COLUMNS} FROM stretches LEFT JOIN converted USING (number)"
_ENCODER = msgspec.msgpack.Encoder()
_SUM = msgspec.msgpack.Decoder(Sum | None)
_LOST = msgspec.msgpack.Decoder(tuple[Blame, ...])
_NAMES = msgspec.msgpack.Decoder(tuple[str, ...])
_SAID = msgspec.msgpack.Decoder(tuple[int, ...])
