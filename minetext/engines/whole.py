"""A whole run: inputs listed, read in two passes, and tables with their run.json written."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from minetext.corrections import LOG, STALE, in_force, stale
from minetext.corrections.correction import COLUMNS
from minetext.corrections.files import as_table, read_log
from minetext.engines import passes
from minetext.engines.events import Progress, begins
from minetext.engines.executor import Executor, shuffled
from minetext.engines.local import run
from minetext.engines.manifest import manifest, pieces
from minetext.engines.memory import Memory, settings_of
from minetext.engines.passes import Outcome
from minetext.messages import say
from minetext.readers import list_inputs
from minetext.stages import Options, stages
from minetext.tables import TableWriter
from minetext.tables.writer import MEMORY


class Done(NamedTuple):
    """A run that is written."""

    facts: Mapping[str, Any]
    """The contents of run.json but for its inputs."""
    outcome: Outcome
    seconds: float


def run_whole(
    inputs: Sequence[str], output: Path, writer: TableWriter, options: Options, workers: int, remember: bool,
    progress_of: Callable[[int], Progress], executor: Executor | None = None,
) -> Done:  # fmt: skip
    """Run over files, folders or standard input, and finish the tables of the writer.

    Args:
        inputs: what `list_inputs` takes.
        output: the folder of the writer.
        writer: takes the tables; who made it abandons it where this raises.
        options: what decides the tables.
        workers: processes, 0 to choose them by the input.
        remember: whether what was read is kept for the next run into the folder, and used.
        progress_of: gives what is told of the progress, knowing the bytes of all inputs.
        executor: does the work, also that of finding which reports may be related; else `workers` of this machine.

    What a person said about the rows of earlier runs into the folder is in its log, and holds in this one, too.

    Raises:
        FileError: the log of corrections is damaged.
        OSError: the tables cannot be written.
        RuleError: a rule cannot be used.
        ModelError: the model cannot be used.
    """
    started = time.perf_counter()
    built = stages(options)
    log = read_log(output / LOG)
    listing = list_inputs(inputs, writer.spool, output)
    progress = progress_of(sum(file.size for file in listing.files))
    with ExitStack() as stack:
        memory = None
        if remember:
            settings = settings_of(options, built.rulebook.version, built.model.version)
            memory = stack.enter_context(Memory(output / MEMORY, settings))
        if executor:
            each = shuffled(executor)
            outcome = passes.run(listing, writer, options, executor, progress, memory, log=log, each=each)
        else:
            outcome = run(listing, writer, options, workers, progress, memory, log=log)
    progress(begins("write"))
    seconds = time.perf_counter() - started
    versions = {"rules": built.rulebook.version, "model": built.model.version}
    lost = stale(log, outcome.states)
    told = [(*one.row(), why, say(f"stale.{why}", options.language)) for one, why in lost]
    writer.write_beside(STALE, as_table((*COLUMNS, "why", "detail"), told) if told else "")
    outcome.counts["corrections.held"] = sum(len(one.rows) for one in in_force(log)) - len(lost)
    outcome.counts["corrections.stale"] = len(lost)
    facts = manifest("run", inputs, options, versions, listing.system_files, outcome, seconds, writer)
    writer.finish(pieces(facts, outcome.inputs))
    return Done(facts, outcome, seconds)
