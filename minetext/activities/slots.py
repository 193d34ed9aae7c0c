"""The cells of an activity that its words name: name, actors, place, beneficiaries."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from minetext.figures import Mention
from minetext.model import Figure, Source, Span
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

    def find(self, source: Source, span: Span) -> Slots:
        """The slots named in a span; of one slot, what stands first counts."""
        text = source.plain
        found: dict[str, list[str]] = {}
        for slot, pattern in self._rules:
            position, end = span.start, min(span.end, span.start + MAX_WINDOW)
            most = MAX_ACTORS if slot == "actors" else 1
            named = found.setdefault(slot, [])
            while pattern and len(named) < most and (match := pattern.search(text, position, end)):
                name = source.text[slice(*match.span("slot"))]
                if name not in named:
                    named.append(name)
                # the mark behind one name may be the mark before the next
                position = max(match.start() + 1, match.end("slot"))
        return Slots(
            name="".join(found.get("name", ())[:1]),
            actors=tuple(found.get("actors", ())),
            place="".join(found.get("place", ())[:1]),
            beneficiaries="".join(found.get("beneficiaries", ())[:1]),
        )


def main_headcount(mentions: Sequence[Mention | Figure]) -> tuple[Decimal | None, str]:
    """The largest headcount told of a doing, and its unit."""
    counts = [
        (mention.value, mention.unit)
        for mention in mentions
        if mention.kind == "headcount" and mention.value is not None and mention.role == "level" and not mention.per
    ]
    return max(counts, key=lambda one: one[0]) if counts else (None, "")


def main_amount(mentions: Sequence[Mention | Figure]) -> Decimal | None:
    """The largest sum in yuan told of a doing that is not per head."""
    return max(
        (
            mention.value
            for mention in mentions
            if mention.kind == "money" and mention.unit == "CNY" and mention.value is not None and not mention.per
        ),
        default=None,
    )
