"""A report to its sections, sentences and clauses, in the order of their places."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from minetext.layout.sentences import clauses, stripped
from minetext.layout.unwrap import unwrap
from minetext.model import Report, Segment, Source, Span
from minetext.rulebook import Splits

SEPARATOR = " > "
"""What stands between the headings of a path."""


class _Place(NamedTuple):
    """Where a section stands in the outline."""

    path: str
    headings: str
    number: int
    """Its running number among all segments of the report."""


class Unbroken(NamedTuple):
    """A sentence as it reads without the line breaks inside, and the way back to its source."""

    text: str
    place: Callable[[int, int], Span]
    """The span in the source of two offsets of the text."""


def segments(source: Source, report: Report, splits: Splits) -> Iterator[tuple[Segment, Unbroken | None]]:
    """The segments of a report; with a sentence comes its text without breaks."""
    view = unwrap(source, report)
    text = (view.source if view else source).plain
    flowing = view.report if view else report
    paths = _paths(report)
    places: list[_Place] = []
    number = 0
    for original, sentence in zip(report.sentences, flowing.sentences, strict=True):
        while len(places) < len(report.sections) and report.sections[len(places)].span.start <= original.span.start:
            index = len(places)
            section, parent = report.sections[index], report.sections[index].parent
            number += 1
            heading = _readable(text[slice(*flowing.sections[index].heading)], splits)
            above = places[parent].headings + SEPARATOR if parent >= 0 else ""
            places.append(_Place(paths[index], above + heading, number))
            yield Segment(
                number, stripped(source.text, section.span), "section", paths[index], places[-1].headings,
                places[parent].number if parent >= 0 else 0, original.paragraph,
            ), None  # fmt: skip
        where = places[original.section] if original.section >= 0 else _Place("", "", 0)
        number += 1
        whole = number
        begin = sentence.span.start

        def place(start: int, end: int, begin: int = begin) -> Span:
            span = Span(begin + start, begin + end)
            return view.span(span) if view else span

        unbroken = Unbroken(text[slice(*sentence.span)], place)
        outline = (where.path, where.headings)
        yield Segment(whole, original.span, "sentence", *outline, where.number, original.paragraph), unbroken
        for clause in clauses(text, sentence.span, splits):
            number += 1
            span = view.span(clause) if view else clause
            yield Segment(number, span, "clause", *outline, whole, original.paragraph), None


def _paths(report: Report) -> Sequence[str]:
    """The number of every section among its siblings, behind those of the sections around it: 1.2.3."""
    counts: dict[int, int] = {}
    paths: list[str] = []
    for section in report.sections:
        counts[section.parent] = counts.get(section.parent, 0) + 1
        above = f"{paths[section.parent]}." if section.parent >= 0 else ""
        paths.append(f"{above}{counts[section.parent]}")
    return paths


def _readable(heading: str, splits: Splits) -> str:
    """A heading on one line, without the mark that it ends in."""
    line = " ".join(heading.split())
    cuts = splits.sentence.search(line, max(0, len(line) - 3)) or splits.clause.search(line, max(0, len(line) - 1))
    return line[: cuts.start()] if cuts and cuts.start() and cuts.end() == len(line) else line
