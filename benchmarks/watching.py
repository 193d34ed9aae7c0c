"""Commands in processes of their own, watched from outside: their time, and what they take of memory and disk.

Memory of several processes is the sum of their proportional shares (PSS), so that pages which they have in common
count once; what stands in files that are mapped is told apart, since the system may take it back. Needs Linux.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

EVERY = 0.2
"""Seconds from one look at the memory to the next, where it is watched."""

DISK_EVERY = 5
"""Looks at the memory for one at the disk."""


class Memory(NamedTuple):
    """Of the processes of a session at one moment, in MB."""

    main: float = 0.0
    all: float = 0.0
    own: float = 0.0
    """Of all, without the pages of mapped files."""
    processes: int = 0

    def peak(self, other: "Memory") -> "Memory":
        """The larger of each of two moments."""
        return Memory(
            max(self.main, other.main),
            max(self.all, other.all),
            max(self.own, other.own),
            max(self.processes, other.processes),
        )


class Watched(NamedTuple):
    """A command that ended well."""

    seconds: float
    cpu: float
    """Seconds of processor time of all its processes."""
    memory: Memory
    """The peak of each."""
    disk: float
    """Peak of the folders that were watched, in MB."""
    out: str
    """What it printed."""


def minetext(archive: Path, output: Path, workers: int, *more: str) -> list[str]:
    """The command line of a run."""
    told = (str(archive), "-o", str(output), "--workers", str(workers), "--quiet")
    return [sys.executable, "-m", "minetext", "run", *told, *more]


def watch(command: Sequence[str], cores: int = 0, folders: Sequence[Path] = (), every: float = 0) -> Watched:
    """Run a command to its end.

    Args:
        command: the program and its arguments.
        cores: on how many cores it is held; 0 for all that there are.
        folders: what it writes into.
        every: seconds from one look at the memory and the disk to the next; 0 not to look, which costs no time.

    Raises:
        SystemExit: it failed.
    """
    hold = partial(os.sched_setaffinity, 0, sorted(os.sched_getaffinity(0))[:cores]) if cores else None
    started = perf_counter()
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=hold, stdout=subprocess.PIPE)
    ended = threading.Event()
    peaks = [(Memory(), 0.0)]
    watcher = threading.Thread(target=_sample, args=(process.pid, folders, every, ended, peaks))
    if every:
        watcher.start()
    assert process.stdout is not None
    out = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    if every:
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed with status {process.returncode}")
    memory, disk = peaks[-1]
    return Watched(seconds, usage.ru_utime + usage.ru_stime, memory, disk, out)


def _sample(
    main: int, folders: Sequence[Path], every: float, ended: threading.Event, peaks: list[tuple[Memory, float]]
) -> None:
    memory, disk, looks = Memory(), 0.0, 0
    while not ended.is_set():
        memory = memory.peak(memory_of(main))
        if looks % DISK_EVERY == 0:
            disk = max(disk, sum(map(disk_of, folders)))
        looks += 1
        ended.wait(every)
    peaks.append((memory, max(disk, sum(map(disk_of, folders)))))


def memory_of(session: int) -> Memory:
    """What the processes of a session take now; its leader is the main process."""
    shares = {pid: share for pid in _processes(session) if (share := _share(pid))}
    main = shares.get(session, (0.0, 0.0))[0]
    return Memory(main, sum(all_ for all_, _ in shares.values()), sum(own for _, own in shares.values()), len(shares))


def _processes(session: int) -> list[int]:
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                told = (path / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:  # it has ended
                continue
            if told.rpartition(")")[2].split()[3] == str(session):
                found.append(int(path.name))
    return found


def _share(pid: int) -> tuple[float, float] | None:
    """The proportional share of a process, and the part of it that no file holds, in MB."""
    try:
        told = Path("/proc", str(pid), "smaps_rollup").read_text(encoding="utf-8")
    except OSError:
        return None
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in told.splitlines()[1:]}
    return sizes["Pss"], sizes["Pss_Anon"] + sizes["Pss_Shmem"]


def passes(facts: Mapping[str, Any]) -> dict[str, float]:
    """Seconds of each pass of a run and of all of it, of what its run.json tells."""
    return {name: took for name, took in facts["timings"].items() if isinstance(took, int | float)}


def disk_of(folder: Path) -> float:
    """Blocks of the files of a folder, in MB."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # it was removed meanwhile
            total += path.lstat().st_blocks * 512
    return total / 1e6


def size_of(archive: Path) -> float:
    """Bytes of the files of a folder, in MB."""
    return sum(path.stat().st_size for path in archive.rglob("*") if path.is_file()) / 1e6
