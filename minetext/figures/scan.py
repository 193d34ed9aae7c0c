"""One pass over the text: where dates, numerals and what only looks like them stand."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from minetext.figures.dates import DateMention, Dates
from minetext.figures.numerals import Numerals
from minetext.figures.patterns import Openless, character_class, first_characters
from minetext.rulebook import Rulebook, RuleError, alternatives
from minetext.rulebook.schema import ExclusionRule, Rule

MAX_NUMERAL = 24
"""Longer runs of digits are account numbers and the like, never a figure."""


class Token(NamedTuple):
    """A place that a scanner stopped at."""

    kind: Literal["numeral", "fraction", "ratio", "mask", "date", "excluded", "long"]
    start: int
    end: int
    date: DateMention | None = None


class Scanner:
    """Numerals, dates and exclusions in one compiled pattern."""

    def __init__(self, rulebook: Rulebook, numerals: Numerals, dates: Dates) -> None:
        self._dates = dates
        self.exclusions = rulebook.of(ExclusionRule)
        phrases = {phrase for rule in self.exclusions for phrase in rule.phrases}
        excluded = [rulebook.expand(rule.pattern) for rule in self.exclusions if rule.pattern]
        excluded.append(alternatives(phrases) if phrases else "(?!)")
        number = numerals.numeral
        kinds = {
            "excluded": "|".join(excluded),
            "date": f"(?={dates.pattern})",
            "fraction": f"{numerals.fraction}{number}",
            "ratio": f"{number}{numerals.ratio}{number}",
            "mask": numerals.mask,
            "numeral": number,
        }
        patterns = [(rule, rulebook.expand(rule.pattern)) for rule in self.exclusions if rule.pattern]
        patterns += list(zip(dates.rules, dates.patterns, strict=True))
        openings = self._openings(rulebook, patterns) | {phrase[0] for phrase in phrases}
        for kind in ("fraction", "mask", "numeral"):
            openings |= first_characters(kinds[kind])
        ungrouped = {kind: regex.sub(r"\(\?P<(?!sep>)\w+>", "(?:", pattern) for kind, pattern in kinds.items()}
        alternation = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in ungrouped.items())
        self._scanner = regex.compile(f"(?={character_class(openings)})(?:{alternation})")

    @staticmethod
    def _openings(rulebook: Rulebook, patterns: "list[tuple[Rule, str]]") -> set[str]:
        openings: set[str] = set()
        for rule, pattern in patterns:
            try:
                openings |= first_characters(pattern)
            except Openless:
                place = rulebook.places[rule.id]
                raise RuleError("opens_anywhere", path=place.path, line=place.line, id=rule.id) from None
        return openings

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens between two offsets, in order, none overlapping another."""
        search = self._scanner.search
        position = start
        while match := search(text, position, end):
            kind = match.lastgroup
            begin = match.start()
            position = match.end()
            if kind == "date" or kind == "excluded":
                date = self._dates.match(text, begin, end)
                if date is not None and date.end > position:
                    yield Token("date", begin, date.end, date)
                    position = date.end
                    continue
                if position > begin:
                    yield Token("excluded", begin, position)
                else:
                    position = begin + 1
            elif position - begin > MAX_NUMERAL:
                yield Token("long", begin, position)
            else:
                yield Token(kind, begin, position)  # type: ignore[arg-type]

    def excluded_by(self, rulebook: Rulebook, text: str, token: Token) -> str:
        """The id of the rule that holds an excluded token back."""
        for rule in self.exclusions:
            written = text[token.start : token.end]
            if written in rule.phrases:
                return rule.id
            if rule.pattern:
                match = regex.compile(rulebook.expand(rule.pattern)).match(text, token.start)
                if match and match.end() >= token.end:
                    return rule.id
        return ""
