"""Commands whose help and mistakes are told in the user's language."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from minetext import __version__
from minetext.cli.console import Console

DONE, WITH_ERRORS, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit statuses: done; done, with rows in errors.csv; wrong use; stopped by a failure; stopped by the user."""


class UserError(Exception):
    """Something that the user can put right: a message code with facts, and the exit status."""

    def __init__(self, code: str, facts: Mapping[str, object], status: int = WRONG_USE) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
        self.status = status


class _LocalPath(click.Path):
    """A path of this machine: a URL, of which a folder named `s3:` would be made, is refused in words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            UserError: it is a URL.
        """
        if "://" in str(value):
            raise UserError("usage.no_url", {"path": value})
        return super().convert(value, param, ctx)


LOCAL_PATH = _LocalPath(path_type=Path)


class _Spoken(click.Command):
    """A command with headings and usage in the user's language."""

    _console: Console

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`."""
        option = super().get_help_option(ctx)
        if option:
            option.help = self._console.text("option.help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call the command."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=self._console.text("help.usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description, with its line breaks as they stand."""
        formatter.write("\n")
        _write_lines(formatter, self.help or "")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        required = self._console.text("help.required")
        records = [
            (record[0], record[1].replace("[required]", required))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        ]
        with formatter.section(self._console.text("help.options")):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples."""
        if self.epilog:
            formatter.write(f"\n{self._console.text('help.examples')}:\n")
            _write_lines(formatter, self.epilog)


class Command(_Spoken):
    """A command whose texts have its name as their code."""

    def __init__(
        self, console: Console, code: str, callback: Callable[..., Any], params: list[click.Parameter]
    ) -> None:
        super().__init__(
            code.rpartition(".")[2], callback=callback, params=[*params, language_option(console)],
            help=console.text(f"{code}.help"), epilog=console.text(f"{code}.examples"),
            short_help=console.text(f"{code}.short"),
        )  # fmt: skip
        self._console = console


def _write_lines(formatter: click.HelpFormatter, text: str) -> None:
    for line in text.splitlines():
        formatter.write(f"  {line}\n" if line else "\n")


def language_option(console: Console) -> click.Option:
    """`--lang`, which every command has."""
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), help=console.text("option.lang"))


class Group(_Spoken, click.Group):
    """Commands below a name."""

    def __init__(self, console: Console, commands: Sequence[click.Command], name: str = "minetext") -> None:
        super().__init__(
            name, commands={one.name or "": one for one in commands}, help=console.text(f"{name}.help"),
            params=[language_option(console)], short_help=console.text(f"{name}.short"), no_args_is_help=True,
        )  # fmt: skip
        self._console = console

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(self._console.text("help.commands")):
            formatter.write_dl([(name, one.get_short_help_str(60)) for name, one in self.commands.items()])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing more: `format_options` has told of the commands."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first among the arguments."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            facts = {"name": args[0], "known": ", ".join(self.commands), "command": ctx.command_path}
            raise UserError("usage.no_command", facts)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; `--lang` before it has been read already."""
        ctx.params.clear()
        return super().invoke(ctx)


class Program(Group):
    """All commands, and what becomes of their mistakes."""

    def __init__(self, console: Console, commands: Sequence[click.Command]) -> None:
        super().__init__(console, commands)
        self.callback = lambda: None
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
            help=console.text("option.version"),
        )  # fmt: skip
        self.params.append(version)

    def run(self, arguments: Sequence[str]) -> int:
        """Run a command and give the exit status."""
        console = self._console
        try:
            status = self.main(list(arguments), prog_name="minetext", standalone_mode=False)
        except UserError as failure:
            console.note(failure.code, **failure.facts)
            return failure.status
        except click.exceptions.NoArgsIsHelpError as error:
            console.note_line(error.format_message())
            return WRONG_USE
        except click.UsageError as error:
            console.note_line(_usage_message(console, error))
            return WRONG_USE
        except (KeyboardInterrupt, click.Abort):
            console.note("interrupted")
            return INTERRUPTED
        except BrokenPipeError:
            sys.stdout = None
            return DONE
        return status if isinstance(status, int) else DONE


def _tell_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"minetext {__version__}")
        ctx.exit()


def _usage_message(console: Console, error: click.UsageError) -> str:
    """A mistake on the command line, with the way to the help."""
    path = error.ctx.command_path if error.ctx else "minetext"
    facts = {"command": path}
    if isinstance(error, click.NoSuchOption):
        return console.text("usage.no_option", option=error.option_name, **facts)
    if isinstance(error, click.MissingParameter):
        param = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return console.text("usage.missing", param=param, **facts)
    if isinstance(error, click.BadParameter):
        param = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
        return console.text("usage.bad", param=param, reason=error.message, **facts)
    return console.text("usage.other", reason=error.format_message(), **facts)
