"""`minetext rules`: check, list and show the rules."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, WITH_ERRORS, Command, Group, UserError
from minetext.cli.console import Console, aligned
from minetext.cli.finished import reading_corrections, run_argument
from minetext.cli.options import build_stages, json_option, rules_option
from minetext.cli.rule_times import tell_times

SHOWN_WIDTH = 60
"""Columns of the screen that a cell of the suggestions takes at most."""


def command(console: Console) -> click.Command:
    """The commands below `rules`."""
    commands: list[tuple[str, Callable[..., Any], list[click.Parameter]]] = [
        ("check", lambda rules, lang: _check(console, rules), []),
        ("list", lambda rules, lang: _list(console, rules), []),
        (
            "show",
            lambda rules, lang, rule_id: _show(console, rules, rule_id),
            [click.Argument(["rule_id"], metavar="ID")],
        ),
        (
            "suggest",
            lambda rules, lang, run, output, as_json: _suggest(console, rules, run, output, as_json),
            [
                run_argument(),
                click.Option(
                    ["-o", "--output"],
                    metavar="FILE",
                    type=LOCAL_PATH,
                    help=console.text("rules.suggest.output"),
                ),
                json_option(console),
            ],
        ),
        (
            "time",
            lambda rules, lang, run, as_json: tell_times(console, rules, run, as_json),
            [run_argument(), json_option(console)],
        ),
    ]
    members = [
        Command(console, f"rules.{name}", callback, [*params, rules_option(console)])
        for name, callback, params in commands
    ]
    return Group(console, members, "rules")


def _check(console: Console, folders: tuple[Path, ...]) -> int:
    """Run every rule's own examples."""
    _, built = build_stages(console, folders)
    from minetext.examples import run_examples

    failures = list(run_examples(built))
    rules = [rule for rule in built.rulebook.rules.values() if rule.enabled]
    for failure in failures:
        place = built.rulebook.places[failure.rule]
        code = "rules.failed_yes" if failure.positive else "rules.failed_no"
        console.say(
            code, place=place, id=failure.rule, text=failure.text, wanted=failure.wanted, found=failure.found or "-"
        )
    examples = sum(len(rule.yes) + len(rule.no) for rule in rules)
    console.say("rules.checked", rules=len(rules), examples=examples, failures=len(failures))
    return WITH_ERRORS if failures else DONE


def _list(console: Console, folders: tuple[Path, ...]) -> int:
    """One rule a line."""
    _, built = build_stages(console, folders)
    for rule in built.rulebook.rules.values():
        off = "" if rule.enabled else console.text("rules.off")
        console.out(f"{rule.id:32} {off}{rule.why}")
    return DONE


def _show(console: Console, folders: tuple[Path, ...], rule_id: str) -> int:
    """A rule as it is written, and where."""
    _, built = build_stages(console, folders)
    rule = built.rulebook.rules.get(rule_id)
    if rule is None:
        near = [one for one in built.rulebook.rules if rule_id.split(".")[0] in one][:8]
        raise UserError("rules.unknown", {"id": rule_id, "near": ", ".join(near) or "-"})
    import yaml

    console.out(f"# {built.rulebook.places[rule_id]}")
    data = rule.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    console.out(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100).rstrip())
    return DONE


def _suggest(console: Console, folders: tuple[Path, ...], run: Path, output: Path | None, as_json: bool) -> int:
    """The corrections of a run that a rule would have prevented."""
    _, built = build_stages(console, folders)
    from minetext.corrections import LOG
    from minetext.corrections.files import as_table, read_log, replace_file
    from minetext.corrections.suggesting import Suggester, Suggestion

    with reading_corrections():
        log = read_log(run / LOG)
    if not log:
        raise UserError("rules.suggest.none", {"path": run / LOG})
    found = Suggester(built.rulebook, built.layout, built.figures).suggest(log)
    rows = [tuple(" | ".join(one) if isinstance(one, tuple) else str(one) for one in row) for row in found]
    if output:
        try:
            replace_file(output, as_table(Suggestion._fields, rows).encode("utf-8"))
        except OSError as error:
            raise UserError("run.failed", {"path": output, "reason": error.strerror or error}, FAILED) from None
    if as_json:
        console.out(json.dumps([one._asdict() for one in found], ensure_ascii=False))
    else:
        for line in aligned([Suggestion._fields, *rows], SHOWN_WIDTH):
            console.out(line)
    return DONE
