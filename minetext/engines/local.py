"""A run on this machine: two passes over the input, in this process or in several."""

import gc
import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from minetext.dedup import Deduplicator
from minetext.engines.workers import run_batches
from minetext.layout import sample
from minetext.model import Problem, Verdict
from minetext.pipeline import Mined, Options, SourceFacts, Surveyed, mine, stages, survey, take_census
from minetext.readers import Listing, Stretch, Sum, batches, is_page, problem, stretches
from minetext.tables import TableWriter, format_rows
from minetext.tables.columns import error_row

BATCH = 1 << 20
"""Bytes of input in a task."""

WORTH_A_WORKER = 4 << 20
"""Bytes of input for which starting one more process pays."""

Item = TypeVar("Item")

Pass = Literal["survey", "mine"]

Progress = Callable[[Pass, int], None]
"""Told of every task that is done: the pass, and the bytes of input that it took in."""


class InputFacts(NamedTuple):
    """What run.json tells of a file."""

    source: str
    size: int
    sha256: str
    format: str
    encoding: str
    confidence: float


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    inputs: list[InputFacts] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


class _Placed(NamedTuple):
    """A stretch, and what stands on most pages of its folder."""

    stretch: Stretch
    repeated: frozenset[int]


class _Judged(NamedTuple):
    """A stretch between the two passes."""

    stretch: Stretch
    sum: Sum | None
    verdicts: tuple[Verdict, ...]
    repeated: frozenset[int]


def workers_for(size: int, wanted: int) -> int:
    """How many processes to use: as many as wanted or, with 0, as many as pay for so many bytes."""
    return wanted or max(1, min(os.cpu_count() or 1, size // WORTH_A_WORKER))


def run(listing: Listing, writer: TableWriter, options: Options, workers: int, progress: Progress) -> Outcome:
    """Read, judge and mine the files, and write their rows in order.

    Raises:
        OSError: the tables cannot be written.
        RuleError: a rule cannot be used.
    """
    outcome = Outcome(problems=list(listing.problems))
    workers = workers_for(sum(file.size for file in listing.files), workers)
    started = time.perf_counter()
    judged = _survey(listing, options, workers, progress, outcome)
    outcome.seconds["survey"] = time.perf_counter() - started
    started = time.perf_counter()
    function = partial(_mine_batch, options=options)
    groups = _grouped(judged, [_size(one.stretch) for one in judged])
    for group, results in run_batches(function, groups, workers, _mine_death):
        for mined in results:
            _write(writer, mined, outcome)
        progress("mine", sum(_size(one.stretch) for one in group))
    writer.write("errors", format_rows(error_row(one, options.language) for one in sorted(outcome.problems)))
    outcome.seconds["mine"] = time.perf_counter() - started
    return outcome


def _survey(listing: Listing, options: Options, workers: int, progress: Progress, outcome: Outcome) -> list[_Judged]:
    """The first pass: every stretch with the verdicts on its reports."""
    deduplicator = Deduplicator()
    judged: list[_Judged] = []
    cut = _placed([stretch for file in listing.files for stretch in stretches(file)], options, workers)
    groups = _grouped(cut, [_size(one.stretch) for one in cut])
    for group, results in run_batches(partial(_survey_batch, options=options), groups, workers, _survey_death):
        for (stretch, repeated), surveyed in zip(group, results, strict=True):
            outcome.problems += surveyed.problems
            verdicts = tuple(deduplicator.judge(report) for report in surveyed.reports)
            if surveyed.sources:
                judged.append(_Judged(stretch, surveyed.sum, verdicts, repeated))
            if stretch.start == 0:
                outcome.inputs.append(_input_facts(stretch, surveyed))
        progress("survey", sum(_size(one.stretch) for one in group))
    return judged


def _placed(cut: Sequence[Stretch], options: Options, workers: int) -> list[_Placed]:
    """The stretches with what stands on most pages of their folders, told by a sample of the saved pages."""
    folders: dict[str, list[Stretch]] = {}
    for stretch in cut:
        if is_page(stretch):
            folders.setdefault(_folder(stretch), []).append(stretch)
    samples = {folder: sample(pages) for folder, pages in folders.items()}
    asked = [folder for folder in samples if samples[folder]]
    groups = _grouped([samples[folder] for folder in asked], [sum(map(_size, samples[folder])) for folder in asked])
    results = run_batches(partial(_census_batch, options=options), groups, workers, _census_death)
    found = dict(zip(asked, (one for _, batch in results for one in batch), strict=True))
    return [_Placed(one, found.get(_folder(one), frozenset())) for one in cut]


def _write(writer: TableWriter, mined: Mined, outcome: Outcome) -> None:
    for table, rows in mined.tables.items():
        writer.write(table, rows)
    for name, text in mined.texts:
        writer.write_text(name, text)
    outcome.counts.update(mined.counts)
    outcome.problems += mined.problems


def _input_facts(stretch: Stretch, surveyed: Surveyed) -> InputFacts:
    whole = stretch.end == stretch.size
    digest = surveyed.sum.sha256 if whole and surveyed.sum else _digest(stretch.path)
    source = surveyed.sources[0] if surveyed.sources else SourceFacts(stretch.name, "", 0.0)
    return InputFacts(stretch.name, stretch.size, digest, surveyed.format, source.encoding, source.confidence)


def _digest(path: str) -> str:
    try:
        with Path(path).open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _folder(stretch: Stretch) -> str:
    return str(Path(stretch.path).parent)


def _size(stretch: Stretch) -> int:
    return stretch.end - stretch.start


def _grouped(items: Sequence[Item], sizes: Sequence[int]) -> Iterator[Sequence[Item]]:
    return (items[group.start : group.stop] for group in batches(sizes, BATCH))


@cache
def _start(options: Options) -> None:
    """Build the stages once a process; from then on the garbage collector looks at what batches make, less often."""
    stages(options)
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def _census_batch(group: Sequence[Sequence[Stretch]], options: Options) -> list[frozenset[int]]:
    _start(options)
    return [take_census(pages, options) for pages in group]


def _survey_batch(group: Sequence[_Placed], options: Options) -> list[Surveyed]:
    _start(options)
    return [survey(one.stretch, options, one.repeated) for one in group]


def _mine_batch(group: Sequence[_Judged], options: Options) -> list[Mined]:
    _start(options)
    return [mine(one.stretch, one.sum, one.verdicts, options, one.repeated) for one in group]


def _census_death(pages: Sequence[Stretch]) -> frozenset[int]:
    return frozenset()  # the pass that needs the page that kills will tell of it


def _survey_death(one: _Placed) -> Surveyed:
    return Surveyed("", None, (), (), (problem(one.stretch.name, "crashed"),))


def _mine_death(judged: _Judged) -> Mined:
    return Mined({}, (), {}, (problem(judged.stretch.name, "crashed"),))
