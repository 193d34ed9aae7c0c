"""`minetext formats`: what this installation reads, and what one line would add."""

import json

import click

from minetext.cli.base import DONE, Command
from minetext.cli.console import Console, aligned
from minetext.cli.options import json_option
from minetext.messages import Language

WIDTH = 80
"""Columns of a cell at most."""


def command(console: Console) -> click.Command:
    """The command."""

    def callback(as_json: bool, lang: Language | None) -> int:
        return _formats(console, as_json)

    return Command(console, "formats", callback, [json_option(console)])


def _formats(console: Console, as_json: bool) -> int:
    # imported here, so that help comes at once
    from minetext.readers.registry import formats

    found = formats()
    if as_json:
        facts = [
            {"format": one.name, "reads": one.need is None, "install": one.need.install if one.need else ""}
            for one in found
        ]
        console.out(json.dumps(facts))
        return DONE
    rows = [
        [
            one.name,
            console.text("formats.reads") if one.need is None else console.text("formats.needs", **one.need._asdict()),
            console.text(f"format.{one.what}"),
        ]
        for one in found
    ]
    for line in aligned(rows, WIDTH):
        console.out(line)
    return DONE
