"""Workers whose parent is killed end."""

import multiprocessing
import subprocess
import sys
import time

import pytest

PARENT = """
import multiprocessing, sys, time
from minetext.engines.orphans import end_with_parent

def work():
    end_with_parent()
    print("at work", flush=True)
    time.sleep(60)

if __name__ == "__main__":
    multiprocessing.get_context(sys.argv[1]).Process(target=work).start()
    time.sleep(60)
"""


@pytest.mark.parametrize("start", multiprocessing.get_all_start_methods())
def test_a_worker_ends_with_its_parent(tmp_path, start):
    (tmp_path / "parent.py").write_text(PARENT, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, tmp_path / "parent.py", start], stdout=subprocess.PIPE)
    parent.stdout.readline()  # the worker is at work
    parent.kill()
    parent.wait()
    # its end of the pipe is closed with it, which another process sees as the end of the file
    started = time.monotonic()
    assert parent.stdout.read() == b""
    assert time.monotonic() - started < 30
    parent.stdout.close()
