"""Paragraphs to sentences and clauses, as spans."""

import re
from collections.abc import Iterable

from minetext.model import Span
from minetext.rulebook import Rulebook, alternatives, character_class
from minetext.rulebook.schema import SplitRule

MAX_SENTENCE = 2000
"""Longer sentences (a text without punctuation) are cut here, so that no later step works on a whole book at once."""


class Sentences:
    """The rules for ends of sentences and clauses, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, list[str]] = {"sentence": [], "clause": [], "closing": []}
        for rule in rulebook.of(SplitRule):
            words[rule.unit] += rule.words
        ends, closing = alternatives(words["sentence"]) or "(?!)", "|".join(map(re.escape, words["closing"]))
        closers = f"(?:{closing})*" if closing else ""
        self.enders = "".join(word[-1] for word in words["sentence"])
        """The characters that a sentence ends in."""
        others = rf"(?:(?!{ends}).)" if any(len(word) > 1 for word in words["sentence"]) else (
            rf"[^{character_class(words['sentence'])[1:]}" if words["sentence"] else "."
        )
        self._sentence = re.compile(rf"{others}+(?:{ends})*{closers}|(?:{ends})+{closers}", re.DOTALL)
        # a comma or colon between digits is part of a number: 5,797 and 107:100
        self._clause = re.compile(rf"(?:{alternatives(words['clause']) or '(?!)'})+(?<!\d[,，:：](?=\d))")

    def sentences(self, text: str, paragraph: Span) -> Iterable[Span]:
        """The sentences of a paragraph, without the white space around them."""
        for match in self._sentence.finditer(text, paragraph.start, paragraph.end):
            for start in range(match.start(), match.end(), MAX_SENTENCE):
                piece = text[start : min(start + MAX_SENTENCE, match.end())]
                begin = start + len(piece) - len(piece.lstrip())
                end = start + len(piece.rstrip())
                if begin < end:
                    yield Span(begin, end)

    def clauses(self, text: str, sentence: Span) -> tuple[Span, ...]:
        """The clauses of a sentence, each with the mark that ends it; together they make up the sentence."""
        clauses: list[Span] = []
        start = sentence.start
        for match in self._clause.finditer(text, *sentence):
            clauses.append(Span(start, match.end()))
            start = match.end()
        if start < sentence.end or not clauses:
            clauses.append(Span(start, sentence.end))
        return tuple(clauses)
