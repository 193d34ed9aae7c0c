"""Corrections held against the sources that they were made of, and the sentence around each kept with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from minetext.corrections.correction import CONTEXT, Correction
from minetext.layout.sentences import sentences
from minetext.model import Problem, Span
from minetext.rulebook import Splits
from minetext.sources import Inputs
from minetext.tables.writer import TEXTS, text_name


def with_context(
    corrections: Sequence[Correction], folder: Path, splits: Splits
) -> tuple[list[Correction], set[int]]:  # fmt: skip
    """The corrections with what stands around them, and the numbers of those whose characters the source does not have.

    Where the input is gone or changed, there is nothing to be had: such a correction holds by its report alone.

    Raises:
        OutputError: the folder holds no finished run.
    """
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(corrections):
        by_source[one.source].append(number)
    complete, wrong = list(corrections), set[int]()
    for source, text in _texts(folder, by_source):
        for number in by_source[source]:
            one = corrections[number]
            written = text[one.start : one.end]
            if " ".join(written.split()) != " ".join(one.text.split()):
                wrong.add(number)
                continue
            before, after = _around(text, Span(one.start, one.end), splits)
            complete[number] = one._replace(text=written, before=before, after=after)
    return complete, wrong


def _texts(folder: Path, wanted: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """The texts of some sources of a run, as far as they are still there; one is held at a time."""
    inputs, lost = Inputs(folder), list[Problem]()
    to_read: dict[str, set[str]] = defaultdict(set)
    for source in wanted:
        kept = folder / TEXTS / text_name(source)
        if kept.is_file():
            with kept.open(encoding="utf-8", newline="") as handle:
                yield source, handle.read()
        else:
            to_read[inputs.of(source)].add(source)
    for name, sources in to_read.items():
        for one in inputs.read(name, lost):
            if one.name in sources:
                yield one.name, one.text
                sources.remove(one.name)
            if not sources:
                break


def _around(text: str, span: Span, splits: Splits) -> tuple[str, str]:
    """What stands before and behind a span in its sentence."""
    line = Span(text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end))
    line = line._replace(end=len(text)) if line.end < 0 else line
    within = [one for one in sentences(text, line, splits) if one.end > span.start and one.start < span.end]
    start = min([span.start, *(one.start for one in within)])
    end = max([span.end, *(one.end for one in within)])
    return text[max(start, span.start - CONTEXT) : span.start], text[span.end : min(end, span.end + CONTEXT)]
