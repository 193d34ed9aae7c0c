"""The order of the stages over a batch: once to see which reports there are, once to mine those that count.

Both passes are pure functions of a stretch of a file: they know no worker and write nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from minetext.audit import ReportFacts
from minetext.corrections import Correction, State
from minetext.corrections.ruling import Numbered, states_in_report, states_in_source
from minetext.dedup import Judgement, Signature, page_id
from minetext.layout import furniture
from minetext.model import Draft, Problem, Source, Verdict
from minetext.readers import Blame, Stretch, Sum, open_stretch, problem
from minetext.stages import Mining, Options, stages
from minetext.tables.cells import format_rows
from minetext.tables.columns import Row, activity_row, check_row, document_row, figure_row, reuse_row


class SourceFacts(NamedTuple):
    """What run.json tells of a source."""

    name: str
    encoding: str
    confidence: float


class Surveyed(NamedTuple):
    """What the first pass finds in a stretch."""

    format: str
    sum: Sum | None
    sources: tuple[SourceFacts, ...]
    reports: tuple[Signature, ...]
    problems: tuple[Problem, ...]
    lost: tuple[Blame, ...] = ()
    """Sources that took a worker down and were passed over."""
    seconds: float = 0.0
    """How long it took; no table and no memory of a run has it."""


class Mined(NamedTuple):
    """What the second pass makes of a stretch: rows by table, as CSV, and counts."""

    tables: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]
    """Sources whose text a reader made, with that text."""
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    facts: tuple[ReportFacts, ...] = ()
    """What the reports that count say to the checks across reports, in order."""
    states: tuple[State, ...] = ()
    """What became of each correction that was given, in order."""
    late: tuple[Numbered, ...] = ()
    """Corrections of checks that may be found across reports."""
    seconds: float = 0.0
    """How long it took; no table and no memory of a run has it."""


def take_census(pages: Sequence[Stretch], options: Options) -> frozenset[int]:
    """The marks of the lines that stand on most of these pages of a folder."""
    built = stages(options)
    found = [
        built.layout.marks(built.fold(one))
        for page in pages
        for one in open_stretch(page, options.encoding, options.limits).contents
        if isinstance(one, Source) and one.extracted
    ]
    return furniture(found)


def survey(stretch: Stretch, options: Options) -> Surveyed:
    """The first pass: what there is in a stretch, and what makes each report the same as another."""
    opened = open_stretch(stretch, options.encoding, options.limits)
    sources: list[SourceFacts] = []
    reports: list[Signature] = []
    problems: list[Problem] = []
    for one in opened.contents:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        sources.append(SourceFacts(one.name, one.encoding, one.confidence))
        built = stages(options)
        source = built.fold(one)
        drafts = built.drafts(source, stretch)
        reports += [built.signer.sign(source, draft) for draft in drafts if not draft.no_report]
        if not drafts:
            problems.append(problem(one.name, "empty"))
    return Surveyed(opened.format, opened.sum, tuple(sources), tuple(reports), tuple(problems), stretch.lost)


def mine(
    stretch: Stretch, expected: Sum | None, judgements: Sequence[Judgement], options: Options,
    said: Sequence[Correction] = (),
) -> Mined:  # fmt: skip
    """The second pass: the rows of a stretch, given what was decided about each of its reports, and what a person said
    about their rows."""
    again = judged_again(stretch, expected, judgements, options)
    if again is None:
        return changed(stretch)
    built = stages(options)
    rows: dict[str, list[Row]] = {"documents": [], "figures": [], "activities": [], "checks": [], "reuse": []}
    texts: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    facts: list[ReportFacts] = []
    states: list[State] = ["gone"] * len(said)
    late: list[Numbered] = []
    problems: list[Problem] = []
    for source, drafts in again:
        states = states_in_source(states, said, source)
        if source.extracted:
            texts.append((source.name, source.text))
        for draft, (verdict, reused) in drafts:
            report = built.layout.report(source, draft)
            mining = built.mine(source, report, verdict, said, options.limits)
            _add(rows, counts, mining)
            if mining.uncounted:
                limit, left_out = str(options.limits.figures), str(mining.uncounted)
                problems.append(
                    problem(source.name, "too_many_figures", document=verdict.doc_id, limit=limit, count=left_out)
                )
            facts += [mining.facts] if mining.facts else []
            states = states_in_report(states, said, mining.ruled, source, report, verdict)
            late += mining.ruled.late if mining.ruled else ()
            numbered = enumerate(reused, 1)
            rows["reuse"] += [reuse_row(mining.origin, at, one, source.text[slice(*one.span)]) for at, one in numbered]
            counts["reuse"] += len(reused)
    tables = {table: format_rows(found) for table, found in rows.items()}
    return Mined(
        tables, tuple(texts), dict(counts), tuple(problems), tuple(facts), tuple(states), tuple(late)
    )  # fmt: skip


def find(stretch: Stretch, expected: Sum | None, judgements: Sequence[Judgement], options: Options) -> Mined:
    """The second pass of `minetext documents`: the rows of documents.csv alone."""
    again = judged_again(stretch, expected, judgements, options)
    if again is None:
        return changed(stretch)
    built = stages(options)
    rows: list[Row] = []
    counts: Counter[str] = Counter()
    for source, drafts in again:
        for draft, (verdict, _) in drafts:
            rows.append(document_row(built.tell(source, built.layout.report(source, draft), verdict)))
            counts["documents"] += 1
            counts[f"status.{verdict.status or 'no_report'}"] += 1
    return Mined({"documents": format_rows(rows)}, (), dict(counts))


def judged_again(
    stretch: Stretch, expected: Sum | None, judgements: Sequence[Judgement], options: Options
) -> Iterator[tuple[Source, list[tuple[Draft, Judgement]]]] | None:
    """The sources of a stretch once more, as the rules read them, with their reports and what was decided about each.

    A page that is no report comes with an id and no status. None where the file is not what the first pass read.
    """
    opened = open_stretch(stretch, options.encoding, options.limits)
    if opened.sum != expected:
        return None
    built, judged = stages(options), iter(judgements)
    lost = {blame.ordinal for blame in stretch.again}

    def sources() -> Iterator[tuple[Source, list[tuple[Draft, Judgement]]]]:
        for ordinal, one in enumerate(opened.contents):
            if isinstance(one, Source):
                source = built.fold(one)
                no_report = Judgement(Verdict(page_id(source), ""), ())
                drafts = built.drafts(source, stretch)
                # the reports of a lost source have their judgements, too
                paired = [(draft, no_report if draft.no_report else next(judged)) for draft in drafts]
                if ordinal not in lost:
                    yield source, paired

    return sources()


def changed(stretch: Stretch) -> Mined:
    """What the second pass makes of a file that is not what the first one read."""
    return Mined({}, (), {}, (problem(stretch.name, "changed"),))


def _add(rows: Mapping[str, list[Row]], counts: Counter[str], mining: Mining) -> None:
    origin, read = mining.origin, mining.read
    rows["documents"].append(document_row(origin))
    rows["figures"] += [figure_row(origin, figure) for figure in read.figures]
    rows["activities"] += [activity_row(origin, activity) for activity in read.activities]
    rows["checks"] += [check_row(origin, check) for check in mining.checks]
    counts["documents"] += 1
    counts[f"status.{origin.verdict.status or 'no_report'}"] += 1
    counts["activities"] += len(read.activities)
    counts["figures"] += len(read.figures)
    counts.update(f"kind.{figure.kind}" for figure in read.figures)
    counts.update(f"rule.{figure.rule}" for figure in read.figures)
    counts["checks"] += len(mining.checks)
    counts.update(f"check.{check.result}" for check in mining.checks)
    for found in (read.figures, read.activities, mining.checks):
        counts.update(f"review.{row.review}" for row in found if row.review)
    if mining.ruled and mining.ruled.rejected:
        counts["review.rejected"] += mining.ruled.rejected
