"""Numbers as Chinese reports write them, read into decimals.

Arabic, full-width and Chinese numerals, mixed scales (24万8009亿), decimals, thousands separators, ranges of
neighbouring digits (七八百), unknown digits (数十, 十几). Which characters do this is told by the rules of the
family `numerals`.
"""

from decimal import Decimal
from typing import NamedTuple

import regex

from minetext.figures.patterns import character_class
from minetext.rulebook import Rulebook, alternatives
from minetext.rulebook.schema import NumeralRule


class Number(NamedTuple):
    """What a numeral is worth; `high` is set where it names two bounds (七八百: 700, 800)."""

    value: Decimal
    high: Decimal | None = None
    vague: bool = False
    """True where a digit is unknown and `value` is the least that it can be (十几: 10)."""


class Numerals:
    """The numeral rules, compiled: patterns to find numerals with and a parser to read them."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, dict[str, str]] = {}
        for rule in rulebook.of(NumeralRule):
            words.setdefault(rule.role, {}).update(rule.values)
        self.digits = {word: int(value) for word, value in words["digit"].items()}
        self.scales = {word: Decimal(value) for word, value in words["scale"].items()}
        self.large = {word: Decimal(value) for word, value in words["large"].items()}
        self.half = {word: Decimal(value) for word, value in words.get("half", {}).items()}
        self.vague = {word: int(value) for word, value in words.get("vague", {}).items()}
        self.fractions = words.get("fraction", {})
        self._points = frozenset(words["point"]) | frozenset(words.get("spoken_point", {}))
        self._separators = frozenset(words["thousands"])
        self.minus = frozenset(words.get("minus", {}))

        arabic = self.arabic_digit = character_class(word for word in self.digits if word.isdecimal())
        chinese = self.chinese_digit = character_class(word for word in self.digits if not word.isdecimal())
        scales, large = character_class(self.scales), character_class(self.large)
        point, comma = character_class(words["point"]), character_class(words["thousands"])
        plain = (
            rf"(?:{arabic}{{1,3}}(?:{comma}{arabic}{{3}})+(?!{arabic})|{arabic}+)(?:{point}{arabic}+)?(?!{point}{arabic})"
        )
        vague = character_class(self.vague)
        spoken = rf"(?:{character_class(words['spoken_point'])}{chinese}+)?" if "spoken_point" in words else ""
        listed = rf"(?:{chinese}、(?={chinese}{scales}))?"
        self.numeral = (
            rf"(?:{plain}(?:(?:{scales}|{large})+(?:{plain}(?=(?:{scales}|{large})))?)*"
            rf"|{listed}(?:{chinese}|{scales}|{large})(?:{chinese}|{scales}|{large})*(?:(?<={scales}){vague}{large}*)?{spoken}"
            rf"(?:(?<={chinese}){large}+)?"
            rf"|{vague}(?:{scales}|{large})+"
            rf"|{character_class(self.half)})"
        )
        self.large_run = rf"{large}+"
        self.mask = rf"{arabic}{{0,3}}(?:{alternatives(words['mask'])})+(?:{point}(?:{alternatives(words['mask'])})+)?"
        self.sign = character_class([*words.get("minus", {}), *words.get("plus", {})])
        self.range = f"(?:{alternatives(words['range'])})"
        self.fraction = f"(?:{alternatives(self.fractions)})"
        self.ratio = f"(?:{alternatives(words['ratio'])})"
        self._segments = regex.compile(rf"{plain}|.", regex.DOTALL)
        self._pair = regex.compile(rf"({chinese})、?({chinese})(?={scales}|{large}|$)")
        self._arabic_start = regex.compile(arabic)

    def parse(self, text: str) -> Number | None:
        """Read a numeral without sign; None where the characters do not make a number."""
        half = self.half.get(text)
        if half is not None:
            return Number(half)
        if self._arabic_start.match(text):
            value = self._evaluate(text)
            return None if value is None else Number(value)
        if any(mark in text for mark in self.vague):
            return self._parse_vague(text)
        pair = self._pair.search(text)
        if pair and self._names_two(text, pair):
            low = self._evaluate(text[: pair.end(1)] + text[pair.end() :])
            high = self._evaluate(text[: pair.start(1)] + text[pair.start(2) :])
            return None if low is None or high is None else Number(low, high)
        value = self._evaluate(text)
        return None if value is None else Number(value)

    def parse_digits(self, text: str) -> int | None:
        """Read digits place by place (二〇一〇, ２０１０), or a small Chinese numeral (三十一)."""
        worth = [self.digits.get(one) for one in text]
        if None not in worth:
            return int("".join(map(str, worth))) if text else None
        value = self._evaluate(text)
        return int(value) if value is not None and value == int(value) else None

    def _names_two(self, text: str, pair: "regex.Match[str]") -> bool:
        first, second = self.digits[pair[1]], self.digits[pair[2]]
        if not 0 < first < second or second - first > 2:
            return False
        scaled = any(one in self.scales or one in self.large for one in text)
        return (scaled and second == first + 1) or (len(text) == 2 and (second == first + 1 or first == 3))

    def _parse_vague(self, text: str) -> Number | None:
        mark = next(one for one in text if one in self.vague)
        at = text.index(mark)
        if at == 0:
            value = self._evaluate("".join(text[1:]))
            least = Decimal(self.vague[mark])
            return None if value is None else Number(value * least, None, True)
        value = self._evaluate(text[:at] + text[at + 1 :])
        return None if value is None else Number(value, None, True)

    def _evaluate(self, text: str) -> Decimal | None:
        """Sum up digits and scales from left to right; the last large scale multiplies all before it."""
        for mark in self._points:
            if mark in text and not self._arabic_start.match(text):
                return self._evaluate_decimal(text, mark)
        total = section = Decimal(0)
        pending: Decimal | None = None
        last_scale = last_large = Decimal(0)
        zero = positional = False
        for token in self._segments.findall(text):
            if token in self.large:
                worth = self.large[token]
                section += pending or 0
                if not section and not total:
                    section = Decimal(1)
                total = (total + section) * worth if worth > last_large or not section else total + section * worth
                section, pending, last_scale, last_large, zero = Decimal(0), None, worth, worth, False
            elif token in self.scales:
                worth = self.scales[token]
                section += (Decimal(1) if pending is None else pending) * worth
                pending, last_scale, zero = None, worth, False
            elif token in self.digits and not token.isdecimal():
                digit = Decimal(self.digits[token])
                positional = positional or pending is not None
                zero = zero or not digit
                pending = digit if pending is None else pending * 10 + digit
            else:
                value = self._plain(token)
                if value is None or pending is not None:
                    return None
                pending, zero = value, True
        if pending is not None:
            short = last_scale >= 100 and not zero and not positional and pending < 10
            section += pending * last_scale / 10 if short else pending
        return total + section

    def _evaluate_decimal(self, text: str, mark: str) -> Decimal | None:
        whole, _, rest = text.partition(mark)
        tail = "".join(one for one in rest if one in self.large)
        fraction = "".join(str(self.digits[one]) for one in rest if one in self.digits)
        value = self._evaluate(whole)
        if value is None or not fraction:
            return None
        result = value + Decimal(f"0.{fraction}")
        for one in tail:
            result *= self.large[one]
        return result

    def _plain(self, token: str) -> Decimal | None:
        worth = []
        for one in token:
            if one in self.digits:
                worth.append(str(self.digits[one]))
            elif one in self._points:
                worth.append(".")
            elif one not in self._separators:
                return None
        return Decimal("".join(worth)) if worth else None
