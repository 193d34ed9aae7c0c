"""What commands that read a finished run share: the mistakes that can be met, and a table written on the way."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import FAILED, LOCAL_PATH, UserError
from minetext.cli.console import Console
from minetext.cli.writing import tell_problems

if TYPE_CHECKING:
    from minetext.model import Problem
    from minetext.tables import Row


def run_argument() -> click.Argument:
    """`OUT`: the folder of a finished run."""
    return click.Argument(["run"], metavar="OUT", type=LOCAL_PATH)


@contextmanager
def reading_run() -> Iterator[None]:
    """Tell what is wrong with the folder of a run.

    Raises:
        UserError: it holds no finished run.
    """
    from minetext.tables import OutputError

    try:
        yield
    except OutputError as error:
        raise UserError(f"output.{error.code}", error.facts) from None


@contextmanager
def reading_corrections() -> Iterator[None]:
    """Tell what is wrong with the folder of a run, with its log, or with a file of corrections.

    Raises:
        UserError: the folder holds no finished run; the log or the file cannot be used.
    """
    from minetext.corrections.files import FileError

    try:
        with reading_run():
            yield
    except FileError as error:
        raise UserError(f"corrections.{error.code}", error.facts) from None


def write(path: Path, columns: Sequence[str], rows: "Iterable[Row]") -> int:
    """Write a table to a file that the user named; returns its number of rows.

    Raises:
        UserError: it cannot be written.
    """
    from minetext.tables.files import write_table

    try:
        return write_table(path, columns, rows)
    except OSError as error:
        raise UserError("archive.unwritten", {"path": path, "reason": error.strerror or error}, FAILED) from None


def tell_lost(console: Console, lost: "Sequence[Problem]", code: str) -> None:
    """Tell on standard error which sources of the run are gone or changed, and what that means."""
    if lost:
        tell_problems(console, lost)
        console.note(code, count=len(lost))
