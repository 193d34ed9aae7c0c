"""`minetext run`: reports in, tables out."""

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command
from minetext.cli.console import Console, aligned
from minetext.cli.engine import LOCAL, Engine, engine_of, engine_options, executor_of, folder_for
from minetext.cli.options import inputs_argument, model_option, shard_option
from minetext.cli.reading import Reading, reading_of, reading_options
from minetext.cli.watching import Asked, tell_costs, watching
from minetext.cli.writing import tables_in, tell_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minetext.engines.whole import Done
    from minetext.stages import Options

SHOWN_COLUMNS = {
    "documents": ["title", "report_year", "status", "source"],
    "figures": ["text", "kind", "value", "unit", "modifier", "item", "role", "date", "activity_type"],
    "activities": ["activity_type", "date", "actors", "headcount", "amount", "text"],
    "checks": ["check", "result", "message"],
    "reuse": ["text", "source", "other_source", "sentences"],
    "errors": ["source", "error", "detail"],
}
"""What `--show` shows of each table."""

SHOWN_WIDTH = 44
"""Characters of a cell that it shows."""


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        inputs_argument(),
        click.Option(["-o", "--output"], required=True, metavar="OUT", help=text("run.output")),
        model_option(console),
        *reading_options(console),
        *engine_options(console),
        click.Option(["--show"], type=click.IntRange(0, 1000), default=0, metavar="N", help=text("run.show")),
        shard_option(console),
        click.Option(["--memory/--no-memory"], default=True, help=text("run.memory")),
    ]

    def callback(
        inputs: tuple[str, ...], output: str, engine: str, scheduler: str, show: int, shard_size: int, memory: bool,
        **given: Any,
    ) -> int:  # fmt: skip
        asked = engine_of(engine, scheduler)
        return _run(console, inputs, output, show, shard_size, memory, reading_of(**given), asked)

    return Command(console, "run", callback, params)


def _run(
    console: Console, inputs: tuple[str, ...], output: str, show: int, shard_size: int, remember: bool,
    reading: Reading, engine: Engine,
) -> int:  # fmt: skip
    options, _ = reading.build(console)
    with folder_for(output) as folder:
        done = run_into(console, inputs, folder, options, reading.workers, remember, reading.asked, shard_size, engine)
        shown = _shown(console, folder, show) if show else []
    if reading.as_json:
        console.out(json.dumps({"output": output, **done.facts["counts"]}))
    elif not reading.asked.silent:
        summarise(console, output, done)
    for line in shown:
        console.out(line)
    return WITH_ERRORS if done.outcome.problems else DONE


def run_into(
    console: Console, inputs: "Sequence[str]", output: Path, options: "Options", workers: int, remember: bool,
    asked: Asked, shard_size: int = 0, engine: Engine = LOCAL,
) -> "Done":  # fmt: skip
    """Run, and tell of the progress, as asked, and of what could not be read.

    Raises:
        UserError: the folder cannot be used, or the run failed.
    """
    from minetext.corrections import STALE
    from minetext.engines.whole import run_whole

    with (
        tables_in(output, shard_size=shard_size) as writer,
        watching(console, asked, "run", inputs, output) as watch,
        executor_of(engine, workers, options) as executor,
    ):
        done = run_whole(inputs, output, writer, options, workers, remember, watch.begin, executor)
        watch.facts = done.facts
    tell_problems(console, done.outcome.problems)
    if done.facts["counts"]["corrections"]["stale"]:
        console.note("run.stale", path=output / STALE)
    return done


def summarise(console: Console, output: Path | str, done: "Done") -> None:
    """What a run found, in words."""
    counts = done.facts["counts"]

    def parts(group: str) -> str:
        return ", ".join(f"{name} {count}" for name, count in counts[group].items())

    console.say(
        "run.summary", inputs=counts["inputs"], documents=counts["documents"], statuses=parts("by_status"),
        figures=counts["figures"], kinds=parts("by_kind"), activities=counts["activities"], checks=counts["checks"],
        results=parts("by_result"), errors=counts["errors"], seconds=f"{done.seconds:.1f}", output=output,
    )  # fmt: skip
    told = counts["corrections"]
    if any(told.values()):
        console.say("run.corrections", held=told["held"], reviews=parts("by_review"), stale=told["stale"])
    if done.outcome.recalled:
        console.say("run.recalled", count=done.outcome.recalled)
    tell_costs(console, done.facts["timings"])


def _shown(console: Console, output: Path, rows: int) -> list[str]:
    """The first rows of each table, as lines aligned for Chinese characters."""
    from minetext.tables.rows import table_rows
    from minetext.tables.shards import table_files

    lines: list[str] = []
    for table, columns in SHOWN_COLUMNS.items():
        lines.append(f"\n{table_files(output, table)[0]}")
        cells = [[row[column] for column in columns] for row in islice(table_rows(output, table), rows)]
        lines += aligned([columns, *cells], SHOWN_WIDTH) if cells else [console.text("run.no_rows")]
    return lines
