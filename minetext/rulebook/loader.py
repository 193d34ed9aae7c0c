"""Read rule folders into one validated `Rulebook`."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import regex
import yaml
from pydantic import ValidationError

from minetext.messages import say
from minetext.rulebook.schema import FAMILIES, LexiconRule, Rule

AnyRule = TypeVar("AnyRule", bound=Rule)

Loader = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))

PATTERN_FIELDS = ("pattern", "unless_next", "unless_before", "only_next", "only_clause", "before", "next")
MAX_FILE_BYTES = 4_000_000


class RuleError(Exception):
    """A rule file that cannot be used: says where, what is wrong and how to put it right."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = f"rule.{code}"
        self.facts = facts
        super().__init__(say(self.code, "en", facts))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule was written."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of a run, by id, in the order in which they were first written."""

    rules: Mapping[str, Rule]
    places: Mapping[str, Place]
    version: str
    """SHA-256 over the rules: the same rules give the same version, wherever they are stored."""

    def of(self, family: type[AnyRule]) -> tuple[AnyRule, ...]:
        """The enabled rules of one family, in order."""
        return tuple(rule for rule in self.rules.values() if type(rule) is family and rule.enabled)

    def expand(self, pattern: str) -> str:
        """Put the words of lexicons in place of `{name}` in a pattern.

        Raises:
            RuleError: the pattern names a lexicon that does not exist.
        """
        lexicons = {rule.name: rule.pattern or alternatives(rule.words) for rule in self.of(LexiconRule)}

        def words(match: regex.Match[str]) -> str:
            name = match[1]
            if name not in lexicons:
                raise RuleError("lexicon", name=name, known=", ".join(sorted(lexicons)))
            return f"(?:{lexicons[name]})"

        return regex.sub(r"\{([a-z_]+)\}", words, pattern)


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first, each taken literally."""
    return "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


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
    book = Rulebook(rules, places, _version(rules.values()))
    _compile_all(book)
    return book


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RuleError("folder", path=folder)
    files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
    if not files:
        raise RuleError("no_files", path=folder)
    return files


def _read(path: Path) -> Iterator[tuple[Rule, Place]]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise RuleError("large", path=path, limit=MAX_FILE_BYTES)
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=Loader)
    except UnicodeDecodeError as error:
        raise RuleError("encoding", path=path, byte=error.start) from None
    except OSError as error:
        raise RuleError("unreadable", path=path, reason=error.strerror) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "not YAML"
        raise RuleError("yaml", path=path, line=line, problem=problem) from None
    except RecursionError:
        raise RuleError("yaml", path=path, line=1, problem="nested too deeply") from None
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise RuleError("shape", path=path, line=1, families=", ".join(FAMILIES))
    for key, listed in root.value:
        family = FAMILIES.get(str(key.value))
        if family is None:
            line = key.start_mark.line + 1
            raise RuleError("unknown_family", path=path, line=line, name=key.value, families=", ".join(FAMILIES))
        if not isinstance(listed, yaml.SequenceNode):
            raise RuleError("shape", path=path, line=listed.start_mark.line + 1, families=", ".join(FAMILIES))
        for node in listed.value:
            yield _rule(path, family, node)


def _rule(path: Path, family: type[Rule], node: yaml.Node) -> tuple[Rule, Place]:
    place = Place(str(path), node.start_mark.line + 1)
    try:
        return family.model_validate(_plain(node)), place
    except ValidationError as error:
        first = error.errors()[0]
        where, line = _locate(node, first["loc"])
        known = ", ".join(family.model_fields)
        raise RuleError("field", path=path, line=line, field=where, problem=first["msg"], known=known) from None


def _plain(node: yaml.Node) -> Any:
    """The node as lists, mappings and text; text stays as written, so that `1.10` keeps its zero."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one) for one in node.value]
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


def _compile_all(book: Rulebook) -> None:
    for rule in book.rules.values():
        for field in PATTERN_FIELDS:
            pattern = getattr(rule, field, "")
            if not pattern:
                continue
            place = book.places[rule.id]
            try:
                regex.compile(book.expand(pattern))
            except (regex.error, RuleError) as error:
                raise RuleError(
                    "pattern", path=place.path, line=place.line, id=rule.id, field=field, problem=error
                ) from None


def _version(rules: Iterable[Rule]) -> str:
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(rule.model_dump_json().encode())
        digest.update(b"\n")
    return digest.hexdigest()
