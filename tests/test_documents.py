"""The documentation, held to the program."""

import re
import subprocess
from collections.abc import Iterator
from typing import get_args

import click
import pytest
from conftest import ROOT, installed

from minetext.cli import program
from minetext.limits import BOUNDS
from minetext.rulebook.schema import FAMILIES, Cue, Rule
from minetext.tables import COLUMNS, SEGMENT_COLUMNS

ALL_COLUMNS = {**COLUMNS, **SEGMENT_COLUMNS}
READMES = ("README.md", "README.zh.md")
PAGES = (*READMES, "corpus/README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))
TABLES = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def sections(text: str, mark: str) -> dict[str, str]:
    return {part.split("\n", 1)[0].strip(): part for part in re.split(rf"^{mark} ", text, flags=re.MULTILINE)[1:]}


@pytest.mark.parametrize("table", ALL_COLUMNS)
def test_every_column_is_told_in_its_order(table):
    rows = re.findall(r"^\| (`.+?) \|", sections(TABLES, "##")[f"{table}.csv"], flags=re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(ALL_COLUMNS[table])


def test_every_limit_is_told_in_its_order_with_its_default():
    told = re.findall(r"^\| `(--max-.+?)` \| (\S+) \|", (ROOT / "docs" / "limits.md").read_text("utf-8"), re.MULTILINE)
    assert told == [(one.option, one.shown) for one in BOUNDS]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_and_field_is_told(family):
    told = sections(RULES, "###")[family]
    fields = set(FAMILIES[family].model_fields) - set(Rule.model_fields)
    assert [field for field in sorted(fields) if f"`{field}`" not in told] == []


def test_every_cue_and_role_is_told():
    told = sections(RULES, "###")
    assert [cue for cue in get_args(Cue) if f"`{cue}`" not in told["cues"]] == []
    roles = get_args(FAMILIES["numerals"].model_fields["role"].annotation)
    assert [role for role in roles if f"`{role}`" not in told["numerals"]] == []


def test_the_rules_of_the_guide_do_what_it_says(tmp_path):
    blocks = re.findall(r"```yaml\n((?:units|activities|exclusions):.*?)```", RULES, flags=re.DOTALL)
    assert len(blocks) == 3
    (tmp_path / "own.yaml").write_text("".join(blocks), encoding="utf-8")
    done = subprocess.run(
        [installed("minetext"), "rules", "check", "--rules", str(tmp_path)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


def commands(group: click.Group) -> Iterator[tuple[str, set[str]]]:
    """Every command with its options."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", options) for inner, options in commands(command))
        else:
            yield name, {option for param in command.params for option in param.opts}


@pytest.mark.parametrize("name", READMES)
def test_a_readme_names_every_command_and_only_options_that_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for command, options in commands(program("en")):
        lines = re.findall(rf"minetext {command}\b.*", text)
        assert lines, command
        assert {one for line in lines for one in re.findall(r"(?<!\S)--?[a-z][a-z-]*", line)} <= options, command


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    path = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_both_readmes_give_the_same_commands():
    blocks = [
        re.findall(r"^python3 .*$", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE) for name in READMES
    ]
    assert blocks[0] == blocks[1] and len(blocks[0]) == 2


def test_the_architecture_names_every_room():
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.name + ("/" if path.is_dir() else "") for path in (ROOT / "minetext").iterdir()}
    rooms -= {"__init__.py", "__main__.py", "__pycache__/", "py.typed"}
    assert [room for room in sorted(rooms) if f"`{room}`" not in told] == []
