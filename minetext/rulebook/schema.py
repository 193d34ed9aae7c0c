"""What a rule is: one model a family, checked on load.

A rule file maps family names to lists of rules; one file may hold several families. Every rule carries its
id, its reason and its own examples, which `minetext rules check` and the tests run.
"""

from collections.abc import Mapping
from string import Formatter
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from minetext.messages import Language
from minetext.model import ActivityType, Kind, Modifier, Result, Role, Severity

Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Pattern = Annotated[str, StringConstraints(max_length=4000)]


def _braces_close(template: str) -> str:
    try:
        list(Formatter().parse(template))
    except ValueError:
        raise PydanticCustomError("braces", "braces do not close") from None
    return template


Template = Annotated[str, AfterValidator(_braces_close)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]

PATTERN_FIELDS = (
    "pattern",
    "unless_next",
    "unless_before",
    "only_next",
    "only_before",
    "article",
    "before",
    "next",
    "needs",
    "first",
)
"""Fields of rules that hold a regular expression."""

ACTIVITY_TYPES: tuple[str, ...] = get_args(ActivityType)


class Strict(BaseModel):
    """Unknown keys are mistakes: a misspelt field must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A text and what must be found in it.

    With `figure`, the figure that is written so is found and has the cells given. Without, `yes` means that the
    rule applies somewhere in the text, and `no` that it does not. A `no` with `figure` is a near miss:
    the figure is there all the same. `type`, the slots of an activity and `result` (of a check) belong to the
    families `activities`, `slots` and `checks`.
    """

    text: str
    figure: str | None = None
    kind: Kind | None = None
    value: str | None = None
    value_max: str | None = None
    unit: str | None = None
    modifier: Modifier | None = None
    masked: bool | None = None
    per: str | None = None
    item: str | None = None
    role: Role | None = None
    date: str | None = None
    type: ActivityType | None = None
    name: str | None = None
    actors: str | None = None
    place: str | None = None
    beneficiaries: str | None = None
    result: Result | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class Rule(Strict):
    """What all rules share."""

    id: Identifier
    why: Annotated[str, StringConstraints(min_length=8)]
    yes: tuple[Example, ...] = Field(min_length=1)
    no: tuple[Example, ...] = ()
    enabled: bool = True


class WordsOrPattern(Rule):
    """A rule that is given as words, taken literally, or as a pattern."""

    words: tuple[Word, ...] = ()
    pattern: Pattern = ""

    @model_validator(mode="after")
    def _something(self) -> "WordsOrPattern":
        if not self.words and not self.pattern:
            raise PydanticCustomError("words_or_pattern", "give words or a pattern")
        return self


class VariantRule(Rule):
    """Characters that are written in more than one way (traditional, regional, full-width), and the one that rules use.

    All rules read the text with `written` replaced by `plain`, character by character; tables quote it as it stands.
    White space in both is ignored, so that long lists can be broken into lines.
    """

    written: str
    plain: str

    @field_validator("written", "plain")
    @classmethod
    def _without_space(cls, value: str) -> str:
        return "".join(value.split())

    @model_validator(mode="after")
    def _pairs(self) -> "VariantRule":
        if len(self.written) != len(self.plain):
            raise PydanticCustomError("pairs", "written and plain differ in length")
        return self


class NumeralRule(Rule):
    """Characters that write numbers, and what each is worth.

    `formal` digits (伍拾) count only before others or a scale, since they also write names.
    `digit`, `scale` (十百千) and `large` (万亿) map a character to its value; `half` to 0.5. `point`,
    `spoken_point` (点, between Chinese digits), `thousands`, `minus`, `plus`, `mask` and `range` (between two
    numbers) list words. `vague` maps a character that stands for an unknown digit (数十, 十几) to the least
    that it can mean. `fraction` maps a denominator written before its numerator to the unit of the rate
    (百分之: %), behind which a word of `negative` may stand (千分之负三); `share` maps a word for a part of a whole
    (一半) to its value; `over` lists what stands between the two of a bare fraction (分之), `ratio` between the two
    of a ratio (107:100). `month` maps a word that names a month to its number (元月: 1), `and` lists what joins
    two sums of money to one (三万元又五百元), `year_digit` maps a character that is a digit in a year only
    (二OO五年) to its value.
    """

    role: Literal[
        "digit", "scale", "large", "half", "point", "spoken_point", "thousands", "minus", "plus", "mask", "range",
        "formal", "vague", "fraction", "negative", "over", "ratio", "share", "and", "month", "year_digit",
    ]  # fmt: skip
    values: Mapping[Word, str] = Field(min_length=1)

    @field_validator("values", mode="before")
    @classmethod
    def _list_of_words(cls, value: object) -> object:
        return dict.fromkeys(value, "") if isinstance(value, list) else value


class UnitRule(Rule):
    """Words behind a number that say what kind of figure it is; of several that fit, the first rule counts."""

    words: tuple[Word, ...] = Field(min_length=1)
    kind: Literal["money", "headcount", "quantity", "rate", "duration", "age"]
    unit: str | None = None
    """What the unit cell says; the word as written where left out."""
    factor: str = "1"
    """What one of it is worth in that unit (角: 0.1)."""
    only_next: Pattern = ""
    """What must follow the word."""
    unless_next: Pattern = ""
    """What, right behind the word, shows that it is no unit here."""
    only_before: Pattern = ""
    """What must stand right before the number."""
    unless_before: Pattern = ""
    """What, right before the number, shows that this is no figure."""
    modifier: Modifier = "exact"
    """What the word itself says of the number (个多月: over)."""
    plus: str = "0"
    """What it adds to the number (个半月: 0.5)."""
    doubles: bool = False
    """True: the number counts doublings, and the value is by how many times the thing grew (两番: 3)."""
    digit_behind: str = ""
    """What a bare digit right behind the word is worth in that unit (一成二: 1 per cent each)."""
    article: Pattern = ""
    """What, right before a bare 一, shows that it is an article (这一次); `.*` where it always is (一种, 一项)."""
    masks: bool = True
    """False: a hidden number before the word is a hidden name (X市), no figure."""


class BareRule(Rule):
    """What a number without a unit counts or measures, told by the words beside it."""

    before: Pattern = ""
    """What must stand right before the number or, where `near` is false, somewhere before it in its sentence."""
    next: Pattern = ""
    """What must follow the number."""
    near: bool = True
    form: Literal["any", "scaled", "approximate", "ratio"] = "any"
    """Numbers that it holds for: those with 万 or 亿, those with 余 or 多, those that are ratios."""
    kind: Literal["money", "headcount", "quantity", "rate", "duration", "age"]
    unit: str = ""


class ModifierRule(Rule):
    """Words beside a number that say it is not exact."""

    words: tuple[Word, ...] = Field(min_length=1)
    place: Literal["before", "inside", "after", "around"]
    """`before` the number, `inside` (between number and unit), `after` the unit, or `around`: before the number
    and, where `closing` is given, with one of its words behind the unit, a frame that is no part of the figure."""
    modifier: Modifier
    closing: tuple[Word, ...] = ()
    kinds: tuple[Kind, ...] = ()
    """Kinds of figures that it can stand beside; all where left out."""
    only_next: Pattern = ""
    """What must stand right behind the word."""
    unless_next: Pattern = ""
    unless_before: Pattern = ""


LUNAR = r"^(?:(?:1[0-2]|[1-9])-(?:30|[12][0-9]|[1-9])(?::[+-]?[0-9]{1,2})?|[\u4e00-\u9fff]{2})$"


class DateRule(Rule):
    """One way to write a date, as a pattern with named groups.

    Groups: `year`, `month`, `day`, `decade`, `shift` (去年), `back` (三年来: 3), `named` (a key of `table`), `part`
    (a key of `parts`), and for the second end of a range `year2`, `month2`, `day2`. `{name}` in a pattern stands for
    the lexicon `name`. `parts` and `table` give EDTF in which `Y`, `M`, `D` stand for what the groups gave, `N` for
    the next year, `L` for the last day of the month and `*` for the date without the word (上半年: `Y-01/Y-06`,
    以来: `*/..`, 国庆节: `Y-10-01`).
    """

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    century: str = ""
    """Put before two-digit years and decades: `19` or `20`."""
    offset: int = 0
    """Added to the year (民国: 1911)."""
    needs: Pattern = ""
    """A simpler pattern that fits wherever this one does: numbers where no rule's fits are passed over at once."""
    parts: Mapping[str, str] = {}
    table: Mapping[str, str] = {}
    lunar: Mapping[str, Annotated[str, StringConstraints(pattern=LUNAR)]] = {}
    """When named days fall that the lunar calendar sets: month and day (9-9), days before or behind that (1-1:-1),
    or a solar term (清明). `S` and `R` in the templates stand for the month and the day of that year."""
    after: Literal["", "day", "month", "year"] = ""
    """The date is told by the one named before it: its `day` (and `days` behind that: 次日), `month` (当月), `year`."""
    days: int = Field(default=0, ge=-31, le=31)
    masked: bool = False


class LexiconRule(WordsOrPattern):
    """A named list of words, or a named pattern, to be used as `{name}` in the patterns of other rules."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    yes: tuple[Example, ...] = ()


class ExclusionRule(WordsOrPattern):
    """What looks like a figure and is none: words or a pattern that hold the number back."""

    needs: Pattern = ""
    """A simpler pattern that fits wherever this one does (see `DateRule.needs`)."""


Cue = Literal[
    "noun", "verb", "boundary", "linker", "increase", "decrease", "reached", "skip", "compare", "target", "achieved",
    "each", "every", "average", "share", "part", "founding", "reset", "this_year", "last_year", "next_year",
    "list_end", "particle", "place", "aspect", "classifier", "case",
    "plan", "carries_on", "sum", "not_now", "compared", "total", "more", "less",
]  # fmt: skip


class CueRule(Rule):
    """Words around a figure that help to fill its item, role, per, part_of and date.

    What each cue does is told in docs/rules.md.
    """

    cue: Cue
    words: tuple[Word, ...] = Field(min_length=1)
    unless_next: Pattern = ""
    unless_before: Pattern = ""


class SplitRule(WordsOrPattern):
    """Marks at which a text is cut: what ends a sentence, a clause or a member of a list of doings (`list`), what
    parts the members of a list of names or numbers (`member`), what still belongs to a sentence (`closing`).

    A `sentence` may be given by a `pattern`. `name` and `speech` are pairs of marks around a name (《》) or around
    words that are a name in mid-sentence only (“”): a sentence mark in a name ends nothing. `heading` ends a heading
    behind which text stands on the same line. `never_first` and
    `never_last` are characters that a line begins or ends with only where a sentence was broken.
    """

    unit: Literal[
        "sentence", "clause", "list", "member", "closing", "name", "speech", "heading", "never_first", "never_last",
    ]  # fmt: skip

    @model_validator(mode="after")
    def _sizes(self) -> "SplitRule":
        if self.pattern and self.unit != "sentence":
            raise PydanticCustomError("split_pattern", "only a sentence may be given by a pattern")
        size = {"name": 2, "speech": 2, "never_first": 1, "never_last": 1}.get(self.unit, 0)
        if size and any(len(word) != size for word in self.words):
            raise PydanticCustomError("split_words", "words of the wrong length")
        return self


TitleSort = Literal["piece", "title", "several", "general", "weak", "salutation", "attached", "inline", "affix"]


class TitleRule(Rule):
    """A line that opens a report, or (`opens: false`) a line that looks so and does not; the first that fits counts.

    The group `number` is where a compilation numbers its pieces, the group `title` of `inline` what is the title. What
    each sort does is told in docs/rules.md.
    """

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    opens: bool = True
    sort: TitleSort = "title"
    hints: tuple[Word, ...] = ()
    """Words, one of which stands in every text that an `inline` pattern fits: others are passed over at once."""


class HeadingRule(Rule):
    """A style of heading: how a line that opens a section begins."""

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    rank: int = Field(default=99, ge=0, le=99)
    """Where styles nest: a lower rank encloses a higher one."""
    form: Literal["start", "line", "bare", "label", "no"] = "start"
    """`start`: a sentence that begins so opens a section. `line`: the line must have this form and stand alone
    between paragraphs. `bare`: likewise, for headings without a number, which nest where the first of them stands.
    `label`: what names a paragraph at its beginning, with its text behind it; it nests as `bare` ones do.
    `no`: what looks like a `bare` heading and is none."""
    first: Pattern = ""
    """How the first heading of a list begins: a style that goes on counting behind it encloses it."""


class BoilerplateRule(Rule):
    """What a site wraps around reports.

    A `line` that has this form is masked, and so is one with this `inside`; an `end` is masked with all that follows.
    """

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    scope: Literal["line", "inside", "end"] = "line"
    hints: tuple[Word, ...] = ()
    """Words, one of which stands in every such line: lines without are passed over at once."""


class ParticularRule(Rule):
    """Where a report names its unit, its author or the day that it was signed: a pattern with a group `value`.

    It is looked for in the `title`, in a `line` that stands anywhere (masked ones, too), or is the form of a line of
    the `signature`, the short lines at the end of a report, or of the `heading`, those right behind its title.
    """

    gives: Literal["unit", "author", "signed"]
    place: Literal["title", "heading", "opening", "line", "signature"]
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class PageRule(Rule):
    """What shows that a short page is no report: a phrase, or for `links` the form of a line of a list of links."""

    tells: Literal["error_page", "login", "links"]
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class SectionRule(WordsOrPattern):
    """What a heading says about the figures that stand under it: `target`, that they are planned.

    `delivered` is for titles: the year of the title is that in which the report was given, of the year before.
    """

    gives: Literal["target", "delivered"]


class ActivityRule(WordsOrPattern):
    """What shows that a clause reports a doing of a type; the heaviest type wins."""

    type: ActivityType
    weight: int = Field(default=2, ge=1, le=9)
    unless_next: Pattern = ""


class SlotRule(Rule):
    """How the text names a cell of an activity: a pattern with a group `slot` (and what stands around it)."""

    slot: Literal["name", "actors", "place", "beneficiaries"]
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Message(Strict):
    """A sentence in both languages."""

    zh: Template
    en: Template

    def template(self, language: Language) -> str:
        """The sentence in one of them."""
        return self.zh if language == "zh" else self.en


class CheckRule(Rule):
    """Tolerances, severities and messages of one family of checks.

    `messages` maps a result to a template in Chinese and English; `{names}` in it are filled by the check.
    """

    check: Word
    numbers: Mapping[str, float] = {}
    patterns: Mapping[Word, Pattern] = {}
    """The words that the family looks for, by what they say."""
    severity: Mapping[Result, Severity]
    messages: Mapping[Word, Message]


class DictionaryRule(Rule):
    """Which words of a family's rules a segmenter keeps whole, and their part of speech; no figure comes of it."""

    family: Literal["", "units", "activities", "cues", "exclusions", "dates", "lexicons", "modifiers"] = ""
    sorts: tuple[Word, ...] = ()
    """Kinds, cues or types of the rules whose words are meant; all where left out."""
    pattern: Pattern = ""
    """The whole word must have this form."""
    words: tuple[Word, ...] = ()
    """Words that no other rule holds."""
    without: tuple[Word, ...] = ()
    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}$")]


class TableRule(WordsOrPattern):
    """What a caption, a head or a cell of a table says.

    `words` are all that a head says, `pattern` is looked for in it; both without unit, enumerator and white space.
    What each `gives` does is told in docs/rules.md. In examples, lines are rows, and ` | ` parts cells.
    """

    gives: Literal[
        "caption", "unit", "unit_mark", "lead", "part", "total", "sum", "subtotal", "target", "increase", "decrease",
        "period", "year", "years", "measure", "counted", "generic", "name", "corner", "aside", "labels",
        "no_figure", "blank", "number",
    ]  # fmt: skip
    kind: Literal["money", "headcount", "quantity", "rate", "duration", "age"] | None = None
    """The kind of a number whose unit is told nowhere else."""
    unit: str = ""
    """Its unit."""
    shift: int | None = Field(default=None, ge=-9, le=9)
    """How many years from the report's year a period is (上年: -1)."""


FAMILIES: Mapping[str, type[Rule]] = {
    "variants": VariantRule,
    "numerals": NumeralRule,
    "lexicons": LexiconRule,
    "units": UnitRule,
    "bare": BareRule,
    "modifiers": ModifierRule,
    "dates": DateRule,
    "exclusions": ExclusionRule,
    "cues": CueRule,
    "splits": SplitRule,
    "titles": TitleRule,
    "headings": HeadingRule,
    "boilerplate": BoilerplateRule,
    "particulars": ParticularRule,
    "pages": PageRule,
    "sections": SectionRule,
    "activities": ActivityRule,
    "slots": SlotRule,
    "tables": TableRule,
    "checks": CheckRule,
    "dictionary": DictionaryRule,
}
