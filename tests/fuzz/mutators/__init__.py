"""What is done to an input: one module a kind of thing that is changed, each a registry of small functions.

A mutator is a pure function of a random number generator and of what it changes, so that they can be applied one
after the other, and so that the same numbers always give the same bytes.
"""

from collections.abc import Callable
from random import Random
from typing import TypeVar

Changed = TypeVar("Changed")

Mutator = Callable[[Random, Changed], Changed]


def place(rng: Random, length: int) -> int:
    """A place between two items, or at either end."""
    return rng.randint(0, length)


def stretch(rng: Random, length: int, longest: int) -> slice:
    """A stretch of so many items at most; short ones are as likely as long ones."""
    start = place(rng, length)
    return slice(start, min(length, start + rng.randint(1, rng.choice((4, max(4, longest // 8), max(4, longest))))))


def times(rng: Random, most: int) -> int:
    """How often something is told: mostly once to thrice, seldom very often, since that takes long to read."""
    chance = rng.random()
    if chance < 0.01:
        return most
    return rng.randint(1, max(1, most // 10)) if chance < 0.05 else rng.randint(1, 3)
