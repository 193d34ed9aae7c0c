"""The pages of a PDF as lines with their boxes, and the lines as paragraphs in reading order.

Lengths are in points; y grows upwards, as in PDF.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeVar

import pypdfium2
from pypdfium2 import raw

MARGIN = 0.12
"""Share of the height of a page, at its top and its foot, in which running heads and page numbers stand."""

REPEATED = 0.4
"""Share of the pages on which a line of the margin makes a running head, from three pages on."""

CELL_GAP = 1.5
"""Heights of a line between two words that stand in different cells of a row."""

WORD_GAP = 0.15
"""Heights of a line between two Latin words."""

BLANK = frozenset((0, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0xFEFF, 0xFFFE))
"""Characters that do not show: gaps tell more than they do."""

COLUMN_FILL = 0.7
"""Share of its width that the lines of a column of running text fill, by their median."""

SLACK = 0.8
"""Heights of a line by which a full line may miss the edge."""

LINE_GAP = 1.9
"""Times the usual distance of two lines beyond which a paragraph ends."""

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[!-~]+[，。、；：％]?")
_BARE_NUMBER = re.compile(r"[\s\-–—·•.~/]*(?:\d{1,4}[\s\-–—·•.~/]*){1,2}")


class Character(NamedTuple):
    """A character that shows."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Segment(NamedTuple):
    """Characters that stand side by side."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Of its box."""
        return self.top - self.bottom


Box = TypeVar("Box", Character, Segment)


class Line(NamedTuple):
    """Segments on one base line, from left to right; more than one where it is a row of cells."""

    segments: tuple[Segment, ...]
    page: int
    column: int
    """0 where the page has one column; 1 and 2 are the left and the right of two."""

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.segments[-1].right

    @property
    def middle(self) -> float:
        """Half way between its foot and its top."""
        return (self.segments[0].top + self.segments[0].bottom) / 2

    @property
    def height(self) -> float:
        """Of its first segment."""
        return self.segments[0].height

    @property
    def text(self) -> str:
        """Its characters, a space between two segments."""
        return " ".join(segment.text for segment in self.segments)


class Page(NamedTuple):
    """The lines of a page in reading order."""

    number: int
    height: float
    characters: int
    lines: tuple[Line, ...]


class Paragraph(NamedTuple):
    """A paragraph, or the rows of a table that stand below one another."""

    text: str
    page: int
    rows: tuple[tuple[str, ...], ...] = ()


def page_of(page: pypdfium2.PdfPage, number: int) -> Page:
    """Read a page."""
    segments = list(_segments(page.get_textpage()))
    characters = sum(len(segment.text) for segment in segments)
    return Page(number, page.get_height(), characters, tuple(_in_order(segments, number)))


def _segments(text: pypdfium2.PdfTextPage) -> Iterator[Segment]:
    """Characters joined as long as each stands right behind the last one, wherever the file has them."""
    for row in _rows(list(_characters(text))):
        run: list[Character] = []
        for one in sorted(row, key=lambda one: one.left):
            if run and one.left - max(other.right for other in run[-2:]) > CELL_GAP * (one.top - one.bottom):
                yield _segment(run)
                run = []
            run.append(one)
        yield _segment(run)


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[Character]:
    box = raw.FS_RECTF()
    high = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code  # PDFium gives characters beyond the first plane as two surrogates
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high & 0x3FF) << 10) + (code & 0x3FF)
        if code in BLANK or not raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box)):
            continue
        yield Character(chr(code), box.left, box.bottom, box.right, box.top)


def _rows(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Boxes on one base line each, from top to bottom."""
    row: list[Box] = []
    for one in sorted(boxes, key=lambda one: (-(one.top + one.bottom), one.left)):
        if row and (row[0].top + row[0].bottom) - (one.top + one.bottom) > min(
            row[0].top - row[0].bottom, one.top - one.bottom
        ):
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def _segment(run: Sequence[Character]) -> Segment:
    text = run[0].text
    for one, two in pairwise(run):
        between = two.left - one.right > WORD_GAP * (two.top - two.bottom) and _latin(one.text) and _latin(two.text)
        text += f" {two.text}" if between else two.text
    return Segment(
        text, run[0].left, min(one.bottom for one in run), max(one.right for one in run), max(one.top for one in run)
    )


def _latin(character: str) -> bool:
    return character < "\u0250" and character.isalnum()


def _in_order(segments: Sequence[Segment], page: int) -> list[Line]:
    """The lines of a page, one column after another."""
    gutter = _gutter(segments)
    if gutter is None:
        return _lines(segments, page, 0)
    left = [segment for segment in segments if segment.right <= gutter]
    right = [segment for segment in segments if segment.left >= gutter]
    across = [segment for segment in segments if segment.left < gutter < segment.right]
    top = max(segment.top for segment in left + right)
    head = [segment for segment in across if segment.bottom >= top - segment.height]
    foot = [segment for segment in across if segment not in head]
    return [
        line for part, column in ((head, 0), (left, 1), (right, 2), (foot, 0)) for line in _lines(part, page, column)
    ]


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The middle of the gap between two columns of running text, if the page has two."""
    if len(segments) < 12:
        return None
    low, high = min(one.left for one in segments), max(one.right for one in segments)
    middle = (low + high) / 2
    left = [one for one in segments if one.right <= middle]
    right = [one for one in segments if one.left >= middle]
    if len(left) + len(right) < 0.9 * len(segments) or min(len(left), len(right)) < 0.3 * len(segments):
        return None
    for column in (left, right):
        width = max(one.right for one in column) - min(one.left for one in column)
        if median(one.right - one.left for one in column) < COLUMN_FILL * width or width < 0.3 * (high - low):
            return None
    return (max(one.right for one in left) + min(one.left for one in right)) / 2


def _lines(segments: Sequence[Segment], page: int, column: int) -> list[Line]:
    """Segments of one column as lines, from top to bottom."""
    return [Line(tuple(sorted(row, key=lambda one: one.left)), page, column) for row in _rows(segments)]


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Pages without running heads and page numbers."""
    repeated = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    enough = max(3, REPEATED * len(pages))

    def goes(line: Line, page: Page) -> bool:
        if not _in_margin(line, page):
            return False
        return repeated[_key(line)] >= enough or bool(_BARE_NUMBER.fullmatch(line.text))

    return [page._replace(lines=tuple(line for line in page.lines if not goes(line, page))) for page in pages]


def _in_margin(line: Line, page: Page) -> bool:
    return not MARGIN * page.height < line.middle < (1 - MARGIN) * page.height


def _key(line: Line) -> str:
    return _NUMBER.sub("0", line.text)


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """Lines joined where a paragraph goes on in the next one, across pages, too; rows of cells kept together."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return
    edges = _edges(lines)
    pitches = [one.middle - two.middle for one, two in pairwise(lines) if _below(one, two)]
    pitch = median(pitches) if pitches else 0.0
    waiting: list[Line] = []
    for line in lines:
        if waiting and not _goes_on(waiting[-1], line, edges, pitch):
            yield _paragraph(waiting)
            waiting = []
        waiting.append(line)
    yield _paragraph(waiting)


def _edges(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Of each column, where lines begin and where full ones end; a few lines may stand out."""
    edges: dict[int, tuple[float, float]] = {}
    for column in {line.column for line in lines}:
        begins = sorted(line.left for line in lines if line.column == column)
        ends = sorted(line.right for line in lines if line.column == column)
        edges[column] = begins[int(0.1 * (len(begins) - 1))], ends[int(0.9 * (len(ends) - 1))]
    return edges


def _below(one: Line, two: Line) -> bool:
    return one.page == two.page and one.column == two.column and two.middle < one.middle


def _goes_on(line: Line, behind: Line, edges: Mapping[int, tuple[float, float]], pitch: float) -> bool:
    if len(line.segments) > 1 or len(behind.segments) > 1:
        return len(line.segments) == len(behind.segments) and line.page == behind.page
    if line.right + _first_word(behind) + SLACK * line.height < edges[line.column][1]:
        return False
    if abs(line.height - behind.height) > 0.25 * line.height:
        return False
    if behind.left > edges[behind.column][0] + 0.8 * behind.height:
        return False
    return not (_below(line, behind) and pitch and line.middle - behind.middle > LINE_GAP * pitch)


def _first_word(line: Line) -> float:
    """The width of what could not be broken at the beginning of a line: a character, or a number or Latin word."""
    first = line.segments[0]
    word = _WORD.match(first.text)
    length = len(word[0]) if word else 1
    return (first.right - first.left) * length / len(first.text)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    if len(lines[0].segments) > 1:
        rows = tuple(tuple(segment.text for segment in line.segments) for line in lines)
        return Paragraph("", lines[0].page, rows)
    text = ""
    for line in lines:
        between = " " if text and text[-1].isascii() and text[-1].isalpha() and line.text[0].isascii() else ""
        text += between + line.text
    return Paragraph(text, lines[0].page)
