"""What a rule is, and the rulebook that holds all rules of a run."""

from minetext.rulebook.book import Place, Rulebook, alternatives, character_class
from minetext.rulebook.errors import RuleError
from minetext.rulebook.loader import load, shipped_rules
from minetext.rulebook.splits import Splits
from minetext.rulebook.words import Found, WordScanner

__all__ = [
    "Found", "Place", "RuleError", "Rulebook", "Splits", "WordScanner", "alternatives", "character_class", "load",
    "shipped_rules",
]  # fmt: skip
