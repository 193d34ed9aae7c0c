"""`minetext doctor`: whether this installation and this machine can do the work, and what to do where they cannot."""

import json
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command
from minetext.cli.console import Console, shown
from minetext.cli.options import json_option
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.doctor import Finding

SECONDS = 20
"""How long the self test takes at most, unless the user says otherwise."""


def command(console: Console) -> click.Command:
    """The command."""
    params: list[click.Parameter] = [
        click.Option(
            ["--seconds"], type=click.IntRange(5, 3600), default=SECONDS, metavar="N",
            help=console.text("doctor.seconds"),
        ),
        click.Option(["--self-test/--no-self-test"], default=True, help=console.text("doctor.self_test_option")),
        json_option(console),
    ]  # fmt: skip

    def callback(seconds: int, self_test: bool, as_json: bool, lang: Language | None) -> int:
        return _doctor(console, seconds if self_test else 0, as_json)

    return Command(console, "doctor", callback, params)


def _doctor(console: Console, seconds: int, as_json: bool) -> int:
    from minetext.doctor import examine

    found: list[Finding] = []
    for one in examine(seconds):
        found.append(one)
        if not as_json:
            console.out(f"{console.text(f'doctor.verdict.{one.verdict}')}  {_text(console, one)}")
            if one.verdict != "ok":
                console.out(f"      → {_advice(console, one)}")
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("ok", "warn", "fail")}
    if as_json:
        told = [
            {
                "code": one.code, "verdict": one.verdict, "text": _text(console, one),
                "advice": "" if one.verdict == "ok" else _advice(console, one), "facts": dict(one.facts),
            }
            for one in found
        ]  # fmt: skip
        console.out(json.dumps({**counts, "findings": told}))
    else:
        console.say("doctor.counts", **counts)
    return WITH_ERRORS if counts["fail"] else DONE


def _text(console: Console, one: "Finding") -> str:
    return shown(console.text(f"doctor.{one.code}", **one.facts))


def _advice(console: Console, one: "Finding") -> str:
    return shown(console.text(f"doctor.{one.code}.do", **one.facts))
