"""Where a run is done and where its tables go: `--engine`, `--scheduler`, and output folders behind a URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from minetext.cli.base import FAILED, UserError
from minetext.cli.console import Console

if TYPE_CHECKING:
    from minetext.engines.executor import Executor
    from minetext.stages import Options


class Engine(NamedTuple):
    """What does the work of a run."""

    dask: bool = False
    scheduler: str = ""
    """Address of a Dask scheduler; empty for a cluster of this machine."""


LOCAL = Engine()


def engine_options(console: Console) -> list[click.Parameter]:
    """`--engine` and `--scheduler`."""
    text = console.text
    return [
        click.Option(["--engine"], type=click.Choice(["local", "dask"]), default="local", help=text("run.engine")),
        click.Option(["--scheduler"], default="", metavar="ADDRESS", help=text("run.scheduler")),
    ]


def engine_of(engine: str, scheduler: str) -> Engine:
    """What the user asked, by the values of the options; whoever names a scheduler means it."""
    return Engine(engine == "dask" or bool(scheduler), scheduler)


@contextmanager
def executor_of(engine: Engine, workers: int, options: "Options") -> "Iterator[Executor | None]":
    """The cluster of an engine; None where this machine does the work in its own way.

    Raises:
        UserError: the cluster cannot be used, or went away.
    """
    if not engine.dask:
        yield None
        return
    from minetext.engines.cluster import ClusterError, connect
    from minetext.engines.memory import settings_of
    from minetext.stages import stages

    built = stages(options)
    settings = settings_of(options, built.rulebook.version, built.model.version)
    try:
        with connect(engine.scheduler, workers, options, settings) as executor:
            yield executor
    except ClusterError as error:
        raise UserError(f"cluster.{error.code}", error.facts, FAILED) from None


@contextmanager
def folder_for(output: str) -> Iterator[Path]:
    """The folder of this machine to which a run writes; behind a URL, the finished run is brought there in the end.

    Raises:
        UserError: the URL cannot be written.
    """
    from minetext.readers.storage import NotInstalledError, as_local, is_url

    if not is_url(output):
        yield Path(output)
        return
    from minetext.engines.remote import RemoteFolder
    from minetext.tables import OutputError

    try:
        local = as_local(output)
        remote = RemoteFolder(output) if is_url(local) else None
    except OutputError as error:
        raise UserError(f"output.{error.code}", {**error.facts, "path": output}) from None
    except NotInstalledError as error:
        raise UserError("output.needs", {"path": output, "what": error.what, "install": error.install}) from None
    except OSError as error:
        raise UserError("output.unreachable", {"path": output, "reason": error.strerror or error}) from None
    yield remote.folder if remote else Path(local)
    if remote:
        try:
            remote.finish()
        except OSError as error:
            facts = {"path": output, "reason": error.strerror or error, "folder": remote.folder}
            raise UserError("output.not_brought", facts, FAILED) from None
