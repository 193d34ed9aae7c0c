"""What every command that reads reports is asked: by which rules, how much, with how many workers, and who is told."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from minetext.cli.console import Console
from minetext.cli.options import (
    build_stages,
    json_option,
    limit_options,
    limits_from,
    quiet_option,
    rules_option,
    workers_option,
)
from minetext.cli.watching import Asked, log_option
from minetext.cli.writing import check_encoding
from minetext.limits import Limits
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.stages import Options, Stages


class Reading(NamedTuple):
    """What the user asked."""

    rules: tuple[Path, ...]
    model: Path | None
    workers: int
    encoding: str
    language: Language
    """Of the tables. It does not follow the locale, so that the same input gives the same bytes anywhere."""
    limits: Limits
    asked: Asked
    as_json: bool

    def build(self, console: Console) -> "tuple[Options, Stages]":
        """The options of the run and the stages built by them.

        Raises:
            UserError: a rule, the model or the encoding cannot be used.
        """
        check_encoding(self.encoding)
        return build_stages(console, self.rules, self.language, self.encoding, self.model, self.limits)


def reading_options(console: Console) -> list[click.Parameter]:
    """The options whose values `reading_of` takes."""
    encoding = click.Option(["--encoding"], default="", metavar="NAME", help=console.text("run.encoding"))
    return [
        rules_option(console), workers_option(console), encoding, quiet_option(console), log_option(console),
        json_option(console), *limit_options(console),
    ]  # fmt: skip


def reading_of(
    rules: tuple[Path, ...], workers: int, encoding: str, quiet: bool, log_json: str, as_json: bool,
    lang: Language | None, model: Path | None = None, **bounds: int,
) -> Reading:  # fmt: skip
    """What the user asked, by the values of the options."""
    asked = Asked(quiet or as_json, log_json)
    return Reading(rules, model, workers, encoding, lang or "zh", limits_from(bounds), asked, as_json)
