"""What can be wrong with a folder of rules."""

from minetext.messages import Language, say


class RuleError(Exception):
    """A rule that cannot be used: says which file and line, what is wrong and how to put it right."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = f"rule.{code}"
        self.facts = facts
        super().__init__(self.in_language("en"))

    def in_language(self, language: Language) -> str:
        """The message in a language."""
        return say(self.code, language, self.in_words(language))

    def in_words(self, language: Language = "en") -> dict[str, object]:
        """The facts, those that are messages themselves in words."""
        return {
            name: fact.in_language(language) if isinstance(fact, RuleError) else fact
            for name, fact in self.facts.items()
        }
