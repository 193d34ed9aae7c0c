"""run.json: what was run on what, and how it went."""

from typing import Any

from minetext import __version__
from minetext.engines.local import Outcome
from minetext.pipeline import Options


def manifest(
    options: Options, rules_version: str, model_version: str, system_files: int, outcome: Outcome, seconds: float
) -> dict[str, Any]:
    """The contents of run.json; only `recalled` and `timings` differ between two runs over the same input."""
    counts = outcome.counts
    by_prefix = {
        group: {key.partition(".")[2]: counts[key] for key in sorted(counts) if key.startswith(f"{prefix}.")}
        for group, prefix in (("by_status", "status"), ("by_kind", "kind"), ("by_result", "check"))
    }
    return {
        "minetext": __version__,
        "rules": rules_version,
        "model": model_version,
        "options": {
            "rules": list(options.rules),
            "encoding": options.encoding,
            "lang": options.language,
            "model": options.model,
        },
        "counts": {
            "inputs": len(outcome.inputs),
            "documents": counts["documents"],
            "figures": counts["figures"],
            "activities": counts["activities"],
            "checks": counts["checks"],
            "reuse": counts["reuse"],
            "errors": len(outcome.problems),
            "system_files_left_out": system_files,
            **by_prefix,
        },
        "inputs": [facts._asdict() for facts in outcome.inputs],
        "recalled": outcome.recalled,
        "timings": {**{name: round(value, 3) for name, value in outcome.seconds.items()}, "total": round(seconds, 3)},
    }
