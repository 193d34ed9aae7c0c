"""A sample counts for the stage that was called first, and for the function that ran."""

from collections.abc import Callable
from types import ModuleType

import pytest

START = 'process 7:"python -m minetext";main (minetext/cli/__init__.py:10);'
MINE = START + "run (minetext/engines/local.py:97);mine (minetext/pipeline.py:88);Stages.mine (minetext/stages.py:87);"


@pytest.mark.parametrize(
    ("stack", "stage"),
    [
        (START + "_find_and_load (<frozen importlib._bootstrap>:1167);<module> (minetext/figures/scan.py:1)", "imports"),
        (START + "stages (minetext/stages.py:205);load (minetext/rulebook/loader.py:49);compile (re/__init__.py:1)",
         "rules and model"),
        (MINE + "FigureReader.read (minetext/figures/__init__.py:80);fold (minetext/rulebook/variants.py:9)", "figures"),
        (MINE + "ActivityReader.read (minetext/activities/__init__.py:40);Scanner.scan (minetext/figures/scan.py:9)",
         "activities"),
        (MINE + "Auditor.audit (minetext/audit/__init__.py:9)", "checks"),
        (MINE + "StatementReader.facts (minetext/audit/statements.py:9)", "facts for them"),
        (MINE + "Signer.sign (minetext/dedup/signature.py:9)", "copies: signatures"),
        (MINE + "Deduplicator.judge (minetext/dedup/judge.py:9)", "copies: verdicts"),
        (MINE + "format_rows (minetext/tables/cells.py:16)", "tables"),
        (MINE.rstrip(";"), "engine"),
    ],
)  # fmt: skip
def test_a_sample_belongs_to_the_stage_that_was_called_first(
    benchmark: Callable[[str], ModuleType], stack: str, stage: str
) -> None:
    found = benchmark("profiling").counted(f"{stack} 3\n")
    assert found.stages == {stage: 3}
    assert found.functions == {stack.rpartition(";")[2]: 3}


def test_a_process_that_waits_for_another_does_not_count(benchmark: Callable[[str], ModuleType]) -> None:
    found = benchmark("profiling").counted(f"{START}wait (x.py:1);_PollLikeSelector.select (selectors.py:402) 3\n")
    assert not found.stages
