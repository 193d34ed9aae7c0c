"""Parquet files."""

import io
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING

from minetext.model import Problem, Source
from minetext.readers.base import Content, Need
from minetext.readers.document import TableCell
from minetext.readers.records.rows import Row, sources
from minetext.readers.records.sheets import shown

if TYPE_CHECKING:
    from pyarrow import RecordBatch

ROWS = 1024
"""Rows that are in memory at a time."""


class ParquetReader:
    """Rows with a document each (`PATH#ROW`), or one table of figures."""

    name = "parquet"
    what = "parquet"

    def recognises(self, content: Content) -> bool:
        """It begins and ends with its mark."""
        return content.data.startswith(b"PAR1") and content.data.endswith(b"PAR1")

    def need(self) -> Need | None:
        """Pyarrow."""
        return None if find_spec("pyarrow") else Need("pyarrow", "pip install 'minetext[parquet]'")

    def read(self, content: Content) -> Iterator[Source | Problem]:
        """The documents of all rows."""
        from pyarrow import parquet

        file = parquet.ParquetFile(io.BytesIO(content.data))
        heads = [TableCell(name) for name in file.schema_arrow.names]
        cells = (
            [TableCell(shown(value)) for value in row]
            for batch in file.iter_batches(ROWS)
            for row in _unpacked(content, batch)
        )
        yield from sources(
            content, self.name, "", (Row(number, row) for number, row in enumerate(chain([heads], cells)))
        )


def _unpacked(content: Content, batch: "RecordBatch") -> Iterator[tuple[object, ...]]:
    """The rows of a batch; what it takes up counts as unpacked, since a few bytes may stand for any number of cells."""
    content.budget.spend(batch.nbytes)
    yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
