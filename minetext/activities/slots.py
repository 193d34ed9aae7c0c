"""The cells of an activity that its words name: name, actors, place, beneficiaries."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.figures import Mention
from minetext.model import Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import SlotRule

MAX_WINDOW = 160
"""Characters of an activity that are searched for its slots."""

MAX_ACTORS = 12


class Slots(NamedTuple):
    """What the text names."""

    name: str = ""
    actors: tuple[str, ...] = ()
    place: str = ""
    beneficiaries: str = ""


class SlotFinder:
    """The slot rules, compiled."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = [(rule.slot, rulebook.compile(rule.pattern)) for rule in rulebook.of(SlotRule)]

    def find(self, text: str, span: Span) -> Slots:
        """The slots named in a span; of one slot, what stands first counts."""
        found: dict[str, list[str]] = {}
        for slot, pattern in self._rules:
            if pattern is None or (slot in found and slot != "actors"):
                continue
            for match in pattern.finditer(text, span.start, min(span.end, span.start + MAX_WINDOW), overlapped=True):
                named = found.setdefault(slot, [])
                if match["slot"] not in named and len(named) < MAX_ACTORS:
                    named.append(match["slot"])
                if slot != "actors":
                    break
        return Slots(
            name=found.get("name", [""])[0],
            actors=tuple(found.get("actors", ())),
            place=found.get("place", [""])[0],
            beneficiaries=found.get("beneficiaries", [""])[0],
        )


def main_headcount(mentions: Sequence[Mention]) -> tuple[Decimal | None, str]:
    """The largest headcount told of a doing, and its unit."""
    counts = [
        (mention.value, mention.unit)
        for mention in mentions
        if mention.kind == "headcount" and mention.value is not None and mention.role == "level" and not mention.per
    ]
    return max(counts, key=lambda one: one[0]) if counts else (None, "")


def main_amount(mentions: Sequence[Mention]) -> Decimal | None:
    """The largest sum in yuan told of a doing that is not per head."""
    return max(
        (
            mention.value
            for mention in mentions
            if mention.kind == "money" and mention.unit == "CNY" and mention.value is not None and not mention.per
        ),
        default=None,
    )
