"""A report as it is compared with others: without what may differ between two copies of it."""

import re
import unicodedata
from typing import NamedTuple

from minetext.model import Draft, Span
from minetext.rulebook import Rulebook, Splits, character_class
from minetext.rulebook.schema import HeadingRule, NumeralRule, SplitRule

SEPARATOR = "\x02"
"""Parts the sentences of a text while it is normalised: no letter and no white space."""

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here."""

MIN_SENTENCE = 10
"""Characters below which a sentence (a heading, a date) is taken together with the next."""

_INSIGNIFICANT = re.compile(r"[^\w%％‰·.\x02]+")
_STRAY_POINT = re.compile(r"\.(?:(?<!\d\.)|(?!\d))")
_TWO_NUMBERS = re.compile(r"(\d)\x02+(?=\d)")


class Body(NamedTuple):
    """The text of a report, normalised: without its title, numbering of headings, width, spacing and punctuation."""

    text: str
    blocks: list[str]
    """The text cut into sentences, each with the short ones before it."""
    spans: list[Span]
    """Where the blocks stand in the source."""
    sentences: list[int]
    """How many sentences each block holds."""


class Normaliser:
    """The rules that say what may differ between two copies of a text."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._splits = Splits(rulebook)
        words = [word for rule in rulebook.of(SplitRule) for word in rule.words]
        # the marks that a text is full of, which are taken out one by one much faster than all by a pattern
        self._marks = sorted({word for word in words if _INSIGNIFICANT.fullmatch(word)})
        numbered = [rule for rule in rulebook.of(HeadingRule) if rule.form == "start"]
        headings = "|".join(f"(?:{rule.pattern})" for rule in numbered) or "(?!)"
        # 3、4月 at the beginning of a sentence may be two numbers, of which none must be lost
        self._numbering = rulebook.compile(rf"{SEPARATOR}\s*(?:{headings})(?!\s*\d{{1,2}}(?!\d))")
        marks: dict[str, list[str]] = {}
        for rule in rulebook.of(NumeralRule):
            marks.setdefault(rule.role, []).extend(rule.values)
        thousands, points = (character_class([*marks.get(role, ()), "\0"]) for role in ("thousands", "point"))
        self._thousands = re.compile(rf"{thousands}(?<=\d.)(?=\d{{3}}(?!\d))")
        self._between_digits = re.compile(rf"(\d)(?:({points})|[^\w%％‰{SEPARATOR}]+)(?=\d)")

    def normalise(self, text: str) -> str:
        """A text of sentences parted by `SEPARATOR`, without what may differ.

        Digits that a mark parts stay apart (3-5 is not 35), and a decimal point stays what it is.
        """
        assert self._numbering is not None
        text = self._numbering.sub(SEPARATOR, SEPARATOR + text)[1:]
        text = self._between_digits.sub(_point_or_gap, self._thousands.sub("", text))
        for mark in self._marks:
            text = text.replace(mark, "")
        bare = _INSIGNIFICANT.sub("", text)
        if not unicodedata.is_normalized("NFKC", bare):
            bare = unicodedata.normalize("NFKC", bare)
        return _STRAY_POINT.sub("", bare).casefold()

    def body(self, plain: str, draft: Draft) -> Body:
        """The text of a draft; `plain` is the source as the rules read it."""
        ends: list[int] = []
        starts: list[int] = []
        for start, stop in draft.paragraphs:
            cuts = [match.end() for match in self._splits.sentence.finditer(plain, start, stop)]
            starts += (start, *cuts)
            ends += (*cuts, stop)
        longest = max(map(int.__sub__, ends, starts), default=0)
        if longest > MAX_SENTENCE:
            starts, ends = _cut(starts, ends)
        if SEPARATOR in plain:
            plain = plain.replace(SEPARATOR, " ")
        normal = self.normalise(SEPARATOR.join([plain[start:end] for start, end in zip(starts, ends, strict=True)]))
        pieces = normal.split(SEPARATOR)
        blocks: list[str] = []
        spans: list[Span] = []
        sentences: list[int] = []
        for first, stop in _groups([len(piece) for piece in pieces]):
            inside = pieces[first:stop]
            blocks.append("".join(inside) if stop - first > 1 else inside[0])
            spans.append(_trimmed(plain, starts[first], ends[stop - 1]))
            sentences.append(sum(map(bool, inside)) if stop - first > 1 else 1)
        return Body(_TWO_NUMBERS.sub(r"\1·", normal).replace(SEPARATOR, ""), blocks, spans, sentences)


def _cut(starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
    """Long sentences in pieces."""
    pieces = [
        (at, min(at + MAX_SENTENCE, end))
        for start, end in zip(starts, ends, strict=True)
        for at in (range(start, end, MAX_SENTENCE) if end > start else (start,))
    ]
    return [start for start, _ in pieces], [end for _, end in pieces]


def _groups(sizes: list[int]) -> list[tuple[int, int]]:
    """Sentences put together: short ones with the next, short ones at the end with the last. Empty ones are left out
    at the beginning of a group."""
    groups: list[tuple[int, int]] = []
    first = size = 0
    for index, more in enumerate(sizes):
        if not size:
            first = index
        size += more
        if size >= MIN_SENTENCE:
            groups.append((first, index + 1))
            size = 0
    if size:
        groups[-1:] = [(groups[-1][0] if groups else first, max(at + 1 for at, more in enumerate(sizes) if more))]
    return groups


def _trimmed(text: str, start: int, end: int) -> Span:
    if not (text[start].isspace() or text[end - 1].isspace()):
        return Span(start, end)
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _point_or_gap(match: "re.Match[str]") -> str:
    return match[1] + ("." if match[2] else "·")
