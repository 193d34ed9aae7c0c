"""Pages of `docs/` that hold what was measured, between two marks."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def put(name: str, lines: str, section: str = "") -> None:
    """Replace what stands between the marks of a page, those of the section where it has several."""
    what = f"measured {section}" if section else "measured"
    begin, end = f"<!-- {what}: begin -->\n", f"<!-- {what}: end -->\n"
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    marked = f"(?<={re.escape(begin)}).*?(?={re.escape(end)})"
    path.write_text(re.sub(marked, lambda _: lines, text, flags=re.DOTALL), encoding="utf-8")
