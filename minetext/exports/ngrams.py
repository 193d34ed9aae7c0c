"""Text as the words of a full-text index in which Chinese can be found without a segmenter.

SQLite takes a run of Chinese characters for one word, and its trigrams find nothing shorter than three characters,
while most Chinese words have two. So two to six neighbours of a run are each a word of the index: a query of up to six
characters is found as it is typed.
"""

import regex

SHORTEST, LONGEST = 2, 6
"""Characters of a word of the index; a number or a Latin word counts as one."""

_RUN = regex.compile(r"(?:[\p{L}\p{N}\p{Co}]\p{M}*)+")
"""What the index's own reader of words (unicode61) takes for one word."""

_UNIT = regex.compile(r"\p{Han}|[^\p{Han}]+")
_HAN = regex.compile(r"\p{Han}")


def ngrams(text: str) -> str:
    """The words of a text, parted by spaces, in order."""
    words: list[str] = []
    for run in _RUN.findall(text):
        units = _UNIT.findall(run)
        for at, unit in enumerate(units):
            if len(units) == 1 or not _HAN.match(unit):
                words.append(unit)
            most = min(LONGEST, len(units) - at)
            words += ["".join(units[at : at + size]) for size in range(SHORTEST, most + 1)]
    return " ".join(words)
