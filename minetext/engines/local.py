"""A run on this machine."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial

from minetext.corrections import Correction
from minetext.engines import passes
from minetext.engines.ahead import start
from minetext.engines.events import Pass, Progress
from minetext.engines.memory import Memory
from minetext.engines.passes import Outcome, Second
from minetext.engines.workers import Bounds, LocalExecutor, workers_for
from minetext.pipeline import mine
from minetext.readers import Listing
from minetext.stages import Options, stages
from minetext.tables import TableWriter


def run(
    listing: Listing, writer: TableWriter, options: Options, workers: int, progress: Progress,
    memory: Memory | None = None, second: Second = mine, name: Pass = "mine", log: Sequence[Correction] = (),
) -> Outcome:  # fmt: skip
    """Do a run in so many processes, or with 0 in as many as pay; see `passes.run`.

    Raises:
        OSError: the tables cannot be written.
        RuleError: a rule cannot be used.
    """
    start(options)  # before workers are copied from this process
    if second is mine:
        stages(options).figures.load()
    count = workers_for(sum(file.size for file in listing.files), workers)
    bounds = Bounds(options.limits.seconds, options.limits.memory)
    with closing(LocalExecutor(count, bounds, partial(start, options))) as executor:
        return passes.run(listing, writer, options, executor, progress, memory, second, name, log)
