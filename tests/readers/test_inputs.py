"""Arguments to an ordered list of files."""

import io
import os
import sys
from pathlib import Path

import pytest

from minetext.readers import list_inputs


def names(listing):
    return [file.name for file in listing.files]


@pytest.fixture
def tree(tmp_path):
    for name in ("b.txt", "a.txt", "子 夹/c.txt", "out/figures.csv", ".DS_Store", "Thumbs.db"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "in"


def test_a_folder_stands_for_its_files_in_order_without_the_output(tree, tmp_path):
    listing = list_inputs([str(tree)], tmp_path / "spool", tree / "out")
    assert names(listing) == ["a.txt", "b.txt", "子 夹/c.txt"]
    assert listing.system_files == 2


def test_the_order_of_the_arguments_does_not_matter(tree, tmp_path):
    given = [str(tree / "b.txt"), str(tree / "子 夹"), str(tree / "a.txt"), str(tree / "a.txt")]
    first = list_inputs(given, tmp_path / "spool", tmp_path / "out")
    second = list_inputs(given[::-1], tmp_path / "spool", tmp_path / "out")
    assert first.files == second.files and names(first) == ["a.txt", "b.txt", "c.txt"]


def test_files_of_one_name_bear_their_paths(tmp_path):
    for folder in ("一", "二"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    listing = list_inputs([str(tmp_path / "二"), str(tmp_path / "一")], tmp_path / "spool", tmp_path / "out")
    assert len(set(names(listing))) == 2 and all("/a.txt" in name for name in names(listing))


@pytest.mark.parametrize("given", [("一", "二", "三"), ("三", "二", "一")])
def test_no_two_files_bear_one_name(tmp_path, monkeypatch, given):
    for folder in ("一", "二", "三/一"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    listing = list_inputs(given, tmp_path / "spool", tmp_path / "out")
    assert set(names(listing)) == {(tmp_path / one / "a.txt").as_posix() for one in ("一", "三/一")} | {"二/a.txt"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs names of any bytes")
def test_names_that_are_written_alike_are_numbered(tmp_path):
    for name in (b"\xff.txt", b"\\xff.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("a", encoding="utf-8")
    listing = list_inputs([str(tmp_path)], tmp_path / "spool", tmp_path / "out")
    assert len(set(names(listing))) == 2 and all(r"\xff.txt" in name for name in names(listing))


def test_a_missing_path_is_a_problem_and_the_rest_is_listed(tree, tmp_path):
    listing = list_inputs(["nix", str(tree / "a.txt")], tmp_path / "spool", tmp_path / "out")
    assert names(listing) == ["a.txt"]
    assert [(one.source, one.error) for one in listing.problems] == [("nix", "missing")]


def test_standard_input_is_kept_in_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("培训20人".encode())))
    listing = list_inputs(["-"], tmp_path / "spool", tmp_path / "out")
    assert names(listing) == ["stdin"] and (tmp_path / "spool").read_text(encoding="utf-8") == "培训20人"


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs symbolic links")
def test_a_loop_of_links_ends(tree, tmp_path):
    (tree / "loop").symlink_to(tree, target_is_directory=True)
    assert len(list_inputs([str(tree)], tmp_path / "spool", tree / "out").files) == 3
