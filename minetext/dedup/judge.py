"""The verdict on every report of a run, once all are known."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from minetext.dedup.candidates import Each, candidates
from minetext.dedup.compare import Relative, compare
from minetext.dedup.reuse import passages
from minetext.dedup.signature import Signature
from minetext.dedup.spool import Spool
from minetext.model import Reused, Verdict

ID_BYTES = 8

COMPARED = 24
"""Fuller reports that a report is compared with in full, at most: those of the highest estimates."""


class Judgement(NamedTuple):
    """What is decided about a report."""

    verdict: Verdict
    reused: tuple[Reused, ...]


class _Link(NamedTuple):
    """A report that counts, and how another is related to it."""

    kept: int
    relative: Relative


class Deduplicator:
    """Takes the signatures of all reports in the order of the tables, then gives all verdicts.

    Of reports that are the same, the fullest is kept; of equally full ones the first. Reports are judged from the
    fullest down, each against those judged before that count, so that a duplicate never points to a duplicate and no
    chain of small differences leads from one report to quite another. Of two versions with other figures, which both
    count, the one that comes later in the tables is the revision, of the earlier one that is most like it.

    The pairs to look at are found by `each` in parts; they are compared here, since what becomes of one report decides
    which others it is compared with.
    """

    def __init__(self, folder: Path, each: Each = map) -> None:
        self._spool = Spool(folder)
        self._each = each

    def __enter__(self) -> "Deduplicator":
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()

    def add(self, report: Signature) -> None:
        """Take in the next report."""
        self._spool.add(report)

    def judge(self) -> Iterator[Judgement]:
        """The verdict on each report, in order."""
        spool = self._spool
        spool.close_in()
        if not len(spool):
            return
        links = _links(spool, self._each)
        counts = np.array([link is None or link.relative.status == "revision" for link in links])
        ids = list(_ids(spool))
        found = passages(spool, counts)
        passage = next(found, None)
        for report, link in enumerate(links):
            reused: list[Reused] = []
            while passage is not None and passage.report == report:
                reused.append(
                    Reused(
                        passage.span, ids[passage.other], spool.source(passage.other), passage.other_span,
                        passage.sentences,
                    )
                )  # fmt: skip
                passage = next(found, None)
            yield Judgement(_verdict(ids[report], link, ids), tuple(reused))


def _ids(spool: Spool) -> Iterator[str]:
    times: defaultdict[bytes, int] = defaultdict(int)
    for report in range(len(spool)):
        identity = spool.identity(report)[:ID_BYTES]
        times[identity] += 1
        yield identity.hex() + (f"-{times[identity]}" if times[identity] > 1 else "")


def _verdict(doc_id: str, link: _Link | None, ids: list[str]) -> Verdict:
    if link is None:
        return Verdict(doc_id, "kept")
    status, relation, similarity = link.relative
    # only what is the same is told to be: 0.997 is not 1
    written = "1" if similarity == 1 and status == "duplicate" else f"{min(similarity, 0.99):.2f}"
    return Verdict(doc_id, status, ids[link.kept], written, relation)


def _links(spool: Spool, each: Each) -> list[_Link | None]:
    """For each report the one that it repeats or revises, or None where it stands alone."""
    first = _first_of_copies(spool)
    single = np.flatnonzero(first == np.arange(len(spool)))
    order = single[np.lexsort((single, -spool.sizes()[single]))]
    near = candidates(spool, order, each)
    links: list[_Link | None] = [None] * len(spool)
    revisions: defaultdict[int, list[_Link]] = defaultdict(list)
    for rank, report in enumerate(order.tolist()):
        related = _related(spool, report, [int(order[one]) for one in near.of(rank)[:COMPARED]], links)
        copied = [link for link in related if link.relative.status != "revision"]
        links[report] = max(copied, key=lambda link: link.relative.similarity, default=None)
        for kept, relative in () if copied else related:
            revisions[max(kept, report)].append(_Link(min(kept, report), relative))
    for report, original in enumerate(first.tolist()):
        if report != original:
            links[report] = links[original] or _Link(original, Relative("duplicate", "exact", 1.0))
    for report, found in revisions.items():
        links[report] = max(found, key=lambda link: (link.relative.similarity, -link.kept))
    return links


def _first_of_copies(spool: Spool) -> NDArray[np.int64]:
    """For each report the first with the same normalised text."""
    _, firsts, which = np.unique(spool.bodies(), return_index=True, return_inverse=True)
    first: NDArray[np.int64] = firsts[which.reshape(-1)]
    return first


def _related(spool: Spool, report: int, fuller: list[int], links: list[_Link | None]) -> list[_Link]:
    """Those fuller reports that count, or whose copies are the fuller ones, to which a report is related."""
    found: list[_Link] = []
    for kept in dict.fromkeys(link.kept if (link := links[one]) else one for one in fuller):
        relative = compare(spool, kept, report)
        if relative:
            found.append(_Link(kept, relative))
    return found
