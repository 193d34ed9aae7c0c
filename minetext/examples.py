"""Every rule's own examples, run: what `minetext rules check` and the tests do."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from minetext.activities.classify import TriggerWords
from minetext.activities.slots import SlotFinder
from minetext.audit import ACROSS
from minetext.explain import Explanation, compare, explain, explain_source
from minetext.layout import one_draft
from minetext.layout.lines import lines, paragraphs
from minetext.layout.sentences import sentences
from minetext.model import Figure, Source, Span
from minetext.numbers import plain
from minetext.readers.base import Content
from minetext.readers.document import DocumentBuilder, TableCell
from minetext.rulebook import Splits
from minetext.rulebook.schema import (
    ActivityRule,
    BareRule,
    BodyRule,
    BoilerplateRule,
    CheckRule,
    CueRule,
    DateRule,
    DictionaryRule,
    Example,
    ExclusionRule,
    FactRule,
    HeadingRule,
    LexiconRule,
    ModifierRule,
    NumeralRule,
    PageRule,
    ParticularRule,
    Rule,
    SectionRule,
    SlotRule,
    SplitRule,
    TableRule,
    TellingRule,
    TitleRule,
    UnitRule,
    VariantRule,
)
from minetext.stages import Stages
from minetext.words.dictionary import chosen

YEAR = 2019
"""Examples are read as standing in a report of this year."""

CELL = " | "
"""What parts the cells of a table in an example."""

REPORT = " || "
"""What parts reports of one unit in an example, the last of this year, those before of the years before."""

CELLS = ("kind", "value", "value_max", "unit", "modifier", "masked", "per", "item", "role", "date")


class Failure(NamedTuple):
    """An example that does not hold."""

    rule: str
    positive: bool
    text: str
    wanted: str
    found: str


def run_examples(stages: Stages) -> Iterator[Failure]:
    """The examples that do not hold, rule by rule."""
    runner = _Runner(stages)
    for rule in stages.rulebook.rules.values():
        if rule.enabled:
            for positive, examples in ((True, rule.yes), (False, rule.no)):
                for example in examples:
                    failure = runner.run(rule, example, positive)
                    if failure:
                        yield Failure(rule.id, positive, example.text, *failure)


Outcome = tuple[str, str] | None
"""What was wanted and what was found instead, or None where the example holds."""


class _Runner:
    """Runs an example by the family of its rule."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._words = TriggerWords(stages.rulebook)
        self._slots = SlotFinder(stages.rulebook)
        self._splits = Splits(stages.rulebook)
        by_words: Callable[[Rule, Example, bool], Outcome] = self._cells
        self._families: Mapping[type[Rule], Callable[[Rule, Example, bool], Outcome]] = {
            NumeralRule: by_words, ModifierRule: by_words, CueRule: by_words, LexiconRule: by_words,
            VariantRule: by_words, TableRule: self._table,
            UnitRule: by_words, BareRule: by_words, DateRule: by_words, ExclusionRule: self._exclusion,
            SplitRule: self._split, TitleRule: self._title, PageRule: self._page, ParticularRule: self._particular,
            HeadingRule: self._heading,
            BodyRule: self._body,
            BoilerplateRule: self._boilerplate, SectionRule: self._inside, ActivityRule: self._activity,
            SlotRule: self._slot, CheckRule: self._check, DictionaryRule: self._dictionary,
            FactRule: self._fact, TellingRule: self._fact,
        }  # fmt: skip

    def run(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        return self._families[type(rule)](rule, example, positive)

    def _explain(self, example: Example) -> Explanation:
        return explain(self._stages, example.text, YEAR)

    def _table(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        source = _with_table(example.text)
        return self._judge(rule, example, positive, explain_source(self._stages, source, YEAR).figures)

    def _cells(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        return self._judge(rule, example, positive, self._explain(example).figures)

    def _judge(self, rule: Rule, example: Example, positive: bool, figures: list[Figure]) -> Outcome:
        by_id = isinstance(rule, UnitRule | BareRule | DateRule)
        if example.figure is None:
            found = [figure for figure in figures if (figure.rule == rule.id if by_id else figure.kind != "date")]
            return (rule.id, _told(figures)) if bool(found) != positive else None
        wanted = {name: value for name in CELLS if (value := getattr(example, name)) is not None}
        same = [figure for figure in figures if figure.text == example.figure]
        if any(all(_cell(figure, name) == str(value) for name, value in wanted.items()) for figure in same):
            return None if not (positive and by_id) or _gave(rule, same) else (rule.id, same[0].rule)
        return f"{example.figure} {wanted}", _told(figures)

    def _exclusion(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        if example.figure is not None:
            return self._cells(rule, example, positive)
        left_out = [leftover.rule for leftover in self._explain(example).leftovers]
        return (rule.id, ", ".join(left_out)) if (rule.id in left_out) != positive else None

    def _split(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, SplitRule)
        text = example.text
        found = list(sentences(text, Span(0, len(text)), self._splits))
        if rule.unit == "clause":
            holds = any(len(self._splits.cuts(text, *one)) > 2 for one in found)
        elif rule.unit == "sentence":
            holds = len(found) > 1
        elif rule.unit in ("name", "speech"):
            holds = len(found) == 1 and any(one[0] in text for one in rule.words)
        elif rule.unit in ("never_first", "never_last"):
            holds = len(paragraphs(lines(text), text, self._splits, None)) == 1
        elif rule.unit == "closing":
            holds = any(text[: one.end].endswith(rule.words) for one in found)
        else:
            holds = any(word in text for word in rule.words)
        return (rule.unit, str(found)) if holds != positive else None

    def _title(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, TitleRule)
        how = "search" if rule.sort in ("inline", "affix") else "fullmatch"
        return self._matches(rule, example, positive, how)

    def _page(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, PageRule)
        return self._matches(rule, example, positive, "fullmatch" if rule.tells == "links" else "search")

    def _particular(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, ParticularRule)
        return self._matches(
            rule, example, positive, "fullmatch" if rule.place in ("signature", "heading") else "search"
        )

    def _heading(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, HeadingRule)
        return self._matches(rule, example, positive, "match" if rule.form in ("start", "label") else "fullmatch")

    def _inside(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        return self._matches(rule, example, positive, "search")

    def _body(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, BodyRule)
        if rule.pattern:
            return self._matches(rule, example, positive, "search")
        holds = any(word in self._stages.rulebook.variants.fold(example.text) for word in rule.words)
        return (rule.id, example.text) if holds != positive else None

    def _boilerplate(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, BoilerplateRule)
        return self._matches(rule, example, positive, "search" if rule.scope == "inside" else "fullmatch")

    def _matches(self, rule: Rule, example: Example, positive: bool, how: str) -> Outcome:
        pattern = self._stages.rulebook.compile(getattr(rule, "pattern", ""))
        found = getattr(pattern, how)(self._stages.rulebook.variants.fold(example.text)) if pattern else None
        return (rule.id, found[0] if found else "-") if bool(found) != positive else None

    def _activity(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, ActivityRule)
        whole = Span(0, len(example.text))
        triggers = self._words.triggers(self._stages.rulebook.variants.fold(example.text), *whole)
        votes = self._words.votes(triggers, [(*whole, 1)])
        found = votes.winner()
        if not positive:
            return (f"not {rule.type}", str(found)) if found == rule.type else None
        holds = found == (example.type or rule.type) and rule.id in votes.rules[found]
        return None if holds else (f"{example.type or rule.type} by {rule.id}", f"{found} by {votes.rules}")

    def _slot(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, SlotRule)
        if not positive:
            return self._matches(rule, example, positive, "search")
        slots = self._slots.find(self._stages.fold(Source("", example.text)), Span(0, len(example.text)))
        value = getattr(slots, rule.slot)
        found = ";".join(value) if isinstance(value, tuple) else value
        wanted = getattr(example, rule.slot) or ""
        holds = wanted in value if isinstance(value, tuple) else wanted == value
        return None if holds else (wanted, found)

    def _fact(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        source = self._stages.fold(Source("", example.text))
        report = self._stages.layout.report(source, one_draft(source.text, ""))
        evidence = self._stages.prove(source, report)
        rules = {name for one in evidence.every for name in (one.rule, one.telling)}
        several = isinstance(rule, TellingRule) and not rule.sorts
        found = f"{evidence.years.edtf()} by {', '.join(sorted(rules))}"
        wanted = example.date if positive and example.date is not None else evidence.years.edtf()
        holds = (several or (rule.id in rules) == positive) and wanted == evidence.years.edtf()
        return None if holds else (f"{wanted} by {rule.id}", found)

    def _dictionary(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, DictionaryRule)
        found = example.text in chosen(self._stages.rulebook, rule)
        return (rule.id, str(found)) if found != positive else None

    def _check(self, rule: Rule, example: Example, positive: bool) -> Outcome:
        assert isinstance(rule, CheckRule)
        if rule.check in ACROSS:
            texts = example.text.split(REPORT)
            found = compare(self._stages, texts, YEAR, revised=rule.check == "revision")
            results = [check.result for check in found if check.rule == rule.id]
        else:
            results = [check.result for check in self._explain(example).checks if check.rule == rule.id]
        holds = example.result in results if example.result else bool(results)
        return (f"{example.result}", ", ".join(results)) if holds != positive else None


def _with_table(text: str) -> Source:
    """The table of an example, below the lines before its first row."""
    builder = DocumentBuilder()
    rows = [line.split(CELL) for line in text.splitlines()]
    while rows and len(rows[0]) == 1:
        builder.line(rows.pop(0)[0])
    builder.table([[TableCell(cell) for cell in row] for row in rows])
    return builder.source(Content("", b""), "")


def _gave(rule: Rule, figures: list[Figure]) -> bool:
    """Whether a rule found one of the figures, or a unit of it ends one (the 分 of 1元2角3分)."""
    words = rule.words if isinstance(rule, UnitRule) else ()
    return any(figure.rule == rule.id or (bool(words) and figure.text.endswith(words)) for figure in figures)


def _cell(figure: Figure, name: str) -> str:
    value = getattr(figure, name)
    return plain(value) if name in ("value", "value_max") else str(value)


def _told(figures: list[Figure]) -> str:
    return "; ".join(
        f"{figure.text} {{{', '.join(f'{name}: {_cell(figure, name)}' for name in CELLS)}}} by {figure.rule}"
        for figure in figures
    )
