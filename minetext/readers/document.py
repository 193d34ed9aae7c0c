"""A text put together from the parts of a document, with the places and tables in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from minetext.model import Cell, Place, Source, Span, Table
from minetext.readers.base import Content
from minetext.readers.decoding import whole_characters

_SPACES = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\0-\x08\x0e-\x1f\x7f\ufeff]")

MAX_SPAN = 100
"""Rows or columns that one cell may take up."""

MAX_CELL = 100
"""Characters of a cell in a table of figures; a longer one makes it a form, whose cells are read as paragraphs."""


class TableCell(NamedTuple):
    """A cell before its place in the text is known."""

    text: str
    """Its paragraphs, parted by line breaks."""
    rows: int = 1
    columns: int = 1
    label: str = ""
    """Its place, where it has one of its own (`sheet!B4`)."""


class DocumentBuilder:
    """Takes text, lines and tables in reading order and gives the source.

    White space is as a browser shows it: runs of it are one space, and none stands at either end of a line. No more
    than one blank line stands between two lines.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._breaks = 0
        """Line breaks that wait for the next text."""
        self._space = False
        """Whether a space waits for it."""
        self._tabs = 0
        """Tabs that wait for it."""
        self._places: list[Place] = []
        self._tables: list[Table] = []
        self._label = ""

    def place(self, label: str) -> None:
        """Say where in the document all that follows stands."""
        self._label = label

    def text(self, text: str) -> None:
        """Go on with the line."""
        shown = _SPACES.sub(" ", _UNPRINTABLE.sub("", text))
        if not shown.strip(" "):
            self._space = self._space or bool(shown)
            return
        if shown[0] == " ":
            self._space = True
        self._flush()
        self._add(shown.strip(" "))
        self._space = shown[-1] == " "

    def tab(self) -> None:
        """Part two cells of a line."""
        self._tabs += 1
        self._space = False

    def newline(self) -> None:
        """End the line; twice leaves a blank one."""
        self._breaks = min(self._breaks + 1, 2)
        self._space = False
        self._tabs = 0

    def line(self, text: str) -> None:
        """Add a line, or more where the text has breaks."""
        for one in text.splitlines() or [""]:
            self.text(one)
            self.newline()

    def table(self, rows: Sequence[Sequence[TableCell]]) -> None:
        """Add a table: a row a line, the cells parted by tabs. One that holds paragraphs is added line by line."""
        if not is_grid(rows):
            for row in rows:
                for cell in row:
                    self.line(cell.text)
            return
        self._flush()
        start = self._length
        cells: list[Cell] = []
        taken: dict[int, int] = {}
        """Of each column, the row down to which a cell from above reaches."""
        for number, row in enumerate(rows):
            column = 0
            for index, cell in enumerate(row):
                if index:
                    self._add("\t")
                while taken.get(column, 0) > number:
                    column += 1
                text = _SPACES.sub(" ", _UNPRINTABLE.sub("", cell.text)).strip(" ")
                height, width = max(1, min(cell.rows, MAX_SPAN)), max(1, min(cell.columns, MAX_SPAN))
                if cell.label and text:
                    self._places.append(Place(self._length, cell.label))
                cells.append(Cell(Span(self._length, self._length + len(text)), number, column, height, width))
                self._add(text)
                taken.update(dict.fromkeys(range(column, column + width), number + height))
                column += width
            self._add("\n")
        self._tables.append(Table(Span(start, self._length), tuple(cells)))

    def _flush(self) -> None:
        if not self._length:
            pass
        elif self._breaks:
            started = self._pieces[-1].endswith("\n")
            self._add("\n" * (self._breaks - started if self._breaks > 1 or not started else 0))
        elif self._tabs:
            self._add("\t" * self._tabs)
        elif self._space and not self._pieces[-1].endswith("\n"):
            self._add(" ")
        self._breaks = self._tabs = 0
        self._space = False
        if self._label and (not self._places or self._places[-1].label != self._label):
            self._places.append(Place(self._length, self._label))

    def _add(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    @property
    def empty(self) -> bool:
        """Whether nothing but white space was added."""
        return not any(piece.strip() for piece in self._pieces)

    @property
    def shown(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def source(
        self, content: Content, format: str, title: str = "", encoding: str = "", confidence: float = 1.0
    ) -> Source:
        """The source of all that was added."""
        if self._length and not self._pieces[-1].endswith("\n"):
            self._add("\n")
        return Source(
            content.name, whole_characters(self.shown), whole_characters(title), extracted=True,
            encoding=encoding, confidence=confidence, format=format, places=tuple(self._places),
            tables=tuple(self._tables),
        )  # fmt: skip


def is_grid(rows: Sequence[Sequence[TableCell]]) -> bool:
    """Whether it is a table to be read by rows and columns, rather than one that lays out paragraphs."""
    filled = sum(any(cell.text.strip() for cell in row) for row in rows)
    return (
        filled > 0
        and max(len(row) for row in rows) > 1
        and all(len(cell.text) <= MAX_CELL for row in rows for cell in row)
    )
