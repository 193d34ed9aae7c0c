"""Write the seeds that libraries make, small ones: `python tests/fuzz/make_seeds.py`.

They are kept under `seeds/`, not made anew for every run, so that a mutated input is the same bytes with every version of
those libraries. The builders are those of the tests of readers. It needs LibreOffice.
"""

import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from readers.reading import SENTENCE, converted  # noqa: E402
from readers.test_containers import archived_site, mailed, saved_page, sevenzipped, stored_in_rar  # noqa: E402
from readers.test_pdf import FONT, LEFT, SIZE, column, pdfmetrics, wrapped  # noqa: E402
from readers.test_sheets import DOCUMENTS, TABLE, columns, workbook  # noqa: E402
from readers.test_word import BODY, word_file  # noqa: E402
from reportlab.lib.pagesizes import A4  # noqa: E402
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

NEEDED = ("mimetype", "content.xml", "META-INF/manifest.xml")
"""Members of an OpenDocument file that make it one."""


def main() -> None:
    """Write them all."""
    seeds = HERE / "seeds"
    seeds.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {
            "documents.docx": word_file(folder / "a.docx", BODY),
            "documents.xlsx": workbook(folder / "a.xlsx", DOCUMENTS),
            "table.xlsx": workbook(folder / "b.xlsx", TABLE, {"B3": "#,##0", "C2": "0.0%"}),
            "documents.parquet": columns(folder / "a.parquet"),
            "pages.pdf": _pages(folder / "a.pdf"),
        }
        made |= {
            "documents.odt": _small(converted(made["documents.docx"], "odt")),
            "documents.rtf": converted(made["documents.docx"], "rtf"),
            "table.xls": converted(made["table.xlsx"], "xls"),
            "table.ods": _small(converted(made["table.xlsx"], "ods")),
        }
        for target, path in made.items():
            (seeds / target).write_bytes(path.read_bytes())
        (seeds / "archive.7z").write_bytes(sevenzipped(folder / "x.7z"))
    (seeds / "archive.rar").write_bytes(stored_in_rar("报告.txt", SENTENCE.encode()))
    (seeds / "message.eml").write_bytes(mailed())
    (seeds / "page.mht").write_bytes(saved_page())
    (seeds / "site.warc.gz").write_bytes(archived_site())


def _pages(path: Path) -> Path:
    """A page of paragraphs and one with a table, their operators not packed."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    rows = [("镇", "户数", "人数"), ("河湾镇", "35", "120"), ("松岭镇", "40", "131")]
    cells = [(LEFT + 120 * n, 600 - 20 * row, cell) for row, line in enumerate(rows) for n, cell in enumerate(line)]
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0, invariant=1)
    for page in (column(wrapped(SENTENCE * 3, 36 * SIZE)), [(LEFT, 640, "各镇情况见下表"), *cells]):
        canvas.setFont(FONT, SIZE)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def _small(path: Path) -> Path:
    """An OpenDocument file with no more than it needs."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name in NEEDED}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2012, 3, 5, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return path


if __name__ == "__main__":
    main()
