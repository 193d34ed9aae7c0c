"""The command line: parse options, call, report in the user's language."""

import sys

from minetext.cli.base import Program
from minetext.cli.console import Console, choose_language


def main() -> None:
    """Run the command line; what `minetext` and `python -m minetext` call."""
    from minetext.cli import documents, explain, export, formats, review, rules, run, score, segment, train

    language = choose_language(sys.argv[1:])
    console = Console(language)
    modules = (run, documents, segment, explain, review, export, score, formats, rules, train)
    program = Program(console, [module.command(console) for module in modules])
    sys.exit(program.run(sys.argv[1:]))
