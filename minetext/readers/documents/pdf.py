"""PDF with a text layer."""

from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError, problem
from minetext.readers.document import DocumentBuilder, TableCell

MIN_CHARACTERS = 10
"""A page with fewer characters is one of pictures."""


class PdfReader(NeedsNothing):
    """The text layer in reading order, without running heads and page numbers, lines joined to paragraphs.

    A place is a page (`p3`).
    """

    name = "pdf"
    what = "pdf"

    def recognises(self, content: Content) -> bool:
        """It says so in its first kilobyte."""
        return b"%PDF-" in content.data[:1024]

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The text of all pages, and a problem where some have none."""
        import pypdfium2

        from minetext.readers.documents.pdf_pages import page_of, paragraphs, without_margins

        try:
            document = pypdfium2.PdfDocument(content.data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise ReadError("encrypted") from None
            raise ReadError("broken", format=self.name, reason=str(error)) from None
        try:
            pages = [page_of(document[number], number + 1) for number in range(len(document))]
        finally:
            document.close()
        bare = [page.number for page in pages if page.characters < MIN_CHARACTERS]
        if len(bare) == len(pages):
            raise ReadError("no_text_layer", pages=str(len(pages)))
        if bare:
            yield problem(content.name, "pages_without_text", count=str(len(bare)), pages=_listed(bare))
        builder = DocumentBuilder()
        for paragraph in paragraphs(without_margins(pages)):
            builder.place(f"p{paragraph.page}")
            if paragraph.rows:
                builder.table([[TableCell(cell) for cell in row] for row in paragraph.rows])
            else:
                builder.line(paragraph.text)
        yield builder.source(content, self.name)


def _listed(pages: list[int], shown: int = 10) -> str:
    return ", ".join(map(str, pages[:shown])) + (", …" if len(pages) > shown else "")
