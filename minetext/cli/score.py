"""`minetext score`: predicted figures against gold rows."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console
from minetext.cli.finished import reading_corrections
from minetext.cli.options import json_option
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.evaluation import Score, Wrong
    from minetext.evaluation.cells import Row

SHOWN = ("text", "kind", "value", "value_max", "unit", "modifier", "item", "role", "activity_type", "date")


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        click.Argument(["gold"], metavar="GOLD", type=LOCAL_PATH),
        click.Argument(["figures"], metavar="FIGURES", type=LOCAL_PATH),
        click.Option(["--source"], default="", metavar="NAME", help=console.text("score.source")),
        click.Option(["--errors"], type=click.IntRange(0), default=0, metavar="N", help=console.text("score.errors")),
        click.Option(["--accepted"], is_flag=True, help=console.text("score.accepted")),
        json_option(console),
    ]

    def callback(
        gold: Path, figures: Path, source: str, errors: int, accepted: bool, as_json: bool, lang: Language | None
    ) -> int:
        from minetext.evaluation import ScoreError, read_rows, score

        try:
            found = read_rows(figures)
            result, wrong = _by_review(gold, found, source) if accepted else score(read_rows(gold), found, source)
        except ScoreError as error:
            raise UserError(f"score.{error.code}", error.facts) from None
        if as_json:
            console.out(json.dumps(result._asdict()))
        else:
            _tell(console, result)
        for one in wrong[:errors]:
            _tell_wrong(console, one)
        return DONE

    return Command(console, "score", callback, params)


def _by_review(run: Path, found: "list[Row]", source: str) -> "tuple[Score, list[Wrong]]":
    """The score by what a person decided about the figures of a run.

    Raises:
        UserError: the folder holds no run, or nobody reviewed it.
    """
    from minetext.corrections.gold import reviewed_figures
    from minetext.evaluation import score_reviewed

    with reading_corrections():
        gold, rejected = reviewed_figures(run)
    if not gold and not rejected:
        raise UserError("score.not_reviewed", {"path": run})
    gold, rejected = ([row for row in rows if row["source"].endswith(source)] for rows in (gold, rejected))
    return score_reviewed(gold, rejected, found)


def _tell(console: Console, result: "Score") -> None:
    console.out(f"wanted {result.wanted}  given {result.given}")
    for name, measure in (("detect", result.detect), ("figure", result.figure), ("row", result.row)):
        console.out(f"{name:7} P {measure.precision:.3f}  R {measure.recall:.3f}  F1 {measure.f1:.3f}")
    console.out("  ".join(f"{name} {value:.3f}" for name, value in {**result.cells, "link": result.link}.items()))
    console.out("  ".join(f"{kind} {f1:.3f} ({wanted}/{given})" for kind, (wanted, given, f1) in result.kinds.items()))


def _tell_wrong(console: Console, wrong: "Wrong") -> None:
    console.out(f"[{wrong.why}]")
    console.out(f"  gold  {_row(wrong.gold)}")
    console.out(f"  found {_row(wrong.found)}")


def _row(row: "Row | None") -> str:
    if row is None:
        return "-"
    return f"{row['start']}:{row['end']} " + " ".join(f"{name}={row[name]}" for name in SHOWN if row.get(name))
