"""`minetext export`: a run in a form that other programs read."""

import json
from pathlib import Path

import click

from minetext.cli.base import DONE, FAILED, LOCAL_PATH, Command, UserError
from minetext.cli.console import Console
from minetext.cli.finished import reading_run, run_argument
from minetext.cli.options import json_option
from minetext.messages import Language

FORMS = ("xlsx", "sqlite", "parquet", "jsonl", "datapackage")
"""As in `minetext.exports`, which is loaded only when it is needed."""


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        run_argument(),
        click.Option(["--to", "form"], required=True, type=click.Choice(FORMS), help=text("export.to")),
        click.Option(
            ["-o", "--output"], metavar="PATH", type=LOCAL_PATH, default=None,
            help=text("export.output"),
        ),
        click.Option(["--overwrite"], is_flag=True, help=text("export.overwrite")),
        json_option(console),
    ]  # fmt: skip

    def callback(
        run: Path, form: str, output: Path | None, overwrite: bool, as_json: bool, lang: Language | None
    ) -> int:
        return _export(console, run, form, output, overwrite, as_json)

    return Command(console, "export", callback, params)


def _export(console: Console, run: Path, form: str, output: Path | None, overwrite: bool, as_json: bool) -> int:
    # imported here, so that help comes at once
    from minetext.exports import ExportError, export

    try:
        with reading_run():
            done = export(run, form, output, overwrite)
    except ExportError as error:
        raise UserError(f"export.{error.code}", error.facts) from None
    except OSError as error:
        facts = {"path": output or error.filename or run, "reason": error.strerror or error}
        raise UserError("export.failed", facts, FAILED) from None
    notes = [console.text(f"export.{note.code}", **note.facts) for note in done.notes]
    if as_json:
        console.out(json.dumps({"path": str(done.path), "bytes": done.size, "notes": notes}, ensure_ascii=False))
        return DONE
    console.say("export.done", path=done.path, size=f"{done.size / 1e6:.1f}")
    for note in notes:
        console.note_line(note)
    return DONE
