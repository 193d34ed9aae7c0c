"""Plain text."""

from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing
from minetext.readers.decoding import damages, decode


class TextReader(NeedsNothing):
    """Plain text in any encoding; newlines stay as they are."""

    name = "txt"
    what = "txt"

    def recognises(self, content: Content) -> bool:
        """Everything that no other reader knows is taken for text."""
        return True

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The text of the file."""
        decoded = decode(content.data, content.encoding)
        yield from damages(content.name, decoded)
        yield Source(
            content.name, decoded.text, encoding=decoded.encoding, confidence=decoded.confidence, format=self.name
        )
