"""What can be wrong with a folder of rules."""

from minetext.messages import Language, say


class RuleError(Exception):
    """A rule that cannot be used: says which file and line, what is wrong and how to put it right."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = f"rule.{code}"
        self.facts = facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: Language) -> str:
        """The message in a language; facts that are codes of messages themselves are put into words too."""
        problem = self.facts.get("problem")
        facts = self.facts
        if isinstance(problem, RuleError):
            facts = {**facts, "problem": problem.in_language(language)}
        return say(self.code, language, facts)
