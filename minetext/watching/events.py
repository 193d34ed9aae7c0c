"""What a run tells of itself while it lasts."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from minetext.model import Problem

Pass = Literal["survey", "judge", "mine", "segment", "find", "across", "write"]
"""What a run does, in order; one of `mine`, `segment` and `find` stands in the middle."""

READING = frozenset(("survey", "mine", "segment", "find"))
"""The passes that read all of the input."""


class Event(NamedTuple):
    """A piece of work that is done; one without a source tells that its pass begins, or goes on."""

    done: Pass
    size: int
    """Bytes of input that it took in."""
    source: str
    seconds: float
    """Work in the worker; 0 where it was recalled."""
    recalled: bool
    """Whether it was not done anew, since an earlier run had done it."""
    problems: tuple[Problem, ...]


Progress = Callable[[Event], None]
"""Told of every piece of work, in the order of the inputs, by the process that writes the tables."""


def begins(done: Pass, problems: tuple[Problem, ...] = ()) -> Event:
    """A pass begins, with problems that are known before it, or goes on."""
    return Event(done, 0, "", 0.0, False, problems)


def to_all(*listeners: Progress) -> Progress:
    """One voice that tells all of them."""

    def told(event: Event) -> None:
        for listener in listeners:
            listener(event)

    return told
