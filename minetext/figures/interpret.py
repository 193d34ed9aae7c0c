"""From a numeral in its place to a mention: value, unit, modifier, mask and range."""

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple

import regex

from minetext.figures.numerals import Number, Numerals
from minetext.figures.patterns import character_class
from minetext.figures.scan import Token
from minetext.model import Kind, Modifier
from minetext.rulebook import Rulebook, alternatives
from minetext.rulebook.schema import BareRule, ModifierRule, UnitRule

REACH = 12
"""How many characters before a number may hold its modifier."""

PRECISE = Context(prec=12)


class Mention(NamedTuple):
    """A figure of the text with the cells that its own characters tell."""

    start: int
    end: int
    kind: Kind
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    modifier: Modifier
    masked: bool
    per: str
    rule: str
    core: int
    """Where the numeral begins: behind the modifier."""


class _Unit(NamedTuple):
    rule: UnitRule
    unless_next: "regex.Pattern[str] | None"
    only_next: "regex.Pattern[str] | None"
    unless_before: "regex.Pattern[str] | None"
    only_clause: "regex.Pattern[str] | None"


class _Modifiers(NamedTuple):
    pattern: "regex.Pattern[str]"
    by_word: dict[str, ModifierRule]


class Interpreter:
    """Unit, modifier and bare-number rules, compiled."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._numerals = numerals
        self._units: dict[str, list[_Unit]] = {}

        def compiled(pattern: str, ending: str = "") -> "regex.Pattern[str] | None":
            return regex.compile(f"(?:{rulebook.expand(pattern)}){ending}") if pattern else None

        for rule in rulebook.of(UnitRule):
            unit = _Unit(
                rule,
                compiled(rule.unless_next),
                compiled(rule.only_next),
                compiled(rule.unless_before, "$"),
                compiled(rule.only_clause),
            )
            for word in rule.words:
                self._units.setdefault(word, []).append(unit)
        words = alternatives(self._units)
        self._unit = regex.compile(rf"[ \u3000\u00a0]?({words})")
        self._second_unit = regex.compile(rf"[(（](?:{words})[)）]")
        self._per = regex.compile(r"[ ]?[/／每](\p{Han}{1,4})")
        self._bare = [
            (rule, compiled(rule.before, "$"), compiled(rule.next)) for rule in rulebook.of(BareRule)
        ]
        modifiers = rulebook.of(ModifierRule)
        self._before = self._modifiers(rulebook, modifiers, "before", r"(?:{})\s?$")
        self._around = self._modifiers(rulebook, modifiers, "around", r"(?:{})\s?$")
        self._after = self._modifiers(rulebook, modifiers, "after", r"[ \u3000]?(?:{})")
        self._inside = self._modifiers(rulebook, modifiers, "inside", r"(?:{})")
        self._large = regex.compile(numerals.large_run)
        self._sign = regex.compile(numerals.sign)
        number = f"(?:{numerals.fraction})?(?:{numerals.numeral})"
        self._range = regex.compile(rf"[ ]?{numerals.range}[ ]?({number})")
        self._numeral = regex.compile(numerals.numeral)
        self._decimal_point = regex.compile(character_class(".．﹒"))

    @staticmethod
    def _modifiers(
        rulebook: Rulebook, rules: Sequence[ModifierRule], place: str, frame: str
    ) -> _Modifiers:
        by_word = {word: rule for rule in rules if rule.place == place for word in rule.words}
        parts = []
        for word in sorted(by_word, key=lambda word: (-len(word), word)):
            rule = by_word[word]
            part = regex.escape(word)
            if rule.unless_before:
                part = rf"(?<!{rulebook.expand(rule.unless_before)}){part}"
            if rule.unless_next and place in ("inside", "after"):
                part = rf"{part}(?!{rulebook.expand(rule.unless_next)})"
            parts.append(part)
        pattern = "|".join(parts) or "(?!)"
        return _Modifiers(regex.compile(frame.format(f"(?P<word>{pattern})")), by_word)

    def mention(self, text: str, token: Token, clause_start: int, end: int) -> Mention | None:
        """The figure that a token opens; None where its number has no unit and no rule for bare numbers."""
        if token.kind == "ratio":
            return self._ratio(text, token, clause_start, end)
        start, position = token.start, token.end
        fraction = ""
        if token.kind == "fraction":
            fraction = next(word for word in self._numerals.fractions if text.startswith(word, start))
        number = None if token.kind == "mask" else self._numerals.parse(text[start + len(fraction) : position])
        if number is None and token.kind != "mask":
            return None
        number, position, inside = self._scaled(text, number, position, end)
        high: Number | None = None
        second = self._range.match(text, position, end)
        if second and number is not None and not fraction:
            high, position = self._second_end(text, second, end)
        unit = self._fraction_unit(fraction) if fraction else self._unit_at(text, start, position, clause_start, end)
        if unit is None and high is not None and second is not None:
            high, position = None, second.start()
            unit = self._unit_at(text, start, position, clause_start, end)
        if unit is None:
            return self._bare_mention(text, token, number, inside, position, clause_start, end)
        rule, written, position = unit
        factor = Decimal(rule.factor)
        value = number.value * factor if number else None
        top = high.value * factor if high else number.high * factor if number and number.high is not None else None
        if number is not None and high is None and rule.kind == "money":
            value, position = self._smaller_coins(text, value, position, end)
        if high is None and number is not None and not fraction:
            top_value, position = self._range_with_units(text, rule, written, position, clause_start, end)
            top = top if top_value is None else top_value
        second_unit = self._second_unit.match(text, position, end)
        position = second_unit.end() if second_unit else position
        if top is not None and value is not None and high is not None:
            value = self._shared_scale(text, token, value, top)
        per = self._per.match(text, position, end) if rule.kind in ("money", "quantity") else None
        return self._finish(
            text, token, position if per is None else per.end(), end, clause_start, inside, number,
            kind=rule.kind, value=value, value_max=top, unit=written if rule.unit is None else rule.unit,
            per=per[1] if per else "", rule=rule.id,
        )  # fmt: skip

    def _finish(
        self, text: str, token: Token, position: int, end: int, clause_start: int, inside: str,
        number: Number | None, *, kind: Kind, value: Decimal | None, value_max: Decimal | None, unit: str,
        per: str, rule: str,
    ) -> Mention:  # fmt: skip
        start = token.start
        sign = text[start - 1] if start > clause_start and self._sign.match(text[start - 1]) else ""
        if sign and not (text[start - 2 : start - 1].isalnum() and start - 1 > clause_start):
            start -= 1
            value = -value if value is not None and sign in self._numerals.minus else value
        modifier, start, position = self._modifier(text, start, position, end, clause_start, inside, number)
        if value_max is not None and value is not None and value_max < value:
            value_max = None
        return Mention(
            start, position, kind, value, value_max, unit, modifier, token.kind == "mask", per, rule, token.start
        )

    def _scaled(self, text: str, number: Number | None, position: int, end: int) -> tuple[Number | None, int, str]:
        """Take in what stands between a number and its unit: 余, 多 and a scale behind them."""
        inside = ""
        match = self._inside.pattern.match(text, position, end)
        if match:
            position, inside = match.end(), match["word"]
        large = self._large.match(text, position, end)
        if large and (inside or number is None):
            if number is not None:
                worth = Decimal(1)
                for one in large[0]:
                    worth *= self._numerals.large[one]
                number = number._replace(
                    value=number.value * worth, high=None if number.high is None else number.high * worth
                )
            position = large.end()
            match = None if inside else self._inside.pattern.match(text, position, end)
            if match:
                position, inside = match.end(), match["word"]
        return number, position, inside

    def _second_end(self, text: str, match: "regex.Match[str]", end: int) -> tuple[Number | None, int]:
        written = match[1]
        fraction = next((word for word in self._numerals.fractions if written.startswith(word)), "")
        number = self._numerals.parse(written[len(fraction) :])
        if number is None:
            return None, match.start()
        number, position, _ = self._scaled(text, number, match.end(), end)
        return number, position

    def _range_with_units(
        self, text: str, rule: UnitRule, written: str, position: int, clause_start: int, end: int
    ) -> tuple[Decimal | None, int]:
        """The second end of a range whose first end has the unit too (10万元—15万元)."""
        second = self._range.match(text, position, end)
        if not second:
            return None, position
        high, after = self._second_end(text, second, end)
        unit = self._unit_at(text, second.start(1), after, clause_start, end) if high else None
        if high is None or unit is None or unit[0].id != rule.id or (rule.unit is None and unit[1] != written):
            return None, position
        return high.value * Decimal(unit[0].factor), unit[2]

    def _shared_scale(self, text: str, token: Token, low: Decimal, high: Decimal) -> Decimal:
        """3—5万元 means 30,000 to 50,000: the first end shares a scale that only the second bears."""
        written = text[token.start : token.end]
        if high <= low or any(one in written for one in self._numerals.large):
            return low
        for worth in sorted(set(self._numerals.large.values()), reverse=True):
            if high >= worth and low < high / worth * 10 and low * worth <= high:
                return low * worth
        return low

    def _smaller_coins(
        self, text: str, value: Decimal | None, position: int, end: int
    ) -> tuple[Decimal | None, int]:
        """Add what follows in smaller coins: 123元1角1分."""
        while value is not None:
            match = self._numeral.match(text, position, end)
            number = self._numerals.parse(match[0]) if match else None
            unit = self._unit.match(text, match.end(), end) if match and number else None
            coins = [one.rule for one in self._units[unit[1]] if Decimal(one.rule.factor) < 1] if unit else []
            if not coins or number is None or unit is None or coins[0].kind != "money":
                break
            value, position = value + number.value * Decimal(coins[0].factor), unit.end()
        return value, position

    def _fraction_unit(self, fraction: str) -> "tuple[UnitRule, str, int] | None":
        raise NotImplementedError

    def _unit_at(
        self, text: str, start: int, position: int, clause_start: int, end: int
    ) -> tuple[UnitRule, str, int] | None:
        match = self._unit.match(text, position, end)
        if not match:
            return None
        word, after = match[1], match.end()
        numeral = text[start:position]
        for unit in self._units[word]:
            rule = unit.rule
            if rule.article and len(numeral) == 1 and self._numerals.digits.get(numeral) == 1 and not numeral.isdecimal():
                continue
            if unit.unless_next and unit.unless_next.match(text, after, end):
                continue
            if unit.only_next and not unit.only_next.match(text, after, end):
                continue
            if unit.unless_before and unit.unless_before.search(text[max(clause_start, start - REACH) : start]):
                continue
            if unit.only_clause and not unit.only_clause.search(text, clause_start, start):
                continue
            return rule, word, after
        return None
