"""From a numeral in its place to a mention: value, unit, modifier, mask and range."""

import re
from collections.abc import Iterable
from decimal import Decimal

import regex

from minetext.figures.bare import BareNumbers
from minetext.figures.lexicon import first_word
from minetext.figures.mention import Leftover, Mention
from minetext.figures.modifiers import ModifierWords, stronger
from minetext.figures.numerals import EXACT, Number, Numerals
from minetext.figures.reading import ROUNDED, NumberReader, Reading, Window
from minetext.figures.units import Unit, Units
from minetext.model import NOWHERE, Kind, Span
from minetext.rulebook import Rulebook, Splits, alternatives
from minetext.rulebook.schema import CueRule

FEWEST_DIGITS = 2
"""Shorter numbers before 、 may be enumerators: they do not share a unit."""

MAX_LIST = 6
"""How many numbers behind are looked at for the unit that they share."""

SHARING = frozenset(("rate", "money", "headcount"))
"""Kinds of figures that share their unit in a list."""

BRACKETS = frozenset("(（")


class _Follower:
    """What may stand between a number and a second one, and the second one."""

    def __init__(self, between: Iterable[str], then: str) -> None:
        words = tuple(between)
        self._first = frozenset(word[0] for word in words) | frozenset(" \u3000\u00a0")
        self._pattern = re.compile(rf"\s?(?:{alternatives(words)})\s?(?:{then})") if words else None

    def match(self, text: str, start: int, limit: int) -> "re.Match[str] | None":
        """The match at `start`, if there is one."""
        if self._pattern is None or text[start : start + 1] not in self._first:
            return None
        return self._pattern.match(text, start, limit)


class Interpreter:
    """The rules for numbers, units and modifiers, compiled."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals) -> None:
        self._numerals = numerals
        self._units = Units(rulebook, numerals)
        self._numbers = NumberReader(rulebook, numerals, self._units)
        self._bare = BareNumbers(rulebook)
        self._before = ModifierWords(rulebook, "before")
        self._after = ModifierWords(rulebook, "after")
        self._around = ModifierWords(rulebook, "around")
        self._numeral = re.compile(numerals.pattern)
        self._first = numerals.first
        self._multipliers = frozenset({*numerals.scales, *numerals.large})
        self._ratio = _Follower(numerals.ratio, f"({numerals.pattern})")
        self._range = _Follower(numerals.range, rf"({numerals.fraction})?({numerals.pattern})")
        self._members = _Follower(Splits(rulebook).members, f"({numerals.pattern})")
        self._changes = tuple(
            word for rule in rulebook.of(CueRule) if rule.cue in ("increase", "decrease") for word in rule.words
        )
        self._brackets = re.compile(r"[(（]([^()（）\n]{1,4})[)）]")
        joined = (word[0] for word in (*numerals.range, *numerals.half))
        self._goes_on = self._first.union(numerals.joiners, BRACKETS, "/／", joined)
        """The characters, apart from spaces, with which a figure may go on behind its unit."""
        self._slash = regex.compile(r"\s?[/／](\p{Han}{1,4})")

    def may_reach(self, text: str, start: int, end: int) -> bool:
        """Whether a number that begins at `start` may end behind `end`; False is certain, True is not."""
        place, first = start, self._first
        while place < end and text[place] in first:
            place += 1
        return place == end or (place > start and text[place] in self._numbers.behind)

    def read(self, window: Window, start: int) -> Mention | Leftover:
        """The figure that begins with the numeral at `start`, or why there is none."""
        reading = self._numbers.read(window, start)
        if isinstance(reading, Leftover):
            return reading
        ratio = self._read_ratio(window, reading)
        if ratio is not None:
            return ratio
        first_end = reading.end
        self._range_end(window, reading)
        unit = self._unit(window, reading)
        if unit is None and reading.high is not None and reading.fraction_unit is None:
            reading.high, reading.end = None, first_end
            unit = self._unit(window, reading)
        if reading.fraction_unit is not None:
            return self._finish(window, reading, "rate", reading.fraction_unit, "numeral.fraction")
        if unit is None:
            return self._in_list(window, reading) or self._without_unit(window, reading)
        if reading.masked and not unit.rule.masks:
            return Leftover(start, unit.end, "hidden_name")
        return self._with_unit(window, reading, unit)

    def _read_ratio(self, window: Window, reading: Reading) -> Mention | None:
        if reading.number is None:
            return None
        match = self._ratio.match(window.text, reading.end, window.limit)
        base = self._numerals.parse(match[1]) if match else None
        if match is None or base is None or not base.value:
            return None
        rule = self._bare.ratio(window, reading.start, match.end())
        if rule is None:
            return None
        hundred = 100 if rule.unit else 1
        if base.value != hundred:
            reading.number = Number(ROUNDED.divide(reading.number.value * hundred, base.value))
        reading.end = match.end()
        return self._finish(window, reading, rule.kind, rule.unit, rule.id)

    def _range_end(self, window: Window, reading: Reading) -> None:
        """Take in the second end of a range whose unit follows it (20至59周岁)."""
        match = self._range.match(window.text, reading.end, window.limit)
        if match is None or reading.number is None:
            return
        end = self._numbers.give_back(window, match.start(2), match.end())
        high = self._numerals.parse(window.text[match.start(2) : end])
        if high is None or (match[1] and not reading.fraction_unit):
            return
        second = Reading(match.start(2), end, high)
        self._numbers.scale(window, second)
        if second.number is None or (second.number.value <= reading.number.value and not second.scaled):
            return
        if second.scaled and not reading.scaled:
            reading.number = self._shared_scale(window, reading.number, second)
        reading.high, reading.end = second.number, second.end
        reading.modifier = stronger(reading.modifier, second.modifier)

    def _shared_scale(self, window: Window, low: Number, second: Reading) -> Number:
        """3—5万元 means 30,000 to 50,000: the first end shares a scale that only the second bears."""
        scaled = low
        for one in window.text[second.start : second.end]:
            if one in self._numerals.large:
                scaled = scaled.times(self._numerals.large[one])
        return scaled if second.number and scaled.value <= second.number.value else low

    def _unit(self, window: Window, reading: Reading) -> Unit | None:
        text = window.text
        one = (
            reading.end - reading.start == 1
            and self._numerals.digits.get(text[reading.start]) == 1
            and not text[reading.start].isdecimal()
        )
        return self._units.at(text, reading.start, reading.end, window.sentence, window.limit, one)

    def _with_unit(self, window: Window, reading: Reading, unit: Unit) -> Mention:
        reading.end = unit.end
        reading.modifier = stronger(reading.modifier, unit.rule.modifier)
        if reading.number is not None:
            reading.number = reading.number.times(unit.factor).plus(unit.plus)
            reading.high = reading.high and reading.high.times(unit.factor)
            if unit.rule.doubles:
                reading.number = reading.number.doubled()
        following = window.text[unit.end : unit.end + 1]
        told = self._behind_unit(window, reading, unit) if following in self._goes_on or following.isspace() else ""
        measure = Span(unit.end - len(unit.word), unit.end)
        mention = self._finish(window, reading, unit.rule.kind, unit.name, unit.rule.id, measure)
        return mention._replace(per=told) if told else mention

    def _behind_unit(self, window: Window, reading: Reading, unit: Unit) -> str:
        """Take in what goes on with the figure behind its unit; the answer is what it is per (元/吨)."""
        if reading.number is not None:
            if unit.rule.kind == "money":
                self._coins(window, reading)
                self._second_sum(window, reading, unit)
            if reading.high is None:
                self._second_with_unit(window, reading, unit)
            self._half_more(window, reading, unit)
            self._digit_behind(window, reading, unit)
        if window.text[reading.end : reading.end + 1] in BRACKETS:
            brackets = self._brackets.match(window.text, reading.end, window.limit)
            if brackets and self._is_unit(brackets[1]):
                reading.end = brackets.end()
        near = window.text[reading.end : reading.end + 2]
        per = self._slash.match(window.text, reading.end, window.limit) if "/" in near or "／" in near else None
        told = first_word(per[1])[0] if per else ""
        if per:
            reading.end = per.start(1) + len(told)
        return told

    def _is_unit(self, word: str) -> bool:
        unit = self._units.at(word, 0, 0, 0, len(word), False)
        return unit is not None and unit.end == len(word)

    def _coins(self, window: Window, reading: Reading) -> None:
        """Add what follows in parts of a coin: 123元1角1分."""
        while reading.number is not None:
            start = reading.end + (window.text[reading.end : reading.end + 1] == " ")
            match = self._numeral.match(window.text, start, window.limit)
            number = self._numerals.parse(match[0]) if match else None
            if match is None or number is None or number.value >= 100:
                return
            unit = self._units.at(window.text, match.start(), match.end(), window.clause, window.limit, False)
            coin = unit if unit and unit.word in self._units.coins else None
            if coin is None:
                return
            total = EXACT.add(reading.number.value, EXACT.multiply(number.value, coin.factor))
            reading.number, reading.end = Number(total), coin.end

    def _second_sum(self, window: Window, reading: Reading, unit: Unit) -> None:
        """Add a smaller sum that a word joins to the one before: 一百零三万元又五千元."""
        if reading.number is None or window.text[reading.end : reading.end + 1] not in self._numerals.joiners:
            return
        match = self._numeral.match(window.text, reading.end + 1, window.limit)
        number = self._numerals.parse(match[0]) if match else None
        if match is None or number is None:
            return
        second = self._units.at(window.text, match.start(), match.end(), window.clause, window.limit, False)
        if second is None or second.name != unit.name or second.rule.kind != "money":
            return
        more = EXACT.multiply(number.value, second.factor)
        if more < reading.number.value:
            reading.number, reading.end = reading.number.plus(more), second.end

    def _second_with_unit(self, window: Window, reading: Reading, unit: Unit) -> None:
        """Take in the second end of a range whose first end has the unit too (10万元—15万元)."""
        match = self._range.match(window.text, reading.end, window.limit)
        if match and match[0].strip()[0].isalpha() and window.text.endswith(self._changes, window.floor, reading.start):
            # 微跌1.5亿元至1391亿元: a change and the level that it led to
            return
        number = self._numerals.parse(match[2]) if match and not match[1] else None
        if match is None or number is None or reading.number is None:
            return
        second = Reading(match.start(2), match.end(), number)
        self._numbers.scale(window, second)
        other = self._unit(window, second)
        if other is None or other.name != unit.name or second.number is None:
            return
        high = second.number.times(other.factor)
        if high.value > reading.number.value:
            reading.high, reading.end = high, other.end
            reading.modifier = stronger(reading.modifier, second.modifier)

    def _half_more(self, window: Window, reading: Reading, unit: Unit) -> None:
        """Add the half that follows a unit of time: 一年半."""
        if unit.rule.kind != "duration" or reading.number is None:
            return
        half = self._numerals.half.get(window.text[reading.end : reading.end + 1])
        if half is not None and reading.end < window.limit:
            reading.number = Number(reading.number.value + half * unit.factor)
            reading.end += 1

    def _digit_behind(self, window: Window, reading: Reading, unit: Unit) -> None:
        """Add the digit that follows a unit of parts: 一成二."""
        if not unit.rule.digit_behind or reading.number is None or reading.end >= window.limit:
            return
        digit = self._numerals.digits.get(window.text[reading.end])
        following = window.text[reading.end + 1 : reading.end + 2]
        if digit is None or following in self._first or self._units.begins(window.text, reading.end + 1):
            return
        reading.number = Number(reading.number.value + digit * Decimal(unit.rule.digit_behind))
        reading.end += 1

    def _in_list(self, window: Window, reading: Reading) -> Mention | None:
        """A number of a list whose unit only the last one bears: 分别高4.6和10.0个百分点."""
        if reading.number is None or reading.end - reading.start < FEWEST_DIGITS:
            return None
        end = reading.end
        for _ in range(MAX_LIST):
            match = self._members.match(window.text, end, window.limit)
            number = self._numerals.parse(match[1]) if match else None
            if match is None or number is None:
                return None
            second = Reading(match.start(1), match.end(), number)
            self._numbers.scale(window, second)
            unit = self._unit(window, second)
            if unit is not None and unit.rule.kind in SHARING:
                if second.scaled and not reading.scaled:
                    reading.number = self._shared_scale(window, reading.number, second)
                reading.number = reading.number.times(unit.factor)
                return self._finish(window, reading, unit.rule.kind, unit.name, unit.rule.id)
            end = second.end
        return None

    def _without_unit(self, window: Window, reading: Reading) -> Mention | Leftover:
        written = window.text[reading.start : reading.end]
        # 上万, 近千 are numbers; 千 and 万 alone are parts of names
        scale_alone = self._multipliers.issuperset(written)
        if scale_alone and self._before.before(window.text, reading.start, window.floor) is None:
            return Leftover(reading.start, reading.end, "no_unit")
        rule = self._bare.match(window, reading)
        if rule is not None:
            return self._finish(window, reading, rule.kind, rule.unit, rule.id)
        if self._numerals.digits.get(written) == 1 and self._units.is_article(
            window.text, reading.start, reading.end, window.clause, window.limit
        ):
            return Leftover(reading.start, reading.end, "article")
        return Leftover(reading.start, reading.end, "no_unit")

    def _joins(self, before: str) -> bool:
        """Whether a sign behind this character joins two numbers or names and is none (300-500, A-3)."""
        return before in self._numerals.digits or (before.isascii() and before.isalnum())

    def _finish(
        self, window: Window, reading: Reading, kind: Kind, unit: str, rule: str, measure: Span = NOWHERE
    ) -> Mention:
        """Take in sign and modifiers on both sides."""
        text, core = window.text, reading.start
        start, end, modifier = reading.start, reading.end, reading.modifier
        value = reading.number.value if reading.number else None
        high = reading.high or (reading.number and reading.number.high and Number(reading.number.high))
        sign = text[start - 1] if start > window.floor and kind in ("rate", "quantity", "money") else ""
        if sign in self._numerals.signs and not self._joins(text[max(window.clause, start - 2) : start - 1]):
            start -= 1
            value = -value if value is not None and sign in self._numerals.minus else value
        before = self._before.before(text, start, window.floor)
        while before:
            start, modifier = before.start, stronger(modifier, before.modifier)
            before = self._before.before(text, start, window.floor)
        after = self._after.after(text, end, window.limit, kind)
        if after:
            end, modifier = after.end, stronger(modifier, after.modifier)
        else:
            around = self._around.around(text, start, end, window.floor)
            modifier = stronger(modifier, around) if around else modifier
        top = high.value if high else None
        return Mention(
            start, end, kind, value, top if value is not None and top is not None and top > value else None,
            unit, measure, modifier, reading.masked, rule, core, window.sentence_index,
            Span(window.clause, window.clause_end),
        )  # fmt: skip
