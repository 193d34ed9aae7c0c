"""What a pattern needs must stand wherever it fits: rules are tried nowhere else."""

import pytest
import regex

from minetext.rulebook import load
from minetext.rulebook.schema import DateRule, ExclusionRule

BOOK = load([])
RULES = [rule for family in (DateRule, ExclusionRule) for rule in BOOK.of(family) if rule.needs and rule.pattern]
TEXTS = [
    getattr(one, "text", one)
    for rule in BOOK.rules.values()
    for name in ("yes", "no")
    for one in getattr(rule, name, ())
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_pattern_needs_stands_wherever_it_fits(rule):
    needs, pattern = (regex.compile(BOOK.expand(one)) for one in (rule.needs, rule.pattern))
    for text in TEXTS:
        for match in pattern.finditer(text):
            assert needs.match(text, match.start()), (text, match[0])
