"""Where texts are cut into sentences and clauses."""

import re

from minetext.rulebook.book import Rulebook, alternatives
from minetext.rulebook.schema import SplitRule


class Splits:
    """The split rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, list[str]] = {"sentence": [], "clause": [], "list": [], "member": [], "closing": []}
        for rule in rulebook.of(SplitRule):
            words[rule.unit] += rule.words
        ends, clause, closing = (
            f"(?:{alternatives(words[unit]) or '(?!)'})" for unit in ("sentence", "clause", "closing")
        )
        self.enders = "".join(word[-1] for word in words["sentence"])
        """The characters that a sentence ends in."""
        self.sentence = re.compile(f"{ends}+{closing}*")
        """What ends a sentence, with the marks that still belong to it."""
        self.lists = frozenset(word[-1] for word in words["list"])
        """The characters that part the members of a list."""
        self.members = frozenset(words["member"])
        """What stands between two members of a list of names or numbers."""
        # a comma or colon between digits is part of a number: 5,797 and 107:100
        self.clause = re.compile(rf"{clause}+(?<!\d[,，:：](?=\d))")
        """What ends a clause."""

    def cuts(self, text: str, start: int, end: int) -> list[int]:
        """Where the clauses of a sentence begin, and where the last one ends."""
        cuts = [start, *(match.end() for match in self.clause.finditer(text, start, end))]
        if cuts[-1] < end:
            cuts.append(end)
        return cuts
