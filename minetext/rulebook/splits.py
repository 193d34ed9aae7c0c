"""Where texts are cut into sentences and clauses."""

import re
from collections.abc import Iterable

from minetext.rulebook.book import Rulebook, alternatives, character_class
from minetext.rulebook.schema import SplitRule

NAME = 60
"""Characters of a quotation or bracket that may be a name or a remark inside a sentence, on either side of a mark."""


class Splits:
    """The split rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        words: dict[str, list[str]] = {
            unit: []
            for unit in (
                "sentence",
                "clause",
                "list",
                "member",
                "closing",
                "name",
                "speech",
                "heading",
                "never_first",
                "never_last",
            )
        }
        patterns: list[str] = []
        for rule in rulebook.of(SplitRule):
            words[rule.unit] += rule.words
            patterns += [rulebook.expand(rule.pattern)] if rule.pattern else []
        marks = f"(?:{alternatives(words['sentence']) or '(?!)'})"
        mark = _behind_first(words["sentence"])
        clause, closing = (f"(?:{alternatives(words[unit]) or '(?!)'})" for unit in ("clause", "closing"))
        self.enders = "".join(word[-1] for word in words["sentence"])
        """The characters that a sentence ends in."""
        # a mark ends nothing where its quotation is followed by what begins no sentence: “为什么？”，他问
        goes_on = character_class(words["never_first"]) if words["never_first"] else "(?!)"
        # a mark between two Latin letters or digits is part of an address: a.cn/b?c=1
        address = r"(?<![A-Za-z0-9][!-/:-@](?=[A-Za-z0-9]))"
        end = f"{marks}*+{closing}*+{address}(?!{goes_on})"
        leads = [_CLASS.match(pattern) for pattern in patterns]
        if words["sentence"] and all(leads):
            # all begin with one class of characters, so that `re` looks for that and tries nothing elsewhere
            first = character_class(word[0] for word in words["sentence"])
            lead = first[:-1] + "".join(one[1] for one in leads if one) + "]"
            ends = [f"(?<={one[0]}){pattern[one.end() :]}" for one, pattern in zip(leads, patterns, strict=True) if one]
            self.sentence = re.compile(f"{lead}(?:{'|'.join([mark + end, *ends])})")
        else:
            self.sentence = re.compile("|".join([marks + end, *patterns]))
        """What ends a sentence, with the marks that still belong to it."""
        self.embedded = _embedded(words["name"], words["speech"], words["sentence"], words["clause"])
        """Quotations, titles and brackets inside a sentence that hold marks which end nothing."""
        self.never_first = frozenset(words["never_first"])
        """The characters that no line begins with, but where a sentence was broken before them."""
        self.never_last = frozenset(words["never_last"])
        """The characters that no line ends in, but where a sentence was broken behind them."""
        colon = f"(?:{alternatives(words['heading']) or '(?!)'})"
        self.heading = re.compile(rf"(?<!\d){colon}|{colon}(?!\d)")
        """What a heading ends in where text follows it on its line, apart from the end of a sentence."""
        goes = {word[-1] for word in (*words["clause"], *words["member"])} & self.never_first
        self.goes_on = goes - {word[-1] for word in (*words["list"], *words["heading"])}
        """The characters behind which a sentence goes on in the next line, if that begins no paragraph: ，、"""
        self.lists = frozenset(word[-1] for word in words["list"])
        """The characters that part the members of a list."""
        self.members = frozenset(words["member"])
        """What stands between two members of a list of names or numbers."""
        # a comma or colon between digits is part of a number: 5,797 and 107:100
        self.clause = re.compile(rf"{clause}{clause}*(?<!\d[,，:：](?=\d))")
        """What ends a clause."""

    def cuts(self, text: str, start: int, end: int) -> list[int]:
        """Where the clauses of a sentence begin, and where the last one ends."""
        cuts = [start, *[match.end() for match in self.clause.finditer(text, start, end)]]
        if cuts[-1] < end:
            cuts.append(end)
        return cuts


_CLASS = re.compile(r"\[([^\]\\^-](?:[^\]\\]*[^\]\\-])?)\]")
"""A class of characters without escapes, at the beginning of a pattern."""


def _behind_first(words: Iterable[str]) -> str:
    """What of each word follows its first character, where that has just been taken; the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(f"(?<={re.escape(word[0])}){re.escape(word[1:])}" for word in longest_first) + ")"


def _embedded(
    names: Iterable[str], speech: Iterable[str], marks: Iterable[str], clauses: Iterable[str]
) -> "re.Pattern[str]":
    """A pair of `names` (《》) with a mark inside, wherever it stands; one of `speech` (“”) in mid-sentence only."""
    ends = character_class(word[-1] for word in marks)
    opens = character_class(word[-1] for word in (*marks, *clauses))
    forms, lefts = [], set()
    for pair, lead, follow in (
        *((pair, "", "") for pair in names),
        *((pair, rf"(?<=\S.)(?<!{opens}.)", rf"(?!\s|{ends}|$)") for pair in speech),
    ):
        left, right = re.escape(pair[0]), re.escape(pair[1])
        lefts.add(pair[0])
        outside = f"[^{left}{right}\r\n]"
        # what stands before the mark holds none, so that no stretch is tried twice
        before = f"[^{left}{right}\r\n{ends[1:]}{{0,{NAME}}}+"
        forms.append(f"(?<={left}){lead}{before}{ends}{outside}{{0,{NAME}}}+{right}{follow}")
    # all begin with one class of characters, so that nothing is tried elsewhere
    return re.compile(f"{character_class(lefts)}(?:{'|'.join(forms)})" if forms else "(?!)", re.MULTILINE)
