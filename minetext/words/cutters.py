"""The engines that cut sentences into words, behind one form."""

import logging
import warnings
from collections.abc import Callable, Sequence
from importlib import metadata
from typing import Any, NamedTuple

from minetext.words.dictionary import Entry

Cut = Callable[[str], Sequence[tuple[str, str]]]
"""A text to its words with their tags; together they are the text."""


class Cutter(NamedTuple):
    """An engine with its dictionary."""

    engine: str
    cut: Cut

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and tag of every word of a text but white space."""
        found: list[tuple[int, int, str]] = []
        start = 0
        for word, tag in self.cut(text):
            end = start + len(word)
            if not word.isspace():
                found.append((start, end, tag))
            start = end
        return found


class MissingEngineError(Exception):
    """An engine that is not installed."""

    def __init__(self, engine: str) -> None:
        super().__init__(engine)
        self.engine = engine


def _jieba(dictionary: Sequence[Entry]) -> Cut:
    _, tagger = _jieba_with(dictionary)

    def cut(text: str) -> list[tuple[str, str]]:
        return [(pair.word, pair.flag) for pair in tagger.cut(text)]

    return cut


def _jieba_list(dictionary: Sequence[Entry]) -> Cut:
    tokenizer, tagger = _jieba_with(dictionary)
    tags = tagger.word_tag_tab

    def cut(text: str) -> list[tuple[str, str]]:
        return [(word, tags.get(word, "x")) for word in tokenizer.cut(text)]

    return cut


def _jieba_with(dictionary: Sequence[Entry]) -> tuple[Any, Any]:
    """A tokenizer that knows the words of a dictionary, and its tagger."""
    with warnings.catch_warnings():
        # jieba is older than the interpreters that warn of its escapes and of how it finds its files
        warnings.simplefilter("ignore")
        import jieba
        from jieba import posseg
    jieba.setLogLevel(logging.ERROR)
    # of our own, so that no other use of jieba in this process sees the words
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for word, tag in dictionary:
        # a word that it knows keeps its frequency and its tag
        if not tokenizer.FREQ.get(word):
            tokenizer.add_word(word, tag=tag)
    return tokenizer, posseg.POSTokenizer(tokenizer)


def _rjieba(dictionary: Sequence[Entry]) -> Cut:
    try:
        import rjieba
    except ImportError:
        raise MissingEngineError("rjieba") from None
    tokenizer: Any = rjieba.Jieba()
    for word, tag in dictionary:
        if not tokenizer.has_word(word):
            tokenizer.add_word(word, None, tag)
    cut: Cut = tokenizer.tag
    return cut


ENGINES: dict[str, Callable[[Sequence[Entry]], Cut]] = {"jieba": _jieba, "rjieba": _rjieba}
"""What loads each engine, the one used by default first."""


def cutter(engine: str, dictionary: Sequence[Entry]) -> Cutter:
    """An engine with a dictionary loaded; some tenths of a second.

    Raises:
        MissingEngineError: it is not installed.
    """
    return Cutter(engine, ENGINES[engine](dictionary))


def listed_words(engine: str, dictionary: Sequence[Entry]) -> Cut:
    """What cuts a text into words with the tags that the word list gives them (`x` where it has none), whatever the
    sentence says: with jieba, three times as fast as tags that go by the sentence.

    Raises:
        MissingEngineError: the engine is not installed.
    """
    return _jieba_list(dictionary) if engine == "jieba" else ENGINES[engine](dictionary)


def engine_version(engine: str) -> str:
    """The version of an installed engine.

    Raises:
        MissingEngineError: it is not installed.
    """
    try:
        return metadata.version(engine)
    except metadata.PackageNotFoundError:
        raise MissingEngineError(engine) from None
