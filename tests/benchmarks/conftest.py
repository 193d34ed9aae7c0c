"""Modules of `benchmarks/`, which are no package and lie on the path only while one of them is imported."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="session")
def benchmark() -> Callable[[str], ModuleType]:
    def load(name: str) -> ModuleType:
        sys.path.insert(0, str(BENCHMARKS))
        try:
            return import_module(name)
        finally:
            sys.path.remove(str(BENCHMARKS))

    return load
