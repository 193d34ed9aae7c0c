"""Check rules, seen to hold all that their families need."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from minetext.audit.relations import BoundCheck
from minetext.messages import Language
from minetext.model import Result
from minetext.rulebook import Rulebook, RuleError
from minetext.rulebook.schema import CheckRule


class Needs(NamedTuple):
    """What the rule of a family of checks must hold."""

    numbers: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    messages: tuple[str, ...] = get_args(Result)


class Bound(NamedTuple):
    """A rule that holds it, with its patterns compiled."""

    rule: CheckRule
    check: BoundCheck

    def told(self, message: str, language: Language, facts: Mapping[str, str]) -> str:
        """A message of the rule; a name that the check does not know stays as the rule wrote it."""
        return self.rule.messages[message].template(language).format_map(_Facts(facts))


def bind(rule: CheckRule, rulebook: Rulebook, needs: Needs) -> Bound:
    """A rule for its family.

    Raises:
        RuleError: the rule lacks what its family needs.
    """
    for field, needed, given in (
        ("numbers", needs.numbers, rule.numbers),
        ("patterns", needs.patterns, rule.patterns),
        ("messages", needs.messages, rule.messages),
        ("severity", get_args(Result), rule.severity),
    ):
        missing = next((name for name in needed if name not in given), "")
        if missing:
            raise RuleError("check_part", place=rulebook.places[rule.id], id=rule.id, name=missing, field=field)
    compiled = {name: rulebook.compile(pattern) for name, pattern in rule.patterns.items()}
    patterns = {name: pattern for name, pattern in compiled.items() if pattern is not None}
    return Bound(rule, BoundCheck(rule.id, rule.numbers, patterns))


class _Facts(dict[str, str]):
    """Facts for a message."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
