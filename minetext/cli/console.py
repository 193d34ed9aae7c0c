"""What the user sees: in which language, and so that no console's encoding can stop it."""

import locale
import os
import sys
from collections.abc import Sequence
from typing import TextIO
from unicodedata import east_asian_width

from minetext.messages import Language, say

SAMPLE = "中文"
"""A console that cannot show this is spoken to in English."""


def choose_language(arguments: Sequence[str]) -> Language:
    """The language of `--lang` where it is given, else that of the locale, else English."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return "zh" if arguments[index + 1] == "zh" else "en"
        if argument.startswith("--lang="):
            return "zh" if argument == "--lang=zh" else "en"
    if not _can_show(sys.stdout):
        return "en"
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return "zh" if os.environ[variable].lower().startswith("zh") else "en"
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def _can_show(stream: TextIO) -> bool:
    try:
        SAMPLE.encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def aligned(rows: Sequence[Sequence[str]], widest: int) -> list[str]:
    """Rows of cells as lines with aligned columns; a Chinese character is two wide, a long cell is cut."""
    cut = [[_cut(cell.replace("\n", " "), widest) for cell in row] for row in rows]
    widths = [max(_width(row[column]) for row in cut) for column in range(len(cut[0]))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cut
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def _cut(text: str, widest: int) -> str:
    if _width(text) <= widest:
        return text
    while _width(text) >= widest:
        text = text[:-1]
    return text + "…"


class Console:
    """Standard output and standard error, and the language of what is written to them."""

    def __init__(self, language: Language) -> None:
        self.language = language
        for stream in (sys.stdout, sys.stderr):
            # what the console's encoding lacks is shown as an escape, never an error
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")

    def text(self, code: str, **facts: object) -> str:
        """A text in the user's language."""
        return say(code, self.language, facts)

    def out(self, line: str = "") -> None:
        """Write a line to standard output."""
        sys.stdout.write(line + "\n")

    def say(self, code: str, **facts: object) -> None:
        """Write a text to standard output."""
        self.out(self.text(code, **facts))

    def note(self, code: str, **facts: object) -> None:
        """Write a text to standard error."""
        self.note_line(self.text(code, **facts))

    def note_line(self, line: str) -> None:
        """Write a line to standard error."""
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
