"""The user dictionary of a rulebook: words of its rules that a segmenter should keep whole."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minetext.rulebook import Rulebook
from minetext.rulebook.schema import FAMILIES, DictionaryRule, Rule

SHORTEST = 2
"""A single character is a word in any case."""


class Entry(NamedTuple):
    """A word and its part of speech, by jieba's tags."""

    word: str
    tag: str


def entries(rulebook: Rulebook) -> tuple[Entry, ...]:
    """The words that the dictionary rules choose from other rules, sorted; the first to choose one gives its tag."""
    tags: dict[str, str] = {}
    for rule in rulebook.of(DictionaryRule):
        for word in chosen(rulebook, rule):
            tags.setdefault(word, rule.tag)
    return tuple(Entry(word, tags[word]) for word in sorted(tags))


def chosen(rulebook: Rulebook, rule: DictionaryRule) -> set[str]:
    """The words that one dictionary rule chooses."""
    pattern = rulebook.compile(rule.pattern)
    words = set(rule.words)
    if rule.family:
        for other in rulebook.of(FAMILIES[rule.family]):
            if not rule.sorts or _sort(other) in rule.sorts:
                words |= {word for word in _words(other) if not pattern or pattern.fullmatch(word)}
    return {word for word in words if len(word) >= SHORTEST} - set(rule.without)


def digest(dictionary: Sequence[Entry]) -> str:
    """SHA-256 of a dictionary."""
    lines = "".join(f"{word} {tag}\n" for word, tag in dictionary)
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()


def _sort(rule: Rule) -> str:
    """What a rule's words are, within its family."""
    return next((str(value) for name in ("kind", "cue", "type", "name") if (value := getattr(rule, name, ""))), "")


def _words(rule: Rule) -> Iterable[str]:
    return (*getattr(rule, "words", ()), *getattr(rule, "table", ()), *getattr(rule, "lunar", ()))
