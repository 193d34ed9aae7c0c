"""Gold texts said in other ways: the same figures under other numbers, numerals, width, characters, spacing and names.

A rewrite replaces stretches of a text; the gold rows move with it, and their values and phrases change as the text
does, so that what was right before has a counterpart that is right now.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import yaml

from minetext.evaluation.cells import Row
from minetext.numbers import plain
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import VariantRule


class Edit(NamedTuple):
    """A stretch of the text and what stands in its place."""

    start: int
    end: int
    text: str


class Annotated(NamedTuple):
    """A text and its gold rows."""

    text: str
    rows: Sequence[Row]


Rewrite = Callable[[Annotated], Annotated]

WIDTH = 34
"""Characters of a line of a page that was wrapped by hand."""

DIGITS = "0123456789"
WIDE_DIGITS = "０１２３４５６７８９"
OTHER_DIGITS = str.maketrans("123456789", "234567891")
CHINESE_DIGITS = "零一二三四五六七八九"
YEAR_DIGITS = str.maketrans(DIGITS, "〇一二三四五六七八九")
ONE_NUMBER = re.compile(r"\D*(\d+(?:\.\d+)?)\D*")
WHOLE = re.compile(r"(?<![\d.,，:：/-])\d{1,4}(?![\d.,，:：/-])")
NUMBER = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")


def _apply(given: Annotated, edits: Sequence[Edit], phrase: Callable[[str], str] = str) -> Annotated:
    """Make the edits, which are in order and apart, and move the rows; `phrase` rewrites what they quote."""
    parts, places, shifts = [], [0], [0]
    end = shift = 0
    for edit in edits:
        parts += [given.text[end : edit.start], edit.text]
        end = edit.end
        shift += len(edit.text) - (edit.end - edit.start)
        places.append(edit.end)
        shifts.append(shift)
    text = "".join([*parts, given.text[end:]])

    def moved(place: str) -> str:
        return str(int(place) + shifts[bisect_right(places, int(place)) - 1])

    def row(old: Row) -> Row:
        new = dict(old)
        new |= {name: moved(old[name]) for name in ("start", "end", "report_start", "report_end")}
        new["text"] = text[int(new["start"]) : int(new["end"])]
        new["item"] = phrase(old["item"])
        if old["kind"] == "quantity":
            new["unit"] = phrase(old["unit"])
        return new

    return Annotated(text, [row(one) for one in given.rows])


def _spans(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows in the order of their places, without those inside others."""
    end = 0
    for row in sorted(rows, key=lambda one: (int(one["start"]), -int(one["end"]))):
        if int(row["start"]) >= end:
            end = int(row["end"])
            yield row


def _numbers(given: Annotated, wanted: Callable[[Row], bool], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for row in _spans(given.rows):
        if wanted(row):
            yield from pattern.finditer(given.text, int(row["start"]), int(row["end"]))


def other_numbers(given: Annotated) -> Annotated:
    """Every digit but 0 is another in figures that hold one number in Arabic digits; their values follow."""
    edits: list[Edit] = []
    rows: list[Row] = []
    changed: dict[tuple[str, str], str] = {}
    for row in _spans(given.rows):
        match = ONE_NUMBER.fullmatch(given.text[int(row["start"]) : int(row["end"])])
        if row["kind"] == "date" or not match or not row["value"] or row["value_max"] or not match[1].isascii():
            continue
        old = Decimal(match[1])
        new = match[1].translate(OTHER_DIGITS)
        if not old or not match[1].strip("0."):
            continue
        start = int(row["start"]) + match.start(1)
        edits.append(Edit(start, start + len(new), new))
        changed[row["start"], row["end"]] = plain(Decimal(row["value"]) / old * Decimal(new))
    for row in given.rows:
        value = changed.get((row["start"], row["end"]))
        rows.append({**row, "value": value} if value else row)
    return _apply(Annotated(given.text, rows), edits)


def wide_digits(given: Annotated) -> Annotated:
    """All digits full-width."""
    return _apply(given, [Edit(0, len(given.text), given.text.translate(str.maketrans(DIGITS, WIDE_DIGITS)))])


def _chinese(number: int) -> str:
    """A whole number below 10000 in Chinese numerals."""
    written = ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += CHINESE_DIGITS[digit] + word
        elif written and number % scale and not written.endswith("零"):
            written += "零"
    return written.removeprefix("一") if 10 <= number < 20 else written or "零"


def chinese_numerals(given: Annotated) -> Annotated:
    """Whole numbers in figures and dates in Chinese numerals; years digit by digit."""
    edits = [
        Edit(
            *match.span(),
            match[0].translate(YEAR_DIGITS)
            if len(match[0]) == 4 and given.text.startswith("年", match.end())
            else _chinese(int(match[0])),
        )
        for match in _numbers(given, lambda row: row["masked"] != "1", WHOLE)
        if match[0].isascii() and not (match[0].startswith("0") or given.text.startswith(("％", "%", "‰"), match.end()))
    ]
    return _apply(given, edits)


def spaces(given: Annotated) -> Annotated:
    """A space on either side of the numbers in figures."""
    found = _numbers(given, lambda row: row["kind"] != "date", NUMBER)
    return _apply(given, [Edit(*match.span(), f" {match[0]} ") for match in found])


def line_breaks(given: Annotated) -> Annotated:
    """A page wrapped by hand, so that lines end in mid-sentence and in mid-number."""
    edits: list[Edit] = []
    for line in re.finditer(r"[^\r\n]+", given.text):
        edits += [Edit(at, at, "\n") for at in range(line.start() + WIDTH, line.end(), WIDTH)]
    return _apply(given, edits)


def _translated(given: Annotated, table: Mapping[int, str]) -> Annotated:
    return _apply(
        given, [Edit(0, len(given.text), given.text.translate(table))], lambda phrase: phrase.translate(table)
    )


def traditional(rules: Rulebook) -> Rewrite:
    """Simplified characters replaced by the first of their variants."""
    pairs: dict[str, str] = {}
    for rule in rules.of(VariantRule):
        for written, simple in zip(rule.written, rule.plain, strict=True):
            pairs.setdefault(simple, written)
    return lambda given: _translated(given, str.maketrans(pairs))


def other_names(words: Mapping[str, str]) -> Rewrite:
    """Words replaced by others of their length."""
    pattern = re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))

    def swap(text: str) -> str:
        return pattern.sub(lambda match: words[match[0]], text)

    return lambda given: _apply(given, [Edit(0, len(given.text), swap(given.text))], swap)


def rewrites(rules: Rulebook) -> Mapping[str, Rewrite]:
    """Every rewrite by its name."""
    path = Path(__file__).with_name("rewrites.yaml")
    names = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        "other numbers": other_numbers,
        "full-width digits": wide_digits,
        "Chinese numerals": chinese_numerals,
        "spaces around numbers": spaces,
        "lines wrapped by hand": line_breaks,
        "traditional characters": traditional(rules),
        "other places": other_names(names["places"]),
        "other nouns": other_names(names["nouns"]),
    }
