"""A whole archive on the command line: the same report in every format, and everything that may be broken in one."""

import csv
import io
import shutil
import zipfile
from pathlib import Path

import docx
import msoffcrypto.format.ooxml
import openpyxl
import pytest
from cli.test_commands import call, rows
from conftest import REPORTS
from pypdf import PdfWriter
from readers.reading import converted, needs_office

from minetext.dedup import Judgement
from minetext.limits import USUAL
from minetext.model import Verdict
from minetext.pipeline import mine, survey
from minetext.readers import InputFile, stretches
from minetext.stages import Options
from minetext.tables.columns import COLUMNS

NAME = "civil_affairs_county_2005"
TEXT = (REPORTS / f"{NAME}.txt").read_text(encoding="utf-8")
LINES = [line.strip() for line in TEXT.splitlines() if line.strip()]
CELLS = (
    "text", "kind", "value", "value_max", "unit", "modifier", "per", "item", "role", "date", "activity_type", "rule",
)  # fmt: skip


def as_docx(path: Path) -> Path:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def as_page(path: Path) -> Path:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = f'<html><head><meta charset="gb2312"></head><body>{body}</body></html>'
    path.write_bytes(page.encode("gb18030"))
    return path


def as_workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["标题", "正文"])
    book.active.append([LINES[0], "\n".join(LINES)])
    book.save(path)
    return path


def as_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(as_docx(path.with_suffix(".docx")), "甲/报告.docx")
    path.with_suffix(".docx").unlink()
    return path


def encoded(encoding: str):
    def write(path: Path) -> Path:
        path.write_bytes(TEXT.encode(encoding))
        return path

    return write


def by_office(ending: str):
    return lambda path: converted(as_docx(path.with_suffix(".docx")), ending).rename(path)


FORMS = {
    "gb18030.txt": encoded("gb18030"), "utf16.txt": encoded("utf-16"), "r.html": as_page, "r.docx": as_docx,
    "r.xlsx": as_workbook, "r.zip": as_zip,
    **{f"r.{ending}": pytest.param(by_office(ending), marks=needs_office) for ending in ("doc", "rtf", "odt", "pdf")},
}  # fmt: skip


def figures(path: Path) -> list[tuple[str, ...]]:
    """The figures of a file with one report, each looked up in its text."""
    options = Options()
    [stretch] = stretches(InputFile(str(path), path.name, path.stat().st_size))
    found = survey(stretch, options)
    assert not found.problems
    mined = mine(stretch, found.sum, [Judgement(Verdict("x", "kept"), ())], options)
    text = mined.texts[0][1] if mined.texts else ""
    rows = list(csv.DictReader(io.StringIO(mined.tables["figures"]), COLUMNS["figures"]))
    assert all(text[int(row["start"]) : int(row["end"])] == row["text"] for row in rows if text)
    return [tuple(row[cell] for cell in CELLS) for row in rows]


@pytest.mark.parametrize(
    ("name", "made"),
    [pytest.param(name, *(form.values if hasattr(form, "values") else (form,)), marks=getattr(form, "marks", ()), id=name)
     for name, form in FORMS.items()],
)  # fmt: skip
def test_the_same_report_gives_the_same_figures_in_every_format(tmp_path, name, made):
    expected = figures(REPORTS / f"{NAME}.txt")
    assert figures(made(tmp_path / name)) == expected
    assert len(expected) > 80


def test_a_traditional_report_gives_the_same_figures_in_big5_and_utf8(tmp_path):
    data = (REPORTS / "library_big5.txt").read_bytes()
    other = tmp_path / "utf8.txt"
    other.write_text(data.decode("big5"), encoding="utf-8", newline="")
    assert figures(REPORTS / "library_big5.txt") == figures(other)


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def empty_rows(path: Path, count: int) -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    whole = zipfile.ZipFile(buffer)
    members = {name: whole.read(name) for name in whole.namelist()}
    sheet = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(1, count + 1))
    members["xl/worksheets/sheet1.xml"] = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{sheet}</sheetData></worksheet>"
    ).encode()
    zipped(path, members)


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    shutil.copy(REPORTS / f"{NAME}.txt", folder / "whole.txt")
    document = as_docx(folder / "x").read_bytes()
    (folder / "x").unlink()
    (folder / "truncated.docx").write_bytes(document[: len(document) // 2])
    zipped(folder / "bomb.zip", {"bomb.txt": bytes(50 << 20)})
    nested = document
    for _ in range(8):
        zipped(folder / "nested.zip", {"inner.zip": nested})
        nested = (folder / "nested.zip").read_bytes()
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret")
    writer.write(str(folder / "encrypted.pdf"))
    with (folder / "encrypted.docx").open("wb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(document)).encrypt("secret", file)
    page = as_page(folder / "charset.html").read_bytes()
    (folder / "charset.html").write_bytes(page.replace(b"gb2312", b"utf-8"))
    empty_rows(folder / "rows.xlsx", 1_000_000)
    (folder / "loop").mkdir()
    (folder / "loop" / "up").symlink_to("..")
    zipped(folder / "tricks.zip", {"../../outside.txt": TEXT.encode()})
    (folder / "zero.doc").touch()
    with (folder / "line.txt").open("wb") as file:
        file.truncate(USUAL.file_size * 2)  # a sparse file stands for a line of a gigabyte: it is not read at all
    return folder


NAMED = {
    "truncated.docx": "broken_archive", "bomb.zip#bomb.txt": "bomb", "encrypted.pdf": "encrypted",
    "encrypted.docx": "encrypted", "charset.html": "charset", "rows.xlsx": "empty", "loop/up": "loop",
    "tricks.zip#../../outside.txt": "unsafe_name", "zero.doc": "empty", "line.txt": "large",
    "nested.zip" + "#inner.zip" * 6: "too_deep",
}  # fmt: skip


def test_each_broken_input_is_named_with_a_remedy_and_the_rest_is_read(broken, tmp_path):
    done = call("run", broken, "-o", tmp_path / "out", "--quiet", "--lang", "en")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    errors = {row["source"]: row for row in rows(tmp_path / "out", "errors")}
    assert {source: row["error"] for source, row in errors.items()} == NAMED
    assert all(";" in row["detail"] for row in errors.values()), "each says what is wrong; and what to do"
    status = {row["source"]: row["status"] for row in rows(tmp_path / "out", "documents")}
    assert set(status) == {"whole.txt", "charset.html", "tricks.zip#../../outside.txt"}
    assert not (broken.parent / "outside.txt").exists()


def test_formats_tells_what_is_read_and_what_a_line_would_add(tmp_path):
    done = call("formats", "--lang", "en", PATH=str(tmp_path))
    lines = {line.split()[0]: line for line in done.stdout.decode().splitlines()}
    assert "reads" in lines["docx"] and "apt install libreoffice-writer-nogui" in lines["doc"]
