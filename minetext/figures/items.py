"""What is counted or measured: the noun phrase beside a figure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from minetext.figures.cues import CueHit, bits
from minetext.figures.lexicon import LONGEST, WordClass, first_word, last_word, noun_phrase
from minetext.model import NOWHERE, Span

MAX_ITEM = 24
"""Longer phrases are cut to their last characters: they are clauses that no rule could cut."""

OBJECT_REACH = 24
"""How many characters behind a figure its object may begin."""

MAX_NAMES = 12
"""Longer lists of names are not paired with figures."""

CASE_REACH = 40
"""How many characters behind a number of cases the word for them may stand."""

MAX_PER = 6
"""Characters of what a figure is per (对夫妇)."""

NOUN, VERB, EVERY, SKIP = bits("noun"), bits("verb"), bits("every"), bits("skip")
REACHED, LINKER = bits("reached"), bits("linker")

STRIPPED = bits(
    "boundary", "linker", "increase", "decrease", "reached", "skip", "compare", "target", "achieved", "each", "share",
    "part", "reset", "last_year", "this_year", "next_year", "list_end", "average",
)  # fmt: skip
"""Cues that may stand between an item and its figure."""

ENDS_PHRASE = STRIPPED | bits("verb", "every", "founding")
"""Cues at which a noun phrase ends."""

_EDGE = ' \t\r\n\u3000\u00a0、，,；;：:。.“”"‘’「」『』（）()《》〈〉【】[]-—－·…*＊/'
_OPENING, _CLOSING = "“「『‘", "”」』’"
_NAMES_SOMETHING = regex.compile(r"\p{L}")
_PHRASE_BREAK = re.compile(r"[、，,；;：:。！？!?（()）\n“”\"「」『』【】—]")
_TO_LAST_BREAK = re.compile(f".*{_PHRASE_BREAK.pattern}", re.DOTALL)


class Words(NamedTuple):
    """Words of cues that are looked for where phrases begin and end."""

    particles: tuple[str, ...]
    places: tuple[str, ...]
    classifiers: frozenset[str]
    cases: frozenset[str]
    plans: tuple[str, ...]
    sums: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    members: frozenset[str]


class LeftPhrase(NamedTuple):
    """The noun phrase before a figure."""

    phrase: Span
    adjacent: bool
    """Whether nothing but modifiers stands between it and the figure."""
    relative: bool
    """Whether 的 joins it to the figure (妇科病的5797人)."""
    verb: Span
    """The verb right before the figure, where there is no noun between."""


def left_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], words: Words) -> LeftPhrase:
    """The noun phrase that ends before `end`, none of it before `start`; `hits` are the cues between."""
    position, adjacent, relative, reached, verb = end, True, False, False, NOWHERE
    begin = start
    index = len(hits) - 1
    while position > start:
        position = _strip(text, start, position)
        if text.endswith(words.particles, start, position):
            joined = next(word for word in words.particles if text.endswith(word, start, position))
            position, relative = position - len(joined), True
            continue
        while index >= 0 and hits[index].start >= position:
            index -= 1
        hit = hits[index] if index >= 0 and hits[index].end <= position else None
        if hit is not None and hit.cues & EVERY:
            begin = per_end(text, hit.end, position, words)
            if begin < position:
                break
            position, begin = hit.start, start
            continue
        if hit is None or hit.end < position or hit.cues & NOUN:
            break
        if hit.cues & STRIPPED:
            adjacent = adjacent and hit.cues == SKIP
            reached = reached or bool(hit.cues & REACHED)
        elif hit.cues & VERB and not verb:
            # 专职委员配备到96名: what was brought to a level stands before the verb
            verb = Span(hit.start, hit.end)
            if not reached:
                break
        else:
            break
        position = hit.start
    if verb and not reached:
        return LeftPhrase(NOWHERE, adjacent, relative, verb)
    for hit in hits:
        if begin < hit.end <= position and _ends_phrase(hit):
            begin = hit.end
    phrase = _last_part(text, begin, position, words)
    if phrase and not any(hit.cues & NOUN and hit.end == position for hit in hits):
        word, word_class = last_word(text[slice(*phrase)])
        while word_class is WordClass.FUNCTION and len(word) < phrase.end - phrase.start:
            # 水位一度达1.87米: adverbs may stand between what is measured and its figure
            phrase, adjacent = Span(phrase.start, phrase.end - len(word)), False
            word, word_class = last_word(text[slice(*phrase)])
        if word_class is WordClass.FUNCTION:
            return LeftPhrase(NOWHERE, False, relative, verb)
        if word_class is WordClass.VERB:
            before = phrase if phrase.end - phrase.start > len(word) else NOWHERE
            return LeftPhrase(before, False, relative, verb or Span(phrase.end - len(word), phrase.end))
    return LeftPhrase(phrase, adjacent, relative, verb)


def _ends_phrase(hit: CueHit) -> bool:
    return bool(hit.cues & ENDS_PHRASE) and not hit.cues & NOUN


def per_end(text: str, start: int, limit: int, words: Words) -> int:
    """Where what follows 每 ends: one word, or a measure word and the noun that it needs."""
    word, _ = first_word(text[start : min(limit, start + MAX_PER)])
    end = start + len(word)
    if word in words.classifiers and end < limit:
        noun, word_class = first_word(text[end : min(limit, end + MAX_PER)])
        end += len(noun) if word_class is WordClass.NOUN else 0
    return min(end, limit)


def right_phrase(
    text: str, start: int, end: int, hits: Sequence[CueHit], words: Words, measure: str = "", needs_noun: bool = False
) -> Span:
    """The noun phrase that begins at `start`, none of it behind `end`; `hits` are the cues between.

    Behind a `measure` that needs a noun, where none stands before the figure (`needs_noun`), it is also found behind a
    verb (26位退休教师) or 的.
    """
    begin = start
    for word in words.particles:
        if text.startswith(word, begin):
            begin += len(word)
    if measure in words.cases:
        told = _behind_particle(text, begin, min(end, begin + CASE_REACH), hits, words)
        if told:
            return told
    broken = _PHRASE_BREAK.search(text, begin, end)
    limit = broken.start() if broken else end
    # a word such as 新增 stands between an item and its figure, or opens the item
    opening = next((hit.end for hit in hits if hit.start == begin and hit.cues == LINKER and hit.end > begin + 1), 0)
    ends = (hit.start for hit in hits if hit.start >= max(begin, opening) and _ends_phrase(hit))
    stop = _strip(text, begin, min(next(ends, limit), limit))
    while begin < stop and text[begin] in _EDGE:
        begin += 1
    known = opening or next((hit.end for hit in hits if hit.start == begin and hit.cues & NOUN), begin)
    stop = known + len(noun_phrase(text[known:stop])) if known < stop else max(begin, stop)
    if stop == begin and measure in words.classifiers and needs_noun:
        return _behind_particle(text, begin, limit, hits, words) or _behind_verb(text, begin, limit)
    for word in words.particles:
        found = text.find(word, begin, stop)
        if found >= 0 and (found + len(word) == stop or (measure and text.endswith(words.places, begin, found))):
            stop = found
        elif found >= 0:
            begin = found + len(word)
    if stop - begin == 1 and first_word(text[begin:stop])[1] is WordClass.FUNCTION:
        return NOWHERE
    return _named(text, begin, min(stop, begin + MAX_ITEM))


def _behind_particle(text: str, start: int, limit: int, hits: Sequence[CueHit], words: Words) -> Span:
    """The noun that a clause joined to it by 的 describes: 来自全县的教师."""
    joined = min((at for word in words.particles if (at := text.find(word, start, limit)) >= 0), default=-1)
    if joined < 0:
        return NOWHERE
    return right_phrase(text, joined, limit, [hit for hit in hits if hit.start > joined], words)


def _behind_verb(text: str, start: int, limit: int) -> Span:
    """A noun with the verb or adverb before it that describes it: 退休教师, 失信被执行人."""
    stop = start
    while stop < limit:
        word, word_class = first_word(text[stop : min(limit, stop + MAX_ITEM)])
        if word_class is WordClass.NOUN:
            end = min(stop + len(noun_phrase(text[stop:limit])), start + MAX_ITEM)
            return _named(text, start, end) if end - start > 1 else NOWHERE
        stop += len(word)
    return NOWHERE


def state_phrase(text: str, start: int, end: int) -> Span:
    """The verb right behind a number of people that says what happened to them: 1人死亡, 719人受伤."""
    word, word_class = first_word(text[start : min(end, start + LONGEST)])
    return Span(start, start + len(word)) if word_class is WordClass.VERB and len(word) > 1 else NOWHERE


def object_phrase(text: str, start: int, end: int, hits: Sequence[CueHit], words: Words) -> Span:
    """What a verb or preposition behind a figure leads to: 两次面向农民的宣传, 340万人完成搬迁."""
    broken = _PHRASE_BREAK.search(text, start, min(end, start + OBJECT_REACH))
    stop = broken.start() if broken else min(end, start + OBJECT_REACH)
    for word in words.particles:
        joined = text.rfind(word, start, stop)
        if joined >= 0:
            return right_phrase(text, joined, end, [hit for hit in hits if hit.start >= joined], words)
    behind = next((hit for hit in hits if hit.cues & VERB and hit.start - start <= 2), None)
    if behind is None:
        return NOWHERE
    return right_phrase(text, behind.end, end, [hit for hit in hits if hit.start >= behind.end], words)


def name_list(text: str, start: int, end: int, words: Words) -> list[Span]:
    """The names of a list that ends at `end`: 东乡、西乡和南乡."""
    names: list[Span] = []
    position = _strip(text, start, end)
    while position > start and len(names) < MAX_NAMES:
        # of two marks that end at one place the longer counts; a name has one character at least
        cuts = ((text.rfind(mark, start, position - 1), len(mark)) for mark in words.members)
        at, size = max(cuts)
        cut = at + size if at >= 0 else start
        name = _last_part(text, cut, position, words)
        if not name:
            break
        names.insert(0, name)
        position = _strip(text, start, at) if at >= 0 else start
    return names


def _strip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end


def _last_part(text: str, start: int, end: int, words: Words) -> Span:
    """The head of a noun phrase: what follows its last break and its last particle, or a name in quotation marks."""
    if text[end : end + 1] in _CLOSING and text[end : end + 1]:
        opened = max(text.rfind(mark, start, end) for mark in _OPENING)
        if opened >= 0:
            return _named(text, max(opened + 1, end - MAX_ITEM), end)
    broken = _TO_LAST_BREAK.match(text, start, end - 1)
    start = broken.end() if broken else start
    end = _strip(text, start, end)
    for word in words.particles:
        found = text.rfind(word, start, end)
        if found >= 0 and len(text[found + len(word) : end].strip(_EDGE)) > 1:
            start = found + len(word)
    while start < end and text[start] in _EDGE:
        start += 1
    return _named(text, max(start, end - MAX_ITEM), end)


def _named(text: str, start: int, end: int) -> Span:
    """The span, where it names something: holds a letter or character."""
    named = text[start:end]
    # nearly all begin with a letter
    return Span(start, end) if named[:1].isalpha() or _NAMES_SOMETHING.search(named) else NOWHERE
