"""What this machine can do: encodings, languages, names of files, cores, memory, disk, processes."""

import codecs
import locale
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from minetext.doctor.finding import Finding

SAMPLE = "县妇联2010年工作总结"
TRADITIONAL = "縣婦聯2010年工作總結"

CODECS = {
    "utf-8": SAMPLE, "utf-16": SAMPLE, "utf-32": SAMPLE, "gb18030": SAMPLE, "gbk": SAMPLE, "gb2312": SAMPLE,
    "hz": SAMPLE, "big5": TRADITIONAL, "big5hkscs": TRADITIONAL,
}  # fmt: skip

LEAST_MEMORY = 512 << 20
"""Bytes a core below which a run in as many processes may not fit."""

LEAST_DISK = 2 << 30
"""Bytes below which a disk is called full."""

CGROUPS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def encodings() -> Iterator[Finding]:
    """Whether Python has the codecs of Chinese texts."""
    missing = [name for name, text in CODECS.items() if not _round_trip(name, text)]
    facts = {"encodings": ", ".join(name for name in CODECS if name not in missing), "missing": ", ".join(missing)}
    yield Finding("encodings_missing", "fail", facts) if missing else Finding("encodings", "ok", facts)


def languages() -> Iterator[Finding]:
    """The locale, and whether the terminal shows Chinese."""
    name = ".".join(one for one in locale.getlocale() if one) or "C"
    terminal = getattr(sys.stdout, "encoding", None) or "ascii"
    shows = _round_trip(terminal, SAMPLE)
    facts = {"locale": name, "terminal": terminal, "file_system": sys.getfilesystemencoding()}
    yield Finding("languages", "ok", facts) if shows else Finding("terminal_encoding", "warn", facts)


def file_names() -> Iterator[Finding]:
    """Whether a file with a Chinese name can be written, found and read."""
    facts = {"name": f"{SAMPLE}.txt", "folder": tempfile.gettempdir()}
    try:
        with tempfile.TemporaryDirectory(prefix="minetext-") as folder:
            (Path(folder) / facts["name"]).write_text(SAMPLE, encoding="utf-8")
            found = [path.name for path in Path(folder).iterdir()]
            same = found == [facts["name"]] and Path(folder, found[0]).read_text(encoding="utf-8") == SAMPLE
    except (OSError, UnicodeError) as error:
        yield Finding("file_names_wrong", "fail", {**facts, "reason": str(error)})
        return
    wrong = Finding("file_names_wrong", "fail", {**facts, "reason": repr(found)})
    yield Finding("file_names", "ok", facts) if same else wrong


def cores() -> Iterator[Finding]:
    """How many cores there are, and how many of them may be used."""
    there = os.cpu_count() or 1
    allowed = usable_cores()
    facts = {"cores": there, "usable": allowed}
    yield Finding("cores", "ok", facts) if allowed >= there else Finding("cores_bounded", "warn", facts)


def usable_cores() -> int:
    """How many cores this process may use, by the scheduler and by the quota of a container; 1 at least."""
    there = os.cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):
        there = min(there, len(os.sched_getaffinity(0)))
    with suppress(OSError, ValueError, ZeroDivisionError):
        quota, period = QUOTA.read_text(encoding="ascii").split()
        there = min(there, max(1, int(quota) // int(period)))  # "max" is no number: no quota
    return there


def memory() -> Iterator[Finding]:
    """How much memory there is, is free, and may be used in a container."""
    total, free = _memory()
    limit = _limit()
    if not total:
        yield Finding("memory_unknown", "ok", {})
        return
    usable = min(free, limit or free)
    facts = {
        "total": round(total / 1e9, 1), "free": round(free / 1e9, 1), "limit": round((limit or total) / 1e9, 1),
        "workers": max(1, usable // LEAST_MEMORY),
    }  # fmt: skip
    enough = usable >= LEAST_MEMORY * usable_cores()
    yield Finding("memory", "ok", facts) if enough else Finding("memory_short", "warn", facts)


def disk() -> Iterator[Finding]:
    """Whether the working folder and that for temporary files can be written, and how much they still take."""
    for name in dict.fromkeys((str(Path.cwd()), tempfile.gettempdir())):
        facts: dict[str, str | int | float] = {"folder": name}
        try:
            free = shutil.disk_usage(name).free
            with tempfile.TemporaryFile(dir=name) as file:
                file.write(b"minetext")
        except OSError as error:
            yield Finding("disk_unwritable", "warn", {**facts, "reason": error.strerror or str(error)})
            continue
        facts["free"] = round(free / 1e9, 1)
        yield Finding("disk", "ok", facts) if free >= LEAST_DISK else Finding("disk_short", "warn", facts)


def processes() -> Iterator[Finding]:
    """How processes are started here; that they do start, the self test shows."""
    yield Finding("processes", "ok", {"methods": ", ".join(multiprocessing.get_all_start_methods())})


def _round_trip(encoding: str, text: str) -> bool:
    try:
        return codecs.decode(codecs.encode(text, encoding), encoding) == text
    except (LookupError, UnicodeError):
        return False


def _memory() -> tuple[int, int]:
    """Bytes of memory in all, and those that are free; nothing where the system does not tell."""
    with suppress(OSError, ValueError, KeyError, IndexError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        told = {name: int(rest.split()[0]) << 10 for name, _, rest in (line.partition(":") for line in lines)}
        return told["MemTotal"], told["MemAvailable"]
    with suppress(AttributeError, OSError, ValueError):
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return total, total
    return 0, 0


def _limit() -> int:
    """Bytes that a container may use; 0 for no limit."""
    for path in CGROUPS:
        with suppress(OSError, ValueError):
            limit = int(path.read_text(encoding="ascii"))
            return limit if limit < 1 << 60 else 0  # the first kind of cgroups writes a huge number for none
    return 0
