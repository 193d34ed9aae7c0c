"""`minetext segment`: reports in; their sections, sentences and clauses out, and their words."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command, UserError
from minetext.cli.console import Console
from minetext.cli.options import build_stages, inputs_argument, json_option, reading_options, rules_option, shard_option
from minetext.cli.progress import progress_for
from minetext.cli.writing import check_encoding, tables_in, tell_problems
from minetext.messages import Language

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
        click.Option(
            ["-o", "--output"], required=True, metavar="OUT", type=click.Path(path_type=Path), help=text("run.output")
        ),
        click.Option(["--words"], is_flag=True, help=text("segment.words")),
        click.Option(["--engine"], type=click.Choice(ENGINES), default=None, help=text("segment.engine")),
        rules_option(console),
        shard_option(console),
        *reading_options(console),
        json_option(console),
    ]

    def callback(
        inputs: tuple[str, ...], output: Path, words: bool, engine: str | None, rules: tuple[Path, ...],
        shard_size: int, workers: int, encoding: str, quiet: bool, as_json: bool, lang: Language | None,
    ) -> int:  # fmt: skip
        if engine and not words:
            raise UserError("segment.engine_alone", {})
        chosen = (engine or ENGINES[0]) if words else ""
        return _segment(
            console, inputs, output, chosen, rules, shard_size, workers, encoding, quiet, as_json, lang or "zh"
        )

    return Command(console, "segment", callback, params)


def _segment(
    console: Console, inputs: tuple[str, ...], output: Path, engine: str, rules: tuple[Path, ...],
    shard_size: int, workers: int, encoding: str, quiet: bool, as_json: bool, language: Language,
) -> int:  # fmt: skip
    started = time.perf_counter()
    check_encoding(encoding)
    options, built = build_stages(console, rules, language, encoding)
    words = _word_facts(engine, built.rulebook) if engine else {}
    from minetext.engines.local import run
    from minetext.engines.manifest import manifest, pieces
    from minetext.readers import list_inputs
    from minetext.segmentation import Segmenting
    from minetext.tables import SEGMENT_COLUMNS

    columns = {table: names for table, names in SEGMENT_COLUMNS.items() if engine or table != "words"}
    with tables_in(output, columns, "segment", shard_size) as writer:
        listing = list_inputs(inputs, writer.spool, output)
        progress = progress_for(console, sum(file.size for file in listing.files), quiet or as_json)
        outcome = run(listing, writer, options, workers, progress, second=Segmenting(engine), name="segment")
        progress.close()
        seconds = time.perf_counter() - started
        versions = {"rules": built.rulebook.version, "words": words}
        facts = manifest("segment", inputs, options, versions, listing.system_files, outcome, seconds, writer)
        writer.finish(pieces(facts, outcome.inputs))
    counts = facts["counts"]
    if as_json:
        console.out(json.dumps({"output": str(output), **counts}))
    elif not quiet:
        statuses = ", ".join(f"{name} {count}" for name, count in counts["by_status"].items())
        console.say("segment.summary", output=output, statuses=statuses, seconds=f"{seconds:.1f}", **{
            name: counts[name] for name in ("inputs", "documents", "sections", "sentences", "clauses", "errors")
        }, words=counts["words"] if engine else "-")  # fmt: skip
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
