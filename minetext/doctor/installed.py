"""What is installed: Python, the packages that minetext needs, those that it can use, and the formats it reads."""

import platform
from collections.abc import Iterator
from importlib import metadata

import regex

from minetext import __version__
from minetext.doctor.finding import Finding
from minetext.readers.registry import formats

EXTRAS = ("archives", "fast", "parquet", "dask")
"""Those that a user may want; the others are for who works on minetext."""

_REQUIREMENT = regex.compile(
    r"""(?P<name>[\w.-]+)\s*(?:\[[^\]]*\])?\s*(?P<bounds>[^;]*)(?:;.*extra\s*==\s*['"](?P<extra>\w+)['"].*)?"""
)
_LEAST = regex.compile(r">=\s*(\d+(?:\.\d+)*)")


def packages() -> Iterator[Finding]:
    """Python and the packages, with their versions."""
    yield Finding("python", "ok", {"python": platform.python_version(), "system": platform.platform()})
    try:
        required = metadata.requires("minetext") or []
    except metadata.PackageNotFoundError:
        yield Finding("not_installed", "warn", {"minetext": __version__})
        return
    yield Finding("minetext", "ok", {"minetext": __version__})
    found: list[str] = []
    wanted: dict[str, list[str]] = {}
    for requirement in required:
        read = _REQUIREMENT.fullmatch(requirement.strip())
        if not read or (read["extra"] and read["extra"] not in EXTRAS):
            continue
        version, least = _version(read["name"]), _least(read["bounds"])
        facts = {"package": read["name"], "version": version, "least": least, "extra": read["extra"] or ""}
        if not version and read["extra"]:
            wanted.setdefault(read["extra"], []).append(read["name"])
        elif not version:
            yield Finding("package_missing", "fail", facts)
        elif _numbers(version) < _numbers(least):
            yield Finding("package_old", "warn" if read["extra"] else "fail", facts)
        else:
            found.append(f"{read['name']} {version}")
    yield Finding("packages", "ok", {"packages": ", ".join(found)})
    for extra, names in wanted.items():
        yield Finding("extra_missing", "warn", {"extra": extra, "packages": ", ".join(names)})


def formats_read() -> Iterator[Finding]:
    """The formats that are read, and what would add the others."""
    known = formats()
    yield Finding("formats", "ok", {"formats": ", ".join(one.name for one in known if one.need is None)})
    for one in known:
        if one.need:
            yield Finding("format_missing", "warn", {"format": one.name, **one.need._asdict()})


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _least(bounds: str) -> str:
    """The least version that is wanted, or 0 where any will do."""
    found = _LEAST.search(bounds)
    return found[1] if found else "0"


def _numbers(version: str) -> list[int]:
    """A version to compare with another; what stands behind its numbers (rc1) does not count."""
    whole = regex.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(one) for one in whole[0].split(".")] if whole else [0]
    return numbers + [0] * (4 - len(numbers))
