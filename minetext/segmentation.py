"""The second pass of `minetext segment`: the sections, sentences, clauses and words of the reports that count."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from minetext.dedup import Judgement
from minetext.layout import Unbroken
from minetext.model import Report, Source
from minetext.pipeline import Mined, changed, judged_again
from minetext.readers import Stretch, Sum
from minetext.stages import Options, stages
from minetext.tables.cells import format_rows
from minetext.tables.columns import Row, segment_id, segment_row, word_row
from minetext.words import Cutter, cutter, entries


@dataclass(frozen=True, slots=True)
class Segmenting:
    """What `minetext segment` does, apart from the options of all runs; called with each stretch."""

    engine: str = ""
    """The engine that cuts words, or empty for none."""

    def __call__(
        self, stretch: Stretch, expected: Sum | None, judgements: Sequence[Judgement], options: Options
    ) -> Mined:
        """The rows of a stretch, given what was decided about each of its reports."""
        again = judged_again(stretch, expected, judgements, options)
        if again is None:
            return changed(stretch)
        built = stages(options)
        rows = _Rows(_cutter(self.engine, options) if self.engine else None)
        texts: list[tuple[str, str]] = []
        for source, drafts in again:
            if source.extracted:
                texts.append((source.name, source.text))
            for draft, (verdict, _) in drafts:
                rows.counts["documents"] += 1
                rows.counts[f"status.{verdict.status or 'no_report'}"] += 1
                if verdict.counts:
                    rows.add(source, built.layout.report(source, draft), verdict.doc_id, options)
        tables = {"segments": rows.segments} | ({"words": rows.words} if self.engine else {})
        return Mined({name: format_rows(found) for name, found in tables.items()}, tuple(texts), dict(rows.counts))


class _Rows:
    """The rows of a stretch."""

    def __init__(self, words: Cutter | None) -> None:
        self._cutter = words
        self.segments: list[Row] = []
        self.words: list[Row] = []
        self.counts: Counter[str] = Counter()

    def add(self, source: Source, report: Report, doc_id: str, options: Options) -> None:
        """Add the rows of a report."""
        for segment, unbroken in stages(options).layout.segments(source, report):
            self.segments.append(segment_row(source, doc_id, segment))
            self.counts[f"level.{segment.level}"] += 1
            if unbroken and self._cutter:
                self._add_words(self._cutter, source, segment_id(doc_id, segment.number), unbroken)

    def _add_words(self, words: Cutter, source: Source, sentence: str, unbroken: Unbroken) -> None:
        found = words.words(unbroken.text)
        self.words += [word_row(source, sentence, unbroken.place(start, end), tag) for start, end, tag in found]
        self.counts["words"] += len(found)


@cache
def _cutter(engine: str, options: Options) -> Cutter:
    return cutter(engine, entries(stages(options).rulebook))
