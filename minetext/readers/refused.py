"""Formats that are known and not read, so that the message can say what to do."""

from collections.abc import Iterator

from minetext.model import Source
from minetext.readers.base import Content, NeedsNothing, ReadError
from minetext.readers.compound import streams
from minetext.readers.zipped import holds

PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))


class RefusedReader(NeedsNothing):
    """Encrypted documents, slides, pictures."""

    name = ""
    what = "refused"

    def recognises(self, content: Content) -> bool:
        """One of them."""
        return _refusal(content) is not None

    def read(self, content: Content) -> Iterator[Source]:
        """Nothing.

        Raises:
            ReadError: always.
        """
        raise _refusal(content) or ReadError("binary")


def _refusal(content: Content) -> ReadError | None:
    held = streams(content.data)
    if "EncryptedPackage" in held:
        return ReadError("encrypted")
    if "PowerPoint Document" in held or holds(content.data, "ppt/presentation.xml"):
        return ReadError("unsupported", format="ppt")
    picture = next((format for magic, format in PICTURES if content.data.startswith(magic)), "")
    return ReadError("picture", format=picture) if picture else None
