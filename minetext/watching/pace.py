"""How far a run is, how fast it is, and how long it still takes: over both passes."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minetext.watching.events import READING, Event, Pass

COST: Mapping[Pass, float] = {"mine": 3.5, "segment": 1.7, "find": 1.9}
"""How many times as long as the first pass the second takes, until it is measured; as on generated reports."""

WINDOW = 20
"""What part of the input, a twentieth, tells how much of what is to come will be recalled."""


GAP, STEADY = 0.02, 1.0
"""Seconds without a word that part two batches, and seconds after which a flow without gaps is taken as it is."""


@dataclass(slots=True)
class _Leg:
    """What is done of a pass: bytes, and seconds between the pieces of work."""

    fresh: int = 0
    recalled: int = 0
    fresh_seconds: float = 0.0
    recalled_seconds: float = 0.0
    whole: tuple[int, float] = (0, 0.0)
    """Fresh bytes and seconds up to the last batch that is known to be whole: its pieces come all at once."""
    looked: float = 0.0

    @property
    def done(self) -> int:
        return self.fresh + self.recalled

    def add(self, size: int, recalled: bool, spent: float, now: float) -> None:
        """Take in a piece of work, with the seconds since the one before."""
        if spent > GAP or now - self.looked > STEADY:
            self.whole, self.looked = (self.fresh, self.fresh_seconds), now
        if recalled:
            self.recalled += size
            self.recalled_seconds += spent
        else:
            self.fresh += size
            self.fresh_seconds += spent

    def per_byte(self, over: bool) -> float | None:
        """Seconds that a byte takes which is not recalled: of all where the pass is over, else of whole batches."""
        size, seconds = (self.fresh, self.fresh_seconds) if over else self.whole
        return seconds / size if size and seconds else None


class Pace:
    """Told of all work, it measures a run by a clock that never goes back.

    Args:
        total: bytes of all inputs; may be set when it is known.
        second: the second pass that is to come.
        clock: seconds from any start.
    """

    def __init__(self, total: int, second: Pass = "mine", clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.present: Pass = "survey"
        self.source = ""
        """The last source that was read."""
        self.problems = 0
        self._second = second
        self._clock = clock
        self._started = self._last = clock()
        self._legs: dict[Pass, _Leg] = {}
        self._share = -1.0
        """Which part of the input was recalled lately; negative where nothing was read yet."""

    def __call__(self, event: Event) -> None:
        """A piece of work is done."""
        now = self._clock()
        spent, self._last = max(0.0, now - self._last), now
        self.present = event.done
        self.problems += len(event.problems)
        if not event.source:
            return
        leg = self._leg(event.done)
        leg.add(event.size, event.recalled, spent, now)
        if event.done in READING:
            self.source = event.source
            weight = min(1.0, event.size * WINDOW / max(self.total, 1)) if self._share >= 0 else 1.0
            self._share += (event.recalled - self._share) * weight

    @property
    def seconds(self) -> float:
        """Since the start."""
        return max(0.0, self._clock() - self._started)

    @property
    def size(self) -> int:
        """Bytes of input that the present pass is done with."""
        return self._leg(self.present).done

    @property
    def recalled(self) -> int:
        """Bytes of input that the present pass did not read, since an earlier run had read them."""
        return self._leg(self.present).recalled

    @property
    def rate(self) -> float:
        """Bytes a second that the present pass reads, without what is recalled; 0 where it is not known."""
        taken = self._leg(self.present).per_byte(over=False)
        return 1 / taken if taken else 0.0

    @property
    def part(self) -> float:
        """How much of the work of both passes is done, 0..1; 0 while files are being listed."""
        if self.present in ("across", "write"):
            return 1.0
        if not self.total:
            return 0.0
        cost = COST.get(self._second, 1.0)
        done = self._leg("survey").done + cost * self._leg(self._second).done
        return min(1.0, done / self.total / (1 + cost))

    @property
    def left(self) -> float | None:
        """Seconds that both passes still take, by what they took so far; None where nothing tells.

        What will be recalled is taken to be as much as lately. Judging between the passes and comparing behind them
        are not in it.
        """
        if self.present in ("across", "write"):
            return None
        first, second = self._leg("survey"), self._leg(self._second)
        one = first.per_byte(over=self.present != "survey")
        two = second.per_byte(over=False)
        if two is None and one is not None:
            two = one * COST.get(self._second, 1.0)
        if two is None:
            return None
        left = (self.total - second.done) * self._cost(two, second)
        if self.present == "survey" and one is not None:
            left += (self.total - first.done) * self._cost(one, first)
        return max(0.0, left)

    def _cost(self, fresh: float, leg: _Leg) -> float:
        """Seconds that a byte takes, of those that are read and those that are recalled together."""
        recalled = leg.recalled_seconds / leg.recalled if leg.recalled else 0.0
        share = max(0.0, self._share)
        return (1 - share) * fresh + share * recalled

    def _leg(self, done: Pass) -> _Leg:
        return self._legs.setdefault(done, _Leg())
