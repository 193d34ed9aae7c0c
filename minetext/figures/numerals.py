"""Numbers as Chinese reports write them, read into decimals.

Arabic, full-width and Chinese numerals, mixed scales (24万8009亿), decimals, thousands separators, ranges of
neighbouring digits (七八百), unknown digits (数十, 十几). Which characters do this is told by the rules of the
family `numerals`.
"""

from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

import regex

from minetext.numbers import plain
from minetext.rulebook import Rulebook, alternatives, character_class
from minetext.rulebook.schema import NumeralRule

EXACT = Context(prec=60)
"""Enough digits for any numeral that the scanner lets through, so that nothing is rounded."""


MOST_DOUBLED = 64
"""How often a thing can double."""


class Number(NamedTuple):
    """What a numeral is worth; `high` is set where it names two bounds (七八百: 700, 800)."""

    value: Decimal
    high: Decimal | None = None
    vague: bool = False
    """True where a digit is unknown and `value` is the least that it can be (十几: 10)."""

    def times(self, factor: Decimal) -> "Number":
        """The number multiplied out."""
        if factor == 1:
            return self
        high = None if self.high is None else EXACT.multiply(self.high, factor)
        return Number(EXACT.multiply(self.value, factor), high, self.vague)

    def doubled(self) -> "Number | None":
        """By how many times a thing grew that doubled as often as the number says; None where nothing can so often."""
        if abs(self.value) > MOST_DOUBLED:
            return None
        return self._replace(value=EXACT.subtract(EXACT.power(Decimal(2), self.value), Decimal(1)))

    def plus(self, more: Decimal) -> "Number":
        """The number with something added."""
        return self._replace(value=EXACT.add(self.value, more)) if more else self


class Numerals:
    """The numeral rules, compiled: patterns to find numerals with and a parser to read them."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, dict[str, str]] = {}
        for rule in rulebook.of(NumeralRule):
            words.setdefault(rule.role, {}).update(rule.values)
        formal = words.get("formal", {})
        self.digits = {word: int(value) for word, value in {**words.get("digit", {}), **formal}.items()}
        self.scales = {word: Decimal(value) for word, value in words.get("scale", {}).items()}
        # as powers of ten, so that the digits of 3.1万 still tell how exact it is
        self.large = {word: Decimal(value).normalize() for word, value in words.get("large", {}).items()}
        self.half = {word: Decimal(value) for word, value in words.get("half", {}).items()}
        self.fractions = words.get("fraction", {})
        self.year_digits = self.digits | {word: int(value) for word, value in words.get("year_digit", {}).items()}
        self.months = {word: int(value) for word, value in words.get("month", {}).items()}
        self.minus = frozenset(words.get("minus", {}))
        self.negative = tuple(words.get("negative", {}))
        self.joiners = frozenset(words.get("and", {}))
        self.shares = {word: Decimal(value) for word, value in words.get("share", {}).items()}
        self._vague = {word: Decimal(value) for word, value in words.get("vague", {}).items()}
        self._points = frozenset(words.get("point", {})) | frozenset(words.get("spoken_point", {}))
        self._arabic = {word for word in self.digits if word.isdecimal()}

        arabic = character_class(self._arabic)
        chinese = character_class(word for word in self.digits if word not in self._arabic)
        scales, large = _either(self.scales), _either(self.large)
        point, comma = _either(words.get("point", {})), _either(words.get("thousands", {}))
        spoken, vague = _either(words.get("spoken_point", {})), _either(self._vague)
        # 5 797人: a space parts groups of three where the number begins right behind a word
        spaced = rf"(?<![\s\d,，、.:：;；(（-]){arabic}{{1,3}}(?:[ \u00a0]{arabic}{{3}})+(?!{arabic}|[ \u00a0]{arabic})"
        grouped = rf"{arabic}{{1,3}}(?:{comma}{arabic}{{3}})+(?!{arabic})"
        # 1 5 ％: a typesetter put a space between all digits
        apart = rf"(?<![\d.,，．]){arabic}(?:[ \u00a0]{arabic})+(?![ \u00a0]?{arabic}|{point}|{comma}{arabic})"
        plain = rf"(?:{apart}|{spaced}|{grouped}|{arabic}+)(?:{point}{arabic}+)?"
        worth = rf"(?:{scales}|{large})"
        rest = rf"(?:[ \u00a0]?{arabic}{{1,3}}{comma}{arabic}{{3}}|{arabic}{{1,4}})(?!{arabic}|{point}{arabic})"
        in_digits = rf"{plain}(?:[ \u00a0]?{worth}+(?:[ \u00a0]?{plain}[ \u00a0]?{worth}+)*(?:(?<={worth}){rest})?)?"
        in_words = (
            rf"(?:{chinese}、(?={chinese}{scales}))?(?:{chinese}|{worth})+(?:(?<={scales}){vague}{scales}?{large}*)?"
        )
        self.pattern = (
            rf"(?:{in_digits}|{in_words}(?:{spoken}{chinese}+{large}*)?|{vague}{worth}+|{_either(self.half)})"
        )
        """Finds a numeral without its sign."""
        self.mask = rf"(?:{alternatives(words.get('mask', {}))})+" if "mask" in words else "(?!)"
        self.masks = {word[0] for word in words.get("mask", {})}
        self.signs = self.minus | frozenset(words.get("plus", {}))
        self.range = tuple(words.get("range", {}))
        self.over = tuple(words.get("over", {}))
        self.ratio = tuple(words.get("ratio", {}))
        self.fraction = _either(self.fractions)
        self.first = frozenset(
            {*self.digits, *self.scales, *self.large, *self.half, *self._vague, *self.masks}
            | {word[0] for word in (*self.fractions, *self.shares)}
        )
        """The characters that a numeral or a mask can begin with."""
        multipliers = {*self.scales, *self.large}
        self.openings = (
            set(self.first).difference(self._vague, formal)
            | {vague + scale for vague in self._vague for scale in multipliers}
            | {digit + other for digit in formal for other in multipliers.union(formal)}
        )
        """How numerals and masks begin."""
        self._whole = regex.compile(self.pattern)
        self._pieces = regex.compile(rf"{plain}|.", regex.DOTALL)
        self._pair = regex.compile(rf"({chinese})、?({chinese})(?={worth}|$)")
        self.parse = lru_cache(maxsize=65536)(self._parse)
        """Read a numeral without sign; None where the characters make no number."""

    def _parse(self, text: str) -> Number | None:
        text = "".join(text.split())
        if text in self.half:
            return Number(self.half[text])
        if text[0] in self._arabic:
            return _number(self._evaluate(text))
        for mark, least in self._vague.items():
            if mark in text:
                stated = text.replace(mark, "")
                value = self._evaluate(stated) if stated else None
                return None if value is None else Number(value * least if text[0] == mark else value, vague=True)
        pair = self._pair.search(text)
        if pair and self._names_two(text, pair):
            low = self._evaluate(text[: pair.end(1)] + text[pair.end() :])
            high = self._evaluate(text[: pair.start(1)] + text[pair.start(2) :])
            return None if low is None or high is None else Number(low, high)
        return _number(self._evaluate(text))

    def worth(self, text: str) -> str:
        """What a text is worth, written so that equal numbers are equal; as it stands where it is no numeral."""
        number = self.parse(text) if self._whole.fullmatch(text) else None
        if number is None:
            return text
        return f"{plain(number.value)}{'/' + plain(number.high) if number.high else ''}{'+' if number.vague else ''}"

    def parse_digits(self, text: str) -> int | None:
        """Read digits place by place (二〇一〇, ２０１０), or a small Chinese numeral (三十一)."""
        worth = [self.year_digits.get(one) for one in text]
        if text and None not in worth:
            return int("".join(map(str, worth)))
        value = self._evaluate(text) if text else None
        return int(value) if value is not None and value == int(value) else None

    def _names_two(self, text: str, pair: "regex.Match[str]") -> bool:
        first, second = self.digits[pair[1]], self.digits[pair[2]]
        return 0 < first < second and (second == first + 1 or (first, second) == (3, 5))

    def _evaluate(self, text: str) -> Decimal | None:
        """Sum up digits and scales from left to right; a large scale multiplies the section before it."""
        if text[0] not in self._arabic:
            for mark in self._points:
                if mark in text:
                    return self._evaluate_spoken(text, mark)
        in_words = text[0] not in self._arabic
        total = section = Decimal(0)
        pending: Decimal | None = None
        last = last_large = Decimal(0)
        run, zero = 0, False
        for piece in self._pieces.findall(text):
            if piece in self.large:
                worth = self.large[piece]
                section += pending or 0
                if not section and total and last == last_large:
                    # 六万万: scales that follow each other multiply
                    total, last, last_large = total * worth, worth, last_large * worth
                    continue
                if not section and not total and pending is None:
                    section = Decimal(1)
                if not total:
                    # a sum with nothing would hide which digits are stated: 3.1万 is stated to the thousand
                    total = section * worth
                else:
                    total = (total + section) * worth if worth > last_large else total + section * worth
                section, pending, last, last_large, run, zero = Decimal(0), None, worth, worth, 0, False
            elif piece in self.scales:
                if run > 1:
                    return None
                last = self.scales[piece]
                section += (Decimal(1) if pending is None else pending) * last
                pending, run, zero = None, 0, False
            elif piece in self.digits and piece not in self._arabic:
                digit = Decimal(self.digits[piece])
                if not digit and pending is None and last:
                    zero = True
                    continue
                pending = digit if pending is None else pending * 10 + digit
                run += 1
            elif pending is not None:
                return None
            else:
                pending = self._plain(piece)
                if pending is None:
                    return None
        if pending is not None:
            if in_words and not last and 1 < run < 4:
                return None  # 三八, 一二九: names, not numbers
            section += pending * last / 10 if in_words and run == 1 and last >= 100 and not zero else pending
        return total + section if section else total

    def _evaluate_spoken(self, text: str, mark: str) -> Decimal | None:
        whole, _, rest = text.partition(mark)
        fraction = "".join(str(self.digits[one]) for one in rest if one in self.digits)
        value = self._evaluate(whole)
        if value is None or not fraction:
            return None
        result = value + Decimal(f"0.{fraction}")
        for one in rest:
            result *= self.large.get(one, 1)
        return result

    def _plain(self, piece: str) -> Decimal | None:
        if piece.isascii() and "," not in piece:
            return Decimal(piece) if piece[0].isdecimal() else None
        worth = []
        for one in piece:
            if one in self.digits:
                worth.append(str(self.digits[one]))
            elif one in self._points:
                worth.append(".")
        return Decimal("".join(worth)) if worth and worth[0] != "." else None


def _either(words: "dict[str, str] | dict[str, Decimal] | dict[str, int]") -> str:
    """One of the words, as a pattern; nothing matches where there are none."""
    return f"(?:{alternatives(words)})" if words else "(?!)"


def _number(value: Decimal | None) -> Number | None:
    return None if value is None else Number(value)
