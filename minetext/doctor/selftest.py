"""A run over the sample reports, held against what a person read in them; and how fast this machine is."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from minetext.dedup import Judgement
from minetext.doctor.finding import Finding
from minetext.evaluation.score import read_rows, score
from minetext.model import Verdict
from minetext.pipeline import mine, survey
from minetext.readers import Stretch, list_inputs, stretches
from minetext.sources import source_texts
from minetext.stages import Options
from minetext.tables.rows import table_rows

COUNTS = {"inputs": 36, "documents": 40, "errors": 0}
"""What a run over the samples counts."""

LEAST_RIGHT = 0.95
"""Share of the figures (F1 over all gold rows) that must be right; some of the gold is never used to write rules."""

SLOW = 0.05e6
"""Bytes of the samples a second in one process below which a machine is called slow; they are dense with figures."""

MEASURED = 4.0
"""Seconds for the measurement of speed, at most a fifth of all."""


def samples() -> Path:
    """The folder of samples that came with this installation, or that of the checkout: `reports` and `gold`."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_samples"
    return inside if inside.is_dir() else package.parent / "corpus"


def self_test(seconds: float) -> Iterator[Finding]:
    """Run the samples in two processes within so many seconds, and look at every figure; then measure the speed."""
    started = time.monotonic()
    reports = samples() / "reports"
    if not reports.is_dir():
        yield Finding("samples_missing", "fail", {"folder": str(samples())})
        return
    measured = min(MEASURED, seconds / 5)
    with tempfile.TemporaryDirectory(prefix="minetext-") as folder:
        output = Path(folder) / "out"
        failure = _run(reports, output, seconds - measured)
        if failure:
            yield failure
            return
        yield from _looked_at(output)
    yield _speed(reports, measured, started + seconds)


def _run(reports: Path, output: Path, seconds: float) -> Finding | None:
    """Run the command line as a user does; gives what went wrong."""
    line = [
        sys.executable, "-P", "-m", "minetext", "run", str(reports), "-o", str(output), "--workers", "2", "--json",
        "--no-memory",
    ]  # fmt: skip
    try:
        done = subprocess.run(line, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Finding("self_test_slow", "fail", {"seconds": round(seconds)})
    except OSError as error:
        return Finding("self_test_failed", "fail", {"status": -1, "reason": error.strerror or str(error)})
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Finding("self_test_failed", "fail", {"status": done.returncode, "reason": told[-1] if told else ""})
    return None


def _looked_at(output: Path) -> Iterator[Finding]:
    """What the tables hold: the counts, every offset, and the figures beside those that a person read."""
    counts = json.loads((output / "run.json").read_text(encoding="utf-8"))["counts"]
    found = {name: counts[name] for name in COUNTS}
    if found != COUNTS:
        yield Finding("self_test_counts", "fail", {"found": str(found), "expected": str(COUNTS)})
    texts = {one.source: one.text for one in source_texts(output)}
    figures = wrong = 0
    for row in table_rows(output, "figures"):
        figures += 1
        wrong += texts.get(row["source"], "")[int(row["start"]) : int(row["end"])] != row["text"]
    if wrong:
        yield Finding("self_test_offsets", "fail", {"wrong": wrong, "figures": figures})
    right, wanted = _right(output)
    facts = {"figures": figures, "right": round(right, 3), "gold": wanted, "documents": found["documents"]}
    enough = right >= LEAST_RIGHT
    yield Finding("self_test", "ok", facts) if enough else Finding("self_test_wrong", "fail", facts)


def _right(output: Path) -> tuple[float, int]:
    """F1 of the figures over all gold rows, and how many there are."""
    rows = read_rows(output)
    scores = [
        score(read_rows(gold), rows, gold.name.replace(".figures.csv", ".txt"))[0]
        for gold in sorted((samples() / "gold").glob("*.figures.csv"))
    ]
    wanted = sum(one.wanted for one in scores)
    return (sum(one.figure.f1 * one.wanted for one in scores) / wanted if wanted else 0.0), wanted


def _speed(reports: Path, seconds: float, until: float) -> Finding:
    """Bytes a second that one process reads, in both passes, once the rules are built.

    Args:
        reports: what is read, over and over.
        seconds: how long it is measured.
        until: when the monotonic clock says so, it ends.
    """
    options = Options()
    with tempfile.TemporaryDirectory(prefix="minetext-") as folder:
        files = list_inputs([str(reports)], Path(folder) / "stdin", Path(folder)).files
    cut = [stretch for file in files for stretch in stretches(file)]
    size, started = 0, time.monotonic()
    for number, stretch in enumerate(cycle(cut)):
        if number == len(cut):  # the first round builds what the rules are scanned by
            size, started = 0, time.monotonic()
        _read(stretch, options)
        size += stretch.end - stretch.start
        now = time.monotonic()
        if now > until or (number > len(cut) and now - started > seconds):
            break
    rate = size / max(time.monotonic() - started, 1e-9)
    facts = {"rate": round(rate / 1e6, 2), "rounds": round((number + 1) / len(cut), 1)}
    if number < len(cut):
        return Finding("speed_unknown", "warn", facts)
    return Finding("speed", "ok", facts) if rate >= SLOW else Finding("speed_low", "warn", facts)


def _read(stretch: Stretch, options: Options) -> None:
    """Both passes over a stretch, as if every report counted."""
    found = survey(stretch, options)
    kept = [Judgement(Verdict(str(number), "kept"), ()) for number in range(len(found.reports))]
    mine(stretch, found.sum, kept, options)
