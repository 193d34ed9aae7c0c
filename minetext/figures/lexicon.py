"""Parts of speech for words that no rule names, from the dictionary of jieba.

Only its word list is read: a phrase beside a figure is a few characters long, and looking its words up costs
microseconds where tagging the sentence would cost milliseconds.
"""

from enum import IntEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

LONGEST = 5
"""Longer words are phrases; they are not looked up."""

REMEMBERED = 1 << 14
"""How many phrases are kept once they have been read: reports say the same things over and over."""

VERBS = frozenset(("v", "vd", "vi", "vq"))
"""Tags of verbs; `vn` may be a noun."""

FUNCTION_WORDS = frozenset(("d", "p", "c", "ad", "r", "u", "ul", "uj"))
"""Tags of words that no noun phrase ends in: adverbs, prepositions, conjunctions, pronouns, particles."""

FUNCTION_CHARACTERS = frozenset(("f", "k"))
"""Tags of single characters that are none either: 中, 前, 者. Longer words with these tags are nouns (初中)."""


class WordClass(IntEnum):
    """What a word is to a noun phrase."""

    NOUN = 0
    VERB = 1
    FUNCTION = 2


@cache
def _words() -> dict[str, WordClass]:
    # the package is found without importing it, which takes longer than reading its words
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="jieba")
    # a line holds a word, how often it was met, and its tag
    fields = Path(spec.origin).with_name("dict.txt").read_text("utf-8").split()
    written, tags = fields[::3], fields[2::3]
    classes = dict.fromkeys(tags, WordClass.NOUN)
    classes |= dict.fromkeys(VERBS, WordClass.VERB) | dict.fromkeys(FUNCTION_WORDS, WordClass.FUNCTION)
    words = dict(zip(written, map(classes.__getitem__, tags), strict=True))
    for at, tag in enumerate(tags):
        if tag in FUNCTION_CHARACTERS and len(written[at]) == 1:
            words[written[at]] = WordClass.FUNCTION
    return words


def load() -> None:
    """Read the words now, which the first phrase would wait for otherwise."""
    _words()


def is_word(phrase: str) -> bool:
    """Whether the dictionary knows a word."""
    return len(phrase) > 1 and phrase in _words()


@lru_cache(REMEMBERED)
def last_word(phrase: str) -> tuple[str, WordClass]:
    """The longest word that a phrase ends in, and its class; a phrase of unknown words ends in a noun."""
    words = _words()
    for length in range(min(LONGEST, len(phrase)), 0, -1):
        word = phrase[-length:]
        if word in words:
            return word, words[word]
    return phrase, WordClass.NOUN


@lru_cache(REMEMBERED)
def first_word(phrase: str) -> tuple[str, WordClass]:
    """The longest word that a phrase begins with, and its class; an unknown character is a noun."""
    words = _words()
    for length in range(min(LONGEST, len(phrase)), 0, -1):
        word = phrase[:length]
        if word in words:
            return word, words[word]
    return phrase[:1], WordClass.NOUN


@lru_cache(REMEMBERED)
def noun_phrase(phrase: str) -> str:
    """The phrase up to its first verb or function word, read from the left by longest words."""
    words = _words()
    position = 0
    while position < len(phrase):
        for length in range(min(LONGEST, len(phrase) - position), 1, -1):
            word = phrase[position : position + length]
            if word in words:
                if words[word]:
                    return phrase[:position]
                position += length
                break
        else:
            position += 1
    return phrase
