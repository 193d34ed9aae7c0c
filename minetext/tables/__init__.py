"""The columns of every table, their writers and readers."""

from minetext.tables.cells import format_rows
from minetext.tables.columns import COLUMNS, DOCUMENT_COLUMNS, SEGMENT_COLUMNS, Origin, Row
from minetext.tables.writer import OutputError, TableWriter

__all__ = [
    "COLUMNS",
    "DOCUMENT_COLUMNS",
    "SEGMENT_COLUMNS",
    "Origin",
    "OutputError",
    "Row",
    "TableWriter",
    "format_rows",
]
