"""`minetext terms`: characteristic terms by year, unit and type of activity."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console, aligned
from minetext.cli.finished import reading_run, run_argument, write
from minetext.cli.options import json_option, rules_option
from minetext.cli.segment import ENGINES
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.archive.terms import By, Term

BY: "tuple[By, ...]" = ("year", "unit", "type")
SHOWN_TERMS, SHOWN_WIDTH = 10, 80


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        run_argument(),
        click.Option(["--by"], type=click.Choice(BY), multiple=True, help=text("terms.by")),
        click.Option(["--top"], type=click.IntRange(1, 1000), default=20, metavar="N", help=text("terms.top")),
        click.Option(["--groups"], type=click.IntRange(1, 1000), default=40, metavar="N", help=text("terms.groups")),
        click.Option(["--engine"], type=click.Choice(ENGINES), default=ENGINES[0], help=text("terms.engine")),
        rules_option(console),
        click.Option(["-o", "--output"], metavar="FILE", type=LOCAL_PATH, help=text("archive.to")),
        click.Option(["--plot"], metavar="FILE", type=LOCAL_PATH, help=text("terms.plot")),
        json_option(console),
    ]

    def callback(
        run: Path, by: "tuple[By, ...]", top: int, groups: int, engine: str, rules: tuple[Path, ...],
        output: Path | None, plot: Path | None, as_json: bool, lang: Language | None,
    ) -> int:  # fmt: skip
        found = _find(console, run, by or BY, top, groups, engine, rules)
        if as_json:
            import json

            console.out(json.dumps([one._asdict() for one in found], ensure_ascii=False))
        else:
            _show(console, found)
        if output:
            from minetext.archive.terms import Term

            rows = write(output, Term._fields, (tuple(map(str, one)) for one in found))
            console.note("archive.written", path=output, rows=rows)
        if plot:
            from minetext.archive.plots import plot_terms

            try:
                plot_terms(found, plot)
            except OSError as error:
                failed = {"path": plot, "reason": error.strerror or error}
                raise UserError("archive.unwritten", failed, FAILED) from None
            console.note("archive.drawn", path=plot)
        return DONE

    return Command(console, "terms", callback, params)


def _find(
    console: Console, run: Path, by: "Sequence[By]", top: int, groups: int, engine: str, rules: tuple[Path, ...]
) -> "list[Term]":
    """The terms.

    Raises:
        UserError: the run, the rules or the engine cannot be used.
    """
    from minetext.archive.terms import stop_words, terms
    from minetext.rulebook import RuleError, load
    from minetext.words import MissingEngineError, entries, listed_words

    try:
        book = load(rules)
        with reading_run():
            return terms(run, listed_words(engine, entries(book)), stop_words(book), by, top, groups)
    except RuleError as error:
        raise UserError(error.code, error.in_words(console.language)) from None
    except MissingEngineError as error:
        raise UserError("segment.no_engine", {"engine": error.engine}) from None


def _show(console: Console, found: "Sequence[Term]") -> None:
    rows = [
        [by, group, " ".join(one.term for one in list(terms)[:SHOWN_TERMS])]
        for (by, group), terms in groupby(found, lambda one: (one.by, one.group))
    ]
    if not rows:
        console.say("archive.nothing")
    for line in aligned(rows, SHOWN_WIDTH) if rows else ():
        console.out(line)
