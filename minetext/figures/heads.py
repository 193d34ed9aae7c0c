"""What a head of a table says: unit, kind, role, date, and what it names."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from minetext.figures.cells import CellReader, UnitText, stripped
from minetext.figures.dates import DateMention, PartialDate
from minetext.figures.lexicon import LONGEST, first_word
from minetext.figures.mention import Mention
from minetext.figures.scan import Scanner
from minetext.model import NOWHERE, Kind, Role, Sentence, Span
from minetext.rulebook import Rulebook, alternatives
from minetext.rulebook.schema import CueRule, TableRule

MAX_HEAD = 60
"""Characters of a head that are read."""

SHORT = 2
"""Characters of a unit that no rule knows, in a caption: what is longer may be a body (单位：县妇联)."""

_BRACKETS = re.compile(r"[(（\[［〔【]([^()（）\[\]［］〔〕【】]*)[)）\]］〕】]\s*")
_TAIL = re.compile(r"[\s/／,，、:：]([^\s/／,，、:：]+)$")
_EDGE = " \t\u3000\u00a0:：、,，。;；*＊#＃"


class NumberSort(NamedTuple):
    """What sort of number a head says to stand under it."""

    kind: Kind
    unit: str
    rule: str


class Head(NamedTuple):
    """What a head says."""

    span: Span
    named: Span
    """What it names, without unit, date and enumerator; nowhere where nothing is left."""
    unit: UnitText | None = None
    period: DateMention | None = None
    role: Role = "level"
    says: frozenset[str] = frozenset()
    """What rules give to it, by `TableRule.gives`."""
    measure: NumberSort | None = None
    """What kind of number stands under it, where the words for that are plain."""
    counted: NumberSort | None = None
    """The same, where they may as well name what is told of."""
    per: str = ""

    @property
    def names(self) -> bool:
        """Whether it names what is counted, and not only how or when."""
        return bool(self.named) and not self.says & NAMELESS


ROLES: Mapping[str, Role] = {"target": "target", "increase": "increase", "decrease": "decrease"}

NAMELESS = frozenset(("generic", "total", "subtotal", "increase", "decrease", "target", "corner", "unit"))


class _Rule(NamedTuple):
    rule: TableRule
    words: frozenset[str]
    pattern: "re.Pattern[str] | None"

    def holds(self, said: str) -> bool:
        return said in self.words or bool(self.pattern and self.pattern.search(said))


class HeadReader:
    """The rules for heads and captions, compiled."""

    def __init__(self, rulebook: Rulebook, scanner: Scanner, cells: CellReader) -> None:
        self._scanner = scanner
        self._cells = cells
        rules = rulebook.of(TableRule)
        self._rules = [
            _Rule(rule, frozenset(rule.words), rulebook.compile(rule.pattern))
            for rule in rules
            if rule.gives not in ("caption", "lead", "part", "unit_mark", "year", "blank", "number")
        ]

        def joined(gives: str) -> "re.Pattern[str] | None":
            chosen = [rule for rule in rules if rule.gives == gives]
            words = alternatives(word for rule in chosen for word in rule.words)
            patterns = [f"(?:{one})" for one in (words, *(rule.pattern for rule in chosen)) if one]
            return rulebook.compile("|".join(patterns))

        self._lead, self._part, self._mark = joined("lead"), joined("part"), joined("unit_mark")
        self._caption, self._year = joined("caption"), joined("year")
        self._caption_rule = next((rule.id for rule in rules if rule.gives == "caption"), "")
        self._year_rule = next((rule.id for rule in rules if rule.gives == "year"), "")
        self.unit_rule = next((rule.id for rule in rules if rule.gives == "unit"), "")
        """The rule for columns of units."""
        self._average, self._every = (
            rulebook.compile(
                alternatives(word for rule in rulebook.of(CueRule) if rule.cue == cue for word in rule.words)
            )
            for cue in ("average", "every")
        )

    def read(self, text: str, span: Span) -> Head:
        """What the head in a span says."""
        whole = stripped(text, span)
        start, end, part = whole.start, min(whole.end, whole.start + MAX_HEAD), False
        while True:
            found = self._part and self._part.match(text, start, end)
            part = part or bool(found)
            found = found or (self._lead and self._lead.match(text, start, end))
            if not found or found.end() == start:
                break
            start = found.end()
        unit, start, end = self._unit(text, start, end)
        date, start, end = self._date(text, start, end)
        named = _trimmed(text, start, end)
        # a typesetter spreads the characters of a short head: 合　　计
        said = "".join(text[slice(*named)].split())
        rules = [one.rule for one in self._rules if one.holds(said)] if said else []
        says = {rule.gives for rule in rules} | ({"part"} if part else set())
        role: Role = next((ROLES[rule.gives] for rule in rules if rule.gives in ROLES), "level")
        shifted = next((rule for rule in rules if rule.gives == "period"), None)
        period = date.date if date else None
        if shifted is not None and period is None:
            period = DateMention(shifted.id, PartialDate(), shift=shifted.shift)
            named = NOWHERE
        return Head(
            whole, named, unit, None if role in ("increase", "decrease") else period, role, frozenset(says),
            self._sort("measure", said),
            self._sort("counted", said),
            self._per(said),
        )  # fmt: skip

    def _per(self, said: str) -> str:
        """What a number under a head is per: 人 of 人均 and of 每人."""
        average = self._average.search(said) if self._average else None
        if average:
            return average[0][:-1]
        every = self._every.search(said) if self._every else None
        return first_word(said[every.end() :][:LONGEST])[0] if every else ""

    def _sort(self, gives: str, said: str) -> NumberSort | None:
        """The sort of numbers that the first rule gives which holds for a head."""
        rule = next((one for one in self._rules if one.rule.gives == gives and one.holds(said)), None) if said else None
        if rule is None:
            return None
        found = rule.pattern.search(said) if rule.pattern else None
        unit = found.groupdict().get("unit") if found else None
        return NumberSort(rule.rule.kind or "quantity", unit or rule.rule.unit, rule.rule.id)

    def year(self, text: str, span: Span) -> DateMention | None:
        """The date that a bare year is."""
        found = self._year and self._year.fullmatch(text, *span)
        return DateMention(self._year_rule, PartialDate(found[0])) if found else None

    def caption(self, text: str, span: Span) -> list[UnitText]:
        """The units that a caption gives to the whole table: 单位：万元、人."""
        found = self._caption and self._caption.search(text, *span)
        if not found:
            return []
        units, place = [], found.start("units")
        for piece in re.split(r"([、,，/／;；和及\s])", found["units"]):
            # 元/人 is one unit
            unit = self._cells.unit(text, Span(place, place + len(piece)), self._caption_rule, SHORT)
            place += len(piece)
            if unit is not None and unit.text not in "、,，/／;；和及":
                units.append(unit)
        whole = self._cells.unit(text, Span(*found.span("units")))
        return [whole] if whole is not None else units

    def dates(self, text: str, span: Span) -> list[Mention]:
        """The dates in a stretch of text."""
        found = self._scanner.scan(text, [Sentence(span, -1, 0)]) if span else ()
        return [one for one in found if isinstance(one, Mention) and one.date]

    def _unit(self, text: str, start: int, end: int) -> tuple[UnitText | None, int, int]:
        """The unit of a head, and what is left of the head."""
        for match in _BRACKETS.finditer(text, start, end):
            inside = Span(*match.span(1))
            mark = self._mark.match(text, *inside) if self._mark else None
            told = Span(mark.end() if mark else inside.start, inside.end)
            unit = self._cells.unit(text, told, self._caption_rule, SHORT if mark else 0)
            if unit is None:
                continue
            if match.start() == start:
                return unit, match.end(), end
            # what stands behind a unit in the middle of a head says no more
            return unit, start, match.start()
        tail = _TAIL.search(text, start, end)
        if tail:
            unit = self._cells.unit(text, Span(*tail.span(1)))
            if unit is not None:
                return unit, start, tail.start()
        for size in (2, 1):
            sign = Span(max(start, end - size), end)
            if sign and not any(one.isalnum() for one in text[slice(*sign)]):
                unit = self._cells.unit(text, sign)
                if unit is not None:
                    return unit, start, sign.start
        unit = self._cells.unit(text, Span(start, end)) if end - start <= 1 else None
        return (unit, end, end) if unit and unit.kind == "rate" else (None, start, end)

    def _date(self, text: str, start: int, end: int) -> tuple[Mention | None, int, int]:
        """The date that a head names, and what is left of the head."""
        dates = self.dates(text, Span(start, end)) if start < end else []
        if not dates:
            return None, start, end
        date = dates[0]
        if date.start == start:
            return date, date.end, end
        return date, start, date.start if date.end == end else end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end) if start < end else NOWHERE
