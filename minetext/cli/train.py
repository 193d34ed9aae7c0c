"""`minetext train`: labelled sentences in, a model of activity types out."""

from pathlib import Path

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console
from minetext.messages import Language

FEWEST_TYPES = 2
"""Fewer types leave nothing to tell apart."""


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        click.Argument(["labels"], metavar="LABELS", type=LOCAL_PATH),
        click.Option(
            ["-o", "--output"], required=True, metavar="MODEL", type=LOCAL_PATH,
            help=console.text("train.output"),
        ),
    ]  # fmt: skip

    def callback(labels: Path, output: Path, lang: Language | None) -> int:
        return _train(console, labels, output)

    return Command(console, "train", callback, params)


def _train(console: Console, labels: Path, output: Path) -> int:
    # imported here, since it takes a second: help comes at once
    from minetext.activities.training import FEWEST_FIELDS, LabelError, read_labels, train

    try:
        labelled = read_labels(labels)
    except LabelError as error:
        raise UserError(f"train.{error.code}", error.facts) from None
    types, fields = {one.type for one in labelled}, {one.field for one in labelled}
    if len(types) < FEWEST_TYPES or len(fields) < FEWEST_FIELDS:
        raise UserError("train.few", {"path": labels, "types": FEWEST_TYPES, "fields": FEWEST_FIELDS})
    try:
        trained = train(labelled, output)
    except OSError as error:
        raise UserError("train.unwritten", {"path": output, "reason": error.strerror or error}, FAILED) from None
    console.say(
        "train.done", path=output, sentences=trained.sentences, types=len(types), fields=len(fields),
        accuracy=f"{trained.accuracy:.1%}", error=f"{trained.calibration_error:.3f}",
    )  # fmt: skip
    return DONE
