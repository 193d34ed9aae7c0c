"""Whether this installation and this machine can do the work, finding by finding, and what to do about each."""

from collections.abc import Iterator

from minetext.doctor.finding import Finding, Verdict
from minetext.doctor.installed import formats_read, packages
from minetext.doctor.machine import cores, disk, encodings, file_names, languages, memory, processes
from minetext.doctor.rules import rules_hold
from minetext.doctor.selftest import self_test

__all__ = ["CHECKS", "Finding", "Verdict", "examine"]

CHECKS = (packages, formats_read, encodings, languages, file_names, cores, memory, disk, processes, rules_hold)
"""What is looked at, in this order, before the self test."""


def examine(seconds: float) -> Iterator[Finding]:
    """All findings, each as soon as it is known.

    Args:
        seconds: how long the self test may take; 0 for none.
    """
    for check in CHECKS:
        yield from check()
    if seconds:
        yield from self_test(seconds)
