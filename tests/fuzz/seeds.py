"""What is mutated: pieces of our own reports, and a small file of each format."""

import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

from minetext.readers.decoding import decode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

PACKAGES = ("documents.docx", "documents.odt", "documents.xlsx", "table.xlsx", "table.ods")
"""Seeds that are zip archives of XML."""

BINARIES = (
    "archive.7z", "archive.rar", "documents.parquet", "pages.pdf", "site.warc.gz", "table.xls", "message.eml",
    "page.mht", "documents.rtf", "binary.doc",
)  # fmt: skip

FULL = 0.01
"""How many of the pieces are whole reports."""


def piece(rng: Random) -> str:
    """A report of the corpus, or its title and a few of its lines: most mutated inputs are small, so that many are read."""
    text = rng.choice(texts())
    if rng.random() < FULL:
        return text
    title, _, body = text.partition("\n")
    size = rng.choice((40, 80, 80, 120, 240))
    start = rng.randrange(max(1, len(body) - size))
    start = max(body.rfind("\n", 0, start), body.rfind("。", 0, start), 0)
    return f"{title}\n{body[start : start + size].strip()}\n"


def page(rng: Random) -> str:
    """A web page of the corpus."""
    return rng.choice(pages())


@cache
def texts() -> tuple[str, ...]:
    """The reports of the corpus, in the order of their names."""
    found = [path.read_bytes() for path in sorted((ROOT / "corpus" / "reports").glob("*.txt"))]
    found += [path.read_bytes() for path in sorted((ROOT / "corpus" / "audit").glob("*.txt"))]
    records = (ROOT / "corpus" / "reports" / "vocational_school_records.jsonl").read_text(encoding="utf-8")
    return (*(decode(data).text for data in found), *(json.loads(line)["text"] for line in records.splitlines()))


@cache
def pages() -> tuple[str, ...]:
    """The web pages of the corpus."""
    folders = (ROOT / "corpus" / "tables", ROOT / "corpus" / "reports")
    return tuple(decode(path.read_bytes()).text for folder in folders for path in sorted(folder.glob("*.html")))


@cache
def binary(name: str) -> bytes:
    """A seed as it is kept."""
    folder = ROOT / "tests" / "readers" / "data" if name == "binary.doc" else HERE / "seeds"
    return (folder / name).read_bytes()


@cache
def package(name: str) -> Mapping[str, bytes]:
    """The members of a seed that is a zip archive."""
    with zipfile.ZipFile(io.BytesIO(binary(name))) as archive:
        return {one: archive.read(one) for one in archive.namelist()}
