"""A run on this machine: two passes over the input, in this process or in several."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from minetext.corrections import Correction, Corrections, LateChecks, State, best
from minetext.dedup import Deduplicator, Judgement
from minetext.engines.ahead import converted, start, with_furniture
from minetext.engines.comparing import Across
from minetext.engines.executor import Blame, Executor, shuffled
from minetext.engines.memory import Memory, packed, unpacked
from minetext.engines.workers import LocalExecutor, size_of
from minetext.model import Problem
from minetext.pipeline import Mined, SourceFacts, Surveyed, mine, survey
from minetext.readers import Listing, Stretch, Sum, problem, stretches
from minetext.readers.storage import open_binary
from minetext.stages import Options, stages
from minetext.tables import TableWriter, format_rows
from minetext.tables.columns import error_row

PASSING = frozenset(("crashed", "changed", "unreadable", "not_converted"))
"""Problems that may be gone when the file is read again: a converter may have failed for want of space or time."""

Pass = Literal["survey", "mine", "segment", "find"]

Progress = Callable[[Pass, int], None]
"""Told of every task that is done: the pass, and the bytes of input that it took in."""


Second = Callable[[Stretch, Sum | None, Sequence[Judgement], Options], Mined]
"""The second pass over a stretch, picklable."""


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
    recalled: int = 0
    """Stretches that were not read, since nothing about them has changed since an earlier run."""
    states: list[State] = field(default_factory=list)
    """What became of each correction of the log, in order."""


class _Judged(NamedTuple):
    """A stretch between the two passes."""

    stretch: Stretch
    sum: Sum | None
    judgements: bytes
    """What was decided about its reports, packed: as objects, the passages of a whole archive would fill the memory."""
    said: tuple[int, ...] = ()
    """The numbers of the corrections that may concern them."""


class _Task(NamedTuple):
    """A stretch for the second pass, with all that its worker must know."""

    stretch: Stretch
    sum: Sum | None
    judgements: bytes
    said: tuple[Correction, ...]


class _Job(NamedTuple):
    """What both passes of a run need."""

    options: Options
    workers: int
    executor: Executor
    progress: Progress
    memory: Memory | None
    outcome: Outcome
    second: Second
    name: Pass
    corrections: Corrections


def run(
    listing: Listing, writer: TableWriter, options: Options, workers: int, progress: Progress,
    memory: Memory | None = None, second: Second = mine, name: Pass = "mine", log: Sequence[Correction] = (),
    executor: Executor | None = None,
) -> Outcome:  # fmt: skip
    """Read, judge and mine the files, and write their rows in order; `second` may do otherwise than mine.

    With a memory, only what is new or changed is read; the tables are the same. What a person said about the rows of
    mine stands in the log.

    Raises:
        OSError: the tables cannot be written.
        RuleError: a rule cannot be used.
    """
    outcome = Outcome(problems=list(listing.problems), states=["gone"] * len(log))
    each = shuffled(executor) if executor else map
    executor = executor or LocalExecutor(workers)
    job = _Job(options, workers, executor, progress, memory, outcome, second, name, Corrections(log))
    started = time.perf_counter()
    with Deduplicator(writer.scratch / "dedup", each) as deduplicator:
        judged = _survey(listing, job, deduplicator, writer.scratch)
    outcome.seconds["survey"] = time.perf_counter() - started
    started = time.perf_counter()
    with Across(writer.scratch / "across") as across:
        late = LateChecks()
        for one, mined in zip(judged, _second(judged, job), strict=True):
            _write(writer, mined, outcome)
            across.add(mined.facts)
            for number, state in zip(one.said, mined.states, strict=False):  # a stretch that failed tells none
                outcome.states[number] = best(outcome.states[number], state)
            late.add((one.said[number], said) for number, said in mined.late)
        compared = time.perf_counter()
        outcome.counts.update(across.compare(lambda: stages(options).across))
        if across.found:
            writer.rewrite("checks", lambda rows: late.review(across.merged(rows)))
            for number in late.found:
                outcome.states[number] = "held"
            outcome.counts.update({f"review.{review}": count for review, count in late.reviews.items() if review})
        outcome.seconds["across"] = time.perf_counter() - compared
    writer.write("errors", format_rows(error_row(one, options.language) for one in sorted(outcome.problems)))
    outcome.seconds[name] = time.perf_counter() - started
    if memory:
        memory.forget_others({file.name for file in listing.files})
        outcome.recalled = memory.recalled
    return outcome


def _survey(listing: Listing, job: _Job, deduplicator: Deduplicator, folder: Path) -> list[_Judged]:
    """The first pass: every stretch with what is decided about its reports."""
    found: list[tuple[Stretch, Sum | None, int, tuple[str, ...]]] = []
    cut = with_furniture([stretch for file in listing.files for stretch in stretches(file)], job.options, job.executor)
    known = {stretch for stretch in cut if job.memory and job.memory.knows(stretch)}
    cut = converted(cut, known, folder / "converted", job.workers)
    fresh = [stretch for stretch in cut if stretch not in known]
    survey_ = partial(_survey_batch, options=job.options)
    worked = job.executor.results(survey_, fresh, size_of, _not_cut, _survey_death)
    for stretch in cut:
        if job.memory and stretch in known:
            surveyed, digest = job.memory.surveyed(stretch)
        else:
            surveyed = next(worked)
            digest = "" if stretch.start else _file_digest(stretch, surveyed)
            if job.memory and not {one.error for one in surveyed.problems} & PASSING:
                job.memory.keep_surveyed(stretch, surveyed, digest)
        job.outcome.problems += surveyed.problems
        for report in surveyed.reports:
            deduplicator.add(report)
        if surveyed.sources:
            names = tuple(source.name for source in surveyed.sources) if job.corrections else ()
            found.append((stretch, surveyed.sum, len(surveyed.reports), names))
        if stretch.start == 0:
            job.outcome.inputs.append(_input_facts(stretch, surveyed, digest))
        job.progress("survey", size_of(stretch))
    started = time.perf_counter()
    judgements = deduplicator.judge()
    judged = []
    for stretch, sum_, count, names in found:
        own = list(islice(judgements, count))
        said = job.corrections.concerning(names, [one.verdict.doc_id for one in own]) if job.corrections else ()
        judged.append(_Judged(stretch, sum_, packed(own), said))
    job.outcome.seconds["judge"] = time.perf_counter() - started
    return judged


def _second(judged: Sequence[_Judged], job: _Job) -> Iterator[Mined]:
    """The second pass: the rows of every stretch."""
    fresh = [one for one in judged if not (job.memory and job.memory.remembers(one.stretch, _decided(one, job)))]
    function = partial(_second_batch, options=job.options, second=job.second)
    tasks = [_Task(one.stretch, one.sum, one.judgements, tuple(job.corrections.some(one.said))) for one in fresh]
    worked = job.executor.results(function, tasks, lambda task: size_of(task.stretch), _not_cut, _mine_death)
    waiting = {one.stretch for one in fresh}
    for one in judged:
        if job.memory and one.stretch not in waiting:
            mined = job.memory.mined(one.stretch)
        else:
            mined = next(worked)
            if job.memory and not mined.problems:
                job.memory.keep_mined(one.stretch, _decided(one, job), mined)
        yield mined
        job.progress(job.name, size_of(one.stretch))


def _decided(one: _Judged, job: _Job) -> bytes:
    """All that decides the rows of a stretch, apart from its bytes and the settings."""
    return one.judgements + packed(job.corrections.some(one.said)) if one.said else one.judgements


def _write(writer: TableWriter, mined: Mined, outcome: Outcome) -> None:
    for table, rows in mined.tables.items():
        writer.write(table, rows)
    for name, text in mined.texts:
        writer.write_text(name, text)
    outcome.counts.update(mined.counts)
    outcome.problems += mined.problems


def _input_facts(stretch: Stretch, surveyed: Surveyed, digest: str) -> InputFacts:
    source = surveyed.sources[0] if surveyed.sources else SourceFacts(stretch.name, "", 0.0)
    return InputFacts(stretch.name, stretch.size, digest, surveyed.format, source.encoding, source.confidence)


def _file_digest(stretch: Stretch, surveyed: Surveyed) -> str:
    """The SHA-256 of the whole file; nothing where it cannot be read."""
    if stretch.end == stretch.size and surveyed.sum:
        return surveyed.sum.sha256
    try:
        with open_binary(stretch.path) as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _survey_batch(group: Sequence[Stretch], options: Options) -> list[Surveyed]:
    start(options)
    return [survey(stretch, options) for stretch in group]


def _second_batch(group: Sequence[_Task], options: Options, second: Second) -> list[Mined]:
    start(options)
    # only rows that mine makes are corrected
    return [
        mine(one.stretch, one.sum, unpacked(one.judgements), options, one.said)
        if one.said
        else second(one.stretch, one.sum, unpacked(one.judgements), options)
        for one in group
    ]


def _not_cut(item: object, blame: Blame) -> None:
    """A stretch is done whole, or not at all."""


def _survey_death(stretch: Stretch, blame: Blame) -> Surveyed:
    return Surveyed("", None, (), (), (problem(stretch.name, "crashed"),))


def _mine_death(task: _Task, blame: Blame) -> Mined:
    return Mined({}, (), {}, (problem(task.stretch.name, "crashed"),))
