"""`minetext review`: a run as one page to read."""

from pathlib import Path

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console
from minetext.cli.finished import reading_run, run_argument
from minetext.messages import Language

PAGE = "review.html"
PAGE_SIZE = 2000
"""Reports of a page, where nothing else is said."""


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        run_argument(),
        click.Option(["--to"], metavar="FILE", type=LOCAL_PATH, help=console.text("review.to")),
        click.Option(
            ["--size"], type=click.IntRange(1), default=PAGE_SIZE, metavar="N",
            help=console.text("review.size", size=PAGE_SIZE),
        ),
    ]  # fmt: skip

    def callback(run: Path, to: Path | None, size: int, lang: Language | None) -> int:
        from minetext.review import write_page

        page = to or run / PAGE
        try:
            with reading_run():
                written = write_page(run, page, lang or console.language, size)
        except OSError as error:
            raise UserError("run.failed", {"path": page, "reason": error.strerror or error}, FAILED) from None
        if len(written.pages) == 1:
            console.say("review.written", reports=written.reports, page=page)
        else:
            console.say("review.pages", reports=written.reports, count=len(written.pages) - 1, page=page)
        if written.lost:
            console.note("review.lost", lost=written.lost)
        return DONE

    return Command(console, "review", callback, params)
