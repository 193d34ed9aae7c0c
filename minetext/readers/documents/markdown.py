"""Markdown, as far as it is known by its name: its bytes are those of any text."""

from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, extension
from minetext.readers.decoding import damages, decode
from minetext.readers.documents.html import page


class MarkdownReader(NeedsNothing):
    """The text that a Markdown file shows once it is a page; CommonMark with tables."""

    name = "md"
    what = "md"

    def recognises(self, content: Content) -> bool:
        """The name says so."""
        return extension(content.name) in ("md", "markdown")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The text of the page."""
        from markdown_it import MarkdownIt

        decoded = decode(content.data, content.encoding)
        yield from damages(content.name, decoded)
        # line breaks inside a paragraph stay, since Chinese files mean them
        shown = MarkdownIt("commonmark", {"breaks": True}).enable("table").render(decoded.text)
        yield page(f"<html>{shown}</html>").source(
            content, self.name, encoding=decoded.encoding, confidence=decoded.confidence
        )
