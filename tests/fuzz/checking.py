"""A run over a batch of inputs, stage by stage in this process, and what must hold of it whatever they are."""

import json
import re
import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from minetext.dedup import Deduplicator, Judgement
from minetext.engines.comparing import Across
from minetext.layout import sample
from minetext.model import Problem, Verdict
from minetext.pipeline import Mined, Surveyed, find, mine, survey, take_census
from minetext.readers import InputFile, Stretch, is_page, list_inputs, stretches
from minetext.segmentation import Segmenting
from minetext.stages import Options, stages
from minetext.tables import TableWriter, format_rows
from minetext.tables.columns import error_row
from minetext.tables.rows import table_rows

from .inputs import Input
from .tables import Finding, faults, segment_faults

Result = TypeVar("Result")

OPTIONS = Options()

SECONDS = 3.0
"""Processor time that any input may take: the first in a process waits for libraries."""

SECONDS_A_CHARACTER = 1e-4
"""Processor time more for each character of its texts, three times what dense figures take, and for each 100 bytes."""

SECONDS_A_SOURCE = 0.05
"""Processor time more for each text and each problem in it: opening a workbook takes as long as reading a page of text."""

ALL_COUNT = 4
"""Of so many batches, one is mined as it was judged; in the others every report counts, copies of the seeds, too."""

OTHER_PASSES = 8
"""Of so many batches, one goes through the second passes of the other commands, too."""


class Failure(NamedTuple):
    """What should not have happened."""

    kind: str
    """`exception`, `slow`, `silent`, a fault of a table, `died` or `hung`."""
    number: int
    """The input; -1 where it is only known that it is one of the batch, or several together."""
    where: str
    """What is alike in failures of one cause."""
    detail: str


class Checked(NamedTuple):
    """What a batch gave."""

    inputs: int
    failures: tuple[Failure, ...]
    counts: Counter[str]
    slowest: tuple[float, int]
    """The most processor time that one of its inputs took, and the number of that input."""
    seconds: float


def check(inputs: Sequence[Input], folder: Path, at: Callable[[int], None] = lambda number: None) -> Checked:
    """Run over a batch in a folder of its own, which is emptied; `at` is told which input comes next, or -1."""
    started = time.process_time()
    shutil.rmtree(folder, ignore_errors=True)
    run = _Run(inputs, folder, at)
    try:
        run.all()
    except Exception as error:
        run.failures += _halves(inputs, folder, at) or [_raised(-1, error)]
    shutil.rmtree(folder, ignore_errors=True)
    slowest = max(((seconds, number) for number, seconds in run.seconds.items()), default=(0.0, -1))
    return Checked(len(inputs), tuple(run.failures), run.counts, slowest, time.process_time() - started)


def _halves(inputs: Sequence[Input], folder: Path, at: Callable[[int], None]) -> list[Failure]:
    """The failures of the halves of a batch that failed as a whole: the guilty input, if it is one."""
    if len(inputs) < 2:
        return []
    middle = len(inputs) // 2
    return [one for half in (inputs[:middle], inputs[middle:]) for one in check(half, folder, at).failures]


class _Run:
    """The stages in order, each input on its own where the stage takes it so."""

    def __init__(self, inputs: Sequence[Input], folder: Path, at: Callable[[int], None]) -> None:
        self._inputs = inputs
        self._folder = folder
        self._at = at
        self._batch = inputs[0].number // 100 if inputs else 0
        self.failures: list[Failure] = []
        self.counts: Counter[str] = Counter()
        self.seconds: Counter[int] = Counter()

    def all(self) -> None:
        """List, survey, judge, mine, compare, write, and read what was written."""
        given = self._folder / "in"
        given.mkdir(parents=True)
        for one in self._inputs:
            (given / one.name).write_bytes(one.data)
        self._at(-1)
        writer = TableWriter(self._folder / "out")
        listing = list_inputs([str(given)], writer.spool, self._folder / "out")
        problems = list(listing.problems)
        cut = [stretch for file in listing.files for stretch in stretches(file)]
        pages = sample([stretch for stretch in cut if is_page(stretch)])
        census = take_census(pages, OPTIONS) if pages else frozenset()
        cut = [stretch._replace(furniture=census) for stretch in cut]
        surveyed = [(one, found) for one in cut if (found := self._timed(one, partial(survey, options=OPTIONS)))]
        self._at(-1)
        problems += [problem for _, found in surveyed for problem in found.problems]
        judged = self._judged(surveyed)
        with Across(writer.scratch / "across") as across:
            for stretch, found, judgements in judged:
                mined = self._timed(stretch, partial(mine, expected=found.sum, judgements=judgements, options=OPTIONS))
                if mined:
                    problems += mined.problems
                    self._write(writer, stretch, mined)
                    across.add(mined.facts)
            self._at(-1)
            self.counts.update(
                {f"across.{result}": count for result, count in across.compare(lambda: stages(OPTIONS).across).items()}
            )
            if across.found:
                writer.rewrite("checks", across.merged)
        writer.write("errors", format_rows(error_row(one, "zh") for one in sorted(problems)))
        format_rows(error_row(one, "en") for one in problems)
        writer.finish([self._manifest(listing.files, dict(surveyed))])
        texts: dict[str, str] = {}
        self.failures += [_failure(one) for one in faults(self._folder / "out", texts)]
        if self._batch % OTHER_PASSES == 0:
            self._other_passes(judged, texts)
        self._account(texts, problems)

    def _timed(self, stretch: Stretch, stage: Callable[[Stretch], Result]) -> Result | None:
        number = _number(stretch.name)
        self._at(number)
        started = time.process_time()
        try:
            return stage(stretch)
        except BaseException as error:  # what a library in Rust raises is no Exception
            self.failures.append(_raised(number, error))
            return None
        finally:
            self.seconds[number] += time.process_time() - started

    def _judged(self, surveyed: Sequence[tuple[Stretch, Surveyed]]) -> list[tuple[Stretch, Surveyed, list[Judgement]]]:
        with Deduplicator(self._folder / "dedup") as deduplicator:
            for _, found in surveyed:
                for report in found.reports:
                    deduplicator.add(report)
            judgements = iter(list(deduplicator.judge()))
        judged = [(one, found, [next(judgements) for _ in found.reports]) for one, found in surveyed if found.sources]
        if self._batch % ALL_COUNT == 0:
            return judged
        return [(one, found, list(map(_counted, own))) for one, found, own in judged]

    def _write(self, writer: TableWriter, stretch: Stretch, mined: Mined) -> None:
        for table, rows in mined.tables.items():
            writer.write(table, rows)
        for name, text in mined.texts:
            try:
                writer.write_text(name, text)
            except OSError as error:
                self.failures.append(_raised(_number(stretch.name), error))
        self.counts.update(mined.counts)

    def _manifest(self, files: Sequence[InputFile], surveyed: dict[Stretch, Surveyed]) -> str:
        sums = {stretch.name: found.sum for stretch, found in surveyed.items() if found.sum}
        told = [
            {"source": one.name, "size": one.size, "sha256": sums[one.name].sha256} for one in files if one.name in sums
        ]
        given = {"folder": str(self._folder), "inputs": [str(self._folder / "in")]}
        return json.dumps({"command": "run", "given": given, "inputs": told, "options": {"encoding": ""}})

    def _other_passes(self, judged: Sequence[tuple[Stretch, Surveyed, list[Judgement]]], texts: dict[str, str]) -> None:
        for stretch, found, own in judged:
            known = {"expected": found.sum, "judgements": own, "options": OPTIONS}
            self._timed(stretch, partial(find, **known))
            mined = self._timed(stretch, partial(Segmenting(), **known))
            if mined:
                self.failures += [_failure(one) for one in segment_faults(mined.tables["segments"], texts)]
                self.counts["segments"] += mined.tables["segments"].count("\r\n")

    def _account(self, texts: dict[str, str], problems: Sequence[Problem]) -> None:
        """Every input has a document or a problem, and took no longer than its size allows."""
        characters: Counter[int] = Counter()
        for source, text in texts.items():
            characters[_number(source)] += len(text)
        sources = Counter(_number(row["source"]) for row in table_rows(self._folder / "out", "documents"))
        told = Counter(_number(problem.source) for problem in problems)
        self.counts["problems"] += len(problems)
        self.counts.update(f"problem.{problem.error}" for problem in problems)
        failed = {failure.number for failure in self.failures}
        for one in self._inputs:
            if one.number not in failed and not told[one.number] and not sources[one.number]:
                self.failures.append(Failure("silent", one.number, one.recipe[0], "neither a document nor a problem"))
            allowed = SECONDS + SECONDS_A_CHARACTER * (characters[one.number] + len(one.data) / 100)
            allowed += SECONDS_A_SOURCE * (sources[one.number] + told[one.number])
            if self.seconds[one.number] > allowed:
                spent = f"{self.seconds[one.number]:.1f} s of {allowed:.1f} s"
                self.failures.append(Failure("slow", one.number, ";".join(one.recipe), spent))


def _counted(one: Judgement) -> Judgement:
    return one if one.verdict.counts else one._replace(verdict=Verdict(one.verdict.doc_id, "kept"))


def _number(name: str) -> int:
    """The number of the input that a source stands in."""
    match = re.match("[0-9]+", name)
    return int(match[0]) if match else -1


def _failure(one: Finding) -> Failure:
    return Failure(one.kind, _number(one.source), f"{one.kind} {one.where}", one.detail)


def _raised(number: int, error: BaseException) -> Failure:
    """What was raised, and the last place of ours that it went through."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "minetext" in Path(frame.filename).parts[-4:-1]
    ]
    last = ours[-1] if ours else traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
    return Failure("exception", number, where, "".join(traceback.format_exception(error)))
