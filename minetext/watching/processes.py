"""Whether a process still runs, told without disturbing it."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def mark_of(pid: int) -> str:
    """What tells a process from a later one of the same number: when it started; empty where the system hides it."""
    fields = _fields(pid)
    return fields[19] if fields else ""


def is_alive(pid: int, mark: str = "") -> bool:
    """Whether the process of this number, and with this mark where it is known, still runs."""
    if pid <= 0:
        return False
    fields = _fields(pid)
    if fields:
        return fields[0] not in ("Z", "X") and (not mark or fields[19] == mark)
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _fields(pid: int) -> list[str]:
    """What Linux tells of a process, from its state on (proc(5), field 3); nothing elsewhere, or where it is gone."""
    with suppress(OSError, IndexError):
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        fields = told[told.rindex(")") + 2 :].split() if ")" in told else []
        return fields if len(fields) > 19 else []
    return []


def _alive_on_windows(pid: int) -> bool:
    # os.kill would end the process there
    import ctypes

    query, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(query, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    told = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return bool(told) and code.value == still_active
