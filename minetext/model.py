"""The types that flow between the stages.

Everything here is immutable. Every offset is a 0-based, half-open position in Unicode code points of
the decoded source text (`Source.text`), from the first stage to the last.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["date", "money", "headcount", "quantity", "rate", "duration", "age"]
Modifier = Literal["exact", "about", "over", "under"]
Role = Literal["level", "increase", "decrease", "target"]
Status = Literal["kept", "duplicate", "near_duplicate", "revision", ""]
COUNTED: frozenset[str] = frozenset(("kept", "revision"))
"""Statuses of the reports that figures and activities are taken from."""
Relation = Literal["", "exact", "near", "contained", "revision"]
NoReport = Literal["", "boilerplate", "links", "error_page", "login", "too_short"]
"""Why a page is no report; empty where it is one."""
Level = Literal["section", "sentence", "clause"]
Result = Literal["pass", "fail", "unsure"]
Severity = Literal["error", "warning", "info"]
Review = Literal["", "accepted", "corrected", "added", "rejected"]
"""What a person decided about a row; empty where nobody did. Of rows, only a check stays where it is rejected."""
ActivityType = Literal[
    "publicity", "training", "relief", "health_service", "funding", "mediation", "enforcement", "meeting",
    "research", "culture", "award", "policy", "staffing", "construction", "donation", "education",
    "production", "registration", "indicator", "other",
]  # fmt: skip


class Span(NamedTuple):
    """A half-open range of code points of one source text; an empty one is false."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


NOWHERE = Span(0, 0)
"""The span of what the text does not give."""


class Place(NamedTuple):
    """Where a stretch of an extracted text stands in its document; it lasts to the next place."""

    start: int
    label: str
    """`p3` a page, `¶12` a paragraph, `T2` a table, `sheet!B4` a cell."""


class Cell(NamedTuple):
    """A cell of a table."""

    span: Span
    row: int
    column: int
    """0-based, of its upper left corner."""
    rows: int = 1
    columns: int = 1
    """How many rows and columns of the grid it takes up."""


class Table(NamedTuple):
    """A table of a document, as its text was laid out: a row a line, cells parted by tabs."""

    span: Span
    cells: tuple[Cell, ...]
    """In the order of the text; empty ones are there, with empty spans."""


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded text and where it came from."""

    name: str
    """The `source` cell: path relative to the input root, `PATH#MEMBER` inside a container."""
    text: str
    title: str = ""
    """A title that the container gives apart from the text (a jsonl record's `title`), or empty."""
    folded: str = ""
    """The text with variant characters replaced one for one (`Variants.fold`); empty where it holds none."""
    extracted: bool = False
    """True where the reader made the text (html, docx, pdf): the run then stores it under `texts/`."""
    encoding: str = ""
    confidence: float = 1.0
    """How sure the guess of the encoding is, 0..1; 1 where it was told, not guessed."""
    format: str = ""
    """The format that it was read from: `txt`, `docx`, …; that of the member inside a container."""
    places: tuple[Place, ...] = ()
    """Where the text stands in the document, in order; empty where the offsets alone tell."""
    tables: tuple[Table, ...] = ()
    """The tables of the document, in order; one inside a cell of another is not among them."""

    @property
    def plain(self) -> str:
        """The text as the rules read it; `text` is what the tables quote."""
        return self.folded or self.text


class Section(NamedTuple):
    """A heading and all that stands under it, nested sections included."""

    span: Span
    heading: Span
    level: int
    """0 for the outermost style of heading found in the report, then 1, 2, …"""
    parent: int
    """Index of the enclosing section in `Report.sections`, or -1."""


class Sentence(NamedTuple):
    """A sentence, and the section and paragraph that it stands in."""

    span: Span
    section: int
    """Index of the innermost section in `Report.sections`, or -1."""
    paragraph: int
    """Running number of the paragraph (line) in the report."""


class Segment(NamedTuple):
    """A section, sentence or clause of a report, with the cells of `segments.csv`."""

    number: int
    """Running number in the report, from 1."""
    span: Span
    level: Level
    path: str
    """The section's place in the outline (1.2.3); of a sentence or clause, that of its section; empty outside all."""
    headings: str
    """The headings along the path."""
    parent: int
    """The number of the segment around it, or 0."""
    paragraph: int


class Draft(NamedTuple):
    """A report that was found in a source and not yet cut into sections and sentences."""

    span: Span
    title: str
    title_span: Span | None
    """Where the title stands in the source, or None where it was given apart from the text."""
    paragraphs: tuple[Span, ...]
    """The text that is mined, without title and boilerplate."""
    masked: tuple[Span, ...]
    """Boilerplate inside the span, in order."""
    no_report: NoReport = ""
    """Why the page that the span takes in is no report; nothing is mined from it then."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a source: spans only, the text stays in the source."""

    source: str
    span: Span
    title: str
    title_span: Span | None
    """Where the title stands in the source, or None where it was given apart from the text."""
    masked: tuple[Span, ...]
    """Boilerplate inside the span, in order: nothing is mined from it."""
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    """In order; none overlaps a masked span. The title line is the first, where it stands in the text."""
    unit: str = ""
    """Whose report it is, as its title, signature or opening names it."""
    author: str = ""
    signed: Span = NOWHERE
    """The date of its signature, as it is written."""
    no_report: NoReport = ""
    """Why it is no report, but a page of another kind."""


class Verdict(NamedTuple):
    """What the run decided about one report: its identity, and whether its figures count.

    The status of a page that is no report is empty.
    """

    doc_id: str
    status: Status
    duplicate_of: str = ""
    similarity: str = ""
    relation: Relation = ""

    @property
    def counts(self) -> bool:
        """Whether figures and activities are taken from the report."""
        return self.status in COUNTED


class Reused(NamedTuple):
    """A passage of a report that stands in an earlier one too."""

    span: Span
    other_doc_id: str
    other_source: str
    other_span: Span
    sentences: int


class Figure(NamedTuple):
    """One figure mentioned in the text, with the cells of `figures.csv`."""

    figure_id: str
    span: Span
    text: str
    kind: Kind
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    modifier: Modifier
    masked: bool
    per: str
    item: str
    role: Role
    part_of: str
    """figure_id of the whole, or empty."""
    date: str
    """EDTF (ISO 8601-2): the date itself, or that of the doing that the figure belongs to."""
    activity_id: str
    activity_type: ActivityType
    rule: str
    sentence: int
    """Index in `Report.sentences`."""
    share: bool
    """Whether the text says that a percentage is the share of a part in its whole (占); no cell tells it."""
    review: Review = ""


class Activity(NamedTuple):
    """One doing that the report tells of, with the cells of `activities.csv`."""

    activity_id: str
    span: Span
    text: str
    activity_type: ActivityType
    subtype: str
    name: str
    actors: tuple[str, ...]
    place: str
    beneficiaries: str
    date: str
    headcount: Decimal | None
    headcount_unit: str
    amount: Decimal | None
    figures: tuple[str, ...]
    reason: str
    """What gave the type, `;`-joined: ids of rules, `model`; `unsure` where neither was sure enough."""
    confidence: float
    """How sure the type is, 0..1."""
    review: Review = ""


class Check(NamedTuple):
    """One relation between figures that was tested, with the cells of `checks.csv`."""

    check_id: str
    check: str
    figures: tuple[str, ...]
    result: Result
    expected: str
    found: str
    tolerance: str
    span: Span
    text: str
    message: str
    severity: Severity
    rule: str
    places: tuple[Span, ...]
    """All that is compared, in order."""
    review: Review = ""


class CrossCheck(NamedTuple):
    """One relation between figures of several reports that was tested; its row stands at the later one."""

    number: int
    """The place of that report in the order of the tables."""
    check: str
    doc_id: str
    source: str
    figures: tuple[str, ...]
    result: Result
    expected: str
    found: str
    tolerance: str
    span: Span
    text: str
    message: str
    severity: Severity
    rule: str
    places: tuple[str, ...]
    """`START-END` in the report, `DOC_ID:START-END` in another."""


class Problem(NamedTuple):
    """An input that could not be read, wholly or in part: a row of `errors.csv`."""

    source: str
    stage: str
    error: str
    """A short, stable code: `missing`, `unreadable`, `empty`, `binary`, `encoding`, `record`, …"""
    facts: tuple[tuple[str, str], ...] = ()
    """What fills the text `problem.ERROR` of `minetext.messages`, which becomes the `detail` cell."""
