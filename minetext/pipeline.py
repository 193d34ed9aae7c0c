"""The order of the stages over a batch: once to see which reports there are, once to mine those that count.

Both passes are pure functions of a stretch of a file: they know no worker and write nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from minetext.activities import ActivityReader, Read, ReportYear, TypeModel, report_year, shipped_model
from minetext.audit import Auditor
from minetext.dedup import Fingerprint, fingerprint
from minetext.figures import FigureReader
from minetext.layout import Layout, Unwrapped, unwrap
from minetext.messages import Language
from minetext.model import Activity, Check, Figure, Problem, Report, Source, Verdict
from minetext.readers import Stretch, Sum, open_stretch, problem
from minetext.rulebook import Rulebook, load
from minetext.tables.columns import Origin, Row, activity_row, check_row, document_row, figure_row
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
    reports: tuple[Fingerprint, ...]
    problems: tuple[Problem, ...]


class Mined(NamedTuple):
    """What the second pass makes of a stretch: rows by table, as CSV, and counts."""

    tables: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]
    """Sources whose text a reader made, with that text."""
    counts: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


class Mining(NamedTuple):
    """The stages' results for one report."""

    origin: Origin
    read: Read
    checks: list[Check]
    year: ReportYear | None


class Stages:
    """All stages, built from the rules once a process."""

    def __init__(self, rulebook: Rulebook, model: TypeModel, language: Language) -> None:
        self.rulebook = rulebook
        self.model = model
        self.layout = Layout(rulebook)
        self.figures = FigureReader(rulebook)
        self.activities = ActivityReader(rulebook, model)
        self.auditor = Auditor(rulebook, language)

    def fold(self, source: Source) -> Source:
        """A source with its text as the rules read it; the other stages take it so."""
        folded = self.rulebook.variants.fold(source.text)
        return source if folded is source.text else replace(source, folded=folded)

    def mine(self, source: Source, report: Report, verdict: Verdict) -> Mining:
        """Figures, activities and checks of a report; of one that does not count, only its year."""
        unwrapped = unwrap(source, report)
        if unwrapped is None:
            read, year = self._read(source, report, verdict)
        else:
            read, year = self._read(unwrapped.source, unwrapped.report, verdict)
            read = _in_source(read, unwrapped, source.text)
        checks = self.auditor.audit(source.text, verdict.doc_id, read.figures)
        return Mining(Origin(source, report, verdict, str(year.year) if year else ""), read, checks, year)

    def _read(self, source: Source, report: Report, verdict: Verdict) -> tuple[Read, ReportYear | None]:
        text = source.plain
        title = self.figures.dates(self.rulebook.variants.fold(report.title))
        if not verdict.counts:
            cues = self.figures.cues(text, report)
            year = report_year(title, report, [], cues)
            year = year or report_year(title, report, self.figures.mentions(text, report.sentences), cues)
            return Read([], []), year
        mentions, cues = self.figures.read(text, report, source.tables)
        year = report_year(title, report, mentions, cues)
        return self.activities.read(source, report, verdict.doc_id, mentions, cues, year), year


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


def survey(stretch: Stretch, options: Options) -> Surveyed:
    """The first pass: what there is in a stretch, and what makes each report the same as another."""
    opened = open_stretch(stretch, options.encoding)
    sources: list[SourceFacts] = []
    reports: list[Fingerprint] = []
    problems: list[Problem] = []
    for one in opened.contents:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        sources.append(SourceFacts(one.name, one.encoding, one.confidence))
        built = stages(options)
        drafts = built.layout.drafts(built.fold(one))
        reports += [fingerprint(one.text, draft) for draft in drafts]
        if not drafts:
            problems.append(problem(one.name, "empty" if not one.text.strip() else "no_report"))
    return Surveyed(opened.format, opened.sum, tuple(sources), tuple(reports), tuple(problems))


def mine(stretch: Stretch, expected: Sum | None, verdicts: Sequence[Verdict], options: Options) -> Mined:
    """The second pass: the rows of a stretch, given the verdict on each of its reports."""
    opened = open_stretch(stretch, options.encoding)
    if opened.sum != expected:
        return Mined({}, (), {}, (problem(stretch.name, "changed"),))
    rows: dict[str, list[Row]] = {"documents": [], "figures": [], "activities": [], "checks": []}
    texts: list[tuple[str, str]] = []
    counts: Counter[str] = Counter()
    judged = iter(verdicts)
    for source in opened.contents:
        if isinstance(source, Problem):
            continue
        if source.extracted:
            texts.append((source.name, source.text))
        for mining in _mine_source(source, judged, options):
            _add(rows, counts, mining)
    return Mined({table: format_rows(found) for table, found in rows.items()}, tuple(texts), dict(counts))


def _mine_source(source: Source, verdicts: Iterator[Verdict], options: Options) -> Iterator[Mining]:
    built = stages(options)
    source = built.fold(source)
    for draft in built.layout.drafts(source):
        yield built.mine(source, built.layout.report(source, draft), next(verdicts))


def _add(rows: Mapping[str, list[Row]], counts: Counter[str], mining: Mining) -> None:
    origin, read = mining.origin, mining.read
    rows["documents"].append(document_row(origin))
    rows["figures"] += [figure_row(origin, figure) for figure in read.figures]
    rows["activities"] += [activity_row(origin, activity) for activity in read.activities]
    rows["checks"] += [check_row(origin, check) for check in mining.checks]
    counts["documents"] += 1
    counts[f"status.{origin.verdict.status}"] += 1
    counts["activities"] += len(read.activities)
    counts["figures"] += len(read.figures)
    counts.update(f"kind.{figure.kind}" for figure in read.figures)
    counts["checks"] += len(mining.checks)
    counts.update(f"check.{check.result}" for check in mining.checks)
