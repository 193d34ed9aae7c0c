"""A run as a page, or as pages of so many reports each with one that leads to them."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import regex
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from minetext import __version__
from minetext.messages import Language
from minetext.messages.review import TEXTS
from minetext.review.payload import CODES, RESULTS, SHOWN, Index, Packed, packed, script_json
from minetext.review.plots import plots
from minetext.review.reports import ShownReport, is_report, shown_reports
from minetext.review.tally import Tally
from minetext.tables.files import whole
from minetext.tables.rows import table_rows
from minetext.tables.shards import JoinedTable
from minetext.tables.writer import MANIFEST

SCRIPTS = (
    "offsets", "csv", "edtf", "words", "dom", "data", "decisions", "corrections", "filters", "search", "reports",
    "text", "checks", "rows", "editor", "adding", "keys", "view", "plots", "main",
)  # fmt: skip
"""The modules of the page's script, in the order in which they stand in it."""

WORDS = {code.removeprefix("page."): text for code, text in TEXTS.items() if code.startswith("page.")}
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Written(NamedTuple):
    """What was written."""

    reports: int
    pages: list[Path]
    """The first is the one to open."""
    lost: int
    """Reports whose source is gone, so that they are shown by what the tables quote."""


def write_page(folder: Path, to: Path, language: Language, size: int) -> Written:
    """Write the page of the run in a folder; of more than `size` reports, pages of so many, and `to` leads to them.

    Nothing that comes from a report can act in a page: it stands in it as packed data, the script shows it as text, and
    the page's policy lets nothing else run or load. Memory holds one report, and an entry for each of a page.

    Raises:
        OutputError: the folder holds no finished run.
        OSError: a page cannot be written.
    """
    ids = [row["doc_id"] for row in table_rows(folder, "documents") if is_report(row)]
    run = _run_facts(folder, len(ids))
    reports, tally = _Counted(shown_reports(folder)), Tally()
    count = max(1, -(-len(ids) // size))
    pages = [to] if count == 1 else [to.with_name(f"{to.stem}-{number:03d}.html") for number in range(1, count + 1)]
    for number, path in enumerate(pages):
        bundle = {"number": number + 1, "of": count, "index": to.name} if count > 1 else None
        index = Index()
        facts = {
            "facts": {"run": run, "language": language, "bundle": bundle},
            "payloads": _payloads(islice(reports, size), index, tally),
            "index": index.listed,
            "plots": list if bundle else partial(_plots, tally),
        }
        _write(path, "page.html", facts)
    if count > 1:
        _write_index(to, pages, ids, run, language, size, tally)
        pages.insert(0, to)
    _forget(to, count if count > 1 else 0)
    return Written(reports.count, pages, reports.lost)


class _Counted:
    """The reports, and how many went by."""

    def __init__(self, reports: Iterator[ShownReport]) -> None:
        self._reports = reports
        self.count = self.lost = 0

    def __iter__(self) -> Iterator[ShownReport]:
        return self

    def __next__(self) -> ShownReport:
        report = next(self._reports)
        self.count += 1
        self.lost += not report.whole
        return report


def _payloads(reports: Iterator[ShownReport], index: Index, tally: Tally) -> Iterator[Packed]:
    for report in reports:
        index.add(report)
        tally.add(report)
        yield packed(report)


def _plots(tally: Tally) -> list[tuple[Language, str, Markup]]:
    return [(language, plot.code, Markup(plot.svg)) for language in LANGUAGES for plot in plots(tally, language)]


def _write_index(
    to: Path, pages: list[Path], ids: list[str], run: Mapping[str, Any], language: Language, size: int, tally: Tally
) -> None:
    """The page that leads to the others."""
    bundles = [{"page": page.name, "ids": ids[at * size : (at + 1) * size]} for at, page in enumerate(pages)]
    facts = {"facts": {"run": run, "language": language, "bundles": bundles}, "plots": partial(_plots, tally)}
    _write(to, "index.html", facts)


def _forget(to: Path, count: int) -> None:
    """Remove pages of an earlier, larger run, which would tell what is no longer so."""
    for path in to.parent.glob(f"{to.stem}-*.html"):
        number = regex.fullmatch(r"\d{3,}", path.stem.removeprefix(f"{to.stem}-"))
        if number and int(number[0]) > count and b'content="minetext' in path.read_bytes()[:2000]:
            path.unlink()


def _run_facts(folder: Path, reports: int) -> Mapping[str, Any]:
    """What the page tells of the run; its id is made of the tables, so that another result is another run."""
    digest = hashlib.sha256()
    for table in SHOWN:
        own = hashlib.sha256()
        with JoinedTable(folder, table) as joined:
            for block in joined.blocks():
                own.update(block)
        digest.update(own.digest())
    given = hashlib.sha256()
    for one in json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("inputs", ()):
        given.update(f"{one.get('source')} {one.get('sha256')}\n".encode())
    return {
        "id": digest.hexdigest()[:24], "inputs": given.hexdigest()[:24], "name": folder.resolve().name,
        "reports": reports, "version": __version__,
    }  # fmt: skip


def _write(path: Path, template: str, facts: Mapping[str, Any]) -> None:
    script, style = _script(template), _asset("page.css")
    parts = _environment().get_template(template).generate(
        **facts,
        words=WORDS, codes=CODES, results=RESULTS, columns=SHOWN, version=__version__,
        script=Markup(script), style=Markup(style),
        policy=f"default-src 'none'; script-src '{_sum(script)}'; style-src '{_sum(style)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'",
    )  # fmt: skip
    with whole(path) as partial, partial.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(parts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("minetext.review", "page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["script_json"] = lambda value: Markup(script_json(value))
    return environment


@cache
def _script(template: str) -> str:
    names = SCRIPTS if template == "page.html" else ("words", "dom", "plots", "index")
    modules = "\n".join(_asset(f"{name}.js") for name in names)
    return f'(() => {{\n"use strict";\n{modules}\n}})();\n'


def _asset(name: str) -> str:
    return (files("minetext.review") / "page" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _sum(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
