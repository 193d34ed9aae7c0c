"""The command line: parse options, call, report in the user's language."""

import os
import sys

from minetext.cli.base import Program
from minetext.cli.console import Console, choose_language
from minetext.messages import Language


def main() -> None:
    """Run the command line; what `minetext` and `python -m minetext` call."""
    # workers are processes: threads inside each would only be in their way, and keep this process from being copied
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    sys.exit(program(choose_language(sys.argv[1:])).run(sys.argv[1:]))


def program(language: Language) -> Program:
    """All commands, speaking a language."""
    from minetext.cli import (
        apply,
        concordance,
        diff,
        doctor,
        documents,
        explain,
        export,
        formats,
        review,
        rules,
        run,
        score,
        segment,
        status,
        summary,
        terms,
        train,
    )

    console = Console(language)
    reading = (run, documents, segment, explain)
    finished = (status, review, export, summary, concordance, terms, diff)
    modules = (*reading, *finished, score, formats, rules, train, doctor)
    commands = [module.command(console) for module in modules]
    return Program(console, [*commands, apply.command(console), apply.undo_command(console)])
