"""Terms that are characteristic of a year, a unit or a type of activity.

The sentences of activities are taken, so that nothing counts twice and boilerplate not at all. All sentences of a group
are one document of TF-IDF (Spärck Jones 1972), with the logarithm of the count: a term stands high that a group uses
often and few other groups use.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

from minetext.rulebook import Rulebook
from minetext.rulebook.schema import LexiconRule
from minetext.tables.rows import TableRow, table_rows

By = Literal["year", "unit", "type"]
Cut = Callable[[str], Sequence[tuple[str, str]]]

CONTENT_TAGS = ("n", "v", "a", "j", "l", "i", "x")
"""How jieba's tags of words with a content of their own begin: nouns, verbs, adjectives, abbreviations, phrases, and
words that its list does not know."""

NAME_TAGS = frozenset(("nr", "nrt", "nrfg", "ns"))
"""Names of persons and places, which would tell no more than whose report it is."""

STOP = "stop"
"""The lexicon of words that are never terms."""

SHORTEST = 2
LEAST = 3
"""How often a group must use a term."""

FEW = 5
"""From so many reports of a group, two of them must use a term."""

MAX_WORDS = 100_000
"""Words of a group that are counted at the same time; beyond them, those that were met once are dropped."""


class Term(NamedTuple):
    """A characteristic term of a group."""

    by: By
    group: str
    """A year, a unit or a type of activity."""
    rank: int
    term: str
    tfidf: float
    uses: int
    """How often the group uses it."""
    reports: int
    """In how many reports."""


class _Group:
    """What is counted of a group."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.reports: Counter[str] = Counter()
        self.size = 0
        """How many reports there are."""

    def add(self, words: Counter[str]) -> None:
        """Add the words of one report."""
        self.size += 1
        self.words.update(words)
        self.reports.update(words.keys())
        if len(self.words) > MAX_WORDS:
            once = [word for word, count in self.words.items() if count == 1]
            for word in once:
                del self.words[word], self.reports[word]


def terms(
    folder: Path, cut: Cut, stop_words: Collection[str], by: Sequence[By], top: int = 20, groups: int = 40
) -> list[Term]:
    """The characteristic terms of the largest groups, by group and rank.

    Args:
        folder: a finished run; its activities are read twice, report by report.
        cut: gives the words of a sentence with their tags.
        stop_words: words that are never terms.
        by: what groups are made by.
        top: how many terms of each group are given.
        groups: of how many groups, those with the most text.

    Raises:
        OutputError: the folder holds no finished run.
    """
    reports = {row["doc_id"]: (row["report_year"], row["unit"]) for row in table_rows(folder, "documents")}
    sizes: Counter[tuple[By, str]] = Counter()
    for row in table_rows(folder, "activities"):
        for key in _keys(row, reports, by):
            sizes[key] += len(row["text"])
    chosen: dict[tuple[By, str], _Group] = {}
    for one in by:
        largest = sorted((-size, key) for key, size in sizes.items() if key[0] == one)[:groups]
        chosen.update((key, _Group()) for key in sorted(key for _, key in largest))
    stops = frozenset(stop_words)
    for _, rows in groupby(table_rows(folder, "activities"), lambda row: row["doc_id"]):
        found: dict[tuple[By, str], Counter[str]] = {}
        for row in rows:
            keys = [key for key in _keys(row, reports, by) if key in chosen]
            words = Counter(_terms(cut(row["text"]), stops)) if keys else Counter[str]()
            for key in keys:
                found.setdefault(key, Counter()).update(words)
        for key, counts in found.items():
            chosen[key].add(counts)
    made = {one: {name: group for (other, name), group in chosen.items() if other == one} for one in by}
    return [term for one in by for term in _ranked(one, made[one], top)]


def stop_words(rulebook: Rulebook) -> frozenset[str]:
    """The words that the rules name as never characteristic."""
    return frozenset(word for rule in rulebook.of(LexiconRule) if rule.name == STOP for word in rule.words)


def _keys(row: TableRow, reports: Mapping[str, tuple[str, str]], by: Sequence[By]) -> Iterator[tuple[By, str]]:
    """The groups that an activity belongs to."""
    year, unit = reports.get(row["doc_id"], ("", ""))
    values = {"year": year, "unit": unit, "type": row["activity_type"]}
    return ((one, values[one]) for one in by if values[one])


def _terms(words: Sequence[tuple[str, str]], stop_words: frozenset[str]) -> Iterator[str]:
    for word, tag in words:
        content = tag.startswith(CONTENT_TAGS) and tag not in NAME_TAGS
        if content and len(word) >= SHORTEST and word.isalpha() and not word.isascii() and word not in stop_words:
            yield word


def _ranked(by: By, groups: Mapping[str, _Group], top: int) -> Iterator[Term]:
    if not any(group.words for group in groups.values()):
        return
    # imported here: they take long, and only this needs them
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer

    vectorizer = DictVectorizer()
    counts = vectorizer.fit_transform([group.words for group in groups.values()])
    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    names = vectorizer.get_feature_names_out()
    for number, (name, group) in enumerate(groups.items()):
        line = weights[[number]]
        scored = sorted(
            (-round(float(weight), 6), str(names[at]))
            for at, weight in zip(line.indices, line.data, strict=True)
            if group.words[names[at]] >= LEAST and (group.size < FEW or group.reports[names[at]] > 1)
        )
        for rank, (weight, term) in enumerate(scored[:top], 1):
            yield Term(by, name, rank, term, -weight, group.words[term], group.reports[term])
