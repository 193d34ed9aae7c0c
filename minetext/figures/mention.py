"""What the scan of a text finds: mentions of figures, and what it saw and left out."""

from decimal import Decimal
from typing import Literal, NamedTuple

from minetext.figures.dates import DateMention
from minetext.model import NOWHERE, Kind, Modifier, Role, Span


class InTable(NamedTuple):
    """Where a figure stands in a table, and what the heads of its row and column say."""

    row: Span
    """From the first filled cell of its row to the last."""
    heads: tuple[Span, ...]
    """The heads of its row and column."""
    period: DateMention | None
    """The date that they name, or None."""


class Mention(NamedTuple):
    """A figure of the text; the last cells come from the words around it or, in a table, from its heads."""

    start: int
    end: int
    kind: Kind
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    measure: Span
    """Where the unit word stands, or nowhere."""
    modifier: Modifier
    masked: bool
    rule: str
    core: int
    """Where the numeral begins: behind the modifier."""
    sentence: int
    clause: Span
    """The clause that it stands in, with the mark that ends it."""
    date: DateMention | None = None
    per: str = ""
    item: Span = NOWHERE
    role: Role = "level"
    whole: int = -1
    """Index of the mention that this one is a part of, or -1."""
    share: bool = False
    """Whether 占 says that a percentage is the share of a part in its whole."""
    table: InTable | None = None

    def described(self, per: str, item: Span, role: Role, whole: int, share: bool) -> "Mention":
        """The mention with the cells that come from the words around it."""
        return Mention(
            self.start, self.end, self.kind, self.value, self.value_max, self.unit, self.measure, self.modifier,
            self.masked, self.rule, self.core, self.sentence, self.clause, self.date, per, item, role, whole, share,
        )  # fmt: skip


class Leftover(NamedTuple):
    """A number that is no figure, and why."""

    start: int
    end: int
    reason: Literal["excluded", "no_unit", "article", "no_number", "hidden_name", "long"]
    rule: str = ""
    """Id of the exclusion, where one held it back."""
