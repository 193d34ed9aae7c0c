"""Every benchmark starts: what it imports is there, and its options are told."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SCRIPTS = sorted(path.name for path in BENCHMARKS.glob("*.py") if "ArgumentParser(" in path.read_text("utf-8"))


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_starts(script: str) -> None:
    done = subprocess.run([sys.executable, BENCHMARKS / script, "--help"], capture_output=True, text=True, timeout=60)
    assert not done.stderr
    assert "usage:" in done.stdout
