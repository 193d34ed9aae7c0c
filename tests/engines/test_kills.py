"""Runs that are killed: what `benchmarks/kills.py` does at length, in short."""

import re
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_runs_that_are_killed_and_go_on_give_the_bytes_of_one_that_nobody_disturbed(tmp_path):
    program = [sys.executable, ROOT / "benchmarks" / "kills.py", tmp_path / "out"]
    options = ["--kills", "3", "--megabytes", "0.1", "--seed", "2"]
    done = subprocess.run([*program, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^3 kills in \d folders: 0 with anything wrong$", done.stdout, re.M)
