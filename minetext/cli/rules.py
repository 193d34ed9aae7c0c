"""`minetext rules`: check, list and show the rules."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from minetext.cli.base import DONE, WITH_ERRORS, Command, Group, UserError
from minetext.cli.console import Console
from minetext.cli.options import build_stages, rules_option


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
