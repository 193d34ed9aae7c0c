"""How much is read of one input: the bounds that keep a hostile file from filling memory or time."""

from collections.abc import Callable
from dataclasses import dataclass

from minetext.readers.problems import ReadError

MAX_FILE = 512 << 20
"""Bytes of a file that is read as a whole; larger ones are refused."""

MAX_UNPACKED = 2 << 30
"""Bytes that all containers inside one file may hold together, unpacked."""

MAX_RATIO = 200
"""How many times its packed size a member may have, once it is larger than `FREE`."""

FREE = 10 << 20
"""Bytes up to which the ratio of a member says nothing."""

MAX_DEPTH = 5
"""Containers inside one another."""

MAX_MEMBERS = 200_000
"""Members of the containers inside one file."""

MAX_ROWS = 1_048_576
"""Rows of a sheet, those without text included."""

CHUNK = 1 << 20


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one file."""

    size: int = MAX_UNPACKED
    members: int = MAX_MEMBERS

    def unpack(self, read: Callable[[int], bytes], packed: int) -> bytes:
        """All that `read(n)` gives of a member that takes `packed` bytes in its container (0 where not known).

        Raises:
            ReadError: the member is larger than the limits allow.
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
            ReadError: there are too many.
        """
        self.members -= 1
        if self.members < 0:
            raise ReadError("too_many_members", limit=str(MAX_MEMBERS))

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            ReadError: there are too many.
        """
        self.size -= size
        if self.size < 0:
            raise ReadError("unpacked_too_large", limit=str(MAX_UNPACKED >> 20))

    @staticmethod
    def check(size: int, packed: int) -> None:
        """Refuse a member that is too large for one document, or too large for what it was packed into.

        Raises:
            ReadError: it is.
        """
        if size > MAX_FILE:
            raise ReadError("large", limit=str(MAX_FILE >> 20))
        if packed and size > FREE and size > packed * MAX_RATIO:
            raise ReadError("bomb", limit=str(MAX_RATIO))
