"""Sources to reports, sections, sentences and clauses: spans only."""

from collections.abc import Collection, Iterator

from minetext.layout.cells import Block, Cells
from minetext.layout.furniture import furniture, sample
from minetext.layout.lines import lines, paragraphs
from minetext.layout.nesting import sections
from minetext.layout.outline import Heading, Outline
from minetext.layout.pages import Pages
from minetext.layout.particulars import ParticularReader
from minetext.layout.reports import Splitter
from minetext.layout.segments import Unbroken, segments
from minetext.layout.sentences import sentences
from minetext.layout.titles import MAX_TITLE
from minetext.layout.unwrap import Unwrapped, unwrap
from minetext.model import Draft, Report, Segment, Sentence, Source, Span
from minetext.rulebook import Rulebook, Splits

__all__ = ["Layout", "Unbroken", "Unwrapped", "furniture", "one_draft", "sample", "unwrap"]


class Layout:
    """The layout rules, compiled; its methods are pure functions of the source."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._splitter = Splitter(rulebook)
        self._pages = Pages(rulebook)
        self._particulars = ParticularReader(rulebook)
        self._fold = rulebook.variants.fold
        self._splits = Splits(rulebook)
        self._outline = Outline(rulebook, self._splits)

    def drafts(self, source: Source, repeated: Collection[int] = ()) -> list[Draft]:
        """The reports of a source, in order; none where it holds only white space.

        A page that is no report gives one draft that says so. The title is the title line; that which the container
        gives stands for the only report of its source. `repeated` is what `furniture` says of the source's folder.
        """
        text = source.plain
        found = lines(text)
        if not found:
            return []
        pieces, plain = self._splitter.split(text, found, repeated)
        if len(pieces) <= 1:
            no_report = self._pages.reason(text, plain)
            if no_report:
                span = Span(found[0].start, found[-1].end)
                title = source.title or source.text[found[0].start : min(found[0].end, found[0].start + MAX_TITLE)]
                return [Draft(span, title, None, (), (span,), no_report)]
        drafts: list[Draft] = []
        for piece in pieces:
            line = (
                "".join(part.strip() for part in source.text[slice(*piece.title)].splitlines()) if piece.title else ""
            )
            title = source.title or line if len(pieces) == 1 else line
            blocks = paragraphs(list(piece.body), text, self._splits, self._outline.pattern)
            drafts.append(Draft(piece.span, title, piece.title, tuple(blocks), piece.masked))
        return drafts

    def marks(self, source: Source) -> frozenset[int]:
        """The marks of the lines that a site may put around this page, for `furniture`."""
        return self._splitter.around(source.plain, lines(source.plain))

    def report(self, source: Source, draft: Draft) -> Report:
        """A draft with its sections, sentences and particulars; a cell of a table stands alone and opens no section."""
        text = source.plain
        headings: list[Heading] = []
        found: list[Sentence] = []
        cells = Cells(source.tables)
        blocks = [block for paragraph in draft.paragraphs for block in cells.blocks(paragraph)]
        if draft.title_span:
            blocks.insert(0, Block(draft.title_span, False))
        spans = [block.span for block in blocks]
        led = False
        for number, (block, in_table) in enumerate(blocks):
            titled = number == 0 and draft.title_span is not None
            opens = not (titled or in_table)
            whole = self._outline.line(text, spans, number, led) if opens else None
            for span in sentences(text, block, self._splits):
                heading = self._outline.heading(text, span, block) if opens and not whole else None
                if whole and span.start == block.start:
                    heading = whole
                if heading:
                    headings.append(heading)
                found.append(Sentence(span, len(headings) - 1, number))
            # the line before is a heading and nothing else
            led = titled or bool(headings and found and headings[-1].span.start == block.start == found[-1].span.start)
        unit, author, signed = self._particulars.read(
            source.text, source.plain, (draft.title, self._fold(draft.title)), draft.paragraphs, draft.masked
        )
        return Report(
            source.name, draft.span, draft.title, draft.title_span, draft.masked,
            sections(headings, draft.span.end), tuple(found), unit, author, signed, draft.no_report,
        )  # fmt: skip

    def segments(self, source: Source, report: Report) -> Iterator[tuple[Segment, Unbroken | None]]:
        """The sections, sentences and clauses of a report, in order; with a sentence comes its text without breaks."""
        return segments(source, report, self._splits)


def one_draft(text: str, title: str = "") -> Draft:
    """A text taken as the body of one report, each line a paragraph; its title stands apart from it."""
    paragraphs = tuple(Span(line.start, line.end) for line in lines(text))
    return Draft(Span(0, len(text)), title, None, paragraphs, ())
