"""The page stands as it is written from what is stored."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_is_what_is_stored(
    benchmark: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(DOCS / "performance.md", tmp_path)
    monkeypatch.setattr(benchmark("document"), "DOCS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["performance.py", "--only", "none", "--write"])
    benchmark("performance").main()
    assert (tmp_path / "performance.md").read_text("utf-8") == (DOCS / "performance.md").read_text("utf-8")
