"""`minetext explain`: what is found in a sentence, by which rule, and what is left out and why."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, Command, UserError
from minetext.cli.console import Console
from minetext.cli.options import build_stages, json_option, model_option, rules_option
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.explain import Explanation
    from minetext.model import Figure
    from minetext.rulebook import Rulebook

CELLS = (
    "kind",
    "value",
    "value_max",
    "unit",
    "modifier",
    "masked",
    "per",
    "item",
    "role",
    "part_of",
    "date",
    "activity_type",
)

NO_RULES = frozenset(("model", "table", "unsure"))
"""Reasons of an activity's type that are no ids of rules, as in `activities.csv`."""


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        click.Argument(["sentence"], metavar="SENTENCE|-"),
        click.Option(["--year"], type=click.IntRange(1900, 2100), metavar="YEAR", help=console.text("explain.year")),
        rules_option(console),
        model_option(console),
        json_option(console),
    ]

    def callback(
        sentence: str,
        year: int | None,
        rules: tuple[Path, ...],
        model: Path | None,
        as_json: bool,
        lang: Language | None,
    ) -> int:
        _, built = build_stages(console, rules, lang or console.language, model=model)
        from minetext.explain import explain
        from minetext.readers.decoding import whole_characters

        text = _standard_input() if sentence == "-" else whole_characters(sentence)
        explanation = explain(built, text, year)
        if as_json:
            console.out(json.dumps(_as_data(explanation), ensure_ascii=False))
        else:
            _tell(console, explanation, built.rulebook)
        return DONE

    return Command(console, "explain", callback, params)


def _standard_input() -> str:
    from minetext.readers.decoding import decode
    from minetext.readers.problems import ReadError

    try:
        return decode(sys.stdin.buffer.read()).text
    except ReadError as error:
        raise UserError(f"problem.{error.code}", error.facts) from None


def _cells(figure: "Figure", wholes: "dict[str, str]") -> dict[str, str]:
    """The cells that say something, as the table writes them."""
    from minetext.numbers import plain

    values = {name: getattr(figure, name) for name in CELLS}
    values |= {"value": plain(figure.value), "value_max": plain(figure.value_max)}
    values |= {"masked": "1" if figure.masked else "", "part_of": wholes.get(figure.part_of, "")}
    return {name: str(value) for name, value in values.items() if value}


def _tell(console: Console, explanation: "Explanation", book: "Rulebook") -> None:
    wholes = {figure.figure_id: figure.text for figure in explanation.figures}
    reasons = {activity.activity_id: activity.reason for activity in explanation.activities}
    if not explanation.figures:
        console.say("explain.nothing")
    for figure in explanation.figures:
        cells = " · ".join(f"{name} {value}" for name, value in _cells(figure, wholes).items())
        console.out(f"{figure.text}  [{figure.span.start}:{figure.span.end}]")
        console.out(f"    {cells}")
        console.say("explain.rule", rule=figure.rule, why=_why(book, figure.rule))
        for reason in filter(None, reasons.get(figure.activity_id, "").split(";")):
            why = console.text(f"explain.by.{reason}") if reason in NO_RULES else _why(book, reason)
            console.say("explain.activity", rule=reason, why=why)
    for check in explanation.checks:
        console.say("explain.check", check=check.check, result=check.result, message=check.message)
    if explanation.leftovers:
        console.say("explain.left_out")
    for leftover in explanation.leftovers:
        text = explanation.text[leftover.start : leftover.end]
        why = console.text(f"explain.reason.{leftover.reason}", rule=leftover.rule, why=_why(book, leftover.rule))
        console.out(f"{text}  [{leftover.start}:{leftover.end}]  {why}")


def _why(book: "Rulebook", rule: str) -> str:
    return book.rules[rule].why if rule in book.rules else ""


def _as_data(explanation: "Explanation") -> dict[str, object]:
    wholes = {figure.figure_id: figure.text for figure in explanation.figures}
    return {
        "year": explanation.year,
        "figures": [
            {"text": one.text, "start": one.span.start, "end": one.span.end, **_cells(one, wholes), "rule": one.rule}
            for one in explanation.figures
        ],
        "checks": [{"check": one.check, "result": one.result, "message": one.message} for one in explanation.checks],
        "left_out": [
            {"text": explanation.text[one.start : one.end], **one._asdict()} for one in explanation.leftovers
        ],
    }  # fmt: skip
