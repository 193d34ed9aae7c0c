"""How much is read of one input: the bounds that keep a hostile file from filling memory or time."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from minetext.readers.problems import ReadError

FREE = 10 << 20
"""Bytes up to which the ratio of a member says nothing."""

CHUNK = 1 << 20

UNITS = (("GB", 30), ("MB", 20), ("KB", 10))
"""Names of sizes, and the power of two that each stands for."""


@dataclass(frozen=True)
class Limits:
    """Every bound of what is read and mined; sizes are in bytes."""

    file_size: int = 512 << 20
    """Of a file, or of a member of a container, that is read as a whole; larger ones are refused."""
    unpacked: int = 2 << 30
    """All that the containers inside one file may hold together, unpacked."""
    ratio: int = 200
    """How many times its packed size a member may have, once it is larger than `FREE`."""
    depth: int = 5
    """Containers inside one another."""
    members: int = 200_000
    """Members of the containers inside one file."""
    rows: int = 1_048_576
    """Rows of a sheet, those without text included."""
    line: int = 1_000_000
    """Characters of a line; a longer one is read in pieces."""
    figures: int = 200_000
    """Figures of a report; those behind them are not told."""
    seconds: int = 60
    """Seconds that a worker may take over one document."""
    memory: int = 2 << 30
    """What a worker may take up for one document."""

    def changed(self) -> dict[str, int]:
        """The bounds that are not the default."""
        usual = asdict(Limits())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def shown_size(size: int) -> str:
    """A size in bytes as people write it (`512 MB`)."""
    for unit, power in UNITS:
        if size >= 1 << power:
            return f"{round(size / (1 << power), 1):g} {unit}"
    return f"{size} B"


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one file."""

    limits: Limits = Limits()
    size: int = field(init=False)
    members: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = self.limits.unpacked
        self.members = self.limits.members

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
            raise ReadError("too_many_members", limit=str(self.limits.members))

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            ReadError: there are too many.
        """
        self.size -= size
        if self.size < 0:
            raise ReadError("unpacked_too_large", limit=shown_size(self.limits.unpacked))

    def check(self, size: int, packed: int) -> None:
        """Refuse a member that is too large for one document, or too large for what it was packed into.

        Raises:
            ReadError: it is.
        """
        if size > self.limits.file_size:
            raise ReadError("large", limit=shown_size(self.limits.file_size))
        if packed and size > FREE and size > packed * self.limits.ratio:
            raise ReadError("bomb", limit=str(self.limits.ratio))
