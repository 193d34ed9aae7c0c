"""Plain text."""

from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Stretch
from minetext.readers.decoding import Decoded, DecodingError, decode
from minetext.readers.inputs import problem


class TextReader:
    """Plain text in any encoding; newlines stay as they are."""

    name = "txt"

    def recognises(self, head: bytes, name: str) -> bool:
        """Everything that no other reader knows is taken for text."""
        return True

    def read(self, data: bytes, stretch: Stretch, encoding: str) -> Iterator[Source | Problem]:
        """The text of the file."""
        try:
            decoded = decode(data, encoding)
        except DecodingError as error:
            yield problem(stretch.name, error.code, **error.facts)
            return
        yield from damages(stretch.name, decoded)
        yield Source(stretch.name, decoded.text, encoding=decoded.encoding, confidence=decoded.confidence)


def damages(name: str, decoded: Decoded) -> Iterator[Problem]:
    """A problem for a text that could be read only in part."""
    if decoded.damaged:
        yield problem(
            name, "damaged", count=str(decoded.damaged), offset=str(decoded.first_damage), encoding=decoded.encoding
        )
