"""Rule files: what is read, what is refused, and how the user is told."""

from pathlib import Path

import pytest

from minetext.rulebook import RuleError, load

RULE = """
units:
  - id: quantity.pinch
    why: a measure word of this test
    words: [撮]
    kind: quantity
    yes:
      - {text: 种子3撮, figure: 3撮, value: 3}
"""


def folder(tmp_path: Path, text: str | bytes, name: str = "own.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def test_a_folder_adds_rules(tmp_path):
    book = load([folder(tmp_path, RULE)])
    assert book.rules["quantity.pinch"].words == ("撮",)
    assert book.places["quantity.pinch"].line == 3
    assert "money.yuan" in book.rules


def test_a_folder_overrides_by_id(tmp_path):
    off = "units:\n  - {id: money.yen, why: not here, words: [日元], kind: money, enabled: false, yes: [日元]}\n"
    book = load([folder(tmp_path, off)])
    assert not book.rules["money.yen"].enabled
    assert all(rule.id != "money.yen" for rule in book.of(type(book.rules["money.yen"])))


def test_the_version_is_that_of_the_rules_not_of_the_folder(tmp_path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir(), second.mkdir()
    assert load([folder(first, RULE)]).version == load([folder(second, RULE, "other.yml")]).version != load().version


@pytest.mark.parametrize(
    ("text", "code", "line", "told"),
    [
        ("units:\n  - id: a.b\n    word: [撮]\n", "rule.field", 3, "word"),
        ("units:\n  - id: a.b\n    why: long enough a reason\n    words: [撮]\n    kind: mony\n    yes: [x]\n", "rule.field", 5, "money"),
        ("units:\n  - id: nodot\n    why: long enough a reason\n    words: [撮]\n    kind: money\n    yes: [x]\n", "rule.field", 2, "id"),
        ("unites: []\n", "rule.unknown_family", 1, "unites"),
        ("- a\n", "rule.shape", 1, "families"),
        ("units: 3\n", "rule.shape", 1, "families"),
        ("units: [\n", "rule.yaml", 2, "YAML"),
        ("exclusions:\n  - {id: a.b, why: long enough a reason, pattern: '(', yes: [x]}\n", "rule.pattern", 2, "pattern"),
        ("exclusions:\n  - {id: a.b, why: long enough a reason, pattern: '{nix}', yes: [x]}\n", "rule.pattern", 2, "nix"),
        ("exclusions:\n  - {id: a.b, why: long enough a reason, yes: [x]}\n", "rule.field", 2, "pattern"),
        (RULE + RULE.replace("units:", ""), "rule.taken", 11, "quantity.pinch"),
        ("units:\n  - {id: date.day, why: long enough a reason, words: [撮], kind: money, yes: [x]}\n", "rule.family", 2, "date.day"),
        (b"units: \xff\n", "rule.encoding", None, "UTF-8"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_with_its_place(tmp_path, text, code, line, told):
    with pytest.raises(RuleError) as caught:
        load([folder(tmp_path, text)])
    message = caught.value.in_language("en")
    assert caught.value.code == code
    assert "own.yaml" in message and told in message
    assert line is None or f"own.yaml:{line}" in message
    assert "own.yaml" in caught.value.in_language("zh")


def test_a_folder_that_is_none_and_one_without_rules(tmp_path):
    with pytest.raises(RuleError, match="no such folder"):
        load([tmp_path / "nix"])
    with pytest.raises(RuleError, match=r"no \.yaml"):
        load([tmp_path])


def test_deep_nesting_is_no_crash(tmp_path):
    with pytest.raises(RuleError):
        load([folder(tmp_path, "units: " + "[" * 3000)])
