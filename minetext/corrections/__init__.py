"""What a person said about the rows of a run: kept, held against the sources, and applied."""

from minetext.corrections.applying import Applied, Applier, Surroundings, reviewed
from minetext.corrections.correction import STALE, Correction, Decided, Key, decide, in_force, key_of
from minetext.corrections.holding import Corrections, State, best, held_in, may_concern, stale
from minetext.tables.writer import LOG

__all__ = [
    "LOG", "STALE", "Applied", "Applier", "Correction", "Corrections", "Decided", "Key", "State", "Surroundings",
    "best", "decide", "held_in", "in_force", "key_of", "may_concern", "reviewed", "stale",
]  # fmt: skip
