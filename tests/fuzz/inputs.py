"""The mutated inputs: number N of seed S is always the same bytes under the same name."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple, TypeVar

from . import seeds
from .mutators import Mutator, chinese, encodings, markup, members, place, raw

Changed = TypeVar("Changed")

DEEPEST = 2
"""Containers around an input at most, those that a mutator nests apart."""

_SHOWN = re.compile(rb">[^<>]*(?:[\xe4-\xe9][\x80-\xbf]{2}|&#[2-4][0-9]{4};)[^<>]*<")
"""Chinese between two tags."""
_ENDINGS = (
    ".txt", ".txt", ".txt", ".html", ".md", ".csv", ".jsonl", ".docx", ".doc", ".pdf", ".zip", "", ".wps", ".eml", ".TXT",
    ".xls", ".gz", ".tar.gz", ".xml", ".ofd",
)  # fmt: skip
_STEMS = (
    "",
    "",
    "",
    "",
    " 总结",
    "#1",
    "=1+1",
    "a\nb",
    "\udcff\udcb0",
    "\u202e",
    "，；",
    "x" * 180,
    "~2",
    "%s",
    "'\"",
    "#",
)


class Input(NamedTuple):
    """A mutated input."""

    number: int
    name: str
    """The name of its file."""
    data: bytes
    recipe: tuple[str, ...]
    """What it is made of and what was done to it, in order."""


def made(seed: int, number: int) -> Input:
    """The input of a number."""
    rng = Random(f"minetext {seed} {number}")
    recipe: list[str] = []
    ending, data = _any(rng, recipe, 0)
    if rng.random() < 0.1:
        ending = rng.choice(_ENDINGS)
    name = f"{number}{rng.choice(_STEMS) if rng.random() < 0.1 else ''}{ending}"
    return Input(number, name, data, tuple(recipe))


def _any(rng: Random, recipe: list[str], depth: int) -> tuple[str, bytes]:
    """An input of any kind: how its name ends, and its bytes."""
    families: tuple[Callable[[], tuple[str, bytes]], ...] = (
        lambda: _text(rng, recipe),
        lambda: _page(rng, recipe),
        lambda: _package(rng, recipe),
        lambda: _binary(rng, recipe),
        lambda: _container(rng, recipe, depth),
    )
    [family] = rng.choices(families, (60, 14, 10, 8, 8 if depth < DEEPEST else 0))
    ending, data = family()
    if depth == 0 and rng.random() < 0.15:
        data = _mutated(rng, data, raw.MUTATORS, recipe, (1, 1, 2, 4))
    return ending, data


def _text(rng: Random, recipe: list[str]) -> tuple[str, bytes]:
    """A report as text, or in a format that is text."""
    text = _report(rng, recipe)
    [shape] = rng.choices(tuple(SHAPES), (70, 5, 7, 8, 5, 5))
    recipe.append(shape)
    return f".{shape}", _encoded(rng, SHAPES[shape](rng, text), recipe)


def _report(rng: Random, recipe: list[str]) -> str:
    return _mutated(rng, seeds.piece(rng), chinese.MUTATORS, recipe, (0, 1, 1, 2, 3, 5))


def _encoded(rng: Random, text: str, recipe: list[str]) -> bytes:
    if rng.random() < 0.6:
        return encodings.encoded(text, "utf-8")
    name = rng.choice(tuple(encodings.MUTATORS))
    recipe.append(name)
    return encodings.MUTATORS[name](rng, text)


def _page(rng: Random, recipe: list[str]) -> tuple[str, bytes]:
    """A web page: one of the corpus, or one around a report."""
    recipe.append("page")
    text = seeds.page(rng) if rng.random() < 0.3 else SHAPES["html"](rng, _report(rng, recipe))
    return ".html", _encoded(rng, _mutated(rng, text, markup.MUTATORS, recipe, (1, 1, 2, 5)), recipe)


def _package(rng: Random, recipe: list[str]) -> tuple[str, bytes]:
    """A document or sheet of an office, with other text, markup or members."""
    name = rng.choice(seeds.PACKAGES)
    recipe.append(name)
    parts = list(seeds.package(name).items())
    shown = [number for number, (_, data) in enumerate(parts) if _SHOWN.search(data)]
    if rng.random() < 0.7:
        at = rng.choice(shown)
        parts[at] = parts[at][0], _filled(rng, parts[at][1], _report(rng, recipe))
    if rng.random() < 0.7:
        at = rng.choice(shown if rng.random() < 0.8 else range(len(parts)))
        text = _mutated(rng, parts[at][1].decode("utf-8", "replace"), markup.MUTATORS, recipe, (1, 1, 2, 4))
        parts[at] = parts[at][0], encodings.encoded(text, "utf-8")
    if rng.random() < 0.2:
        parts = _mutated(rng, parts, members.MUTATORS, recipe, (1, 2))
    return f".{name.rpartition('.')[2]}", members.zipped(rng, parts)


def _filled(rng: Random, xml: bytes, text: str) -> bytes:
    """The XML with lines of a text in the place of what it shows."""
    lines = [line for line in text.split("\n") if line] or [""]

    def line(match: re.Match[bytes]) -> bytes:
        if rng.random() < 0.3:
            return match[0]
        shown = rng.choice(lines) if rng.random() < 0.7 else text
        return b">" + html.escape(shown).encode("utf-8", "replace") + b"<"

    return _SHOWN.sub(line, xml)


def _binary(rng: Random, recipe: list[str]) -> tuple[str, bytes]:
    """A file of a format that a library made, with other bytes; of what can be read as text, with other numbers."""
    name = rng.choice(seeds.BINARIES)
    recipe.append(name)
    data = seeds.binary(name)
    if rng.random() < 0.4:
        readable = {
            one: chinese.MUTATORS[one] for one in ("digits", "numbers", "splice", "cut", "brackets", "characters")
        }
        data = _mutated(rng, data.decode("latin-1"), readable, recipe, (1, 2)).encode("latin-1", "replace")
    else:
        data = _mutated(rng, data, raw.MUTATORS, recipe, (1, 1, 2, 4))
    return f".{name.partition('.')[2]}", data


def _container(rng: Random, recipe: list[str], depth: int) -> tuple[str, bytes]:
    """An archive, message or web archive around other inputs."""
    kind = rng.choice(tuple(members.CONTAINERS))
    recipe.append(kind)
    inside = []
    for number in range(rng.choice((1, 1, 2, 4))):
        ending, data = _any(rng, recipe, depth + 1)
        inside.append((f"{rng.choice(('', '甲/', 'a/'))}{number}{ending}", data))
    inside = _mutated(rng, inside, members.MUTATORS, recipe, (0, 0, 1, 2))
    return f".{kind}", members.CONTAINERS[kind](rng, inside)


def _mutated(
    rng: Random, one: Changed, mutators: Mapping[str, Mutator[Changed]], recipe: list[str], times: tuple[int, ...]
) -> Changed:
    for _ in range(rng.choice(times)):
        if not one:
            break
        name = rng.choice(tuple(mutators))
        recipe.append(name)
        one = mutators[name](rng, one)
    return one


def _plain(rng: Random, text: str) -> str:
    return text if rng.random() < 0.9 else text.replace("\n", rng.choice(("\r\n", "\r", "\n\n")))


def _web_page(rng: Random, text: str) -> str:
    """A page with some of the text in paragraphs, some in cells."""
    shown = [html.escape(line) if rng.random() < 0.9 else line for line in text.split("\n")]
    body = [
        f"<p>{line}</p>" if rng.random() < 0.8 else f"<table><tr><td>{line}</td><td>5</td></tr></table>"
        for line in shown
    ]
    return f'<html><head><meta charset="utf-8"><title>总结</title></head><body><h1>{shown[0]}</h1>{"".join(body[1:])}</body></html>'


def _markdown(rng: Random, text: str) -> str:
    marks = ("# ", "## ", "- ", "1. ", "> ", "    ", "| ", "", "", "", "***", "```\n", "[", "![x](", "<b>", "\\")
    return "\n\n".join(rng.choice(marks) + line for line in text.split("\n"))


def _separated(rng: Random, text: str) -> str:
    """A table with the text in one column, or its lines in many."""
    buffer = io.StringIO()
    rows: list[list[str]] = [["编号", "标题", "正文"], ["1", text[:20], text], ["2", "总结", text[::-1]]]
    if rng.random() < 0.5:
        rows = [re.split("[，、。]", line) for line in text.split("\n")]
    writer = csv.writer(buffer, delimiter=rng.choice((",", "\t", ";")), escapechar="\\", quoting=rng.choice((0, 1)))
    writer.writerows([cell.replace("\0", "") for cell in row] for row in rows)
    return buffer.getvalue()


def _records(rng: Random, text: str) -> str:
    """Records, some with fields of other kinds than they should have, some cut."""
    odd = (None, 7, 1.5, True, [], {}, "", [text], {"text": text}, "9" * 99, "a#b", "\ud800", "\n")
    lines = []
    for number in range(rng.choice((1, 2, 5))):
        record: dict[str, object] = {"id": number, "title": text[:12], "text": text}
        if rng.random() < 0.3:
            record[rng.choice(("id", "title", "text", "source", "x"))] = rng.choice(odd)
        line = json.dumps(record, ensure_ascii=rng.random() < 0.3)
        lines.append(line[: place(rng, len(line))] if rng.random() < 0.1 else line)
    return rng.choice(("\n", "\n", "\r\n", "\n\n")).join(lines)


def _rich(rng: Random, text: str) -> str:
    """Rich text, its characters escaped in one of two ways."""

    def escaped(one: str) -> str:
        if one < "\x80":
            return {"\n": "\\par\n", "\\": "\\\\", "{": "\\{", "}": "\\}"}.get(one, one)
        units = [ord(one)] if one < "\U00010000" else [0xD800, 0xDC00]
        return "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)

    words = (
        "\\b ",
        "{\\*\\x ",
        "}",
        "\\trowd\\cellx9 ",
        "\\cell ",
        "\\row ",
        "\\uc0 ",
        "\\bin9 ",
        "\\'b5",
        "\\u99999?",
        "\\fcharset134 ",
    )
    body = "".join(escaped(one) if rng.random() < 0.99 else rng.choice(words) for one in text)
    return "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\f0 " + body + "}"


SHAPES: Mapping[str, Callable[[Random, str], str]] = {
    "txt": _plain, "md": _markdown, "html": _web_page, "csv": _separated, "jsonl": _records, "rtf": _rich,
}  # fmt: skip
