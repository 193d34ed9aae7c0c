"""Rich text."""

from collections.abc import Iterator

from minetext.model import Source
from minetext.readers.base import Content, NeedsNothing
from minetext.readers.document import DocumentBuilder, TableCell

CELL = "|"
"""What striprtf puts behind each cell of a row."""


class RtfReader(NeedsNothing):
    """The text of a document, tables included."""

    name = "rtf"
    what = "rtf"

    def recognises(self, content: Content) -> bool:
        """It begins with its name."""
        return content.data.lstrip()[:6] == b"{\\rtf1" or content.data.startswith(b"{\\rtf")

    def read(self, content: Content) -> Iterator[Source]:
        """The text of the document."""
        from striprtf.striprtf import rtf_to_text

        text: str = rtf_to_text(content.data.decode("latin-1"), encoding="gb18030", errors="replace")
        text = text.encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "surrogatepass"
        )  # rare characters come in halves
        builder = DocumentBuilder()
        rows: list[list[TableCell]] = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.endswith(CELL) and line.count(CELL) > 1:
                rows.append([TableCell(cell) for cell in line[:-1].split(CELL)])
                continue
            if rows:
                builder.table(rows)
                rows = []
            builder.place(f"¶{number}")
            builder.line(line)
        if rows:
            builder.table(rows)
        yield builder.source(content, self.name)
