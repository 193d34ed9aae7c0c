"""Short reports, a million in a few minutes: paragraphs of our samples among sentences that few reports share.

A paragraph keeps its words; digits, places and years are others in every report (the years of a report fit together).
The sentences between are made of the words of `phrases.yaml`, so that a figure stands about every 212 bytes, as in
real reports, and that reports are not all versions of a few.
"""

import random
import re
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from variation import BYTES_PER_FIGURE, FIGURE, PLACES, TITLES, Made, disguise, samples

HERE = Path(__file__).resolve().parent
SHARE = (0.5, 1.5)
"""Of the bytes wanted, between which a report has by chance."""

BYTES_PER_SENTENCE = 136
"""Of a sentence made of `phrases.yaml`, on average."""

OWN = (150, 4)
"""Bytes and figures that a report has apart from paragraphs and sentences: title, a heading, year, month and day."""

SURPLUS = 1.3
"""Figures that a paragraph may hold for each that is wanted: some too many here make up for too few there."""

YEARS = (1992, 2023)
CHINESE = "一二三四五六七八九十"
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


class Paragraph(NamedTuple):
    """A paragraph of a sample: words, and between them what is another in every report."""

    words: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]
    """Kind ("year", "place", "number") and what the sample has there, between any two of the words."""
    year: int
    """Of the sample; 0 where it does not tell."""
    figures: int
    size: int
    """Bytes."""


@cache
def paragraphs() -> list[Paragraph]:
    """All paragraphs of our samples that hold a figure, those with the fewest first."""
    words = yaml.safe_load((HERE / "rewrites.yaml").read_text(encoding="utf-8"))
    places = "|".join(sorted({*PLACES, *words["places"]}))
    slot = re.compile(
        rf"(?P<year>{_YEAR.pattern})|(?P<place>{places})"
        r"|(?P<number>(?<![\d.第])(?:\d{3,}|\d\d(?=\.|[%人个户名件亩元万]))(?:\.\d+)?(?!\d))"
    )
    found = []
    for text in samples():
        told = _YEAR.search(text)
        for line in text.split("\n")[1:]:
            figures = len(FIGURE.findall(line))
            if not figures or len(line) < 40:
                continue
            matches = list(slot.finditer(line))
            ends = [0, *(match.end() for match in matches)]
            starts = [*(match.start() for match in matches), len(line)]
            between = tuple(line[end:start] for end, start in zip(ends, starts, strict=True))
            slots = tuple((str(match.lastgroup), match[0]) for match in matches)
            found.append(Paragraph(between, slots, int(told[0]) if told else 0, figures, len(line.encode())))
    return sorted(found, key=lambda one: one.figures)


class Short:
    """Makes reports of about so many bytes; the same ones for the same seed."""

    def __init__(self, size: int, random_: random.Random) -> None:
        self._size = size
        self._random = random_
        self._phrases: dict[str, list[str]] = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
        self._paragraphs = paragraphs()
        self._figures = [one.figures for one in self._paragraphs]

    def report(self, name: str) -> Made:
        """A report of its own."""
        random_ = self._random
        year = random_.randint(*YEARS)
        size = self._size * random_.uniform(*SHARE)
        figures = size / BYTES_PER_FIGURE - OWN[1]
        size -= OWN[0]
        parts: list[str] = []
        # as often a few too many as a few too few
        while not parts or figures >= self._figures[0]:
            fitting = bisect_right(self._figures, SURPLUS * figures)
            paragraph = self._paragraphs[random_.randrange(max(1, fitting))]
            parts.append(self._fresh(paragraph, year))
            figures -= paragraph.figures
            size -= paragraph.size
        sentences = [self._sentence() for _ in range(max(2, round(size / BYTES_PER_SENTENCE)))]
        opening, rest = sentences[0], sentences[1:]
        lines = [opening]
        for number, part in enumerate(parts):
            lines.append(f"{CHINESE[number % len(CHINESE)]}、{self._one('headings')}")
            lines.append(part + "".join(rest[number :: len(parts)]))
        lines.append(f"{year}年12月{random_.randint(10, 31)}日")
        return Made(name, self._title(year), "\n".join(lines), "")

    def copy(self, name: str, original: Made) -> Made:
        """A report in disguise, under another title."""
        return Made(
            name, self._title(self._random.randint(*YEARS)), disguise(original.text, self._random), original.name
        )

    def _one(self, kind: str) -> str:
        return self._random.choice(self._phrases[kind])

    def _title(self, year: int) -> str:
        """The heading of a report of one of some thirty thousand bodies."""
        random_ = self._random
        county, town = random_.choice(PLACES), random_.choice(PLACES)
        return f"{county}县{town}{random_.choice('镇乡区')}{self._one('offices')}{year}年{random_.choice(TITLES)}"

    def _fresh(self, paragraph: Paragraph, year: int) -> str:
        made = [paragraph.words[0]]
        for (kind, text), words in zip(paragraph.slots, paragraph.words[1:], strict=True):
            if kind == "number":
                made.append(self._number(text))
            elif kind == "place":
                made.append(self._random.choice(PLACES))
            else:
                made.append(str(int(text) + year - paragraph.year))
            made.append(words)
        return "".join(made)

    def _number(self, text: str) -> str:
        """Another number of the same length."""
        whole, point, after = text.partition(".")
        made = str(self._random.randrange(10 ** (len(whole) - 1), 10 ** len(whole)))
        return f"{made}.{self._random.randrange(10 ** len(after)):0{len(after)}d}" if point else made

    def _sentence(self) -> str:
        one = self._one
        first = f"{one('who')}{one('how')}{one('does')}{one('what')}"
        second = f"{one('how')}{one('does')}{one('what')}"
        kind = self._random.randrange(4)
        if kind == 0:
            return f"{one('when')}，{first}，{second}，{one('result')}。"
        if kind == 1:
            return f"{first}，{second}，{one('how')}{one('does')}{one('what')}和{one('what')}。"
        if kind == 2:
            return f"{one('when')}，{first}，{one('does')}{one('what')}，{one('however')}。"
        return f"{first}，{second}，{one('who')}{one('does')}{one('what')}，{one('result')}。"
