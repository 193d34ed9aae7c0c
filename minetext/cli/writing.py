"""What commands that write a folder of tables share: the folder, what becomes of a failure, problems told."""

import codecs
import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from minetext.cli.base import FAILED, INTERRUPTED, UserError
from minetext.cli.console import Console

if TYPE_CHECKING:
    from minetext.model import Problem
    from minetext.tables import TableWriter

ADVICE = {
    errno.ENOSPC: "run.failed_space", errno.EDQUOT: "run.failed_space", errno.EFBIG: "run.failed_size",
    errno.EACCES: "run.failed_held", errno.EPERM: "run.failed_held", errno.EROFS: "run.failed_held",
    errno.EBUSY: "run.failed_held", errno.ENOENT: "run.failed_gone",
    errno.EILSEQ: "run.failed_damaged",
}  # fmt: skip
"""What to say of an error by its number."""

SHOWN_PROBLEMS = 10


@contextmanager
def tables_in(
    output: Path, columns: "Mapping[str, tuple[str, ...]] | None" = None, command: str = "run", shard_size: int = 0
) -> "Iterator[TableWriter]":
    """A writer of tables; what was written is removed again where the work inside fails.

    Raises:
        UserError: the folder cannot be used, or the work was stopped by a failure or by the user.
    """
    from minetext.corrections.files import FileError
    from minetext.tables import COLUMNS, OutputError, TableWriter

    try:
        writer = TableWriter(output, columns or COLUMNS, command, shard_size)
    except OutputError as error:
        raise UserError(f"output.{error.code}", error.facts) from None
    except OSError as error:
        raise unwritten(error, output) from None
    try:
        yield writer
    except FileError as error:
        writer.abandon()
        raise UserError(f"corrections.{error.code}", error.facts) from None
    except OSError as error:
        writer.abandon()
        raise unwritten(error, output) from None
    except KeyboardInterrupt:
        writer.abandon()
        code = "run.interrupted" if command == "run" else "output.interrupted"
        raise UserError(code, {"path": output}, INTERRUPTED) from None
    except BaseException:
        writer.abandon()
        raise


def unwritten(error: OSError, output: Path) -> UserError:
    """What could not be written into a folder, why, and what to do about it."""
    code = ADVICE.get(error.errno or 0, "run.failed")
    if code == "run.failed_gone" and output.is_dir():
        code = "run.failed"
    return UserError(code, {"path": error.filename or output, "reason": error.strerror or error}, FAILED)


def check_encoding(encoding: str) -> None:
    """Refuse an encoding that does not exist.

    Raises:
        UserError: there is none of this name.
    """
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise UserError("run.no_encoding", {"encoding": encoding}) from None


def tell_problems(console: Console, problems: "Sequence[Problem]") -> None:
    """The first problems, in words, on standard error."""
    for problem in sorted(problems)[:SHOWN_PROBLEMS]:
        detail = console.text(f"problem.{problem.error}", **dict(problem.facts))
        console.note("run.problem", source=problem.source, detail=detail)
    if len(problems) > SHOWN_PROBLEMS:
        console.note("run.more_problems", count=len(problems) - SHOWN_PROBLEMS)
