"""What a rule is: one model a family, checked on load.

A rule file is a mapping from family names to lists of rules; one file may hold several families. Every
rule carries its id, its reason and its own examples, which `minetext rules check` and the tests run.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]

ACTIVITY_TYPES = (
    "publicity", "training", "relief", "health_service", "funding", "mediation", "enforcement", "meeting",
    "research", "culture", "award", "policy", "staffing", "construction", "donation", "education",
    "production", "registration", "indicator", "other",
)  # fmt: skip


class Strict(BaseModel):
    """Unknown keys are mistakes: a misspelt field must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A text and, for the families that read figures, the cells that one figure of it must have.

    In `yes`, the named figure is found with these cells. In `no`, a bare text holds no figure of this
    rule; with `figure` and cells, the figure is there with those cells: a near miss.
    """

    text: str
    figure: str | None = None
    kind: str | None = None
    value: str | None = None
    value_max: str | None = None
    unit: str | None = None
    modifier: str | None = None
    masked: bool | None = None
    per: str | None = None
    item: str | None = None
    role: str | None = None
    date: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @field_validator("value", "value_max", "date", "figure", "unit", mode="before")
    @classmethod
    def _number_as_written(cls, value: object) -> object:
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


class Rule(Strict):
    """What all rules share."""

    id: Identifier
    why: Annotated[str, StringConstraints(min_length=8)]
    yes: tuple[Example, ...] = Field(min_length=1)
    no: tuple[Example, ...] = ()
    enabled: bool = True


class NumeralRule(Rule):
    """Characters that write numbers, and what each is worth.

    `digit`, `scale` (十百千) and `large` (万亿) map a character to its value; `half` to 0.5. `point`,
    `spoken_point` (点, between Chinese digits), `thousands`, `minus`, `plus`, `mask`, `range` (between two
    numbers) list words. `vague` maps a character that stands for an unknown digit (数十, 几百) to the lowest
    that it can mean. `fraction` maps a denominator written before its numerator to the unit of the rate
    (百分之: %); `ratio` lists the words between the two of a bare fraction (分之).
    """

    role: Literal[
        "digit", "scale", "large", "half", "point", "spoken_point", "thousands", "minus", "plus", "mask", "range",
        "vague", "fraction", "ratio",
    ]  # fmt: skip
    values: Mapping[Word, str] = Field(min_length=1)

    @field_validator("values", mode="before")
    @classmethod
    def _words_or_mapping(cls, value: object) -> object:
        if isinstance(value, list):
            return {str(word): "" for word in value}
        if isinstance(value, Mapping):
            return {str(word): str(worth) for word, worth in value.items()}
        return value


class UnitRule(Rule):
    """Words that stand behind a number and say what kind of figure it is."""

    words: tuple[Word, ...] = Field(min_length=1)
    kind: Literal["money", "headcount", "quantity", "rate", "duration", "age"]
    unit: str | None = None
    """What the unit cell says; the word as written where left out."""
    factor: str = "1"
    """What one of it is worth in that unit (角: 0.1)."""
    unless_next: str = ""
    """A pattern that, right behind the word, shows that it is no unit here."""
    unless_before: str = ""
    """A pattern that, right before the number, shows that this is no figure."""
    only_next: str = ""
    """A pattern that must follow the word."""
    only_clause: str = ""
    """A pattern that must stand somewhere in the clause before the number."""
    article: bool = False
    """True: a bare 一 before the word is an article (一种, 一项), not a count."""


class BareRule(Rule):
    """What a number without a unit counts or measures, told by the words beside it."""

    before: str = ""
    """A pattern that must stand before the number in its clause."""
    next: str = ""
    """A pattern that must follow the number."""
    form: Literal["any", "scaled", "approximate", "decimal"] = "any"
    """Numbers that it holds for: those with 万 or 亿, those with 余 or 多, those with a decimal point."""
    kind: Literal["money", "headcount", "quantity", "rate", "duration", "age"]
    unit: str = ""


class ModifierRule(Rule):
    """Words beside a number that say it is not exact."""

    words: tuple[Word, ...] = Field(min_length=1)
    place: Literal["before", "inside", "after", "around"]
    """`before` the number, `inside` (between number and unit), `after` the unit, or `around`: a word
    before the number that, with one of `closing` behind the unit, makes a frame outside the span."""
    modifier: Literal["exact", "about", "over", "under"]
    closing: tuple[Word, ...] = ()
    in_span: bool = True
    only_next: str = ""
    """A pattern that must stand right behind the word."""
    unless_next: str = ""
    unless_before: str = ""


class DateRule(Rule):
    """One way to write a date, as a pattern with named groups.

    Groups: `year`, `month`, `day`, `decade`, `part` (a key of `parts`), `named` (a key of `table`), and for
    the second end of a range `year2`, `month2`, `day2`, `part2`. `{name}` in a pattern stands for the
    lexicon `name`. `parts` maps a word to EDTF in which `Y`, `M` and `D` stand for what the groups gave, `N` for
    the next year, `L` for the last day of the month and `*` for the date without the word (上半年: `Y-01/Y-06`,
    以来: `*/..`). `table` maps a word to EDTF that is complete (十一五: 2006/2010) or lacks its year (国庆节: `Y-10-01`).
    """

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    century: str = ""
    """Put before two-digit years and decades: `19` or `20`."""
    parts: Mapping[Word, str] = {}
    table: Mapping[Word, str] = {}
    masked: bool = False
    offset: int = 0
    """Added to the year (民国: 1911)."""


class LexiconRule(Rule):
    """A named list of words, or a named pattern, to be used as `{name}` in patterns."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    words: tuple[Word, ...] = ()
    pattern: str = ""
    yes: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> "LexiconRule":
        if bool(self.words) == bool(self.pattern):
            raise ValueError("give either words or pattern")
        return self


class ExclusionRule(Rule):
    """What looks like a figure and is none."""

    phrases: tuple[Word, ...] = ()
    pattern: str = ""

    @model_validator(mode="after")
    def _something(self) -> "ExclusionRule":
        if bool(self.phrases) == bool(self.pattern):
            raise ValueError("give either phrases or pattern")
        return self


class CueRule(Rule):
    """Words around a figure that fill its item, role, per or part_of."""

    cue: Literal[
        "increase", "decrease", "reached", "compare", "target", "plan", "per", "average", "each", "part", "share",
        "skip", "verb", "boundary", "noun_stop", "founding", "carry_stop", "this_year", "last_year", "next_year",
        "from", "list",
    ]  # fmt: skip
    words: tuple[Word, ...] = ()
    pattern: str = ""

    @model_validator(mode="after")
    def _something(self) -> "CueRule":
        if not self.words and not self.pattern:
            raise ValueError("give words or pattern")
        return self


class TitleRule(Rule):
    """A line that opens a report, or (`opens: false`) a line that looks so and does not."""

    pattern: Word
    opens: bool = True


class HeadingRule(Rule):
    """A style of heading: how a line or sentence that opens a section begins."""

    pattern: Word
    rank: int = Field(ge=0, le=99)
    """Where styles nest: a lower rank encloses a higher one."""


class BoilerplateRule(Rule):
    """What a site wraps around reports: a `line` is masked, an `end` closes the report before it."""

    pattern: Word
    scope: Literal["line", "end"] = "line"


class ActivityRule(Rule):
    """What shows that a sentence reports a doing of a type."""

    type: Literal[
        "publicity", "training", "relief", "health_service", "funding", "mediation", "enforcement", "meeting",
        "research", "culture", "award", "policy", "staffing", "construction", "donation", "education",
        "production", "registration", "indicator", "other",
    ]  # fmt: skip
    words: tuple[Word, ...] = ()
    pattern: str = ""
    unless: tuple[Word, ...] = ()
    weight: int = Field(default=2, ge=1, le=9)

    @model_validator(mode="after")
    def _something(self) -> "ActivityRule":
        if not self.words and not self.pattern:
            raise ValueError("give words or pattern")
        return self


class ActorRule(Rule):
    """Endings of names of bodies that do things (局, 妇联, 委员会)."""

    words: tuple[Word, ...] = Field(min_length=1)


class CheckRule(Rule):
    """Tolerances, severity and messages of one family of checks.

    `messages` maps a result to a template in Chinese and English; `{names}` in it are filled by the
    check.
    """

    check: Word
    numbers: Mapping[str, float] = {}
    severity: Literal["error", "warning", "info"] = "warning"
    messages: Mapping[Literal["pass", "fail", "unsure"], Mapping[Literal["zh", "en"], str]] = {}


FAMILIES: Mapping[str, type[Rule]] = {
    "numerals": NumeralRule,
    "lexicons": LexiconRule,
    "units": UnitRule,
    "bare": BareRule,
    "modifiers": ModifierRule,
    "dates": DateRule,
    "exclusions": ExclusionRule,
    "cues": CueRule,
    "titles": TitleRule,
    "headings": HeadingRule,
    "boilerplate": BoilerplateRule,
    "activities": ActivityRule,
    "actors": ActorRule,
    "checks": CheckRule,
}
