"""`minetext summary`: counts and sums by type of activity and year, month, unit or kind."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console, aligned
from minetext.cli.finished import reading_run, run_argument, write
from minetext.cli.options import json_option
from minetext.cli.review import PAGE
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.archive.pivot import Pivot
    from minetext.archive.summary import By, Cell

BY: "tuple[By, ...]" = ("year", "month", "unit", "kind")
SHOWN_WIDTH = 30
WHOLE = 1000


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        run_argument(),
        click.Option(["--by"], type=click.Choice(BY), default=BY[0], help=text("summary.by")),
        click.Option(["--columns"], type=click.IntRange(1), default=8, metavar="N", help=text("summary.columns")),
        click.Option(["-o", "--output"], metavar="FILE", type=LOCAL_PATH, help=text("archive.to")),
        click.Option(["--html"], metavar="FILE", type=LOCAL_PATH, help=text("summary.html")),
        json_option(console),
    ]

    def callback(
        run: Path, by: "By", columns: int, output: Path | None, html: Path | None, as_json: bool, lang: Language | None
    ) -> int:
        from minetext.archive.pivot import pivots, write_page
        from minetext.archive.summary import Cell, summary

        with reading_run():
            cells = summary(run, by)
            if as_json:
                console.out(json.dumps([one._asdict() for one in cells], ensure_ascii=False))
            else:
                for pivot in pivots(cells):
                    _show(console, pivot, _shown_groups(cells, columns))
                if not cells:
                    console.say("archive.nothing")
            if output:
                rows = write(output, Cell._fields, ((*one[:-1], ";".join(one.figures)) for one in cells))
                console.note("archive.written", path=output, rows=rows)
            if html:
                try:
                    write_page(run, cells, html, run / PAGE, lang or console.language)
                except OSError as error:
                    failed = {"path": html, "reason": error.strerror or error}
                    raise UserError("archive.unwritten", failed, FAILED) from None
                console.note("archive.drawn", path=html)
        return DONE

    return Command(console, "summary", callback, params)


def _shown_groups(cells: "Sequence[Cell]", columns: int) -> frozenset[str]:
    """The groups of which most is told."""
    sizes: Counter[str] = Counter()
    for one in cells:
        sizes[one.group] += len(one.figures)
    return frozenset(name for _, name in sorted((-size, name) for name, size in sizes.items())[:columns])


def _show(console: Console, pivot: "Pivot", groups: frozenset[str]) -> None:
    """A pivot table; groups that have no column of their own are in the sum of the line."""
    shown = [at for at, name in enumerate(pivot.groups) if name in groups]
    title = console.text(f"summary.{pivot.measure}") + (f" ({pivot.unit})" if pivot.unit else "")
    hidden = len(pivot.groups) - len(shown)
    total = console.text("summary.page.total") + (f" (+{hidden})" if hidden else "")

    def lines() -> Iterator[list[str]]:
        yield [title, *(pivot.groups[at] or "—" for at in shown), total]
        for line in pivot.lines:
            found = [line.cells[at] for at in shown]
            yield [line.activity_type, *(_grouped(one.value) if one else "" for one in found), _grouped(line.total)]

    for row in aligned(list(lines()), SHOWN_WIDTH, numbers=True):
        console.out(row)
    console.out()


def _grouped(number: str) -> str:
    """A number to read, in threes; large ones without what stands behind the point."""
    value = Decimal(number)
    return f"{round(value):,}" if abs(value) >= WHOLE else number
