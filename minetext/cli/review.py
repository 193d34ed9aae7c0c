"""`minetext review`: a run as one page to read."""

from pathlib import Path

import click

from minetext.cli.base import DONE, FAILED, Command, UserError
from minetext.cli.console import Console
from minetext.messages import Language

PAGE = "review.html"


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        click.Argument(["run"], metavar="OUT", type=click.Path(path_type=Path)),
        click.Option(["--to"], metavar="FILE", type=click.Path(path_type=Path), help=console.text("review.to")),
    ]

    def callback(run: Path, to: Path | None, lang: Language | None) -> int:
        from minetext.review import write_page
        from minetext.tables import OutputError

        page = to or run / PAGE
        try:
            reports = write_page(run, page, lang or console.language)
        except OutputError as error:
            raise UserError(f"output.{error.code}", error.facts) from None
        except OSError as error:
            raise UserError("run.failed", {"path": page, "reason": error.strerror or error}, FAILED) from None
        console.say("review.written", reports=reports, page=page)
        return DONE

    return Command(console, "review", callback, params)
