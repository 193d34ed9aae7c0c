"""Lines that stand again and again: running heads inside one text, and what a site puts on each of its pages."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from minetext.layout.lines import Line, wrapped
from minetext.rulebook import Splits

MAX_REPEATED = 40
"""Longer lines are no running heads and no furniture of a site."""

TIMES = 3
"""A running head stands on at least so many pages."""

PAGE = 8
"""A page holds at least so many lines."""

SHARE = 2 / 3
"""The share of its places at which a running head must break into the text."""

EVEN = 4
"""The longest page has at most so many times the lines of the shortest."""

PROSE = 40
"""A line of this length is text: what the site puts around it stands before the first or behind the last."""

PAGES = 5
"""With fewer pages of a site, nothing is said of what stands on all of them."""

SAMPLE = 48
"""So many pages of a folder tell what stands on all of them."""

MOST = 0.6
"""The share of the pages that furniture stands on."""

Page = TypeVar("Page")

_AROUND = re.compile(r"^[\W\d_]+|(?<![\W\d_])[\W\d_]+$")
"""What has no letter at either end of a line; a run of it inside is looked at once, however long."""


def running_heads(text: str, of: list[Line], masked: Collection[int], splits: Splits) -> set[int]:
    """The lines, by index, that are repeated as heads or feet of pages.

    They are the same but for a number at either end, stand at least a page apart and at about the same distances, and
    mostly beside the number of a page (`masked`) or inside a sentence. They hold no clause, and are no line of a text
    wrapped by hand. The first counts as a title, and is not among them. A line with a figure inside is never one,
    except for the title of the text.
    """
    page = wrapped(of, text)
    places: dict[str, list[int]] = {}
    for index, line in enumerate(of):
        short = line.width <= MAX_REPEATED and not (page and page.is_full(text, line))
        if index not in masked and short and not splits.clause.search(text, line.start, line.end):
            places.setdefault(_AROUND.sub("", text[line.start : line.end]), []).append(index)
    title = _AROUND.sub("", text[of[0].start : of[0].end]) if of else ""
    found: set[int] = set()
    for words, at in places.items():
        if len(at) < TIMES or not words or (words != title and has_number(words)):
            continue
        gaps = [after - before for before, after in pairwise(at)]
        breaking = [index for index in at[1:] if _breaks_in(text, of, index, masked, splits.enders)]
        if min(gaps) >= PAGE and max(gaps) <= EVEN * min(gaps) and len(breaking) >= SHARE * len(gaps):
            found.update(at[1:])
    return found


def _breaks_in(text: str, of: list[Line], index: int, masked: Collection[int], enders: str) -> bool:
    if index - 1 in masked or index + 1 in masked:
        return True
    before = of[index - 1]
    return before.width >= PROSE // 2 and text[before.end - 1] not in enders


def has_number(text: str) -> bool:
    """Whether a line writes a number in digits or in several Chinese ones."""
    numeric = [unicodedata.numeric(one, None) is not None for one in text]
    return any(one.isdecimal() for one in text) or any(map(all, pairwise(numeric)))


def around(of: Sequence[Line]) -> list[int]:
    """The short lines of a page before its first line of text and behind its last, by index."""
    prose = [index for index, line in enumerate(of) if line.width >= PROSE]
    if not prose:
        return [index for index, line in enumerate(of) if line.width <= MAX_REPEATED]
    return [
        index for index, line in enumerate(of)
        if line.width <= MAX_REPEATED and not prose[0] < index < prose[-1]
    ]  # fmt: skip


def mark_of(line: str) -> int:
    """What a line is known by across pages."""
    return int.from_bytes(hashlib.blake2b(line.encode(), digest_size=8).digest(), "big")


def furniture(pages: Iterable[Collection[int]]) -> frozenset[int]:
    """The marks that most of the pages of a site have in common; none where there are too few pages."""
    counts: Counter[int] = Counter()
    total = 0
    for page in pages:
        counts.update(set(page))
        total += 1
    return frozenset(mark for mark, times in counts.items() if total >= PAGES and times >= MOST * total)


def sample(pages: Sequence[Page]) -> list[Page]:
    """The pages of a folder that tell what stands on all of them: at most `SAMPLE`, evenly chosen, in order."""
    count = min(len(pages), SAMPLE)
    return [pages[index * len(pages) // count] for index in range(count)] if len(pages) >= PAGES else []
