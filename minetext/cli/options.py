"""Options that several commands have."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import LOCAL_PATH, UserError
from minetext.cli.console import Console
from minetext.limits import BOUNDS, USUAL, Limits, size_of
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.stages import Options, Stages


def rules_option(console: Console) -> click.Option:
    """`--rules DIR`, over and over."""
    return click.Option(["--rules"], multiple=True, metavar="DIR", type=LOCAL_PATH, help=console.text("option.rules"))


def model_option(console: Console) -> click.Option:
    """`--model FILE`."""
    return click.Option(["--model"], metavar="FILE", type=LOCAL_PATH, default=None, help=console.text("option.model"))


def inputs_argument() -> click.Argument:
    """`INPUT...`: files, folders or standard input."""
    return click.Argument(["inputs"], nargs=-1, required=True, metavar="INPUT...")


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


def _size_in_words(console: Console) -> Callable[[object], int]:
    """Gives the bytes of a size as people write it; what is no size is refused in words."""

    def size(value: object) -> int:
        try:
            return size_of(str(value))
        except ValueError:
            raise click.BadParameter(console.text("limit.no_size", value=value)) from None

    return size


def limit_options(console: Console) -> list[click.Parameter]:
    """One option a bound of what is read; `limits_from` takes their values."""
    return [
        click.Option(
            [one.option], type=_size_in_words(console) if one.is_size else click.IntRange(1), default=one.default,
            metavar="SIZE" if one.is_size else "N",
            help=console.text("limit.default", text=console.text(f"limit.{one.name}"), default=one.shown),
        )
        for one in BOUNDS
    ]  # fmt: skip


def limits_from(given: Mapping[str, int]) -> Limits:
    """The limits, from what a command was given for `limit_options`."""
    return Limits(**{name.removeprefix("max_"): value for name, value in given.items()})


def build_stages(
    console: Console, folders: tuple[Path, ...], language: Language = "zh", encoding: str = "",
    model: Path | None = None, limits: Limits = USUAL,
) -> "tuple[Options, Stages]":  # fmt: skip
    """The options of a run and the stages built by them.

    Raises:
        UserError: a rule or the model cannot be used.
    """
    # imported here, so that help and mistakes on the command line come at once
    from minetext.activities import ModelError
    from minetext.rulebook import RuleError
    from minetext.stages import Options, stages

    options = Options(tuple(str(folder) for folder in folders), encoding, language, str(model or ""), limits)
    try:
        return options, stages(options)
    except RuleError as error:
        raise UserError(error.code, error.in_words(console.language)) from None
    except ModelError as error:
        raise UserError("model.unusable", {"path": error.path}) from None
