"""`minetext apply` and `minetext undo`: what a person says about rows, logged and brought into the tables."""

import json
from collections.abc import Sequence
from contextlib import chdir
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from minetext.cli.base import DONE, LOCAL_PATH, WITH_ERRORS, Command, UserError
from minetext.cli.console import Console
from minetext.cli.finished import reading_corrections, run_argument
from minetext.cli.options import build_stages, json_option, quiet_option, workers_option
from minetext.cli.run import run_into, summarise
from minetext.cli.watching import Asked
from minetext.cli.writing import unwritten
from minetext.limits import limits_of
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.corrections.answering import Answer
    from minetext.corrections.files import Given
    from minetext.engines.whole import Done
    from minetext.stages import Options

SHOWN = 10
"""Rows that are wrong and told on the terminal; the file has all."""

TABLES = {"f": "figures", "g": "figures", "a": "activities", "c": "checks", "x": "checks"}
"""The table of a row by the letter before the number in its id."""


class _Ran(NamedTuple):
    """How a folder was made: what its run.json tells."""

    folder: str
    inputs: tuple[str, ...]
    names: tuple[str, ...]
    """Of the files that were read."""
    options: "dict[str, Any]"


def command(console: Console) -> click.Command:
    """`apply`."""
    params: list[click.Parameter] = [
        run_argument(),
        click.Argument(["file"], metavar="FILE", type=LOCAL_PATH),
        *_options(console),
        click.Option(["--check"], is_flag=True, help=console.text("apply.check")),
    ]

    def callback(
        run: Path, file: Path, who: str, workers: int, quiet: bool, as_json: bool, check: bool, lang: Language | None
    ) -> int:
        from minetext.corrections.files import read_given

        with reading_corrections():
            given = read_given(file)
        return _apply(console, run, given, who, workers, quiet, as_json, check)

    return Command(console, "apply", callback, params)


def undo_command(console: Console) -> click.Command:
    """`undo`."""
    params = [run_argument(), click.Argument(["ids"], nargs=-1, required=True, metavar="ID..."), *_options(console)]

    def callback(
        run: Path, ids: tuple[str, ...], who: str, workers: int, quiet: bool, as_json: bool, lang: Language | None
    ) -> int:
        from minetext.corrections.files import Given

        given = [
            Given(number, {"table": _table(one), "id": one, "action": "undo"}) for number, one in enumerate(ids, 1)
        ]
        return _apply(console, run, given, who, workers, quiet, as_json, False)

    return Command(console, "undo", callback, params)


def _options(console: Console) -> list[click.Parameter]:
    return [
        click.Option(["--who"], default="", metavar="NAME", help=console.text("apply.who")),
        workers_option(console),
        quiet_option(console),
        json_option(console),
    ]


def _table(row_id: str) -> str:
    """The table of a row by its id.

    Raises:
        UserError: it is no such id.
    """
    table = TABLES.get(row_id.rpartition("-")[2][:1])
    if table is None:
        raise UserError("undo.unknown", {"id": row_id})
    return table


def _apply(
    console: Console, output: Path, given: "Sequence[Given]", who: str, workers: int, quiet: bool, as_json: bool,
    check: bool,
) -> int:  # fmt: skip
    ran, output = _how(output), output.resolve()
    rules = tuple(Path(one) for one in ran.options.get("rules", ()))
    model = ran.options.get("model") or None
    with chdir(ran.folder if Path(ran.folder).is_dir() else "."):
        options, built = build_stages(
            console, rules, ran.options.get("lang", "zh"), ran.options.get("encoding", ""), model and Path(model),
            limits_of(ran.options.get("limits")),
        )  # fmt: skip
        from minetext.corrections.answering import answer
        from minetext.rulebook import Splits

        now = datetime.now(UTC).isoformat(timespec="seconds")
        splits = Splits(built.rulebook)
        try:
            with reading_corrections():
                found = answer(output, given, built.figures, splits, who or _user(), now, console.language)
                if not check:
                    found.keep(output)
        except OSError as error:
            raise unwritten(error, output) from None
        done = None
        if found.accepted and not check:
            done = _run_again(console, ran, output, options, workers, quiet or as_json)
    _tell(console, output, found, done, quiet, as_json, check)
    return WITH_ERRORS if found.refused else DONE


def _run_again(
    console: Console, ran: _Ran, output: Path, options: "Options", workers: int, quiet: bool
) -> "Done | None":
    """Run over the inputs of a folder once more, with its options, if they are all still there."""
    from minetext.readers import list_inputs
    from minetext.readers.inputs import STANDARD_INPUT
    from minetext.tables.writer import MEMORY

    if not ran.inputs or STANDARD_INPUT in ran.inputs or not Path(ran.folder).is_dir():
        console.note("apply.no_inputs", output=output)
        return None
    listed = {one.name for one in list_inputs(ran.inputs, output, output).files}
    gone = [name for name in ran.names if name not in listed]
    if gone:
        console.note("apply.later", name=gone[0], count=len(gone), output=output)
        return None
    remember, shard_size = (output / MEMORY).exists(), int(ran.options.get("shard_size", 0))
    return run_into(console, ran.inputs, output, options, workers, remember, Asked(quiet), shard_size)


def _tell(
    console: Console, output: Path, found: "Answer", done: "Done | None", quiet: bool, as_json: bool, check: bool
) -> None:
    from minetext.corrections.answering import REFUSED

    counts = {"accepted": len(found.accepted), "unchanged": found.unchanged, "refused": len(found.refused)}
    if as_json:
        facts = done.facts["counts"] if done else {}
        console.out(json.dumps({"output": str(output), **counts, "run": facts}))
    elif not quiet:
        if done:
            summarise(console, output, done)
        console.say("apply.checked" if check else "apply.done", **counts)
    for one in found.refused[:SHOWN]:
        console.note("apply.row", row=one.row, column=one.column or "-", problem=one.problem)
    if len(found.refused) > SHOWN:
        console.note("apply.more", count=len(found.refused) - SHOWN, path=output / REFUSED)
    elif found.refused and not check:
        console.note("apply.refused", path=output / REFUSED)


def _user() -> str:
    """The name of the user, where the system tells one."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _how(output: Path) -> _Ran:
    """What run.json tells of how a folder was made.

    Raises:
        UserError: it holds no tables of `minetext run`.
    """
    from minetext.tables.writer import MANIFEST

    try:
        facts = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        if facts["command"] != "run":
            raise UserError("apply.not_a_run", {"path": output})
        given = facts.get("given", {})
        return _Ran(
            str(given.get("folder", "")), tuple(map(str, given.get("inputs", ()))),
            tuple(str(one["source"]) for one in facts["inputs"]), dict(facts["options"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UserError("apply.not_a_run", {"path": output}) from None
