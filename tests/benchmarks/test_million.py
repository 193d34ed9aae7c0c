"""Tables that are whole pass, and each kind of damage is found."""

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from types import ModuleType
from typing import NamedTuple

import pytest

import minetext


class Run(NamedTuple):
    archive: Path
    output: Path


REPORTS = 30


@pytest.fixture(scope="module", params=["txt", "jsonl"])
def finished(
    request: pytest.FixtureRequest, benchmark: Callable[[str], ModuleType], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    folder = tmp_path_factory.mktemp("million")
    benchmark("generate").write_short(folder / "archive", REPORTS, form=request.param)
    minetext.run(folder / "archive", folder / "out")
    return Run(folder / "archive", folder / "out")


def examine(million: ModuleType, run: Run) -> dict[str, object]:
    facts = json.loads((run.output / "run.json").read_text("utf-8"))
    found: dict[str, object] = million.examine(run.archive, run.output, facts, REPORTS)
    return found


def test_whole_tables_are_whole(finished: Run, benchmark: Callable[[str], ModuleType]) -> None:
    found = examine(benchmark("million"), finished)
    assert found["rows"]["documents"] == REPORTS
    assert found["spans"] > 100
    assert found["copies"]["found"] == found["copies"]["planted"] > 0


def test_both_runs_are_told(benchmark: Callable[[str], ModuleType], tmp_path: Path) -> None:
    million = benchmark("million")
    given = Namespace(report_bytes=2000, format="txt", workers=2, keep=False)
    runs = [million.measured(reports, given, tmp_path) for reports in (3, 30)]
    told = "\n".join(million.lines({"format": "txt", "workers": 2, "report_bytes": 2000, "runs": runs}))
    assert "| | 3 reports | 30 reports |" in told
    assert runs[1]["counts"]["documents"] == 30
    assert runs[1]["all"] >= runs[1]["main"] > 20
    assert not list(tmp_path.glob("out-*"))


def shorten(run: Run) -> None:
    path = run.output / "figures.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def shift(run: Run) -> None:
    for path in run.archive.rglob("*.*"):
        data = path.read_text("utf-8")
        path.write_text(data.replace('"text": "', '"text": "前') if path.suffix == ".jsonl" else "前" + data, "utf-8")


def rename(run: Run) -> None:
    path = run.output / "activities.csv"
    path.write_text(path.read_text("utf-8").replace("0000003", "0000004"), "utf-8")


@pytest.mark.parametrize(
    ("damage", "told"), [(shorten, "rows of figures"), (shift, "span of a row"), (rename, "source of a row")]
)
def test_damage_is_found(
    finished: Run, benchmark: Callable[[str], ModuleType], tmp_path: Path, damage: Callable[[Run], None], told: str
) -> None:
    million = benchmark("million")
    damaged = Run(tmp_path / "archive", tmp_path / "out")
    copytree(finished.archive.parent, tmp_path, dirs_exist_ok=True)
    damage(damaged)
    with pytest.raises(million.BrokenError, match=told):
        examine(million, damaged)
