"""The order of the stages over a batch: once to see which reports there are, once to mine those that count.

Both passes are pure functions of a stretch of a file: they know no worker and write nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from minetext.activities import ActivityReader, Read, ReportYear, TypeModel, report_period, report_year, shipped_model
from minetext.audit import Audited, Auditor
from minetext.corrections import (
    Applier,
    Correction,
    Decided,
    Key,
    State,
    Surroundings,
    best,
    decide,
    held_in,
    key_of,
    may_concern,
    reviewed,
)
from minetext.dedup import Judgement, Signature, Signer, page_id
from minetext.figures import UNKNOWN_YEAR, DateMention, FigureReader
from minetext.figures.numerals import Numerals
from minetext.layout import Layout, Unwrapped, furniture, unwrap
from minetext.messages import Language
from minetext.model import Activity, Check, Draft, Figure, Problem, Report, Source, Span, Verdict
from minetext.readers import Stretch, Sum, open_stretch, problem
from minetext.rulebook import Rulebook, load
from minetext.tables.columns import Origin, Row, activity_row, check_row, document_row, figure_row, reuse_row
from minetext.tables.writer import format_rows

Item = TypeVar("Item", Figure, Activity)


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the bytes of the tables, apart from the input."""

    rules: tuple[str, ...] = ()
    """Folders of rules over the shipped ones."""
    encoding: str = ""
    """The encoding of all inputs, or empty to guess it."""
    language: Language = "zh"
    """The language of messages in the tables."""
    model: str = ""
    """A trained model of activity types, or empty for the shipped one."""


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


class Mined(NamedTuple):
    """What the second pass makes of a stretch: rows by table, as CSV, and counts."""

    tables: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]
    """Sources whose text a reader made, with that text."""
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
    states: tuple[State, ...] = ()
    """What became of each correction that was given, in order."""


class Ruled(NamedTuple):
    """What a person's corrections did to a report."""

    states: Mapping[int, State]
    """By the number of the correction: `held` or `no_row`."""
    rejected: int
    """Figures and activities that left."""


class Mining(NamedTuple):
    """The stages' results for one report."""

    origin: Origin
    read: Read
    checks: list[Check]
    year: ReportYear | None
    ruled: Ruled | None = None


class Stages:
    """All stages, built from the rules once a process."""

    def __init__(self, rulebook: Rulebook, model: TypeModel, language: Language) -> None:
        self.rulebook = rulebook
        self.model = model
        self.layout = Layout(rulebook)
        self.signer = Signer(rulebook, Numerals(rulebook).worth)
        self.figures = FigureReader(rulebook)
        self.activities = ActivityReader(rulebook, model)
        self.auditor = Auditor(rulebook, language)
        self.applier = Applier(self.figures)

    def fold(self, source: Source) -> Source:
        """A source with its text as the rules read it; the other stages take it so."""
        folded = self.rulebook.variants.fold(source.text)
        return source if folded is source.text else replace(source, folded=folded)

    def drafts(self, source: Source, stretch: Stretch) -> list[Draft]:
        """The reports of a source, without what stands on most pages of its folder."""
        return self.layout.drafts(source, stretch.furniture if source.extracted else ())

    def mine(
        self, source: Source, report: Report, verdict: Verdict, said: Sequence[Correction] = ()
    ) -> Mining:  # fmt: skip
        """Figures, activities and checks of a report, if it counts, with what a person said about them."""
        if not verdict.counts:
            return Mining(self.tell(source, report, verdict), Read([], []), [], None)
        unwrapped = unwrap(source, report)
        plain, whole = (unwrapped.source, unwrapped.report) if unwrapped else (source, report)
        title = self._title_dates(whole)
        mentions, cues = self.figures.read(plain.plain, whole, plain.tables)
        year = report_year(title, whole, mentions, cues)
        read = self.activities.read(plain, whole, verdict.doc_id, mentions, cues, year)
        held = held_in(said, source, report, verdict)
        decided = decide(held)
        missing: frozenset[Key] = frozenset()
        if held:
            around = Surroundings(plain, whole, verdict.doc_id, f"{year.year}?" if year else UNKNOWN_YEAR)
            inside = unwrapped.inside if unwrapped else _as_it_is
            applied = self.applier.apply(read.figures, read.activities, decided, around, inside)
            read, missing = Read(applied.figures, applied.activities), applied.missing
        audited = Audited(plain.plain, whole, read.figures, read.activities, year.year if year else None)
        checks = self.auditor.audit(audited, verdict.doc_id, source.text, unwrapped.span if unwrapped else None)
        origin = self._origin(source, report, verdict, year, report_period(title, year, cues.delivered))
        checks, unchecked = reviewed(checks, decided)
        ruled = _ruled(held, decided, missing | unchecked) if held else None
        return Mining(origin, _in_source(read, unwrapped, source.text) if unwrapped else read, checks, year, ruled)

    def tell(self, source: Source, report: Report, verdict: Verdict) -> Origin:
        """What documents.csv tells of a report, without its figures."""
        if report.no_report:
            return Origin(source, report, verdict)
        unwrapped = unwrap(source, report)
        text, whole = (unwrapped.source.plain, unwrapped.report) if unwrapped else (source.plain, report)
        title = self._title_dates(whole)
        cues = self.figures.cues(text, whole)
        year = report_year(title, whole, [], cues)
        year = year or report_year(title, whole, self.figures.mentions(text, whole.sentences), cues)
        return self._origin(source, report, verdict, year, report_period(title, year, cues.delivered))

    def _title_dates(self, report: Report) -> list[DateMention]:
        return self.figures.dates(self.rulebook.variants.fold(report.title))

    def _origin(self, source: Source, report: Report, verdict: Verdict, year: ReportYear | None, period: str) -> Origin:
        signed = self.figures.dates(source.plain[slice(*report.signed)])
        return Origin(
            source, report, verdict, str(year.year) if year else "", period, signed[0].edtf() if signed else ""
        )


def _as_it_is(span: Span) -> Span:
    return span


def _ruled(held: Sequence[tuple[int, Correction]], decided: Sequence[Decided], missing: frozenset[Key]) -> Ruled:
    states: dict[int, State] = {number: "no_row" if key_of(one) in missing else "held" for number, one in held}
    gone = sum(one.rejected and one.table != "checks" and one.key not in missing for one in decided)
    return Ruled(states, gone)


def _in_source(read: Read, unwrapped: Unwrapped, text: str) -> Read:
    """The results for an unwrapped report with their places in the source."""

    def placed(one: Item) -> Item:
        span = unwrapped.span(one.span)
        return one._replace(span=span, text=text[slice(*span)])

    return Read([placed(figure) for figure in read.figures], [placed(one) for one in read.activities])


@cache
def stages(options: Options) -> Stages:
    """The stages for these options, built at the first call in a process.

    Raises:
        RuleError: a rule cannot be used.
        ModelError: the model cannot be used.
    """
    model = TypeModel(Path(options.model)) if options.model else shipped_model()
    return Stages(load([Path(folder) for folder in options.rules]), model, options.language)


def take_census(pages: Sequence[Stretch], options: Options) -> frozenset[int]:
    """The marks of the lines that stand on most of these pages of a folder."""
    built = stages(options)
    found = [
        built.layout.marks(built.fold(one))
        for page in pages
        for one in open_stretch(page, options.encoding).contents
        if isinstance(one, Source) and one.extracted
    ]
    return furniture(found)


def survey(stretch: Stretch, options: Options) -> Surveyed:
    """The first pass: what there is in a stretch, and what makes each report the same as another."""
    opened = open_stretch(stretch, options.encoding)
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
    return Surveyed(opened.format, opened.sum, tuple(sources), tuple(reports), tuple(problems))


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
    states: list[State] = ["gone"] * len(said)
    for source, drafts in again:
        states = [
            best(state, "changed" if one.source == source.name else "gone")
            for state, one in zip(states, said, strict=True)
        ]
        if source.extracted:
            texts.append((source.name, source.text))
        for draft, (verdict, reused) in drafts:
            report = built.layout.report(source, draft)
            mining = built.mine(source, report, verdict, said)
            _add(rows, counts, mining)
            if said:
                states = [
                    best(state, _state(number, one, mining, source, report, verdict))
                    for number, (state, one) in enumerate(zip(states, said, strict=True))
                ]
            numbered = enumerate(reused, 1)
            rows["reuse"] += [reuse_row(mining.origin, at, one, source.text[slice(*one.span)]) for at, one in numbered]
            counts["reuse"] += len(reused)
    tables = {table: format_rows(found) for table, found in rows.items()}
    return Mined(tables, tuple(texts), dict(counts), states=tuple(states))


def _state(
    number: int, one: Correction, mining: Mining, source: Source, report: Report, verdict: Verdict
) -> State:  # fmt: skip
    """What became of a correction in a report."""
    if mining.ruled and number in mining.ruled.states:
        return mining.ruled.states[number]
    if not verdict.counts and held_in([one], source, report, verdict):
        return "not_counted"
    return "changed" if may_concern(one, source, verdict) else "gone"


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
    opened = open_stretch(stretch, options.encoding)
    if opened.sum != expected:
        return None
    built, judged = stages(options), iter(judgements)

    def sources() -> Iterator[tuple[Source, list[tuple[Draft, Judgement]]]]:
        for one in opened.contents:
            if isinstance(one, Source):
                source = built.fold(one)
                no_report = Judgement(Verdict(page_id(source), ""), ())
                drafts = built.drafts(source, stretch)
                yield source, [(draft, no_report if draft.no_report else next(judged)) for draft in drafts]

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
    counts["checks"] += len(mining.checks)
    counts.update(f"check.{check.result}" for check in mining.checks)
    for found in (read.figures, read.activities, mining.checks):
        counts.update(f"review.{row.review}" for row in found if row.review)
    if mining.ruled and mining.ruled.rejected:
        counts["review.rejected"] += mining.ruled.rejected
