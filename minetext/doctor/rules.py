"""Whether the shipped rules load, and do what their own examples say."""

from collections.abc import Iterator

from minetext.activities import ModelError
from minetext.doctor.finding import Finding
from minetext.examples import run_examples
from minetext.rulebook import RuleError
from minetext.stages import Options, stages


def rules_hold() -> Iterator[Finding]:
    """The rules and the model of activity types, loaded; the examples of every rule, run."""
    try:
        built = stages(Options())
    except (RuleError, ModelError) as error:
        reason = error.in_language("en") if isinstance(error, RuleError) else str(error)
        yield Finding("rules_unusable", "fail", {"reason": reason})
        return
    failed = sorted({one.rule for one in run_examples(built)})
    facts: dict[str, str | int | float] = {
        "rules": len(built.rulebook.rules), "version": built.rulebook.version, "failed": ", ".join(failed),
    }  # fmt: skip
    yield Finding("rules_failed", "fail", facts) if failed else Finding("rules", "ok", facts)
