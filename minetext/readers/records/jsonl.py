"""JSON lines: one document a record."""

import json
from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, extension, problem
from minetext.readers.decoding import whole_characters

HEAD = 1 << 16
"""Bytes in which the first record tells that the file is one of records."""


class JsonLinesReader(NeedsNothing):
    """Records with `text` and, where there are, `id` and `title`; the source of a record is `PATH#ID`.

    A record without an id is named by the byte at which it begins.
    """

    name = "jsonl"
    what = "jsonl"

    def recognises(self, content: Content) -> bool:
        """A file that begins with a JSON object, and whose name says so or whose first line has `text`."""
        head = content.data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
        if not head.startswith(b"{"):
            return False
        if extension(content.name) in ("jsonl", "ndjson"):
            return True
        try:
            record = json.loads(head.splitlines()[0])
        except (ValueError, RecursionError):
            return False
        return isinstance(record, dict) and isinstance(record.get("text"), str)

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The records of a stretch, in order."""
        codec = content.encoding or "utf-8"
        data, position = content.data, content.start
        for line in data.splitlines(keepends=True) if b"\r" in data else data.split(b"\n"):
            begin = position
            position += len(line) + (0 if line.endswith((b"\n", b"\r")) else 1)
            stripped = line.strip().removeprefix(b"\xef\xbb\xbf")
            if stripped:
                yield self._record(stripped, f"{content.name}#{begin}", content.name, codec)

    def _record(self, line: bytes, place: str, name: str, codec: str) -> Source | Problem:
        try:
            record = json.loads(line.decode(codec))
        except LookupError:
            return problem(place, "unknown_encoding", encoding=codec)
        except UnicodeDecodeError as error:
            return problem(place, "encoding", encoding=codec, byte=str(error.start))
        except (ValueError, RecursionError):
            return problem(place, "record", reason="JSON")
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            return problem(place, "record", reason="text")
        identity, title = record.get("id"), record.get("title")
        source = f"{name}#{identity}" if isinstance(identity, str | int) and identity != "" else place
        return Source(
            whole_characters(source), whole_characters(record["text"]),
            whole_characters(title) if isinstance(title, str) else "", encoding=codec, format=self.name,
        )  # fmt: skip
