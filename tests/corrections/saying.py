"""Corrections written as a person would say them."""

from minetext.corrections import Correction
from minetext.model import Activity, Check, Figure, Source, Verdict
from minetext.stages import Mining, Stages
from minetext.tables.columns import compared

DOC = "00ff00ff00ff00ff"


def mined(built: Stages, text: str, said=(), doc_id: str = DOC, name: str = "a.txt") -> Mining:
    """A text as one report, with what was said of its rows."""
    source = built.fold(Source(name, text))
    [draft] = built.layout.drafts(source)
    report = built.layout.report(source, draft)
    return built.mine(source, report, Verdict(doc_id, "kept"), said)


def say(
    row: Figure | Activity | Check, action: str, column: str = "", new: str = "", places: str = ""
) -> Correction:  # fmt: skip
    """Something said of a row of a report that begins its source."""
    if isinstance(row, Figure):
        table, row_id, rule = "figures", row.figure_id, row.rule
    elif isinstance(row, Activity):
        table, row_id, rule = "activities", row.activity_id, row.reason
    else:
        table, row_id, rule, places = "checks", row.check_id, row.rule, compared(row)
    return Correction(
        table, row_id, DOC, "a.txt", *row.span, row.text, action, column, "", new, "", "王芳",  # type: ignore[arg-type]
        "2026-01-31T09:00:00+08:00", 0, "", "", rule, places,
    )  # fmt: skip


def added(text: str, words: str, number: int = 1, **cells: str) -> list[Correction]:
    """A figure that a person adds where `words` first stands in a text."""
    start = text.index(words)
    return [
        Correction(
            "figures", f"{DOC}-g{number:04d}", DOC, "a.txt", start, start + len(words), words, "add", column, "", new,
            "", "王芳", "", 0, "", "", "", "",
        )
        for column, new in cells.items()
    ]  # fmt: skip
