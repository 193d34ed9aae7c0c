"""What is counted or measured: the noun phrase beside a figure."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.figures.cues import CueHit, bits
from minetext.figures.lexicon import WordClass, last_word, noun_phrase
from minetext.model import NOWHERE, Span

MAX_ITEM = 24
"""Longer phrases are cut to their last characters: they are clauses that no rule could cut."""

OBJECT_REACH = 24
"""How many characters behind a figure its object may begin."""

MAX_PER = 6
"""Characters of what a figure is per (对夫妇)."""

NOUN, VERB, EVERY, SKIP = bits("noun"), bits("verb"), bits("every"), bits("skip")

STRIPPED = bits(
    "boundary", "linker", "increase", "decrease", "reached", "skip", "compare", "target", "achieved", "each", "share",
    "part", "reset", "last_year", "this_year", "next_year", "list_end", "average",
)  # fmt: skip
"""Cues that may stand between an item and its figure."""

ENDS_PHRASE = STRIPPED | bits("verb", "every", "founding")
"""Cues at which a noun phrase ends."""

_EDGE = ' \t\r\n\u3000\u00a0、，,；;：:。.“”"‘’「」『』（）()《》〈〉【】[]-—－·…*＊/'
_NAMES_SOMETHING = regex.compile(r"\p{L}")
_PHRASE_BREAK = regex.compile(r"[、，,；;：:。！？!?（()）\n“”\"「」『』【】—]")


class LeftPhrase(NamedTuple):
    """The noun phrase before a figure."""

    phrase: Span
    adjacent: bool
    """Whether nothing but modifiers stands between it and the figure."""
    relative: bool
    """Whether 的 joins it to the figure (妇科病的5797人)."""
    verb: Span
    """The verb right before the figure, where there is no noun between."""


def left_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> LeftPhrase:
    """The noun phrase that ends before `end`, none of it before `start`; `hits` are the cues between."""
    position, adjacent, relative, verb = end, True, False, NOWHERE
    index = len(hits) - 1
    while position > start:
        position = _strip(text, start, position)
        joined = next((word for word in particles if text.endswith(word, start, position)), "")
        if joined:
            position, relative = position - len(joined), True
            continue
        while index >= 0 and hits[index].start >= position:
            index -= 1
        hit = hits[index] if index >= 0 and hits[index].end <= position else None
        if hit is not None and hit.cues & EVERY and position - hit.end <= MAX_PER:
            position = hit.start
            continue
        if hit is None or hit.end < position or hit.cues & NOUN:
            break
        if hit.cues & STRIPPED:
            adjacent = adjacent and hit.cues == SKIP
        elif hit.cues & VERB:
            verb = Span(hit.start, hit.end)
            break
        else:
            break
        position = hit.start
    if verb:
        return LeftPhrase(NOWHERE, adjacent, relative, verb)
    begin = max((hit.end for hit in hits if _ends_phrase(hit) and hit.end <= position), default=start)
    phrase = _last_part(text, max(begin, start), position, particles)
    if not any(hit.cues & NOUN and hit.end == position for hit in hits):
        word, word_class = last_word(text[slice(*phrase)])
        if word_class is WordClass.FUNCTION:
            return LeftPhrase(NOWHERE, False, relative, NOWHERE)
        if word_class is WordClass.VERB:
            before = phrase if phrase.end - phrase.start > len(word) else NOWHERE
            return LeftPhrase(before, False, relative, Span(phrase.end - len(word), phrase.end))
    return LeftPhrase(phrase, adjacent, relative, NOWHERE)


def _ends_phrase(hit: CueHit) -> bool:
    return bool(hit.cues & ENDS_PHRASE) and not hit.cues & NOUN


def right_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> Span:
    """The noun phrase that begins at `start`, none of it behind `end`; `hits` are the cues between."""
    begin = start
    for word in particles:
        if text.startswith(word, begin):
            begin += len(word)
    stop = min((hit.start for hit in hits if _ends_phrase(hit) and hit.start >= begin), default=end)
    broken = _PHRASE_BREAK.search(text, begin, stop)
    stop = _strip(text, begin, broken.start() if broken else stop)
    while begin < stop and text[begin] in _EDGE:
        begin += 1
    known = next((hit.end for hit in hits if hit.start == begin and hit.cues & NOUN), begin)
    stop = known + len(noun_phrase(text[known:stop])) if known < stop else max(begin, stop)
    for word in particles:
        found = text.find(word, begin, stop)
        if found >= 0 and found + len(word) < stop:
            begin = found + len(word)
        elif found >= 0:
            stop = found
    return _named(text, begin, min(stop, begin + MAX_ITEM))


def object_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> Span:
    """What a verb or preposition behind a figure leads to: 两次面向农民的宣传, 340万人完成搬迁."""
    broken = _PHRASE_BREAK.search(text, start, min(end, start + OBJECT_REACH))
    stop = broken.start() if broken else min(end, start + OBJECT_REACH)
    for word in particles:
        joined = text.rfind(word, start, stop)
        if joined >= 0:
            return right_phrase(text, joined, end, [hit for hit in hits if hit.start >= joined], particles)
    behind = next((hit for hit in hits if hit.cues & VERB and hit.start - start <= 2), None)
    if behind is None:
        return NOWHERE
    return right_phrase(text, behind.end, end, [hit for hit in hits if hit.start >= behind.end], particles)


def _strip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end


def _last_part(text: str, start: int, end: int, particles: tuple[str, ...]) -> Span:
    """The head of a noun phrase: what follows its last break and its last particle."""
    breaks = [match.end() for match in _PHRASE_BREAK.finditer(text, start, end) if match.end() < end]
    start = breaks[-1] if breaks else start
    end = _strip(text, start, end)
    for word in particles:
        found = text.rfind(word, start, end)
        if found >= 0 and len(text[found + len(word) : end].strip(_EDGE)) > 1:
            start = found + len(word)
    while start < end and text[start] in _EDGE:
        start += 1
    return _named(text, max(start, end - MAX_ITEM), end)


def _named(text: str, start: int, end: int) -> Span:
    """The span, where it names something: holds a letter or character."""
    return Span(start, end) if _NAMES_SOMETHING.search(text[start:end]) else NOWHERE
