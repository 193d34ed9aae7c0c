"""Pages of `docs/` that hold what was measured, between two marks."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


def put(name: str, lines: str) -> None:
    """Replace what stands between the marks of a page."""
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    marked = f"(?<={re.escape(BEGIN)}).*?(?={re.escape(END)})"
    path.write_text(re.sub(marked, lambda _: lines, text, flags=re.DOTALL), encoding="utf-8")


def put_section(name: str, section: str, lines: str) -> None:
    """Replace what stands between the marks of one section of a page that several benchmarks write."""
    path = DOCS / name
    begin, end = f"<!-- {section}: begin -->\n", f"<!-- {section}: end -->\n"
    text = path.read_text(encoding="utf-8")
    marked = f"(?<={re.escape(begin)}).*?(?={re.escape(end)})"
    path.write_text(re.sub(marked, lambda _: lines, text, flags=re.DOTALL), encoding="utf-8")
