"""Every sentence that a user reads, in Chinese and English, by code.

One module a room holds its texts as `TEXTS: {code: (中文, English)}`; `{names}` in a text are filled with
facts. Stages raise or return codes with facts; only the edges (tables, command line) turn them into words.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal

Language = Literal["zh", "en"]

ROOMS = ("archive", "cli", "corrections", "doctor", "exports", "limits", "readers", "review", "rulebook", "watching")


@cache
def _texts() -> Mapping[str, tuple[str, str]]:
    merged: dict[str, tuple[str, str]] = {}
    for room in ROOMS:
        merged.update(import_module(f"minetext.messages.{room}").TEXTS)
    return merged


def say(code: str, language: Language, facts: Mapping[str, object] | None = None) -> str:
    """The text of a code in a language, filled with facts.

    Raises:
        KeyError: there is no such code, or a fact is missing: a mistake in the program.
    """
    return _texts()[code][0 if language == "zh" else 1].format_map(dict(facts or {}))
