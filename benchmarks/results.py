"""What was measured, one file of `results/` a subject, each with where, when and by which command."""

import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import minetext

RESULTS = Path(__file__).resolve().parent / "results"
LIBRARIES = ("regex", "ahocorasick-rs", "numpy", "scikit-learn")
"""Whose versions matter for speed."""

Facts = Mapping[str, Any]


def about(*libraries: str) -> dict[str, Any]:
    """The day, the machine, the command and the versions."""
    script, *given = sys.argv
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "command": shlex.join(["python", f"benchmarks/{Path(script).name}", *given]),
        "machine": machine(),
        "python": platform.python_version(),
        "minetext": f"{minetext.__version__} ({_commit()})",
        "libraries": {name: _version(name) for name in (*LIBRARIES, *libraries)},
    }


def machine() -> str:
    """Processor, cores, memory and system."""
    cores = f"{os.cpu_count()} cores"
    memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    return ", ".join((_processor(), cores, memory, f"{platform.system()} {platform.release().split('-')[0]}"))


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = [line.split(":")[1] for line in told.read_text().splitlines() if line.startswith("model name")]
    return " ".join(names[0].split()) if names else platform.machine()


def _commit() -> str:
    """What stands in the working tree."""
    command = ["git", "-C", str(RESULTS), "describe", "--always", "--dirty=+"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no repository"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def keep(subject: str, facts: Facts) -> None:
    """Store what was measured of a subject."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / f"{subject}.json").write_text(text, encoding="utf-8")


def read(subject: str) -> Facts | None:
    """What was measured of it last."""
    path = RESULTS / f"{subject}.json"
    found: Facts | None = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found
