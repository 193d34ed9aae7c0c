"""`minetext documents`: which reports the inputs hold, as a tree, and as a table where it is wanted."""

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command
from minetext.cli.console import Console
from minetext.cli.options import build_stages, inputs_argument, json_option, reading_options, rules_option
from minetext.cli.progress import progress_for
from minetext.cli.writing import check_encoding, tables_in, tell_problems
from minetext.messages import Language

INDENT = "  "


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        inputs_argument(),
        click.Option(
            ["-o", "--output"], metavar="OUT", default=None, type=click.Path(path_type=Path),
            help=text("documents.output"),
        ),
        rules_option(console),
        *reading_options(console),
        json_option(console),
    ]  # fmt: skip

    def callback(
        inputs: tuple[str, ...], output: Path | None, rules: tuple[Path, ...], workers: int, encoding: str, quiet: bool,
        as_json: bool, lang: Language | None,
    ) -> int:  # fmt: skip
        return _documents(console, inputs, output, rules, workers, encoding, quiet, as_json, lang or "zh")

    return Command(console, "documents", callback, params)


def _documents(
    console: Console, inputs: tuple[str, ...], output: Path | None, rules: tuple[Path, ...], workers: int,
    encoding: str, quiet: bool, as_json: bool, language: Language,
) -> int:  # fmt: skip
    started = time.perf_counter()
    check_encoding(encoding)
    options, built = build_stages(console, rules, language, encoding)
    from minetext.engines.local import run
    from minetext.engines.manifest import manifest, pieces
    from minetext.pipeline import find
    from minetext.readers import list_inputs
    from minetext.tables import DOCUMENT_COLUMNS
    from minetext.tables.rows import table_rows

    with ExitStack() as stack:
        folder = output or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minetext-"))) / "out"
        with tables_in(folder, DOCUMENT_COLUMNS, "documents") as writer:
            listing = list_inputs(inputs, writer.spool, folder)
            progress = progress_for(console, sum(file.size for file in listing.files), quiet or as_json)
            outcome = run(listing, writer, options, workers, progress, second=find, name="find")
            progress.close()
            seconds = time.perf_counter() - started
            facts = manifest(
                "documents",
                inputs,
                options,
                {"rules": built.rulebook.version},
                listing.system_files,
                outcome,
                seconds,
                writer,
            )
            writer.finish(pieces(facts, outcome.inputs))
        counts = facts["counts"]
        if as_json:
            console.out(json.dumps(counts))
        elif not quiet:
            for line in tree(list(table_rows(folder, "documents"))):
                console.out(line)
            statuses = ", ".join(f"{name} {count}" for name, count in counts["by_status"].items())
            console.say(
                "documents.summary", inputs=counts["inputs"], documents=counts["documents"], statuses=statuses,
                errors=counts["errors"],
            )  # fmt: skip
    tell_problems(console, outcome.problems)
    return WITH_ERRORS if outcome.problems else DONE


def tree(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """The reports under the files and members in which they stand, a line each."""
    path: list[str] = []
    for row in rows:
        steps = row["source"].split("#")
        same = next((n for n, (one, two) in enumerate(zip(path, steps, strict=False)) if one != two), len(path))
        if same < len(steps) or steps != path:
            for depth in range(min(same, len(steps)), len(steps)):
                yield f"{INDENT * depth}{steps[depth]}"
        path = steps
        yield f"{INDENT * len(steps)}{_described(row)}"


def _described(row: Mapping[str, str]) -> str:
    place = row["place"] or f"{row['start']}–{row['end']}"
    related = f" = {row['duplicate_of']} ({row['similarity']})" if row["duplicate_of"] else ""
    kind = row["status"] or row["content"]
    return f"{row['doc_id']}  {row['report_year'] or '----'}  {kind}{related}  {row['title'] or '—'}  [{place}]"
