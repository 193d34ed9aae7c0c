"""The bounds of what is read of one input, so that no hostile file fills memory or time; docs/limits.md tells them."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from typing import Any, NamedTuple

UNITS = (("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10), ("B", 0))
"""Names of sizes, and the power of two that each stands for."""

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]?)I?B?", re.IGNORECASE)


def _size(default: int) -> int:
    """A bound in bytes."""
    bound: int = field(default=default, metadata={"size": True})
    return bound


@dataclass(frozen=True)
class Limits:
    """Every bound, which the commands take as `--max-NAME` and the text `limit.NAME` describes.

    Raises:
        ValueError: a bound is no whole number above 0.
    """

    file_size: int = _size(512 << 20)
    """Bytes of a file, or of a member of a container, that is read as a whole."""
    unpacked: int = _size(2 << 30)
    """Bytes that all containers inside one file may hold together, unpacked."""
    ratio: int = 200
    """How many times its packed size a member may have."""
    depth: int = 5
    """Containers inside one another."""
    members: int = 200_000
    """Members of the containers inside one file."""
    rows: int = 10_000_000
    """Rows of a sheet, those without text included."""
    line: int = 1_000_000
    """Characters of a line."""
    figures: int = 200_000
    """Figures and dates of a report."""
    seconds: int = 60
    """Seconds of processor time that one document may take."""
    memory: int = _size(2 << 30)
    """Bytes that a worker may take up for one document."""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not isinstance(value, int) or value < 1:
                raise ValueError(f"{name}={value!r}")

    def changed(self) -> dict[str, int]:
        """The bounds that are not the default."""
        return {one.name: value for one in BOUNDS if (value := getattr(self, one.name)) != one.default}


class Bound(NamedTuple):
    """What there is to know of a bound, but for its texts."""

    name: str
    default: int
    is_size: bool

    @property
    def option(self) -> str:
        """As it is given on the command line."""
        return f"--max-{self.name.replace('_', '-')}"

    @property
    def shown(self) -> str:
        """The default as people write it."""
        return shown_size(self.default) if self.is_size else f"{self.default}"


USUAL = Limits()

BOUNDS = tuple(Bound(one.name, getattr(USUAL, one.name), "size" in one.metadata) for one in fields(Limits))
"""All of them, in order: what the options are made of."""


def limits_of(changed: Any) -> Limits:
    """The limits of an earlier run, by what its run.json tells; what makes no sense there is passed over."""
    known = {one.name for one in BOUNDS}
    if not isinstance(changed, Mapping) or not known.issuperset(changed):
        return USUAL
    try:
        return Limits(**changed)
    except ValueError:
        return USUAL


def size_of(text: str) -> int:
    """The bytes of a size as people write it: `512MB`, `1.5 GB`, `2g`, or a number of bytes.

    Raises:
        ValueError: it is no size, or less than a byte.
    """
    match = _SIZE.fullmatch(text.strip())
    powers = {unit[:-1]: power for unit, power in UNITS}
    size = int(Decimal(match[1]) * (1 << powers[match[2].upper()])) if match else 0
    if not size:
        raise ValueError(text)
    return size


def shown_size(size: int) -> str:
    """A size in bytes as people write it (`512MB`)."""
    unit, power = next(one for one in UNITS if size >= 1 << one[1] or not one[1])
    return f"{round(size / (1 << power), 1):g}{unit}"
