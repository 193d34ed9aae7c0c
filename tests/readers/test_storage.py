"""Inputs behind URLs are listed and read like files."""

import sys

import pytest

from minetext.readers import list_inputs
from minetext.readers.storage import NotInstalledError, is_url, listed, open_binary, stat

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def bucket():
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "子 夹/c.txt", ".DS_Store", "page.html", "page_files/style.css"):
        system.pipe(f"/bucket/in/{name}", name.encode())
    yield "memory://bucket/in"
    system.rm("/bucket", recursive=True)


def listing_of(url, tmp_path):
    return list_inputs([url], tmp_path / "spool", tmp_path / "out")


def test_a_url_stands_for_its_files_in_order(bucket, tmp_path):
    listing = listing_of(bucket, tmp_path)
    assert [file.name for file in listing.files] == ["a.txt", "b.txt", "page.html", "子 夹/c.txt"]
    assert listing.system_files == 2 and not listing.problems
    assert all(file.size and file.modified for file in listing.files)


def test_a_url_of_a_file_stands_for_it(bucket, tmp_path):
    [file] = listing_of(f"{bucket}/a.txt", tmp_path).files
    assert file.name == "a.txt" and stat(file.path).size == file.size == 5


def test_a_folder_given_as_a_url_is_the_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("培训20人", encoding="utf-8")
    given = [str(tmp_path / "in"), f"file://{tmp_path}/in"]
    assert listing_of(given[0], tmp_path) == listing_of(given[1], tmp_path)


def test_any_part_of_a_file_can_be_read(bucket):
    fsspec.filesystem("memory").pipe("/bucket/long", bytes(range(250)) * 10_000)
    with open_binary("memory://bucket/long") as handle:
        handle.seek(2_000_003)
        assert handle.read(4) == bytes((3, 4, 5, 6))
        handle.seek(0)
        assert len(handle.readline()) == 11 and len(handle.read()) == 2_500_000 - 11


@pytest.mark.parametrize(
    ("url", "error", "told"),
    [
        ("memory://bucket/nix", "nothing_there", "/bucket/nix"),
        ("nosuch://bucket/nix", "unreachable", "Protocol not known: nosuch"),
    ],
)
def test_what_cannot_be_listed_is_told(url, error, told, tmp_path):
    [problem] = listing_of(url, tmp_path).problems
    assert (problem.source, problem.error) == (url, error) and told in dict(problem.facts)["reason"]


def test_without_fsspec_it_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    [problem] = listing_of("s3://bucket", tmp_path).problems
    assert problem.error == "needs"
    assert dict(problem.facts) == {"format": "s3://", "what": "fsspec", "install": "pip install 'minetext[dask]'"}


def test_a_protocol_whose_package_is_lacking_names_it(monkeypatch):
    def lacking(url):
        raise ImportError("Install s3fs to access S3") from ModuleNotFoundError("No module", name="s3fs")

    monkeypatch.setattr("fsspec.core.url_to_fs", lacking)
    with pytest.raises(NotInstalledError) as caught:
        listed("s3://bucket")
    assert (caught.value.what, caught.value.install) == ("s3fs", "pip install s3fs")


def test_a_missing_file_fails_as_one_of_this_machine_does(bucket):
    with pytest.raises(FileNotFoundError):
        open_binary(f"{bucket}/nix")


def test_an_error_while_reading_is_an_error_of_the_system(bucket, monkeypatch):
    from fsspec.implementations.memory import MemoryFile

    def fail(*_):
        raise ValueError("credentials ran out")

    with open_binary(f"{bucket}/a.txt") as handle:
        monkeypatch.setattr(MemoryFile, "read", fail)
        with pytest.raises(OSError, match="credentials ran out"):
            handle.read()


@pytest.mark.parametrize(("path", "expected"), [("s3://b/a", True), ("C:\\a", False), ("C://a", False), ("a/b", False)])
def test_a_url_has_a_protocol(path, expected):
    assert is_url(path) is expected
