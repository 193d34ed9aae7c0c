"""`minetext diff`: what two runs differ in."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from minetext.cli.base import DONE, LOCAL_PATH, WITH_ERRORS, Command
from minetext.cli.console import Console, aligned, cut
from minetext.cli.finished import reading_run, write
from minetext.cli.options import json_option
from minetext.messages import Language

if TYPE_CHECKING:
    from minetext.archive.diff import Change

KEY_WIDTH, CELL_WIDTH = 32, 40
CONTEXT = 6
"""Characters in front of a difference that are shown where the cells begin alike."""
MARKS = {"added": "+", "gone": "-", "changed": "~"}


def command(console: Console) -> click.Command:
    """The command."""
    text = console.text
    params: list[click.Parameter] = [
        click.Argument(["old"], metavar="OUT1", type=LOCAL_PATH),
        click.Argument(["new"], metavar="OUT2", type=LOCAL_PATH),
        click.Option(["-o", "--output"], metavar="FILE", type=LOCAL_PATH, help=text("archive.to")),
        click.Option(["--limit"], type=click.IntRange(0), default=60, metavar="N", help=text("archive.limit")),
        click.Option(["--exit-code"], is_flag=True, help=text("diff.exit_code")),
        json_option(console),
    ]

    def callback(
        old: Path, new: Path, output: Path | None, limit: int, exit_code: bool, as_json: bool, lang: Language | None
    ) -> int:
        from minetext.archive.diff import Change, diff

        counts: Counter[tuple[str, str]] = Counter()
        with reading_run():
            show = _as_json if as_json else partial(_in_words, limit=limit)
            changes = show(console, _counted(diff(old, new), counts))
            rows = write(output, Change._fields, changes) if output else sum(1 for _ in changes)
        if as_json:
            console.out(f'], "counts": {json.dumps(_nested(counts))}}}')
        elif not counts:
            console.say("diff.same")
        else:
            _summarise(console, counts)
            if output:
                console.say("archive.written", path=output, rows=rows)
        return WITH_ERRORS if exit_code and counts else DONE

    return Command(console, "diff", callback, params)


def _counted(changes: "Iterable[Change]", counts: Counter[tuple[str, str]]) -> "Iterator[Change]":
    for change in changes:
        counts[change.table, change.change] += 1
        yield change


def _as_json(console: Console, changes: "Iterable[Change]") -> "Iterator[Change]":
    """Show the changes as they pass, in a list that the caller closes."""
    start = '{"changes": ['
    for change in changes:
        console.out(start + json.dumps(change._asdict(), ensure_ascii=False))
        start = ","
        yield change
    if start != ",":
        console.out(start)


def _in_words(console: Console, changes: "Iterable[Change]", limit: int) -> "Iterator[Change]":
    """Show the changes as they pass, report by report, a line a row; a report that is in one run only is one line."""
    lines = 0

    def tell(line: str) -> None:
        nonlocal lines
        lines += 1
        if not limit or lines <= limit:
            console.out(line)

    for (source, title), group in groupby(changes, lambda one: (one.source, one.title)):
        tell(f"{source}  {title}".rstrip())
        first = next(group)
        yield first
        if first.table == "documents" and first.change != "changed":
            rows = 1
            for change in group:
                rows += 1
                yield change
            tell("  " + console.text(f"diff.whole.{first.change}", rows=rows))
            continue
        for change in chain([first], group):
            tell(_line(change))
            if change is not first:
                yield change
    if limit and lines > limit:
        console.say("archive.more", count=lines - limit)


def _line(change: "Change") -> str:
    key = cut(change.key, KEY_WIDTH)
    line = f"  {MARKS[change.change]} {change.table}  {key}"
    if change.change != "changed":
        return line
    old, new = apart(change.old, change.new)
    return f"{line}  {change.column}: {old} → {new}"


def apart(old: str, new: str) -> tuple[str, str]:
    """Two cells, cut to what differs and a little before it."""
    same = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    start = max(0, same - CONTEXT) if max(len(old), len(new)) * 2 > CELL_WIDTH else 0
    return tuple(cut(("…" if start else "") + one[start:], CELL_WIDTH) or "∅" for one in (old, new))  # type: ignore[return-value]


def _nested(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    tables = dict.fromkeys(table for table, _ in counts)
    return {table: {kind: counts[table, kind] for kind in MARKS} for table in tables}


def _summarise(console: Console, counts: Counter[tuple[str, str]]) -> None:
    rows = [[table, *map(str, kinds.values())] for table, kinds in sorted(_nested(counts).items())]
    console.out()
    for line in aligned([console.text("diff.head").split("\t"), *rows], CELL_WIDTH):
        console.out(line)
