"""The generator of archives: the same bytes for a seed, copies that the truth file tells, figures as dense as in reality."""

import csv
import hashlib
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SHORT = ("--reports", "1300", "--report-bytes", "1000")
WHOLE = ("--megabytes", "0.5")


def generate(out: Path, *options: str) -> dict[str, str]:
    """Generate an archive, and give the text of each report by its name."""
    subprocess.run([sys.executable, BENCHMARKS / "generate.py", out, *options], check=True, capture_output=True)
    texts = {str(one.relative_to(out).with_suffix("")): one.read_text("utf-8") for one in out.rglob("*.txt")}
    for one in out.rglob("*.jsonl"):
        records = [json.loads(line) for line in one.read_text("utf-8").splitlines()]
        texts |= {record["id"]: record["text"] for record in records}
    return texts


def truth(out: Path) -> dict[str, str]:
    """Of which report each is a copy."""
    with (out.parent / f"{out.name}.truth.csv").open(encoding="utf-8", newline="") as handle:
        return {row["name"]: row["copy_of"] for row in csv.DictReader(handle)}


def digests(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("size", [SHORT, WHOLE])
def test_a_seed_decides_every_byte(tmp_path: Path, size: tuple[str, ...]) -> None:
    for name, seed in (("first", "1"), ("again", "1"), ("other", "2")):
        generate(tmp_path / name, *size, "--seed", seed)
    first, again, other = (digests(tmp_path / name) for name in ("first", "again", "other"))
    assert first == again
    assert not set(first.values()) & set(other.values())
    assert truth(tmp_path / "first") == truth(tmp_path / "again")


@pytest.mark.parametrize("size", [SHORT, WHOLE])
@pytest.mark.parametrize("form", ["txt", "jsonl"])
def test_copies_are_those_that_the_truth_tells(tmp_path: Path, size: tuple[str, ...], form: str) -> None:
    texts = generate(tmp_path / "archive", *size, "--format", form)
    copy_of = truth(tmp_path / "archive")
    assert set(copy_of) == set(texts)
    bodies = {name: _plain(text) for name, text in texts.items()}
    copies = {name: original for name, original in copy_of.items() if original}
    assert len(copies) > len(texts) / 20
    assert all(bodies[name] == bodies[original] for name, original in copies.items())
    originals = [bodies[name] for name in texts if name not in copies]
    assert len(set(originals)) == len(originals)


def test_short_reports_are_as_many_and_as_long_as_asked(tmp_path: Path) -> None:
    texts = generate(tmp_path / "archive", *SHORT)
    assert len(texts) == 1300
    assert 800 < sum(len(text.encode()) for text in texts.values()) / len(texts) < 1200


def test_no_folder_holds_more_than_a_thousand_files(tmp_path: Path) -> None:
    generate(tmp_path / "archive", *SHORT)
    folders = [one for one in (tmp_path / "archive").iterdir() if one.is_dir()]
    assert sorted(len(list(folder.iterdir())) for folder in folders) == [300, 1000]


def _plain(text: str) -> str:
    """The body without what a disguise changes: the title, the width of characters, spaces and line breaks."""
    body = text.split("\n", 1)[1]
    return "".join(unicodedata.normalize("NFKC", body).split())
