"""Costs are held against those of the release; one that doubled ends the command with status 1."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.mark.parametrize(("now", "worse"), [(9.9, False), (5.0, False), (10.1, True)])
def test_more_than_twice_as_much_is_worse(
    benchmark: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, now: float, worse: bool
) -> None:
    kept = benchmark("kept")
    monkeypatch.setattr(kept, "measured", lambda folder, rounds: {"run": now, "start": 1.0})
    monkeypatch.setattr(kept, "read", lambda subject: {"costs": {"run": 5.0, "start": 1.0}})
    monkeypatch.setattr(sys, "argv", ["kept.py"])
    if worse:
        with pytest.raises(SystemExit, match="run"):
            kept.main()
    else:
        kept.main()


def test_the_release_is_stored(
    benchmark: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept, results = benchmark("kept"), benchmark("results")
    monkeypatch.setattr(results, "RESULTS", tmp_path)
    monkeypatch.setattr(kept, "measured", lambda folder, rounds: {"run": 5.0})
    monkeypatch.setattr(sys, "argv", ["kept.py", "--release"])
    kept.main()
    stored = results.read("release")
    assert stored["costs"] == {"run": 5.0}
    assert {"date", "machine", "command", "minetext"} <= set(stored["about"])


def test_a_committed_release_is_there(benchmark: Callable[[str], ModuleType]) -> None:
    assert set(benchmark("results").read("release")["costs"]) == set(benchmark("kept").UNITS)
