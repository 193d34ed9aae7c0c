"""What is done before the first pass, for many files at once: furniture of folders, conversion of binary documents."""

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from minetext.engines.executor import Executor
from minetext.engines.plan import Plan, size_of
from minetext.engines.workers import cores
from minetext.layout import sample
from minetext.pipeline import take_census
from minetext.readers import Stretch, convert_ahead, is_convertible
from minetext.stages import Options, stages

TOGETHER = 32
"""Binary documents that are converted in one run of LibreOffice."""


@cache
def start(options: Options) -> None:
    """Build the stages once a process; from then on the garbage collector looks at what batches make, less often."""
    stages(options)
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def take_furniture(plan: Plan, options: Options, executor: Executor) -> None:
    """Have the plan tell what stands on most pages of a folder, by a sample of its saved pages."""
    asked = [(folder, chosen) for folder, count in plan.folders() if (chosen := sample(range(count)))]
    groups = (plan.pages(*one) for one in asked)
    function = partial(_census, options=options)
    # the pass that needs a page that takes its reader down will tell of it
    worked = executor.results(function, groups, _total, lambda pages, blame: None, lambda pages, blame: frozenset())
    plan.furnish({folder: marks for (folder, _), marks in zip(asked, worked, strict=True)})


def convert(plan: Plan, is_known: Callable[[Stretch], bool], folder: Path) -> None:
    """Have binary documents that are not known converted to files in a folder, many at a time."""
    asked = [(number, one.path) for number, one in plan.stretches() if is_convertible(one.path) and not is_known(one)]
    if len(asked) < 2:
        return
    groups = [asked[at : at + TOGETHER] for at in range(0, len(asked), TOGETHER)]
    folders = [folder / str(number) for number in range(len(groups))]
    with ThreadPoolExecutor(cores()) as pool:  # each thread waits for a process of LibreOffice
        made = pool.map(convert_ahead, [[path for _, path in group] for group in groups], folders)
        paths = [path for group in made for path in group]
    plan.convert((number, path) for (number, _), path in zip(asked, paths, strict=True))


def _census(pages: Sequence[Stretch], options: Options) -> frozenset[int]:
    return take_census(pages, options)


def _total(pages: Sequence[Stretch]) -> int:
    return sum(map(size_of, pages))
