"""Lists that name their whole: 在高中学生中，高一…, 24个村中，先进村…; and what is done beside what is left."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from minetext.model import Figure, Span

FIGURE = "\0"
"""Stands for a figure in the words that say what is left."""

BESIDE = 24
"""Characters before a figure, and behind it, that say whether it is what is left."""

BEFORE = 16
"""How many figures before a list may be its whole, or what is done beside what is left."""

LONGEST = 40
"""More parts than this are not added up."""

Told = Literal["named", "among", "rest"]


class Second(NamedTuple):
    """A whole and figures that may make it up, as the words around them say."""

    whole: Figure
    parts: tuple[Figure, ...]
    told: Told


def second_lists(
    text: str, back: Sequence[Figure], figures: Sequence[Figure], span: Span, patterns: "Mapping[str, re.Pattern[str]]"
) -> Iterator[Second]:
    """The lists of a sentence whose whole is named, and those that what is left ends.

    Args:
        back: figures of the sentences before.
        figures: those of the sentence, which `span` is the place of.
        patterns: `named`, `among`, `stop` (what ends such a list), `rest`, `other` and `done`.
    """
    starts = [figure.span.start for figure in figures]
    for mark in patterns["named"].finditer(text, *span):
        first = bisect_left(starts, mark.end())
        before = [*back, *figures[max(0, first - BEFORE) : first]]
        whole = next((one for one in reversed(before) if _is_named(one, mark["name"])), None)
        parts = _up_to(text, figures[first : first + LONGEST], mark.end(), span.end, patterns["stop"])
        if whole:
            yield from _list(whole, parts, "named")
    for index, whole in enumerate(figures):
        mark_behind = patterns["among"].match(text, whole.span.end, span.end)
        if mark_behind:
            following = figures[index + 1 : index + 1 + LONGEST]
            parts = _up_to(text, following, mark_behind.end(), span.end, patterns["stop"])
            yield from _list(whole, parts, "among")
    for index, left in enumerate(figures):
        if _is_left(text, left, figures[index - 1].span.end if index else span.start, span.end, patterns):
            before = [*back, *figures[max(0, index - BEFORE) : index]]
            yield from _rest(text, [one for one in before if _alike(one, left)], left, patterns)


def _is_named(figure: Figure, name: str) -> bool:
    return len(figure.item) > 1 and (figure.item in name or name in figure.item)


def _up_to(text: str, figures: Sequence[Figure], start: int, end: int, stop: "re.Pattern[str]") -> tuple[Figure, ...]:
    """The figures behind a word that opens a list, up to the mark that ends it."""
    if not figures:
        return ()
    end = min(end, figures[-1].span.end)
    found = stop.search(text, start, end)
    end = found.start() if found else end
    return tuple(one for one in figures if start <= one.span.start < end)


def _list(whole: Figure, figures: Sequence[Figure], told: Told) -> Iterator[Second]:
    parts = tuple(one for one in figures if _alike(one, whole))
    if len(parts) > 1:
        yield Second(whole, parts, told)


def _is_left(text: str, figure: Figure, start: int, end: int, patterns: "Mapping[str, re.Pattern[str]]") -> bool:
    """Whether the words around a figure say that it is what is left: 其余58户, 尚有23处正在整改."""
    before = text[max(start, figure.span.start - BESIDE) : figure.span.start]
    around = before + FIGURE + text[figure.span.end : min(end, figure.span.end + BESIDE)]
    return bool(patterns["rest"].search(around)) and not patterns["other"].search(before)


def _rest(
    text: str, before: Sequence[Figure], left: Figure, patterns: "Mapping[str, re.Pattern[str]]"
) -> Iterator[Second]:
    """The whole, what of it is done, and what is left: the last figures of one sort, or as many as words tell done."""
    done = len(before) - 1
    while done > 1 and patterns["done"].search(text, _start(before, done), before[done].span.start):
        done -= 1
        if not patterns["done"].search(text, _start(before, done), before[done].span.start):
            break
    whole = min(done, len(before) - 2)
    if whole >= 0 and left.sentence - before[whole].sentence < 2:
        yield Second(before[whole], (*before[whole + 1 :], left), "rest")


def _start(figures: Sequence[Figure], index: int) -> int:
    return max(figures[index - 1].span.end if index else 0, figures[index].span.start - BESIDE)


def _alike(figure: Figure, other: Figure) -> bool:
    return (figure.kind, figure.unit) == (other.kind, other.unit) and figure.role == other.role == "level"
