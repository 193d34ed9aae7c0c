"""What run.json tells of the files, on disk: there may be more of them than memory holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec


class InputFacts(NamedTuple):
    """What run.json tells of a file."""

    source: str
    size: int
    sha256: str
    format: str
    encoding: str
    confidence: float


class InputList:
    """A list in a file, which is there as long as the folder in which it is made.

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file = path.open("wb")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[InputFacts]:
        if not self._file.closed:
            self._file.flush()
        with self._path.open("rb") as lines:
            for line in lines:
                yield _DECODER.decode(line)

    def append(self, facts: InputFacts) -> None:
        """Add the next file."""
        self._file.write(_ENCODER.encode(facts) + b"\n")
        self._count += 1

    def close(self) -> None:
        """Nothing more will be added."""
        self._file.close()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(InputFacts)
