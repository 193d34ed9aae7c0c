"""run.json: what was run on what, and how it went."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from minetext import __version__
from minetext.engines.inputs import InputFacts
from minetext.engines.passes import Outcome
from minetext.readers.problems import printable
from minetext.stages import Options
from minetext.tables import TableWriter

COUNTED: Mapping[str, Mapping[str, str]] = {
    "run": {name: name for name in ("documents", "figures", "activities", "checks", "reuse")},
    "documents": {"documents": "documents"},
    "segment": {
        "documents": "documents", "sections": "level.section", "sentences": "level.sentence",
        "clauses": "level.clause", "words": "words",
    },
}  # fmt: skip
"""What each command counts, with the key of the count."""

RULES = 20
"""Rules that run.json names."""

GROUPS: Mapping[str, Mapping[str, str]] = {
    "run": {
        "by_status": "status", "by_kind": "kind", "by_result": "check", "by_review": "review",
        "corrections": "corrections",
    },
    "documents": {"by_status": "status"},
    "segment": {"by_status": "status"},
}  # fmt: skip
"""Which counts stand together, by what their keys begin with."""


def manifest(
    command: str, given: Sequence[str], options: Options, versions: Mapping[str, Any], system_files: int,
    outcome: Outcome, seconds: float, writer: TableWriter,
) -> dict[str, Any]:  # fmt: skip
    """The contents of run.json but for its inputs; ends the tables.

    Only `recalled` and `timings` differ between two runs over the same input.

    Args:
        command: the command that ran: `run`, `documents` or `segment`.
        given: the inputs as they were given, which with the working directory tell where the files are.
        options: what decided the tables.
        versions: of rules, model, words, or whatever else the command took.
        system_files: how many files of the operating system were left out.
        outcome: what the run did.
        seconds: how long all of it took.
        writer: has the tables.

    Raises:
        OSError: the tables cannot be written.
    """
    counts = outcome.counts
    groups = {
        group: {key.partition(".")[2]: counts[key] for key in sorted(counts) if key.startswith(f"{prefix}.")}
        for group, prefix in GROUPS[command].items()
    }
    return {
        "minetext": __version__,
        "command": command,
        "given": {"folder": printable(str(Path.cwd())), "inputs": [printable(one) for one in given]},
        **versions,
        "options": {
            "rules": list(options.rules),
            "encoding": options.encoding,
            "lang": options.language,
            "model": options.model,
            "limits": options.limits.changed(),
            "shard_size": writer.shard_size,
        },
        "counts": {
            "inputs": len(outcome.inputs),
            **{name: counts[key] for name, key in COUNTED[command].items()},
            "errors": len(outcome.problems),
            "system_files_left_out": system_files,
            **groups,
        },
        "tables": {table: [one._asdict() for one in shards] for table, shards in writer.close().items()},
        "recalled": outcome.recalled,
        "timings": {
            **{name: round(value, 3) for name, value in outcome.seconds.items()},
            "total": round(seconds, 3),
            "slowest": [
                {"source": one.source, "pass": one.done, "bytes": one.size, "seconds": round(one.seconds, 3)}
                for one in outcome.slowest.told()
            ],
            "rules": [{"rule": rule, "rows": rows} for rule, rows in _busiest(counts)],
        },
    }


def _busiest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The rules that gave the most figures, the busiest first."""
    found = [(key.partition(".")[2], rows) for key, rows in counts.items() if key.startswith("rule.")]
    return sorted(found, key=lambda one: (-one[1], one[0]))[:RULES]


def pieces(facts: Mapping[str, Any], inputs: Iterable[InputFacts]) -> Iterator[str]:
    """The text of run.json, with the inputs one a line at its end: there may be more of them than memory holds."""
    yield json.dumps(facts, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "inputs": ['
    before = "\n"
    for one in inputs:
        yield f"{before}  {json.dumps(one._asdict(), ensure_ascii=False)}"
        before = ",\n"
    yield "\n ]\n}\n"
