"""Signatures of all reports of a run, on disk, so that memory holds some hundred bytes a report."""

from array import array
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.signature import BLOCK, BYTES, Signature
from minetext.dedup.sketch import BINS, Grams

_TYPES: Mapping[str, np.dtype[Any]] = {
    "grams": np.dtype("<u4"),
    "sketches": np.dtype("<u2"),
    "blocks": BLOCK,
    "numbers": np.dtype("<u8"),
}


class Spool:
    """Takes signatures one after another; after `close_in`, gives any part of any of them.

    On disk it keeps 4 bytes for every distinct n-gram, 28 for every sentence, 8 for every number and 256 for the
    sketch of a report: some 10 kB for a report of 2,000 characters. `close` removes it.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._out: dict[str, BinaryIO] = {name: (folder / name).open("wb") for name in _TYPES}
        self._read: BinaryIO | None = None
        self._arrays: dict[str, NDArray[Any]] = {}
        self._ends = {name: array("Q", [0]) for name in _TYPES}
        self._sources: list[str] = []
        self._bodies, self._identities = bytearray(), bytearray()
        self._sizes, self._sequences = array("Q"), array("Q")

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._sources)

    def add(self, one: Signature) -> None:
        """Keep a signature."""
        same = self._sources and self._sources[-1] == one.source
        self._sources.append(self._sources[-1] if same else one.source)
        self._bodies += one.body
        self._identities += one.identity
        self._sizes.append(one.size)
        self._sequences.append(one.sequence)
        parts: Mapping[str, NDArray[Any]] = {
            "grams": one.grams,
            "sketches": one.sketch,
            "blocks": one.blocks,
            "numbers": one.numbers,
        }
        for name, part in parts.items():
            try:
                self._out[name].write(part.astype(_TYPES[name], copy=False).data)
            except OSError as error:
                raise OSError(error.errno, error.strerror, str(self._folder / name)) from None
            self._ends[name].append(self._ends[name][-1] + len(part))

    def close_in(self) -> None:
        """No more signatures come."""
        for handle in self._out.values():
            handle.close()
        self._read = (self._folder / "grams").open("rb")
        for name in ("sketches", "blocks", "numbers"):
            empty = not self._ends[name][-1]
            mapped = np.zeros(0, _TYPES[name]) if empty else np.memmap(self._folder / name, _TYPES[name], "r")
            self._arrays[name] = np.asarray(mapped)

    def close(self) -> None:
        """Remove what is on disk."""
        for handle in (*self._out.values(), self._read):
            if handle:
                handle.close()
        self._arrays.clear()
        for name in _TYPES:
            (self._folder / name).unlink(missing_ok=True)
        self._folder.rmdir()

    def source(self, report: int) -> str:
        """Where a report stands."""
        return self._sources[report]

    def identity(self, report: int) -> bytes:
        """The digest of title and text."""
        return bytes(self._identities[BYTES * report : BYTES * (report + 1)])

    def bodies(self) -> NDArray[np.void]:
        """The digests of all normalised texts."""
        return np.frombuffer(bytes(self._bodies), dtype=np.dtype((np.void, BYTES)))

    def sizes(self) -> NDArray[np.int64]:
        """The characters of all reports."""
        return np.array(self._sizes, dtype=np.int64)

    def sequences(self) -> NDArray[np.uint64]:
        """The hashes of the numbers of all reports, 0 where there are few."""
        return np.array(self._sequences, dtype=np.uint64)

    def sketches(self) -> NDArray[np.uint16]:
        """The sketches of all reports, one a row."""
        return self._arrays["sketches"].reshape(-1, BINS)

    def grams(self, report: int) -> Grams:
        """The n-grams of a report."""
        ends = self._ends["grams"]
        # read, not mapped: they are most of what is on disk, and each is needed a few times only
        assert self._read is not None, "signatures may still come"
        self._read.seek(4 * ends[report])
        return np.frombuffer(self._read.read(4 * (ends[report + 1] - ends[report])), "<u4")

    def blocks(self, report: int) -> NDArray[Any]:
        """The sentences of a report."""
        return self._part("blocks", report)

    def numbers(self, report: int) -> NDArray[np.uint64]:
        """The numbers of a report."""
        return self._part("numbers", report)

    def all_blocks(self) -> NDArray[Any]:
        """The sentences of all reports, one report after another."""
        return self._arrays["blocks"]

    def block_ends(self) -> NDArray[np.int64]:
        """Where the sentences of each report begin in `all_blocks`, and where the last ones end."""
        return np.array(self._ends["blocks"], dtype=np.int64)

    def _part(self, name: str, report: int) -> NDArray[Any]:
        ends = self._ends[name]
        return self._arrays[name][ends[report] : ends[report + 1]]
