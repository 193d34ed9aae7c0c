"""A report as it is compared with others: without what may differ between two copies of it."""

import re
import unicodedata
from typing import NamedTuple

from minetext.model import Draft, Span
from minetext.rulebook import Rulebook, Splits, alternatives
from minetext.rulebook.schema import HeadingRule, NumeralRule

SEPARATOR = "\x02"
"""Parts the sentences of a text while it is normalised: no letter and no white space."""

MIN_SENTENCE = 10
"""Characters below which a sentence (a heading, a date) is taken together with the next."""

_INSIGNIFICANT = re.compile(r"[^\w%％‰·.\x02]+")
_STRAY_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_TWO_NUMBERS = re.compile(r"(?<=\d)\x02+(?=\d)")


class Block(NamedTuple):
    """A sentence, with the short ones before it."""

    span: Span
    text: str
    """Normalised."""
    sentences: int


class Body(NamedTuple):
    """The text of a report, normalised: without its title, numbering of headings, width, spacing and punctuation."""

    text: str
    blocks: tuple[Block, ...]


class Normaliser:
    """The rules that say what may differ between two copies of a text."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._splits = Splits(rulebook)
        headings = "|".join(f"(?:{rule.pattern})" for rule in rulebook.of(HeadingRule)) or "(?!)"
        # 3、4月 at the beginning of a sentence may be two numbers, of which none must be lost
        self._numbering = rulebook.compile(rf"(?:\A|(?<={SEPARATOR}))(?:{headings})(?!\s*\d{{1,2}}(?!\d))")
        marks: dict[str, list[str]] = {}
        for rule in rulebook.of(NumeralRule):
            marks.setdefault(rule.role, []).extend(rule.values)
        thousands, points = (alternatives(marks.get(role, ())) or "(?!)" for role in ("thousands", "point"))
        self._thousands = re.compile(rf"(?<=\d)(?:{thousands})(?=\d{{3}}(?!\d))")
        self._between_digits = re.compile(rf"(?<=\d)(?:({points})|[^\w%％‰{SEPARATOR}]+)(?=\d)")

    def normalise(self, text: str) -> str:
        """A text of sentences parted by `SEPARATOR`, without what may differ.

        Digits that a mark parts stay apart (3-5 is not 35), and a decimal point stays what it is.
        """
        assert self._numbering is not None
        text = self._numbering.sub("", text)
        text = self._between_digits.sub(_point_or_gap, self._thousands.sub("", text))
        bare = _INSIGNIFICANT.sub("", text)
        if not unicodedata.is_normalized("NFKC", bare):
            bare = unicodedata.normalize("NFKC", bare)
        return _STRAY_POINT.sub("", bare).casefold()

    def body(self, plain: str, draft: Draft) -> Body:
        """The text of a draft; `plain` is the source as the rules read it."""
        spans = self._sentences(plain, draft)
        raw = SEPARATOR.join([plain[start:end].replace(SEPARATOR, " ") for start, end in spans])
        normal = self.normalise(raw)
        blocks = _blocks(spans, normal.split(SEPARATOR))
        return Body(_TWO_NUMBERS.sub("·", normal).replace(SEPARATOR, ""), blocks)

    def _sentences(self, plain: str, draft: Draft) -> list[Span]:
        """The sentences of a draft, without the white space around them."""
        found: list[Span] = []
        for start, stop in draft.paragraphs:
            for match in self._splits.sentence.finditer(plain, start, stop):
                found.append(_trimmed(plain, start, match.end()))
                start = match.end()
            found.append(_trimmed(plain, start, stop))
        return [span for span in found if span]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + lead, max(start + lead, start + len(piece.rstrip())))


def _point_or_gap(match: "re.Match[str]") -> str:
    return "." if match[1] else "·"


def _blocks(spans: list[Span], sentences: list[str]) -> tuple[Block, ...]:
    """Sentences with the short ones before them; short ones at the end go with the last."""
    blocks: list[Block] = []
    start, waiting, count = -1, "", 0
    for span, text in zip(spans, sentences, strict=True):
        if start < 0:
            start = span.start
        waiting += text
        count += bool(text)
        if len(waiting) >= MIN_SENTENCE:
            blocks.append(Block(Span(start, span.end), waiting, count))
            start, waiting, count = -1, "", 0
    if waiting and blocks:
        last = blocks[-1]
        blocks[-1] = Block(Span(last.span.start, spans[-1].end), last.text + waiting, last.sentences + count)
    elif waiting:
        blocks.append(Block(Span(start, spans[-1].end), waiting, count))
    return tuple(blocks)
