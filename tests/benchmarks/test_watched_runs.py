"""What a command takes is seen from outside, that of its children, too."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what processes take")

HOLD = "import time; held = bytearray(b'x' * {size} * 2**20); time.sleep({seconds})"
WITH_CHILD = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', {child!r}]);"
    " held = bytearray(b'x' * 20 * 2**20); child.wait(); print('done')"
)


def test_the_peak_is_that_of_all_processes(benchmark: Callable[[str], ModuleType]) -> None:
    script = WITH_CHILD.format(child=HOLD.format(size=60, seconds=1.5))
    done = benchmark("watching").watch([sys.executable, "-c", script], every=0.05)
    assert done.out == "done\n"
    assert done.seconds > 1.5
    assert 20 < done.memory.main < 60
    assert 80 < done.memory.own < done.memory.all < 160
    assert done.memory.processes == 2


def test_the_disk_is_that_of_the_folders(benchmark: Callable[[str], ModuleType], tmp_path: Path) -> None:
    script = f"open({str(tmp_path / 'one')!r}, 'wb').write(bytes(3000000))"
    done = benchmark("watching").watch([sys.executable, "-c", script], folders=[tmp_path], every=0.05)
    assert 3 <= done.disk < 3.1


def test_a_command_that_fails_ends_all(benchmark: Callable[[str], ModuleType]) -> None:
    with pytest.raises(SystemExit, match="failed with status 3"):
        benchmark("watching").watch([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_command_is_held_on_its_cores(benchmark: Callable[[str], ModuleType]) -> None:
    script = "import os; print(len(os.sched_getaffinity(0)))"
    assert benchmark("watching").watch([sys.executable, "-c", script], cores=1).out == "1\n"
