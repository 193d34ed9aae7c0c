"""What the stages make of one sentence, and what they saw and left out."""

from collections.abc import Sequence
from typing import NamedTuple

from minetext.audit import ReportFacts
from minetext.figures import Leftover
from minetext.layout import one_draft
from minetext.model import Activity, Check, CrossCheck, Figure, Source, Verdict
from minetext.stages import Stages

DOC_ID = "x"

UNIT = "青禾县妇联"
"""Whose reports are compared."""


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


def compare(stages: Stages, texts: Sequence[str], year: int, *, revised: bool = False) -> list[CrossCheck]:
    """Check reports of one unit and of consecutive years against each other, the last of `year`.

    With `revised`, each is taken as written over the first.
    """
    facts: list[ReportFacts] = []
    for number, text in enumerate(texts):
        title = f"{UNIT}{year - len(texts) + number + 1}年工作总结"
        source = stages.fold(Source(str(number), text))
        again = revised and number > 0
        verdict = Verdict(f"{DOC_ID}{number}", "revision" if again else "kept", f"{DOC_ID}0" if again else "")
        found = stages.mine(source, stages.layout.report(source, one_draft(text, title)), verdict).facts
        facts += [found] if found else []
    together = list(enumerate(facts))
    checks = stages.across.audit(together)
    for number in range(1, len(facts) if revised else 0):
        checks += stages.across.audit([together[0], together[number]], linked=True)
    return checks


def explain_source(stages: Stages, source: Source, year: int | None = None) -> Explanation:
    """The same for a source, which may hold tables."""
    source, text = stages.fold(source), source.text
    report = stages.layout.report(source, one_draft(text, f"{year}年" if year else ""))
    mining = stages.mine(source, report, Verdict(DOC_ID, "kept"))
    return Explanation(
        text, mining.read.figures, mining.read.activities, mining.checks,
        list(stages.figures.leftovers(source.plain, report)), mining.year.year if mining.year else None,
    )  # fmt: skip
