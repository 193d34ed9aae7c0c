"""The name under which the reports of one unit come together, whichever way each of them writes it."""

import re
import unicodedata

from minetext.rulebook import Rulebook
from minetext.rulebook.book import alternatives
from minetext.rulebook.schema import BodyRule


class BodyNames:
    """The rules for names of bodies, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._fold = rulebook.variants.fold
        rules = rulebook.of(BodyRule)
        self._short = {word: rule.short or "" for rule in rules for word in rule.words}
        self._long = re.compile(alternatives(self._short) or "(?!)")
        self._one = [pattern for rule in rules if (pattern := rulebook.compile(rule.pattern))]

    def name(self, unit: str) -> str:
        """The name that all reports of a unit share; empty where it could be that of many units."""
        plain = "".join(unicodedata.normalize("NFKC", self._fold(unit)).split())
        name = self._long.sub(lambda match: self._short[match[0]], plain)
        return name if any(pattern.search(name) for pattern in self._one) else ""
