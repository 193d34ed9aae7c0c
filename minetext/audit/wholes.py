"""The households and the persons that a report tells of: the largest number so far is taken for all of them."""

from functools import cached_property

from minetext.audit.facts import COUNTED
from minetext.audit.nearby import Nearby
from minetext.model import Figure


class Wholes:
    """Looks up the largest level told before a figure in its unit, in one pass over a report."""

    def __init__(self, nearby: Nearby) -> None:
        self._figures = nearby.figures

    def largest(self, number: int) -> int | None:
        """The figure that counts most of what this one counts, of those before it."""
        return self._largest[number]

    @cached_property
    def _largest(self) -> list[int | None]:
        found: list[int | None] = []
        most: dict[tuple[str, str], int] = {}
        for number, figure in enumerate(self._figures):
            key = figure.kind, figure.unit
            before = most.get(key)
            found.append(before)
            if _is_level(figure) and (before is None or (figure.value or 0) > (self._figures[before].value or 0)):
                most[key] = number
        return found


def _is_level(figure: Figure) -> bool:
    single = figure.value is not None and figure.value_max is None and not figure.masked
    return single and figure.kind in COUNTED and figure.role == "level" and not figure.per
