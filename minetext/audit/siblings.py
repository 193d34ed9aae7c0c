"""Shares that a sentence tells one after the other of one whole: the whole of those that fit is that of the next."""

from minetext.audit.bases import Pair
from minetext.audit.nearby import Nearby
from minetext.model import Figure

ENOUGH = 2
"""How many shares of one whole must fit before the next is surely told of it."""


class Siblings:
    """What the shares of the sentence that is being read were told of."""

    def __init__(self, nearby: Nearby) -> None:
        self._nearby = nearby
        self._sentence = -1
        self._base: Figure | None = None
        self._fitted = 0
        self._last = -1
        """The last share that was told of the base."""

    def fitted(self, number: int, pair: Pair) -> None:
        """Take note of a share that its part and base confirm."""
        same = self._nearby.sentence(number) == self._sentence and self._base is pair.base
        self._fitted = self._fitted + 1 if same else 1
        self._sentence, self._base, self._last = self._nearby.sentence(number), pair.base, number

    @property
    def enough(self) -> bool:
        """Whether so many shares of one whole fit that the next is surely told of it."""
        return self._fitted >= ENOUGH

    def misfit(self, number: int, pairs: list[Pair]) -> Pair | None:
        """女党员897名，占42%；在职1068名，占50%；35岁以下278名，占16%: the pair of one that fits no base.

        None where no share before it fits one whole, or where more than its part stands behind the last of them.
        """
        if self._nearby.sentence(number) != self._sentence or self._base is None:
            return None
        mine = next((pair for pair in pairs if pair.base is self._base), None)
        between = self._nearby.figures[self._last + 1 : number]
        counted = [one for one in between if one.kind not in ("age", "duration")]
        if mine is None or counted != [mine.part]:
            return None
        self._last = number
        return mine
