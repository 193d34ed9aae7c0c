"""Which report of one run is which of another, though its text, and so its id, changed.

First those of one id in one source, then of one id anywhere (moved), then of one title in one source, then those of one
source whose content is most alike, then of one title anywhere whose content is alike (renamed and changed).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

NEAR = 20
"""How many places in its source a report may have moved to be compared."""

ALIKE = 0.4
"""Dice of three-character pieces from which two reports of one source are versions of one."""


class Doc(NamedTuple):
    """A report of a run."""

    doc_id: str
    source: str
    title: str
    rank: int
    """Its number in the source."""


Content = Callable[[Doc], frozenset[str]]
Pairs = list[tuple[Doc | None, Doc | None]]


def match(old: Sequence[Doc], new: Sequence[Doc], old_content: Content, new_content: Content) -> Pairs:
    """Pair the reports of two runs, in the order of the old run, those that are only in the new one last."""
    found: dict[Doc, Doc] = {}
    left, new_left = list(old), list(new)

    def take(pairs: Iterator[tuple[Doc, Doc]]) -> None:
        found.update(pairs)
        taken = set(found.values())
        left[:] = [one for one in left if one not in found]
        new_left[:] = [one for one in new_left if one not in taken]

    take(_in_turn(left, new_left, lambda one: (one.source, one.doc_id)))
    take(_in_turn(left, new_left, lambda one: one.doc_id))
    take(_alone(left, new_left, lambda one: (one.source, one.title)))
    take(_most_alike(left, new_left, lambda one: one.source, old_content, new_content))
    take(_most_alike(left, new_left, lambda one: one.title, old_content, new_content))
    return [*((one, found.get(one)) for one in old), *((None, one) for one in new_left)]


Name = Callable[[Doc], Hashable]
Group = tuple[list[Doc], list[Doc]]


def _groups(old: Sequence[Doc], new: Sequence[Doc], name: Name) -> Iterator[Group]:
    """The reports of one name on both sides."""
    groups: dict[Hashable, Group] = defaultdict(lambda: ([], []))
    for side, docs in enumerate((old, new)):
        for one in docs:
            groups[name(one)][side].append(one)
    return (group for group in groups.values() if all(group))


def _in_turn(old: Sequence[Doc], new: Sequence[Doc], name: Name) -> Iterator[tuple[Doc, Doc]]:
    for docs, others in _groups(old, new, name):
        yield from zip(docs, others, strict=False)


def _alone(old: Sequence[Doc], new: Sequence[Doc], name: Name) -> Iterator[tuple[Doc, Doc]]:
    for docs, others in _groups(old, new, name):
        if len(docs) == len(others) == 1 and docs[0].title:
            yield docs[0], others[0]


def _most_alike(
    old: Sequence[Doc], new: Sequence[Doc], name: Name, old_content: Content, new_content: Content
) -> Iterator[tuple[Doc, Doc]]:
    """The pairs of one name that are alike, the most alike first; only neighbours are compared."""
    for docs, others in _groups(old, new, name):
        contents, other_contents = [old_content(one) for one in docs], [new_content(one) for one in others]
        scored: list[tuple[float, int, int, int, int]] = []
        for at, content in enumerate(contents):
            for to in range(max(0, at - NEAR), min(len(others), at + NEAR + 1)):
                alike = _dice(content, other_contents[to])
                if alike >= ALIKE:
                    scored.append((-alike, abs(at - to), at + to, at, to))
        taken: set[int] = set()
        new_taken: set[int] = set()
        for *_, at, to in sorted(scored):
            if at not in taken and to not in new_taken:
                taken.add(at)
                new_taken.add(to)
                yield docs[at], others[to]


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    together = len(one) + len(other)
    return 2 * len(one & other) / together if together else 0.0
