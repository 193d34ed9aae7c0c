"""The corrections that a rule would have prevented, put together, so that a rule author knows where to work."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import regex

from minetext.corrections.correction import Correction, in_force
from minetext.figures import FigureReader
from minetext.figures.numerals import Numerals
from minetext.layout import Layout, one_draft
from minetext.model import Source
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import FAMILIES as RULES
from minetext.rulebook.schema import (
    ActivityRule,
    CueRule,
    DateRule,
    ModifierRule,
    NumeralRule,
    Rule,
    SlotRule,
    UnitRule,
)

What = Literal["missed", "wrong", "rejected", "false_alarm"]
"""A figure that was added; a cell that was corrected; a row that was rejected; a check that was."""

BESIDE = 2
"""Characters on either side that are told of a group, where they are the same in several."""

EXAMPLES = 3

OF_CHARACTERS = frozenset(("kind", "value", "value_max", "unit", "modifier", "masked"))
"""Columns that the characters of a figure fill; the others come from what stands around it."""

FAMILIES: Mapping[str, type[Rule]] = {
    "value": NumeralRule, "value_max": NumeralRule, "unit": UnitRule, "modifier": ModifierRule, "masked": NumeralRule,
    "per": CueRule, "item": CueRule, "role": CueRule, "part_of": CueRule, "date": DateRule, "activity_id": ActivityRule,
    "activity_type": ActivityRule, "name": SlotRule, "actors": SlotRule, "place": SlotRule, "beneficiaries": SlotRule,
}  # fmt: skip
"""The rules that fill a column, where it is not the rule that found the row."""


class Suggestion(NamedTuple):
    """Corrections of one sort."""

    what: What
    table: str
    column: str
    """The corrected one; of what was added, its kind."""
    rule: str
    """What found the row; of what was added, the rule that held it back, if one did."""
    shape: str
    """The characters of the figure with `#` for every number."""
    before: str
    """What stands before most of them."""
    after: str
    """What stands behind most of them."""
    times: int
    family: str
    """The family of rules to work on."""
    where: str
    """`FILE:LINE` of the rule, or the file of the family."""
    examples: tuple[str, ...]
    """`before【text】after`, with what was corrected."""


class Suggester:
    """Groups corrections by what the rules made of them."""

    def __init__(self, rulebook: Rulebook, layout: Layout, reader: FigureReader) -> None:
        self._rulebook = rulebook
        self._layout = layout
        self._reader = reader
        self._number = regex.compile(Numerals(rulebook).pattern)

    def suggest(self, log: Sequence[Correction]) -> list[Suggestion]:
        """The corrections in force that changed something, grouped; the largest groups first."""
        groups: dict[tuple[What, str, str, str, str], list[Correction]] = defaultdict(list)
        for what, column, one in _faults(log):
            shaped = one.table == "figures" and (what != "wrong" or column in OF_CHARACTERS)
            rule = self._held_back(one) if what == "missed" else one.rule
            groups[what, one.table, column, rule, self._shape(one.text) if shaped else ""].append(one)
        found = [self._suggestion(*key, group) for key, group in groups.items()]
        return sorted(found, key=lambda one: (-one.times, one[:5]))

    def _suggestion(
        self, what: What, table: str, column: str, rule: str, shape: str, group: Sequence[Correction]
    ) -> Suggestion:
        family, where = self._where(what, table, column, rule)
        before = _common([one.before[-BESIDE:] for one in group])
        after = _common([one.after[:BESIDE] for one in group])
        examples = tuple(_example(what, one) for one in group[:EXAMPLES])
        return Suggestion(what, table, column, rule, shape, before, after, len(group), family, where, examples)

    def _shape(self, text: str) -> str:
        return self._number.sub("#", " ".join(text.split()))

    def _held_back(self, one: Correction) -> str:
        """The rule that says that an added figure is none, or why it was left out."""
        text = self._rulebook.variants.fold(one.before + one.text + one.after)
        report = self._layout.report(Source("", text), one_draft(text))
        start, end = len(one.before), len(one.before) + len(one.text)
        for leftover in self._reader.leftovers(text, report):
            if leftover.start < end and start < leftover.end:
                return leftover.rule or leftover.reason
        return ""

    def _where(self, what: What, table: str, column: str, rule: str) -> tuple[str, str]:
        """The family and the place of the rule to work on."""
        own = next((one for one in rule.split(";") if one in self._rulebook.rules), "")
        by_family = FAMILIES.get(column) if (what == "wrong" and table == "figures") or not own else None
        if what == "missed" and not own:
            by_family = DateRule if column == "date" else UnitRule
        if by_family is not None:
            # a family may lie in several files
            files = Counter(self._rulebook.places[one.id].path for one in self._rulebook.of(by_family))
            return _family(by_family), min(files, key=lambda path: (-files[path], path), default="")
        if not own:
            return "", ""
        return _family(type(self._rulebook.rules[own])), str(self._rulebook.places[own])


def _faults(log: Sequence[Correction]) -> Iterator[tuple[What, str, Correction]]:
    """What was wrong with the rows, with the column that was."""
    for decided in in_force(log):
        said = [log[number] for number in decided.rows]
        if decided.rejected:
            if not decided.added:
                yield "false_alarm" if decided.table == "checks" else "rejected", "", said[-1]
        elif decided.added:
            yield "missed", decided.cells.get("kind", ""), said[0]
        else:
            for one in said:
                if one.action == "correct":
                    yield "wrong", one.column, one


def _family(kind: type[Rule]) -> str:
    """The name of a family as rule files have it: `units`, `activities`."""
    return next(name for name, rule in RULES.items() if rule is kind)


def _common(words: Sequence[str]) -> str:
    """What most of the members of a group have; of one alone, what it has."""
    word, count = Counter(words).most_common(1)[0]
    return word if count * 2 > len(words) else ""


def _example(what: What, one: Correction) -> str:
    context = f"{one.before[-20:]}【{one.text[:60]}】{one.after[:20]}"
    told = " ".join(context.split())
    return f"{told}: {one.column} {one.old or '?'} → {one.new or '-'}" if what == "wrong" else told
