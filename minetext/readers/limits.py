"""What may still be unpacked of one input, by the limits of the run."""

from collections.abc import Callable
from dataclasses import dataclass, field

from minetext.limits import USUAL, Limits, shown_size
from minetext.readers.problems import ReadError

FREE = 10 << 20
"""Bytes up to which the ratio of a member says nothing."""

CHUNK = 1 << 20
"""Bytes that are unpacked at a time."""


class SpentError(ReadError):
    """Nothing more may be unpacked of the file: whatever else it holds is not read."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one file."""

    limits: Limits = USUAL
    size: int = field(init=False)
    members: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = self.limits.unpacked
        self.members = self.limits.members

    def unpack(self, read: Callable[[int], bytes], packed: int) -> bytes:
        """All that `read(n)` gives of a member that takes `packed` bytes in its container (0 where not known).

        Raises:
            ReadError: the member is larger than the limits allow; a `SpentError` where nothing more may be read.
        """
        self.count()
        chunks: list[bytes] = []
        size = 0
        while chunk := read(CHUNK):
            size += len(chunk)
            self.spend(len(chunk))
            self.check(size, packed)
            chunks.append(chunk)
        return b"".join(chunks)

    def count(self) -> None:
        """Count a member.

        Raises:
            SpentError: there are too many.
        """
        self.members -= 1
        if self.members < 0:
            raise SpentError("too_many_members", limit=str(self.limits.members))

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            SpentError: there are too many.
        """
        self.size -= size
        if self.size < 0:
            raise SpentError("unpacked_too_large", limit=shown_size(self.limits.unpacked))

    def check(self, size: int, packed: int) -> None:
        """Refuse a member that is too large for one document, or too large for what it was packed into.

        Raises:
            ReadError: it is.
        """
        if size > self.limits.file_size:
            raise ReadError("large", limit=shown_size(self.limits.file_size))
        if packed and size > FREE and size > packed * self.limits.ratio:
            raise ReadError("bomb", limit=str(self.limits.ratio))
