"""PDF: reading order, margins, paragraphs, tables, and files without text."""

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter
from readers.reading import SENTENCE, codes, contents, written
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "STSong-Light", 12
LEFT, WIDTH = 72, 36 * SIZE
PARAGRAPH = SENTENCE * 4


@pytest.fixture(scope="module", autouse=True)
def font():
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def wrapped(text: str, width: float, indent: int = 2) -> list[tuple[float, str]]:
    """Lines of a paragraph with their indents, broken where the page is full; numbers stay whole."""
    lines, line, x = [], "", indent * SIZE
    start = x
    for one in text:
        size = pdfmetrics.stringWidth(one, FONT, SIZE)
        if x + size > width:
            lines.append((start, line))
            line, x, start = "", 0.0, 0.0
        line += one
        x += size
    return [*lines, (start, line)]


def printed(path: Path, pages: list[list[tuple[float, float, str]]]) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def column(lines: list[tuple[float, str]], left: float = LEFT, top: float = 700) -> list[tuple[float, float, str]]:
    return [(left + indent, top - 20 * number, text) for number, (indent, text) in enumerate(lines)]


def test_lines_are_joined_to_paragraphs(tmp_path):
    lines = wrapped(PARAGRAPH, WIDTH) + wrapped(SENTENCE[:20] + "。", WIDTH) + wrapped(PARAGRAPH, WIDTH)
    [source] = contents(printed(tmp_path / "a.pdf", [column(lines)]))
    assert source.text.splitlines() == [PARAGRAPH, SENTENCE[:20] + "。", PARAGRAPH]


def test_a_paragraph_goes_on_over_the_page_and_running_heads_go(tmp_path):
    lines = wrapped(PARAGRAPH * 3, WIDTH)
    pages = [
        [*column(part), (200, 800, "县妇联工作总结汇编"), (290, 40, f"- {number} -")]
        for number, part in enumerate((lines[:4], lines[4:8], lines[8:]), 1)
    ]
    [source] = contents(printed(tmp_path / "a.pdf", pages))
    assert source.text == PARAGRAPH * 3 + "\n"
    assert [place.label for place in source.places] == ["p1"]


def test_two_columns_are_read_one_after_the_other(tmp_path):
    width = 16 * SIZE
    left, right = wrapped(PARAGRAPH, width), wrapped(PARAGRAPH[::-1], width)
    [source] = contents(printed(tmp_path / "a.pdf", [column(left) + column(right, LEFT + 20 * SIZE)]))
    assert source.text.splitlines() == [PARAGRAPH, PARAGRAPH[::-1]]


def test_rows_of_cells_are_a_table(tmp_path):
    cells = [("镇", "户数", "人数"), ("河湾镇", "35", "120"), ("松岭镇", "40", "131")]
    page = [(LEFT + 120 * n, 600 - 20 * row, cell) for row, line in enumerate(cells) for n, cell in enumerate(line)]
    [source] = contents(printed(tmp_path / "a.pdf", [[(LEFT, 640, "各镇情况见下表"), *page, (LEFT, 500, "特此报告")]]))
    assert source.text.splitlines() == [
        "各镇情况见下表",
        "镇\t户数\t人数",
        "河湾镇\t35\t120",
        "松岭镇\t40\t131",
        "特此报告",
    ]
    assert [len(table.cells) for table in source.tables] == [9]


def test_a_scan_says_how_to_get_its_text(tmp_path):
    blank = printed(tmp_path / "a.pdf", [[], []])
    [problem] = contents(blank)
    assert (problem.error, dict(problem.facts)) == ("no_text_layer", {"pages": "2"})
    half = printed(tmp_path / "b.pdf", [column([(0, SENTENCE)]), []])
    assert codes(contents(half)) == ["pages_without_text", "b.pdf"]


def test_an_encrypted_file_is_named(tmp_path):
    plain = printed(tmp_path / "a.pdf", [column([(0, SENTENCE)])])
    writer = PdfWriter(clone_from=str(plain))
    writer.encrypt("secret")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert codes(contents(written(tmp_path, "b.pdf", buffer.getvalue()))) == ["encrypted"]


def test_a_truncated_file_is_read_or_named(tmp_path):
    plain = printed(tmp_path / "a.pdf", [column(wrapped(PARAGRAPH, WIDTH))]).read_bytes()
    for share in (0.3, 0.6, 0.9):
        assert codes(contents(written(tmp_path, "b.pdf", plain[: int(len(plain) * share)])))
