"""`minetext concordance`: a word with what stands around it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from minetext.cli.base import DONE, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console, cut, padded, shown, width
from minetext.cli.finished import reading_run, run_argument, tell_lost, write
from minetext.messages import Language
from minetext.model import ActivityType, Kind

if TYPE_CHECKING:
    from minetext.archive.concordance import Line
    from minetext.model import Problem

WIDTHS = click.IntRange(1, 1000)
TABLES = ("texts", "figures", "activities")


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        run_argument(),
        click.Argument(["expression"], metavar="WORD"),
        click.Option(
            ["--width"], type=click.IntRange(1, 1000), default=16, metavar="N", help=text("concordance.width")
        ),
        click.Option(["--table"], type=click.Choice(TABLES), default=None, help=text("concordance.table")),
        click.Option(["--kind"], type=click.Choice(get_args(Kind)), default=None, help=text("concordance.kind")),
        click.Option(["--type", "type_"], type=click.Choice(get_args(ActivityType)), help=text("concordance.type")),
        click.Option(["--copies"], is_flag=True, help=text("concordance.copies")),
        click.Option(["--limit"], type=click.IntRange(0), default=50, metavar="N", help=text("archive.limit")),
        click.Option(["-o", "--output"], metavar="FILE", type=LOCAL_PATH, help=text("archive.to")),
    ]

    def callback(
        run: Path, expression: str, width: int, table: str | None, kind: str | None, type_: str | None, copies: bool,
        limit: int, output: Path | None, lang: Language | None,
    ) -> int:  # fmt: skip
        from minetext.archive.concordance import Line, PatternError, Wanted, concordance

        if kind and table not in (None, "figures"):
            raise UserError("concordance.kind_alone", {})
        where = table or ("figures" if kind else "activities" if type_ else "texts")
        wanted = Wanted(where, kind or "", type_ or "", copies)  # type: ignore[arg-type]
        lost: list[Problem] = []
        counts: Counter[str] = Counter()
        try:
            with reading_run():
                lines = _show(console, concordance(run, expression, wanted, width, lost), width, limit, counts)
                rows = write(output, Line._fields, lines) if output else sum(1 for _ in lines)
        except PatternError as error:
            raise UserError(f"concordance.{error.code}", {"pattern": expression, **error.facts}) from None
        console.say("concordance.summary", places=rows, reports=len(counts))
        if output:
            console.say("archive.written", path=output, rows=rows)
        tell_lost(console, lost, "concordance.lost")
        return DONE

    return Command(console, "concordance", callback, params)


def _show(
    console: Console, lines: "Iterable[Line]", characters: int, limit: int, counts: Counter[str]
) -> "Iterator[Line]":
    """Show the lines as they pass, the word of each in one column."""
    hidden = 0
    side = 2 * characters
    for line in lines:
        counts[line.doc_id] += 1
        if limit and counts.total() > limit:
            hidden += 1
        else:
            right = cut(line.right, side)
            word = cut(line.text, side)
            console.out(
                f"{padded(shown(line.left), side, right=True)}  {word}  {padded(right, max(width(right), side))}  "
                f"{line.year or '----'}  {line.source}:{line.start}"
            )
        yield line
    if hidden:
        console.say("archive.more", count=hidden)
