"""What a rule is, and the rulebook that holds all rules of a run."""

from minetext.rulebook.loader import Place, Rulebook, RuleError, alternatives, load, shipped_rules

__all__ = ["Place", "RuleError", "Rulebook", "alternatives", "load", "shipped_rules"]
