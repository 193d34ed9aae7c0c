"""What is done before the first pass, for many files at once: furniture of folders, conversion of binary documents."""

import gc
import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from minetext.engines.executor import Blame, Executor
from minetext.engines.workers import size_of
from minetext.layout import sample
from minetext.pipeline import take_census
from minetext.readers import Stretch, convert_ahead, is_convertible, is_page
from minetext.stages import Options, stages

TOGETHER = 32
"""Binary documents that are converted in one run of LibreOffice."""


@cache
def start(options: Options) -> None:
    """Build the stages once a process; from then on the garbage collector looks at what batches make, less often."""
    stages(options)
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def with_furniture(cut: Sequence[Stretch], options: Options, executor: Executor) -> list[Stretch]:
    """The stretches with what stands on most pages of their folders, told by a sample of the saved pages."""
    folders: dict[str, list[Stretch]] = {}
    for stretch in cut:
        if is_page(stretch):
            folders.setdefault(_folder(stretch), []).append(stretch)
    samples = {folder: sample(pages) for folder, pages in folders.items()}
    asked = [folder for folder in samples if samples[folder]]
    groups = [samples[folder] for folder in asked]
    census = partial(_census_batch, options=options)
    worked = executor.results(census, groups, lambda pages: sum(map(size_of, pages)), _not_cut, _census_death)
    found = dict(zip(asked, worked, strict=True))
    return [one._replace(furniture=found.get(_folder(one), frozenset())) for one in cut]


def converted(cut: Sequence[Stretch], known: Collection[Stretch], folder: Path, workers: int) -> list[Stretch]:
    """The stretches, with binary documents that are not known converted to files in a folder, many at a time."""
    asked = [one for one in cut if one not in known and is_convertible(one.path)]
    if len(asked) < 2:
        return list(cut)
    groups = [asked[at : at + TOGETHER] for at in range(0, len(asked), TOGETHER)]
    folders = [folder / str(number) for number in range(len(groups))]
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:  # each thread waits for a process of LibreOffice
        made = pool.map(convert_ahead, [[one.path for one in group] for group in groups], folders)
        paths = [path for group in made for path in group]
    by_stretch = dict(zip(asked, paths, strict=True))
    return [one._replace(converted=by_stretch[one]) if one in by_stretch else one for one in cut]


def _folder(stretch: Stretch) -> str:
    return str(Path(stretch.path).parent)


def _census_batch(group: Sequence[Sequence[Stretch]], options: Options) -> list[frozenset[int]]:
    start(options)
    return [take_census(pages, options) for pages in group]


def _not_cut(pages: Sequence[Stretch], blame: Blame) -> None:
    """A sample is taken whole, or not at all."""


def _census_death(pages: Sequence[Stretch], blame: Blame) -> frozenset[int]:
    return frozenset()  # the pass that needs the page that kills will tell of it
