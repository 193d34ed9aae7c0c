"""A run: two passes over the input, whoever does the work."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from minetext.corrections import Correction, Corrections, LateChecks, State, best
from minetext.dedup import Deduplicator, Each, Judgement
from minetext.engines.ahead import convert, start, take_furniture
from minetext.engines.comparing import Across
from minetext.engines.executor import Executor
from minetext.engines.inputs import InputFacts, InputList
from minetext.engines.memory import Memory, packed, unpacked
from minetext.engines.plan import Found, Judged, Plan, size_of
from minetext.model import Problem
from minetext.pipeline import Mined, SourceFacts, Surveyed, mine, survey
from minetext.readers import Blame, Listing, Stretch, Sum, is_page, stretches
from minetext.readers.storage import open_binary
from minetext.stages import Options, stages
from minetext.tables import TableWriter, format_rows
from minetext.tables.columns import error_row
from minetext.watching.events import Event, Pass, Progress, begins, to_all
from minetext.watching.slowest import Slowest

PASSING = frozenset(("crashed", "slow", "memory", "changed", "unreadable", "not_converted"))
"""Problems that may be gone when the file is read again: a converter may have failed for want of space or time."""

Second = Callable[[Stretch, Sum | None, Sequence[Judgement], Options], Mined]
"""The second pass over a stretch, picklable."""


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    inputs: InputList | tuple[InputFacts, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    recalled: int = 0
    """Stretches that were not read, since nothing about them has changed since an earlier run."""
    states: list[State] = field(default_factory=list)
    """What became of each correction of the log, in order."""
    slowest: Slowest = field(default_factory=Slowest)


Passed = TypeVar("Passed", Surveyed, Mined)


class _Task(NamedTuple):
    """A stretch for the second pass, with all that its worker must know."""

    stretch: Stretch
    sum: Sum | None
    judgements: bytes
    said: tuple[Correction, ...]


class _Job(NamedTuple):
    """What both passes of a run need."""

    options: Options
    executor: Executor
    progress: Progress
    memory: Memory | None
    outcome: Outcome
    second: Second
    name: Pass
    corrections: Corrections


def run(
    listing: Listing, writer: TableWriter, options: Options, executor: Executor, progress: Progress,
    memory: Memory | None = None, second: Second = mine, name: Pass = "mine", log: Sequence[Correction] = (),
    each: Each = map,
) -> Outcome:  # fmt: skip
    """Read, judge and mine the files, and write their rows in order; `second` may do otherwise than mine.

    The files are taken out of the listing, since a million of them fill half a gigabyte. With a memory, only what is
    new or changed is read; the tables are the same. What a person said about the rows of mine stands in the log.
    `each` finds which reports meet, here or on the workers, too.

    Raises:
        OSError: the tables cannot be written.
        RuleError: a rule cannot be used.
    """
    outcome = Outcome(problems=list(listing.problems), states=["gone"] * len(log))
    progress = to_all(outcome.slowest, progress)
    job = _Job(options, executor, progress, memory, outcome, second, name, Corrections(log))
    with Plan(writer.scratch / "plan") as plan:
        started = time.perf_counter()
        progress(begins("survey", tuple(listing.problems)))
        plan.add((stretch, is_page(stretch, options.limits)) for file in listing.files for stretch in stretches(file))
        listing.files.clear()
        with Deduplicator(writer.scratch / "dedup", each) as deduplicator:
            _survey(plan, job, deduplicator, writer.scratch)
            outcome.seconds["survey"] = time.perf_counter() - started
            started = time.perf_counter()
            progress(begins("judge"))
            _judge(plan, job, deduplicator)
            outcome.seconds["judge"] = time.perf_counter() - started
        started = time.perf_counter()
        progress(begins(name))
        _mine(plan, job, writer)
        outcome.seconds[name] = time.perf_counter() - started
        if memory:
            memory.forget_others(plan.names())
            outcome.recalled = memory.recalled
    writer.write("errors", format_rows(error_row(one, options.language) for one in sorted(outcome.problems)))
    return outcome


def _survey(plan: Plan, job: _Job, deduplicator: Deduplicator, folder: Path) -> None:
    """The first pass: what there is in every stretch."""
    memory, outcome = job.memory, job.outcome
    take_furniture(plan, job.options, job.executor)
    convert(plan, lambda one: bool(memory and memory.knows(one)), folder / "converted")
    fresh = (one for _, one in plan.stretches() if not (memory and memory.knows(one)))
    function = partial(_survey_one, options=job.options)
    worked = job.executor.results(function, fresh, size_of, _without, _survey_death)
    inputs = outcome.inputs = InputList(folder / "plan" / "inputs.jsonl")
    for number, stretch in plan.stretches():
        recalled = memory is not None and memory.knows(stretch)
        if memory and recalled:
            surveyed, digest = memory.surveyed(stretch)
        else:
            surveyed = next(worked)
            digest = "" if stretch.start else _file_digest(stretch, surveyed)
            if memory and {one.error for one in surveyed.problems} & PASSING:
                memory.forget(stretch)
            elif memory:
                memory.keep_surveyed(stretch, surveyed, digest)
        outcome.problems += surveyed.problems
        for report in surveyed.reports:
            deduplicator.add(report)
        if surveyed.sources:
            names = tuple(source.name for source in surveyed.sources) if job.corrections else ()
            plan.keep_found(Found(number, surveyed.sum, surveyed.lost, len(surveyed.reports), names))
        if stretch.start == 0:
            inputs.append(_input_facts(stretch, surveyed, digest))
        told = tuple(surveyed.problems)
        job.progress(Event("survey", size_of(stretch), stretch.name, surveyed.seconds, recalled, told))
    inputs.close()
    if memory:
        memory.flush()


def _judge(plan: Plan, job: _Job, deduplicator: Deduplicator) -> None:
    """What is decided about the reports of every stretch."""
    judgements = deduplicator.judge()
    for found in plan.found():
        own = list(islice(judgements, found.reports))
        said = job.corrections.concerning(found.names, [one.verdict.doc_id for one in own]) if job.corrections else ()
        plan.keep_judged(found.number, packed(own), said)
        job.progress(begins("judge"))


def _mine(plan: Plan, job: _Job, writer: TableWriter) -> None:
    """The second pass: the rows of every stretch, and the checks across reports."""
    options, outcome = job.options, job.outcome
    with Across(writer.scratch / "across") as across:
        late = LateChecks()
        for one, mined in _mined(plan, job):
            _write(writer, mined, outcome)
            across.add(mined.facts)
            for number, state in zip(one.said, mined.states, strict=False):  # a stretch that failed tells none
                outcome.states[number] = best(outcome.states[number], state)
            late.add((one.said[number], said) for number, said in mined.late)
        compared = time.perf_counter()
        job.progress(begins("across"))
        outcome.counts.update(across.compare(lambda: stages(options).across))
        if across.found:
            writer.rewrite("checks", lambda rows: late.review(across.merged(rows)))
            for number in late.found:
                outcome.states[number] = "held"
            outcome.counts.update({f"review.{review}": count for review, count in late.reviews.items() if review})
        outcome.seconds["across"] = time.perf_counter() - compared


def _mined(plan: Plan, job: _Job) -> Iterator[tuple[Judged, Mined]]:
    """What the second pass makes of every stretch that holds a source."""
    memory = job.memory
    fresh = (
        _Task(one.stretch, one.sum, one.judgements, tuple(job.corrections.some(one.said)))
        for one in plan.judged()
        if not (memory and memory.remembers(one.stretch, _decided(one, job)))
    )
    function = partial(_second_one, options=job.options, second=job.second)
    worked = job.executor.results(function, fresh, lambda task: size_of(task.stretch), _task_without, _second_death)
    for one in plan.judged():
        recalled = memory is not None and memory.remembers(one.stretch, _decided(one, job))
        if memory and recalled:
            mined = memory.mined(one.stretch)
        else:
            mined = next(worked)
            if memory and not mined.problems:
                memory.keep_mined(one.stretch, _decided(one, job), mined)
        yield one, mined
        told = tuple(mined.problems)
        job.progress(Event(job.name, size_of(one.stretch), one.stretch.name, mined.seconds, recalled, told))


def _decided(one: Judged, job: _Job) -> bytes:
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


def _timed(work: Callable[[], Passed]) -> Passed:
    """What the work gives, with the seconds that it took."""
    started = time.perf_counter()
    result = work()
    return result._replace(seconds=time.perf_counter() - started)


def _survey_one(stretch: Stretch, options: Options) -> Surveyed:
    start(options)
    return _timed(partial(survey, stretch, options))


def _second_one(task: _Task, options: Options, second: Second) -> Mined:
    start(options)
    stretch, judgements = task.stretch, unpacked(task.judgements)
    # only rows that mine makes are corrected
    if task.said:
        mined = _timed(partial(mine, stretch, task.sum, judgements, options, task.said))
    else:
        mined = _timed(partial(second, stretch, task.sum, judgements, options))
    told = tuple(one for blame in stretch.again for one in blame.problems(stretch.name))
    return mined._replace(problems=mined.problems + told) if told else mined


def _without(stretch: Stretch, blame: Blame) -> Stretch | None:
    """A stretch without a source; None where it was without it already."""
    lost = blame.added_to(stretch.lost)
    return None if lost is None else stretch._replace(lost=lost)


def _task_without(task: _Task, blame: Blame) -> _Task | None:
    again = blame.added_to(task.stretch.again)
    return None if again is None else task._replace(stretch=task.stretch._replace(again=again))


def _survey_death(stretch: Stretch, blame: Blame) -> Surveyed:
    return Surveyed("", None, (), (), (blame.problem(stretch.name),))


def _second_death(task: _Task, blame: Blame) -> Mined:
    return Mined({}, (), {}, (blame.problem(task.stretch.name),))
