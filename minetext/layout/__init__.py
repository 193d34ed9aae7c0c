"""Sources to reports, sections, sentences and clauses: spans only."""

from minetext.layout.lines import lines, paragraphs
from minetext.layout.outline import Outline, sections
from minetext.layout.reports import Draft, Splitter
from minetext.layout.sentences import Sentences
from minetext.model import Report, Sentence, Source, Span
from minetext.rulebook import Rulebook

__all__ = ["Layout"]


class Layout:
    """The layout rules, compiled; `reports` is a pure function of the source."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._splitter = Splitter(rulebook)
        self._outline = Outline(rulebook)
        self._sentences = Sentences(rulebook)

    def reports(self, source: Source) -> list[Report]:
        """The reports of a source, in order; none where the text holds nothing to mine."""
        return [self._report(source, draft) for draft in self._splitter.split(source.text, lines(source.text))]

    def _report(self, source: Source, draft: Draft) -> Report:
        text = source.text
        headings: list[tuple[int, Span]] = []
        sentences: list[Sentence] = []
        blocks = [draft.title] if draft.title else []
        blocks += paragraphs(list(draft.body), text, self._sentences.enders, self._outline.pattern)
        for number, block in enumerate(blocks):
            for span in self._sentences.sentences(text, block):
                rank = self._outline.rank(text, span) if block is not draft.title else None
                if rank is not None:
                    headings.append((rank, span))
                sentences.append(Sentence(span, self._sentences.clauses(text, span), len(headings) - 1, number))
        title = text[slice(*draft.title)] if draft.title else ""
        return Report(
            source.name, draft.span, source.title or title, draft.title, draft.masked,
            sections(headings, draft.span.end), tuple(sentences),
        )  # fmt: skip
