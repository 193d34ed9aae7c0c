"""Read folders of rule files into one validated `Rulebook`."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import regex
import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from minetext.rulebook.book import Place, Rulebook
from minetext.rulebook.errors import RuleError
from minetext.rulebook.schema import FAMILIES, PATTERN_FIELDS, Rule, VariantRule
from minetext.rulebook.variants import Variants

Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

MAX_FILE_BYTES = 4_000_000

PROBLEMS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_pattern_mismatch": "form",
    "literal_error": "choice",
    "too_short": "empty",
    "string_too_short": "empty",
    "string_too_long": "long",
    "tuple_type": "list",
    "mapping_type": "mapping",
    "dict_type": "mapping",
    "words_or_pattern": "words_or_pattern",
    "braces": "braces",
    "pairs": "pairs",
    "split_pattern": "split_pattern",
    "split_words": "split_words",
}
"""Kinds of pydantic errors, and the message for each; others are told in pydantic's words."""


def shipped_rules() -> Path:
    """The folder of rules that came with this installation, or that of the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load(extra: Iterable[Path] = ()) -> Rulebook:
    """Load the shipped rules and, over them, those of the `extra` folders, later ones winning by id.

    Raises:
        RuleError: a folder or file cannot be read, or a rule in it is wrong.
    """
    rules: dict[str, Rule] = {}
    places: dict[str, Place] = {}
    for folder in (shipped_rules(), *extra):
        seen: dict[str, Place] = {}
        for path in _files(folder):
            for rule, place in _read(path):
                if rule.id in seen:
                    raise RuleError("taken", place=place, id=rule.id, first=seen[rule.id])
                seen[rule.id] = place
                if rule.id in rules and type(rules[rule.id]) is not type(rule):
                    raise RuleError("family", place=place, id=rule.id, first=places[rule.id])
                rules[rule.id] = rule
                places[rule.id] = place
    variants = Variants(rule for rule in rules.values() if isinstance(rule, VariantRule) and rule.enabled)
    folded = {identity: variants.folded(rule) for identity, rule in rules.items()}
    book = Rulebook(folded, places, _version(rules.values()), variants)
    _try_patterns(book)
    return book


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RuleError("folder", path=folder)
    files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    if not files:
        raise RuleError("no_files", path=folder)
    return files


def _read(path: Path) -> Iterator[tuple[Rule, Place]]:
    root = _compose(path)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise RuleError("shape", place=Place(str(path), 1), families=", ".join(FAMILIES))
    for key, listed in root.value:
        family = FAMILIES.get(str(key.value))
        if family is None:
            place = _place(path, key)
            raise RuleError("unknown_family", place=place, name=key.value, families=", ".join(FAMILIES))
        if not isinstance(listed, yaml.SequenceNode):
            raise RuleError("shape", place=_place(path, listed), families=", ".join(FAMILIES))
        for node in listed.value:
            yield _rule(path, family, node)


def _place(path: Path, node: yaml.Node) -> Place:
    return Place(str(path), node.start_mark.line + 1)


def _compose(path: Path) -> yaml.Node | None:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RuleError("large", path=path, limit=MAX_FILE_BYTES)
        return yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=Loader)
    except UnicodeDecodeError as error:
        raise RuleError("encoding", path=path, byte=error.start) from None
    except OSError as error:
        raise RuleError("unreadable", path=path, reason=error.strerror) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise RuleError("yaml", place=Place(str(path), line), problem=problem) from None
    except RecursionError:
        raise RuleError("yaml", place=Place(str(path), 1), problem="nested too deeply") from None


def _rule(path: Path, family: type[Rule], node: yaml.Node) -> tuple[Rule, Place]:
    place = _place(path, node)
    try:
        return family.model_validate(_plain(node)), place
    except ValidationError as error:
        # a misspelt field is told before the one that it leaves missing
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        where, line = _locate(node, first["loc"])
        known = ", ".join(family.model_fields)
        problem = _problem(first)
        raise RuleError("field", place=Place(str(path), line), field=where, problem=problem, known=known) from None


def _problem(error: ErrorDetails) -> RuleError | str:
    code = PROBLEMS.get(error["type"])
    if code is None:
        return error["msg"]
    context = error.get("ctx", {})
    wanted = context.get("expected") or context.get("pattern") or context.get("max_length") or ""
    return RuleError(f"problem.{code}", wanted=wanted)


def _plain(node: yaml.Node, depth: int = 0) -> Any:
    """The node as lists, mappings and text; text stays as written, so that `1.10` keeps its zero."""
    if depth > 20:
        return None
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value, depth + 1) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, depth + 1) for one in node.value]
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value.lower() in ("true", "yes", "on")
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return node.value


def _locate(node: yaml.Node, path: tuple[int | str, ...]) -> tuple[str, int]:
    """The name of the field at a validation path, and the line it is written on."""
    line = node.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == step]
            if not found:
                break
            line = found[0][0].start_mark.line + 1
            node = found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return ".".join(str(step) for step in path) or "rule", line


def _try_patterns(book: Rulebook) -> None:
    for rule in book.rules.values():
        fields = {field: getattr(rule, field, "") for field in PATTERN_FIELDS}
        named = {f"patterns.{name}": pattern for name, pattern in getattr(rule, "patterns", {}).items()}
        for field, pattern in (fields | named).items():
            place = book.places[rule.id]
            try:
                book.compile(pattern)
            except (regex.error, RuleError) as error:
                raise RuleError(
                    "pattern", place=place, id=rule.id, field=field,
                    problem=error if isinstance(error, RuleError) else str(error),
                ) from None  # fmt: skip


def _version(rules: Iterable[Rule]) -> str:
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(rule.model_dump_json().encode())
        digest.update(b"\n")
    return digest.hexdigest()
