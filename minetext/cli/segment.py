"""`minetext segment`: reports in; their sections, sentences and clauses out, and their words."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minetext.cli.base import DONE, LOCAL_PATH, WITH_ERRORS, Command, UserError
from minetext.cli.console import Console
from minetext.cli.options import inputs_argument, shard_option
from minetext.cli.reading import Reading, reading_of, reading_options
from minetext.cli.watching import tell_costs, watching
from minetext.cli.writing import tables_in, tell_problems

if TYPE_CHECKING:
    from typing import Any

    from minetext.rulebook import Rulebook

ENGINES = ("jieba", "rjieba")
"""As in `minetext.words`, which is loaded only when it is needed."""


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        inputs_argument(),
        click.Option(["-o", "--output"], required=True, metavar="OUT", type=LOCAL_PATH, help=text("segment.output")),
        click.Option(["--words"], is_flag=True, help=text("segment.words")),
        click.Option(["--engine"], type=click.Choice(ENGINES), default=None, help=text("segment.engine")),
        shard_option(console),
        *reading_options(console),
    ]

    def callback(
        inputs: tuple[str, ...], output: Path, words: bool, engine: str | None, shard_size: int, **given: Any
    ) -> int:
        if engine and not words:
            raise UserError("segment.engine_alone", {})
        chosen = (engine or ENGINES[0]) if words else ""
        return _segment(console, inputs, output, chosen, shard_size, reading_of(**given))

    return Command(console, "segment", callback, params)


def _segment(
    console: Console, inputs: tuple[str, ...], output: Path, engine: str, shard_size: int, reading: Reading
) -> int:
    started = time.perf_counter()
    options, built = reading.build(console)
    asked = reading.asked
    words = _word_facts(engine, built.rulebook) if engine else {}
    from minetext.engines.local import run
    from minetext.engines.manifest import manifest, pieces
    from minetext.readers import list_inputs
    from minetext.segmentation import Segmenting
    from minetext.tables import SEGMENT_COLUMNS

    columns = {table: names for table, names in SEGMENT_COLUMNS.items() if engine or table != "words"}
    with (
        tables_in(output, columns, "segment", shard_size) as writer,
        watching(console, asked, "segment", inputs, output, "segment") as watch,
    ):
        listing = list_inputs(inputs, writer.spool, output)
        progress = watch.begin(sum(file.size for file in listing.files))
        outcome = run(listing, writer, options, reading.workers, progress, second=Segmenting(engine), name="segment")
        seconds = time.perf_counter() - started
        versions = {"rules": built.rulebook.version, "words": words}
        facts = manifest("segment", inputs, options, versions, listing.system_files, outcome, seconds, writer)
        writer.finish(pieces(facts, outcome.inputs))
        watch.facts = facts
    counts = facts["counts"]
    if reading.as_json:
        console.out(json.dumps({"output": str(output), **counts}))
    elif not asked.silent:
        statuses = ", ".join(f"{name} {count}" for name, count in counts["by_status"].items())
        console.say("segment.summary", output=output, statuses=statuses, seconds=f"{seconds:.1f}", **{
            name: counts[name] for name in ("inputs", "documents", "sections", "sentences", "clauses", "errors")
        }, words=counts["words"] if engine else "-")  # fmt: skip
        tell_costs(console, facts["timings"])
    tell_problems(console, outcome.problems)
    return WITH_ERRORS if outcome.problems else DONE


def _word_facts(engine: str, rulebook: "Rulebook") -> "dict[str, Any]":
    """What run.json tells of the engine.

    Raises:
        UserError: it is not installed.
    """
    from minetext.words import MissingEngineError, digest, engine_version, entries

    dictionary = entries(rulebook)
    try:
        version = engine_version(engine)
    except MissingEngineError as error:
        raise UserError("segment.no_engine", {"engine": error.engine}) from None
    return {"engine": engine, "version": version, "dictionary": digest(dictionary), "entries": len(dictionary)}
