"""Text with separators: csv and tsv."""

import csv
import io
from collections.abc import Iterator

from minetext.model import Problem, Source
from minetext.readers.base import Content, NeedsNothing, ReadError, extension
from minetext.readers.decoding import damages, decode
from minetext.readers.document import TableCell
from minetext.readers.records.rows import Row, sources

DELIMITERS = ",\t;|"


class CsvReader(NeedsNothing):
    """Rows with a document each (`PATH#ROW`), or one table of figures."""

    name = "csv"
    what = "csv"

    def recognises(self, content: Content) -> bool:
        """The name says so: the bytes are those of any text."""
        return extension(content.name) in ("csv", "tsv")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all rows."""
        decoded = decode(content.data, content.encoding)
        yield from damages(content.name, decoded)
        head = decoded.text.split("\n", 1)[0]
        delimiter = max(DELIMITERS, key=lambda mark: (head.count(mark), -DELIMITERS.index(mark)))
        csv.field_size_limit(content.limits.file_size)
        reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter)
        rows = (
            Row(number, [TableCell(cell) for cell in row])
            for number, row in enumerate(reader, 1)
            if any(cell.strip() for cell in row)
        )
        try:
            yield from sources(content, self.name, "", rows)
        except csv.Error as error:
            raise ReadError("broken", format=self.name, reason=f"{reader.line_num}: {error}") from None
