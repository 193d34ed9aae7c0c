"""What the user sees: in which language, and so that no console's encoding can stop it."""

import locale
import os
import sys
from collections.abc import Sequence
from typing import TextIO
from unicodedata import category, east_asian_width

from minetext.messages import Language, say

SAMPLE = "中文"
"""A console that cannot show this is spoken to in English."""

CUT = "…"
"""What stands where a cell was cut."""


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


def aligned(rows: Sequence[Sequence[str]], widest: int, numbers: bool = False) -> list[str]:
    """Rows of cells as lines with aligned columns; a Chinese character is two wide, a long cell is cut.

    With `numbers`, all columns but the first stand to the right.
    """
    cells = [[cut(cell, widest) for cell in row] for row in rows]
    widths = [max(width(row[column]) for row in cells) for column in range(len(cells[0]))]
    return [
        "  ".join(
            padded(cell, wide, right=numbers and at > 0)
            for at, (cell, wide) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]


def shown(text: str) -> str:
    """A text on one line that cannot act on a terminal, without control characters and invisible marks."""
    marks = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": ""}
    return "".join(marks.get(category(one), one) for one in text)


def width(text: str) -> int:
    """Columns of a terminal that a text takes up: a Chinese character is two."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)


def padded(text: str, wide: int, right: bool = False) -> str:
    """A text filled up with spaces to so many columns, behind it or (`right`) in front."""
    spaces = " " * (wide - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, widest: int) -> str:
    """A text as it is shown, of so many columns at most, with a mark where it was longer."""
    line = shown(text[: widest + 1])
    if width(line) <= widest and len(text) <= widest:
        return line
    taken = wide = 0
    for one in line:
        wide += width(one)
        if wide + width(CUT) > widest:
            break
        taken += 1
    return line[:taken] + CUT


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
