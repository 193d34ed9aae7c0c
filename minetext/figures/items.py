"""What is counted or measured: the noun phrase beside a figure."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.figures.cues import CueHit, bits
from minetext.figures.lexicon import WordClass, last_word, noun_phrase

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

    text: str
    adjacent: bool
    """Whether nothing but modifiers stands between it and the figure."""
    relative: bool
    """Whether 的 joins it to the figure (妇科病的5797人)."""
    verb: str
    """The verb right before the figure, where there is no noun between."""


class RightPhrase(NamedTuple):
    """The noun phrase behind a figure, and where it ends."""

    text: str
    end: int


def left_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> LeftPhrase:
    """The noun phrase that ends before `end`, none of it before `start`; `hits` are the cues between."""
    position, adjacent, relative, verb = end, True, False, ""
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
            verb = verb or text[hit.start : hit.end]
            break
        else:
            break
        position = hit.start
    if verb:
        return LeftPhrase("", adjacent, relative, verb)
    begin = max((hit.end for hit in hits if _ends_phrase(hit) and hit.end <= position), default=start)
    phrase = _last_part(text[max(begin, start) : position], particles)
    if not any(hit.cues & NOUN and hit.end == position for hit in hits):
        word, word_class = last_word(phrase)
        if word_class is WordClass.FUNCTION:
            return LeftPhrase("", False, relative, "")
        if word_class is WordClass.VERB:
            return LeftPhrase(phrase if len(phrase) > len(word) else "", False, relative, word)
    return LeftPhrase(phrase, adjacent, relative, "")


def _ends_phrase(hit: CueHit) -> bool:
    return bool(hit.cues & ENDS_PHRASE) and not hit.cues & NOUN


def right_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> RightPhrase:
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
    known = next((hit.end - begin for hit in hits if hit.start == begin and hit.cues & NOUN), 0)
    phrase = text[begin : begin + known] + noun_phrase(text[begin + known : stop])
    for word in particles:
        head, found, tail = phrase.partition(word)
        if found and tail:
            begin += len(head) + len(found)
        phrase = tail or head
    phrase = phrase[:MAX_ITEM] if _NAMES_SOMETHING.search(phrase) else ""
    return RightPhrase(phrase, begin + len(phrase))


def object_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], particles: tuple[str, ...]) -> str:
    """What a verb or preposition behind a figure leads to: 两次面向农民的宣传, 340万人完成搬迁."""
    broken = _PHRASE_BREAK.search(text, start, min(end, start + OBJECT_REACH))
    stop = broken.start() if broken else min(end, start + OBJECT_REACH)
    for word in particles:
        joined = text.rfind(word, start, stop)
        if joined >= 0:
            return right_phrase(text, joined, end, [hit for hit in hits if hit.start >= joined], particles).text
    behind = next((hit for hit in hits if hit.cues & VERB and hit.start - start <= 2), None)
    if behind is None:
        return ""
    return right_phrase(text, behind.end, end, [hit for hit in hits if hit.start >= behind.end], particles).text


def _strip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end


def _last_part(phrase: str, particles: tuple[str, ...]) -> str:
    """The head of a noun phrase: what follows its last break and its last particle."""
    breaks = [match.end() for match in _PHRASE_BREAK.finditer(phrase) if match.end() < len(phrase)]
    phrase = phrase[breaks[-1] :] if breaks else phrase
    for word in particles:
        _, found, tail = phrase.rpartition(word)
        phrase = tail if found and len(tail.strip(_EDGE)) > 1 else phrase
    phrase = phrase.strip(_EDGE)[-MAX_ITEM:]
    return phrase if _NAMES_SOMETHING.search(phrase) else ""
