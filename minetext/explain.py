"""What the stages make of one sentence, and what they saw and left out."""

from typing import NamedTuple

from minetext.figures import Leftover
from minetext.layout import one_draft
from minetext.model import Activity, Check, Figure, Source, Verdict
from minetext.pipeline import Stages

DOC_ID = "x"


class Explanation(NamedTuple):
    """The results for a text, and the numbers in it that are no figures."""

    text: str
    figures: list[Figure]
    activities: list[Activity]
    checks: list[Check]
    leftovers: list[Leftover]
    year: int | None


def explain(stages: Stages, text: str, year: int | None = None) -> Explanation:
    """Read a text as the body of a report, each line a paragraph; `year` is the year that the report is about."""
    return explain_source(stages, Source("", text), year)


def explain_source(stages: Stages, source: Source, year: int | None = None) -> Explanation:
    """The same for a source, which may hold tables."""
    source, text = stages.fold(source), source.text
    report = stages.layout.report(source, one_draft(text, f"{year}年" if year else ""))
    mining = stages.mine(source, report, Verdict(DOC_ID, "kept"))
    return Explanation(
        text, mining.read.figures, mining.read.activities, mining.checks,
        list(stages.figures.leftovers(source.plain, report)), mining.year.year if mining.year else None,
    )  # fmt: skip
