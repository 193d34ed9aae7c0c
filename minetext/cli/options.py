"""Options that several commands have."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import UserError
from minetext.cli.console import Console
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.stages import Options, Stages


def rules_option(console: Console) -> click.Option:
    """`--rules DIR`, over and over."""
    return click.Option(
        ["--rules"], multiple=True, metavar="DIR", type=click.Path(path_type=Path), help=console.text("option.rules")
    )


def model_option(console: Console) -> click.Option:
    """`--model FILE`."""
    return click.Option(
        ["--model"], metavar="FILE", type=click.Path(path_type=Path), default=None, help=console.text("option.model")
    )


def inputs_argument() -> click.Argument:
    """`INPUT...`: files, folders or standard input."""
    return click.Argument(["inputs"], nargs=-1, required=True, metavar="INPUT...")


def reading_options(console: Console) -> list[click.Parameter]:
    """`--workers`, `--encoding` and `--quiet`, of every command that reads reports."""
    encoding = click.Option(["--encoding"], default="", metavar="NAME", help=console.text("run.encoding"))
    return [workers_option(console), encoding, quiet_option(console)]


def workers_option(console: Console) -> click.Option:
    """`--workers`."""
    help_ = console.text("run.workers")
    return click.Option(["--workers"], type=click.IntRange(0, 256), default=0, metavar="N", help=help_)


def shard_option(console: Console) -> click.Option:
    """`--shard-size`."""
    help_ = console.text("option.shard_size")
    return click.Option(["--shard-size"], type=click.IntRange(0), default=0, metavar="N", help=help_)


def quiet_option(console: Console) -> click.Option:
    """`--quiet`."""
    return click.Option(["--quiet"], is_flag=True, help=console.text("run.quiet"))


def json_option(console: Console) -> click.Option:
    """`--json`."""
    return click.Option(["--json", "as_json"], is_flag=True, help=console.text("option.json"))


def build_stages(
    console: Console, folders: tuple[Path, ...], language: Language = "zh", encoding: str = "",
    model: Path | None = None,
) -> "tuple[Options, Stages]":  # fmt: skip
    """The options of a run and the stages built by them.

    Raises:
        UserError: a rule or the model cannot be used.
    """
    # imported here, so that help and mistakes on the command line come at once
    from minetext.activities import ModelError
    from minetext.rulebook import RuleError
    from minetext.stages import Options, stages

    options = Options(tuple(str(folder) for folder in folders), encoding, language, str(model or ""))
    try:
        return options, stages(options)
    except RuleError as error:
        raise UserError(error.code, error.in_words(console.language)) from None
    except ModelError as error:
        raise UserError("model.unusable", {"path": error.path}) from None
