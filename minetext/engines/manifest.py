"""run.json: what was run on what, and how it went."""

from collections.abc import Mapping
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
        **_ends(outcome, seconds),
    }


def documents_manifest(options: Options, rules_version: str, system_files: int, outcome: Outcome) -> dict[str, Any]:
    """The same of `minetext documents`."""
    counts = outcome.counts
    return {
        "minetext": __version__,
        "command": "documents",
        "rules": rules_version,
        "options": {"rules": list(options.rules), "encoding": options.encoding, "lang": options.language},
        "counts": {
            "inputs": len(outcome.inputs),
            "documents": counts["documents"],
            "errors": len(outcome.problems),
            "system_files_left_out": system_files,
            "by_status": {key[7:]: counts[key] for key in sorted(counts) if key.startswith("status.")},
        },
        **_ends(outcome, sum(outcome.seconds.values())),
    }


def segment_manifest(
    options: Options, rules_version: str, words: Mapping[str, Any], system_files: int, outcome: Outcome, seconds: float
) -> dict[str, Any]:
    """The same of `minetext segment`; `words` tells the engine, its version and the dictionary, if words were cut."""
    counts = outcome.counts
    return {
        "minetext": __version__,
        "command": "segment",
        "rules": rules_version,
        "options": {"rules": list(options.rules), "encoding": options.encoding, "lang": options.language},
        "words": dict(words),
        "counts": {
            "inputs": len(outcome.inputs),
            "documents": counts["documents"],
            **{f"{level}s": counts[f"level.{level}"] for level in ("section", "sentence", "clause")},
            "words": counts["words"],
            "errors": len(outcome.problems),
            "system_files_left_out": system_files,
            "by_status": {key[7:]: counts[key] for key in sorted(counts) if key.startswith("status.")},
        },
        **_ends(outcome, seconds),
    }


def _ends(outcome: Outcome, seconds: float) -> dict[str, Any]:
    """What ends every manifest."""
    return {
        "inputs": [facts._asdict() for facts in outcome.inputs],
        "recalled": outcome.recalled,
        "timings": {**{name: round(value, 3) for name, value in outcome.seconds.items()}, "total": round(seconds, 3)},
    }
