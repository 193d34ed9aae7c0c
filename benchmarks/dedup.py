"""How well and how fast reports are told to be the same, on planted relations, with datasketch beside it.

Seconds are processor time of this process, which other work on the machine disturbs less than time by the clock.

python benchmarks/dedup.py [--reports 20000] [--largest 200000] [--write]
"""

import argparse
import os
import platform
import resource
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import NamedTuple

from document import put
from planted import Planted, planted

from minetext.dedup import Deduplicator, Judgement, Signature
from minetext.dedup.compare import SAME
from minetext.dedup.sketch import LENGTH, grams, sketch
from minetext.layout import one_draft
from minetext.model import Source
from minetext.stages import Options, stages

SHORT = (5, 9)
"""Sentences of a report where only time is measured."""

PEER = 4000
"""Reports that datasketch works through."""


class Timed(NamedTuple):
    """Reports judged, with the seconds of each step."""

    judged: list[Judgement]
    sign: float
    judge: float


def signature(number: int, one: Planted) -> Signature:
    """The signature of a planted report."""
    built = stages(Options())
    source = built.fold(Source(f"{number:07d}", one.body))
    return built.signer.sign(source, one_draft(source.text, one.title))


def judged(reports: Iterator[Planted]) -> Timed:
    """All verdicts, with the time without that of making the reports."""
    folder = Path(tempfile.mkdtemp(prefix="minetext-bench-"))
    sign = 0.0
    try:
        with Deduplicator(folder / "dedup") as deduplicator:
            for number, one in enumerate(reports):
                started = process_time()
                deduplicator.add(signature(number, one))
                sign += process_time() - started
            started = process_time()
            found = list(deduplicator.judge())
            return Timed(found, sign, process_time() - started)
    finally:
        shutil.rmtree(folder)


class Quality(NamedTuple):
    """Pairs of one root, found and not, and how many of those found are told right as revision or not."""

    found: int
    right: int
    planted: int
    told: int
    missed: Counter[str]
    mistaken: Counter[str]

    @property
    def precision(self) -> float:
        """Share of the pairs found that are planted."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Share of the planted pairs that are found."""
        return self.right / self.planted


def quality(reports: Sequence[Planted], found: Sequence[Judgement]) -> Quality:
    """Compare what was found with what was planted, pair by pair."""
    place = {one.verdict.doc_id: number for number, one in enumerate(found)}
    component, counted = list(range(len(reports))), list(range(len(reports)))
    for number, (verdict, _) in enumerate(found):
        if verdict.duplicate_of:
            component[_top(component, number)] = _top(component, place[verdict.duplicate_of])
            if not verdict.counts:
                counted[number] = place[verdict.duplicate_of]
    groups, roots = defaultdict(list), defaultdict(list)
    for number, one in enumerate(reports):
        groups[_top(component, number)].append(number)
        roots[one.root].append(number)
    right = told = 0
    missed: Counter[str] = Counter()
    mistaken: Counter[str] = Counter()
    for members in roots.values():
        for first, second in combinations(members, 2):
            kinds = reports[first].relation, reports[second].relation
            if _top(component, first) != _top(component, second):
                missed["/".join(kinds)] += 1
                continue
            right += 1
            # each revision has figures of its own
            same = "revised" not in kinds
            told += same == (counted[first] == counted[second])
            mistaken["/".join(kinds)] += same != (counted[first] == counted[second])
    pairs = sum(len(members) * (len(members) - 1) // 2 for members in groups.values())
    return Quality(pairs, right, right + missed.total(), told, missed, +mistaken)


def _top(component: list[int], number: int) -> int:
    while component[number] != number:
        component[number] = component[component[number]]
        number = component[number]
    return number


def templates(reports: Sequence[Planted]) -> list[str]:
    """The texts whose n-grams are compared."""
    built = stages(Options())
    found = []
    for one in reports:
        source = built.fold(Source("", one.body))
        found.append(built.signer.template(source, one_draft(source.text, one.title)))
    return found


class Peer(NamedTuple):
    """datasketch on the same n-grams."""

    seconds: float
    precision: float
    recall: float


def peer(reports: Sequence[Planted], texts: Sequence[str]) -> Peer:
    """MinHash of 128 permutations and LSH, from the texts to the pairs above the same similarity."""
    from datasketch import MinHash, MinHashLSH

    started = process_time()
    lsh = MinHashLSH(threshold=SAME, num_perm=128)
    hashes = []
    pairs: set[tuple[int, int]] = set()
    for number, text in enumerate(texts):
        made = MinHash(num_perm=128)
        made.update_batch([one.encode() for one in {text[at : at + LENGTH] for at in range(len(text) - LENGTH + 1)}])
        hashes.append(made)
        near = (one for one in lsh.query(made) if hashes[one].jaccard(made) >= SAME)
        pairs.update((one, number) for one in near)
        lsh.insert(number, made)
    seconds = process_time() - started
    right = sum(reports[one].root == reports[other].root for one, other in pairs)
    counts = Counter(one.root for one in reports)
    return Peer(seconds, right / len(pairs), right / sum(count * (count - 1) // 2 for count in counts.values()))


def ours(reports: Sequence[Planted], texts: Sequence[str]) -> float:
    """Seconds of our stage on the same texts: n-grams, sketches, candidates, verification, verdicts."""
    ready = [signature(number, one) for number, one in enumerate(reports)]
    folder = Path(tempfile.mkdtemp(prefix="minetext-bench-"))
    try:
        started = process_time()
        with Deduplicator(folder / "dedup") as deduplicator:
            for text, one in zip(texts, ready, strict=True):
                hashes = grams(text)
                deduplicator.add(one._replace(grams=hashes, sketch=sketch(hashes)))
            list(deduplicator.judge())
        return process_time() - started
    finally:
        shutil.rmtree(folder)


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def machine() -> str:
    """What was measured on."""
    return (
        f"Measured on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; seconds of"
        " processor time, one core.\n"
    )


def growth(largest: int) -> Iterator[str]:
    """Time and memory from a twentieth of the reports to all, as Markdown; first of all, since memory only grows."""
    yield machine()
    signature(0, next(planted(1)))
    before = peak()
    rows = []
    for size in (largest // 20, largest):
        timed = judged(planted(size, seed=3, length=SHORT))
        rows.append((timed.sign + timed.judge, peak()))
        if size < largest:
            yield "| reports | signatures, s | verdicts, s | ms a report | peak memory, MB |\n|---|---|---|---|---|"
        each = 1000 * (timed.sign + timed.judge) / size
        yield f"| {size:,} | {timed.sign:.1f} | {timed.judge:.1f} | {each:.3f} | {peak():.0f} |"
        del timed
    yield f"\nTwenty times as many reports take {rows[-1][0] / rows[0][0]:.1f} times as long."
    grown = (rows[-1][1] - before) / largest * 1000
    yield f"Memory above that of an empty run: {grown:.2f} GB for a million reports."


def report(number: int) -> Iterator[str]:
    """Quality and speed as Markdown."""
    yield machine()
    reports = list(planted(number))
    timed = judged(iter(reports))
    found = quality(reports, timed.judged)
    yield f"Of {number:,} planted reports, {found.planted:,} pairs:\n"
    yield "| | |\n|---|---|"
    yield f"| precision of pairs | {found.precision:.4f} |"
    yield f"| recall of pairs | {found.recall:.4f} |"
    yield f"| revisions told from copies, of the pairs found | {found.told / found.right:.4f} |"
    yield f"| reports a second, from text to verdict | {number / (timed.sign + timed.judge):,.0f} |"
    yield f"\nPairs missed, by what was planted: {_listed(found.missed)}."
    yield f"Pairs found and told wrong: {_listed(found.mistaken)}.\n"
    some = reports[:PEER]
    texts = templates(some)
    first, other, second = ours(some, texts), peer(some, texts), ours(some, texts)
    part = quality(some, judged(iter(some)).judged)
    yield f"Side by side, {len(some):,} reports, from the same template texts to pairs:\n"
    yield "| | reports/s | precision | recall |\n|---|---|---|---|"
    best = min(first, second)
    yield f"| minetext | {len(some) / best:,.0f} | {part.precision:.4f} | {part.recall:.4f} |"
    yield f"| datasketch | {len(some) / other.seconds:,.0f} | {other.precision:.4f} | {other.recall:.4f} |"
    yield f"\nminetext is {other.seconds / best:.1f} times as fast."


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name.strip('/') or 'original'} {count}" for name, count in counts.most_common(8)) or "none"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=20000)
    parser.add_argument("--largest", type=int, default=200000, help="0 leaves out time and memory by number")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    sections = {"growth": growth(given.largest)} if given.largest else {}
    sections["dedup"] = report(given.reports)
    for section, found in sections.items():
        lines = "\n".join(found) + "\n"
        print(lines, flush=True)
        if given.write:
            put("documents.md", lines, section)


if __name__ == "__main__":
    main()
