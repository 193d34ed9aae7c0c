"""What all tests share: the shipped rules, built once, and the sample reports."""

import difflib
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from minetext.layout import one_draft
from minetext.model import Report, Source
from minetext.rulebook import Rulebook
from minetext.stages import Options, Stages, stages

pytest_plugins = ["dedup.archive", "review.browsing"]

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "corpus" / "reports"
GOLD = ROOT / "corpus" / "gold"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden tables anew, after showing what changed")


@pytest.fixture(scope="session")
def built() -> Stages:
    return stages(Options())


@pytest.fixture(scope="session")
def book(built: Stages) -> Rulebook:
    return built.rulebook


@pytest.fixture(scope="session")
def benchmark() -> Callable[[str], ModuleType]:
    """Imports a module of `benchmarks/`, which is no package and lies on the path only for that."""

    def load(name: str) -> ModuleType:
        folder = str(ROOT / "benchmarks")
        sys.path.insert(0, folder)
        try:
            return import_module(name)
        finally:
            sys.path.remove(folder)

    return load


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with the file kept for it; with --accept, show the change and keep the new text."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if text == kept:
            return
        change = "\n".join(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=0))
        if request.config.getoption("--accept"):
            print(change)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        pytest.fail(
            f"{name} changed; look at it, and accept it with: pytest tests/test_golden.py --accept -s\n{change}"
        )

    return compare


def installed(name: str) -> str:
    """The path of a program of this virtual environment."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    assert found, f"{name} is not installed beside {sys.executable}"
    return found


def read_cases(name: str) -> dict[str, Any]:
    """The cases of one room; every scalar is a string, so that a date stays as it is written."""
    return yaml.load((ROOT / "tests" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


def report_of(built: Stages, text: str) -> Report:
    """A text as one report without a title, each line a paragraph."""
    return built.layout.report(Source("", text), one_draft(text))
