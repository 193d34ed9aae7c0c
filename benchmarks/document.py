"""Pages of `docs/` that hold what was measured, between two marks."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
BEGIN, END = "<!-- measured{}: begin -->\n", "<!-- measured{}: end -->\n"


def put(name: str, lines: str, part: str = "") -> None:
    """Replace what stands between the marks of a page; `part` names the marks where a page has several."""
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    begin, end = (re.escape(mark.format(f" {part}" if part else "")) for mark in (BEGIN, END))
    path.write_text(re.sub(f"(?<={begin}).*?(?={end})", lambda _: lines, text, flags=re.DOTALL), encoding="utf-8")
