"""Sources to reports, sections, sentences and clauses: spans only."""

from minetext.layout.cells import Block, Cells
from minetext.layout.lines import lines, paragraphs
from minetext.layout.outline import Outline, sections
from minetext.layout.reports import Splitter
from minetext.layout.sentences import sentences
from minetext.layout.unwrap import Unwrapped, unwrap
from minetext.model import Draft, Report, Sentence, Source, Span
from minetext.rulebook import Rulebook, Splits

__all__ = ["Layout", "Unwrapped", "one_draft", "unwrap"]


class Layout:
    """The layout rules, compiled; its methods are pure functions of the source."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._splitter = Splitter(rulebook)
        self._outline = Outline(rulebook)
        self._splits = Splits(rulebook)

    def drafts(self, source: Source) -> list[Draft]:
        """The reports of a source, in order; none where the text holds nothing to mine.

        The title is the title line; that which the container gives stands for the only report of its source.
        """
        text = source.plain
        pieces = self._splitter.split(text, lines(text))
        drafts: list[Draft] = []
        for piece in pieces:
            line = source.text[slice(*piece.title)] if piece.title else ""
            title = source.title or line if len(pieces) == 1 else line
            blocks = paragraphs(list(piece.body), text, self._splits.enders, self._outline.pattern)
            drafts.append(Draft(piece.span, title, piece.title, tuple(blocks), piece.masked))
        return drafts

    def report(self, source: Source, draft: Draft) -> Report:
        """A draft with its sections and sentences; each cell of a table is read on its own and opens no section."""
        headings: list[tuple[int, Span]] = []
        found: list[Sentence] = []
        cells = Cells(source.tables)
        blocks = [block for paragraph in draft.paragraphs for block in cells.blocks(paragraph)]
        if draft.title_span:
            blocks.insert(0, Block(draft.title_span, False))
        for number, block in enumerate(blocks):
            for span in sentences(source.plain, block.span, self._splits):
                opens = not block.in_table and block.span is not draft.title_span
                rank = self._outline.rank(source.plain, span) if opens else None
                if rank is not None:
                    headings.append((rank, span))
                found.append(Sentence(span, len(headings) - 1, number))
        return Report(
            source.name, draft.span, draft.title, draft.title_span, draft.masked,
            sections(headings, draft.span.end), tuple(found),
        )  # fmt: skip


def one_draft(text: str, title: str = "") -> Draft:
    """A text taken as the body of one report, each line a paragraph; its title stands apart from it."""
    paragraphs = tuple(Span(line.start, line.end) for line in lines(text))
    return Draft(Span(0, len(text)), title, None, paragraphs, ())
