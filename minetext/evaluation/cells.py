"""When a predicted cell says the same as a gold cell. In gold, `|` parts several right answers."""

from collections.abc import Callable, Mapping

Row = Mapping[str, str]

HIDDEN_YEAR = "XXXX"
ROUND_WORDS, OVER_WORDS = "约左", "余多"
"""Where words of both sorts stand in a figure (约百余人), `about` and `over` are both right."""


def cell(row: Row, column: str, default: str = "") -> str:
    """A cell, or what stands for an empty one."""
    return row.get(column) or default


def same_number(gold: str, found: str) -> bool:
    """Equal numbers, or both empty."""
    if not gold.strip() or not found.strip():
        return gold.strip() == found.strip()
    first, second = float(gold), float(found)
    return abs(first - second) <= 1e-9 * max(1.0, abs(first), abs(second))


def same_date(gold: str, found: str) -> bool:
    """Equal EDTF, where a gold year XXXX is any year, `?` and `~` say nothing, and {a,b} is any of both."""
    if "|" in gold:
        return any(same_date(one, found) for one in gold.split("|"))
    if gold.startswith("{"):
        members = gold.strip("{}").split(",")
        given = found.strip("{}[]").replace("/", ",").split(",")
        return all(any(same_date(member, one) for member in members) for one in given)
    gold, found = (text.replace("?", "").replace("~", "").strip() for text in (gold, found))
    if gold.endswith("/..") and not found.endswith("/.."):
        gold = gold.removesuffix("/..")
    if not gold:
        return len(found) in (0, 4)
    ours, theirs = gold.split("/"), found.split("/")
    return len(ours) == len(theirs) and all(map(_same_day, ours, theirs))


def _same_day(gold: str, found: str) -> bool:
    ours, theirs = gold.split("-"), found.split("-")
    return len(ours) == len(theirs) and all(
        one in (other, HIDDEN_YEAR) for one, other in zip(ours, theirs, strict=True)
    )


def same_phrase(gold: str, found: str) -> bool:
    """A phrase that holds one of the right ones or is held by it, or that shares half of its characters."""
    gold, found = gold.strip(), found.strip()
    if not gold:
        return True
    if not found:
        return False
    if any(one in found or found in one for one in gold.split("|")):
        return True
    return len(set(gold) & set(found)) * 2 >= len(set(gold) | set(found))


def same_modifier(gold: Row, found: Row) -> bool:
    """The same modifier, or about and over where the text says both."""
    first, second = cell(gold, "modifier", "exact"), cell(found, "modifier", "exact")
    if first == second:
        return True
    text = cell(gold, "text")
    both = any(word in text for word in ROUND_WORDS) and any(word in text for word in OVER_WORDS)
    return both and {first, second} == {"about", "over"}


def same_figure(gold: Row, found: Row) -> bool:
    """Whether the spans share half of their joint length and the cells that their characters tell are right."""
    starts, ends = sorted((int(gold["start"]), int(found["start"]))), sorted((int(gold["end"]), int(found["end"])))
    if (ends[0] - starts[1]) * 2 < ends[1] - starts[0] or cell(gold, "masked", "0") != cell(found, "masked", "0"):
        return False
    if gold["kind"] == "date":
        return gold["masked"] == "1" or same_date(cell(gold, "date"), cell(found, "date"))
    return (
        same_number(cell(gold, "value"), cell(found, "value"))
        and same_number(cell(gold, "value_max"), cell(found, "value_max"))
        and cell(found, "unit") in cell(gold, "unit").split("|")
        and same_modifier(gold, found)
    )


CELLS: Mapping[str, Callable[[Row, Row], bool]] = {
    "item": lambda gold, found: gold["kind"] == "date" or same_phrase(cell(gold, "item"), cell(found, "item")),
    "role": lambda gold, found: (
        gold["kind"] == "date" or cell(found, "role", "level") in cell(gold, "role", "level").split("|")
    ),
    "per": lambda gold, found: bool(cell(gold, "per")) == bool(cell(found, "per")),
    "type": lambda gold, found: (
        gold["kind"] == "date" or cell(found, "activity_type") in cell(gold, "activity_type").split("|")
    ),
    "date": lambda gold, found: same_date(cell(gold, "date"), cell(found, "date")),
}
"""Every cell that is judged on its own."""

ROW_CELLS = ("item", "role", "type", "date")
"""Cells that must be right in a right row."""
