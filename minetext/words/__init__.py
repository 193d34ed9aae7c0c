"""Sentences to words with their parts of speech; never on the way of `minetext run`."""

from minetext.words.cutters import ENGINES, Cutter, MissingEngineError, cutter, engine_version, listed_words
from minetext.words.dictionary import Entry, digest, entries

__all__ = [
    "ENGINES",
    "Cutter",
    "Entry",
    "MissingEngineError",
    "cutter",
    "digest",
    "engine_version",
    "entries",
    "listed_words",
]
