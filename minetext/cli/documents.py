"""`minetext documents`: which reports the inputs hold, as a tree, and as a table where it is wanted."""

import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from minetext.cli.base import DONE, LOCAL_PATH, WITH_ERRORS, Command
from minetext.cli.console import Console
from minetext.cli.options import inputs_argument
from minetext.cli.reading import Reading, reading_of, reading_options
from minetext.cli.watching import watching
from minetext.cli.writing import tables_in, tell_problems

INDENT = "  "


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        inputs_argument(),
        click.Option(
            ["-o", "--output"], metavar="OUT", default=None, type=LOCAL_PATH,
            help=text("documents.output"),
        ),
        *reading_options(console),
    ]  # fmt: skip

    def callback(inputs: tuple[str, ...], output: Path | None, **given: Any) -> int:
        return _documents(console, inputs, output, reading_of(**given))

    return Command(console, "documents", callback, params)


def _documents(console: Console, inputs: tuple[str, ...], output: Path | None, reading: Reading) -> int:
    started = time.perf_counter()
    options, built = reading.build(console)
    asked = reading.asked
    from minetext.engines.local import run
    from minetext.engines.manifest import manifest, pieces
    from minetext.pipeline import find
    from minetext.readers import list_inputs
    from minetext.tables import DOCUMENT_COLUMNS
    from minetext.tables.rows import table_rows

    with ExitStack() as stack:
        folder = output or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="minetext-"))) / "out"
        with (
            tables_in(folder, DOCUMENT_COLUMNS, "documents") as writer,
            watching(console, asked, "documents", inputs, output, "find") as watch,
        ):
            listing = list_inputs(inputs, writer.spool, folder)
            progress = watch.begin(sum(file.size for file in listing.files))
            outcome = run(listing, writer, options, reading.workers, progress, second=find, name="find")
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
            watch.facts = facts
        counts = facts["counts"]
        if reading.as_json:
            console.out(json.dumps(counts))
        elif not asked.silent:
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
