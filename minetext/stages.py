"""All stages over one report, built from the rules once a process."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from minetext.activities import (
    ActivityReader,
    Read,
    ReportYear,
    TypeModel,
    report_period,
    report_year,
    shipped_model,
    titled_years,
)
from minetext.audit import Audited, Auditor, CrossAuditor, Placed, ReportFacts, StatementReader
from minetext.corrections import Applier, Correction, Key, Ruled, Surroundings, decide, held_in, reviewed, ruled
from minetext.dedup import Signer
from minetext.evidence import Evidence, EvidenceReader
from minetext.figures import UNKNOWN_YEAR, DateMention, FigureReader, Mention, ReportCues
from minetext.figures.numerals import Numerals
from minetext.layout import Layout, Unwrapped, unwrap
from minetext.limits import USUAL, Limits
from minetext.messages import Language
from minetext.model import Activity, Check, Draft, Figure, Report, Source, Span, Verdict
from minetext.readers import Stretch
from minetext.rulebook import Rulebook, load
from minetext.tables.columns import Origin

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
    limits: Limits = USUAL


class Mining(NamedTuple):
    """The stages' results for one report."""

    origin: Origin
    read: Read
    checks: list[Check]
    year: ReportYear | None
    facts: ReportFacts | None = None
    """What other reports of the unit are checked against; None where the report does not count."""
    ruled: Ruled | None = None
    uncounted: int = 0
    """Figures and dates behind the limit of a report, which are not told."""


class Stages:
    """All stages, built from the rules once a process."""

    def __init__(self, rulebook: Rulebook, model: TypeModel, language: Language) -> None:
        self.rulebook = rulebook
        self.model = model
        self.layout = Layout(rulebook)
        numerals = Numerals(rulebook)
        self.signer = Signer(rulebook, numerals.worth)
        self.evidence = EvidenceReader(rulebook, numerals)
        self.figures = FigureReader(rulebook)
        self.activities = ActivityReader(rulebook, model)
        self.auditor = Auditor(rulebook, language)
        self.applier = Applier(self.figures)
        self.statements = StatementReader(rulebook)
        self.across = CrossAuditor(rulebook, language)

    def fold(self, source: Source) -> Source:
        """A source with its text as the rules read it; the other stages take it so."""
        folded = self.rulebook.variants.fold(source.plain)
        return source if folded is source.plain else replace(source, folded=folded)

    def drafts(self, source: Source, stretch: Stretch) -> list[Draft]:
        """The reports of a source, without what stands on most pages of its folder."""
        return self.layout.drafts(source, stretch.furniture if source.extracted else ())

    def mine(
        self, source: Source, report: Report, verdict: Verdict, said: Sequence[Correction] = (),
        limits: Limits | None = None,
    ) -> Mining:  # fmt: skip
        """Figures, activities and checks of a report, if it counts, with what a person said about them.

        Of one that does not count, its year is checked. Without limits, all figures are told.
        """
        if report.no_report:
            return Mining(self.tell(source, report, verdict), Read([], []), [], None)
        unwrapped = unwrap(source, report)
        plain, whole = (unwrapped.source, unwrapped.report) if unwrapped else (source, report)
        placed = unwrapped.span if unwrapped else _as_it_is
        told, read, uncounted = self._read(plain, whole, verdict, limits)
        held = held_in(said, source, report, verdict) if verdict.counts else []
        decided = decide(held)
        missing: frozenset[Key] = frozenset()
        if held:
            year = f"{told.year.year}?" if told.year else UNKNOWN_YEAR
            around = Surroundings(plain, whole, verdict.doc_id, year)
            inside = unwrapped.inside if unwrapped else _as_it_is
            applied = self.applier.apply(read.figures, read.activities, decided, around, inside)
            read, missing = Read(applied.figures, applied.activities), applied.missing
        evidence, signed = self._evidence(plain, whole, told)
        audited = Audited(
            plain.plain, whole, read.figures, read.activities, told.year.year if told.year else None,
            titled_years(told.title, told.cues.delivered), signed, evidence,
        )  # fmt: skip
        checks, unchecked = reviewed(self.auditor.audit(audited, verdict.doc_id, source.text, placed), decided)
        origin = _origin(source, report, verdict, told, signed, evidence, placed)
        if not verdict.counts:
            # a copy under a title of another year is worth a row; what fits was told of the report that it copies
            return Mining(origin, read, [check for check in checks if check.result != "pass"], told.year)
        facts = self.statements.facts(audited, verdict, origin.period, source.text, placed)
        if unwrapped:
            read = _in_source(read, unwrapped, source.text)
        did = ruled(held, decided, missing | unchecked, source.name) if held else None
        return Mining(origin, read, checks, told.year, facts, did, uncounted)

    def _read(
        self, source: Source, report: Report, verdict: Verdict, limits: Limits | None
    ) -> tuple["_Told", Read, int]:
        """What a report says of its year; if it counts, its figures and activities, and how many are left out."""
        if not verdict.counts:
            return self._told(source, report), Read([], []), 0
        title = self._title_dates(report)
        found, cues = self.figures.read(source.plain, report, source.tables)
        mentions = found[: limits.figures] if limits else found
        year = report_year(title, report, mentions, cues)
        read = self.activities.read(source, report, verdict.doc_id, mentions, cues, year)
        return _Told(title, year, mentions, cues), read, len(found) - len(mentions)

    def tell(self, source: Source, report: Report, verdict: Verdict) -> Origin:
        """What documents.csv tells of a report, without its figures."""
        if report.no_report:
            return Origin(source, report, verdict)
        unwrapped = unwrap(source, report)
        plain, whole = (unwrapped.source, unwrapped.report) if unwrapped else (source, report)
        told = self._told(plain, whole)
        evidence, signed = self._evidence(plain, whole, told)
        return _origin(source, report, verdict, told, signed, evidence, unwrapped.span if unwrapped else _as_it_is)

    def _told(self, source: Source, report: Report) -> "_Told":
        """What a report says of its year, without its figures."""
        title = self._title_dates(report)
        cues = self.figures.cues(source.plain, report)
        year = report_year(title, report, [], cues)
        if year:
            return _Told(title, year, self.evidence.dates(self.figures, source, report), cues)
        mentions = self.figures.mentions(source.plain, report.sentences)
        return _Told(title, report_year(title, report, mentions, cues), mentions, cues)

    def prove(self, source: Source, report: Report) -> Evidence:
        """What the text of a report, without breaks in its sentences, proves of its year."""
        mentions = self.evidence.dates(self.figures, source, report)
        told = _Told((), None, mentions, self.figures.cues(source.plain, report))
        return self._evidence(source, report, told)[0]

    def _evidence(self, source: Source, report: Report, told: "_Told") -> tuple[Evidence, str]:
        """What proves the year of a report, and the date of its signature."""
        signed = next(iter(self.figures.dates(source.plain[slice(*report.signed)])), None)
        evidence = self.evidence.read(source, report, told.mentions, told.cues, signed)
        return evidence, signed.edtf() if signed else ""

    def _title_dates(self, report: Report) -> list[DateMention]:
        return self.figures.dates(self.rulebook.variants.fold(report.title))


class _Told(NamedTuple):
    """What a report says of its year."""

    title: Sequence[DateMention]
    year: ReportYear | None
    mentions: Sequence[Mention]
    cues: ReportCues


def _origin(
    source: Source, report: Report, verdict: Verdict, told: _Told, signed: str, evidence: Evidence, placed: Placed,
) -> Origin:  # fmt: skip
    year = told.year
    period = report_period(told.title, year, told.cues.delivered)
    proofs = tuple((one.rule, placed(one.span)) for one in evidence.proofs)
    return Origin(
        source, report, verdict, str(year.year) if year else "", period, signed, evidence.years.edtf(), proofs
    )


def _as_it_is(span: Span) -> Span:
    return span


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
