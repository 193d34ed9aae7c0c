"""What the tests of readers share."""

import shutil
import subprocess
from pathlib import Path

import pytest

from minetext.limits import USUAL, Limits
from minetext.model import Problem, Source
from minetext.readers import InputFile, open_stretch, stretches

SENTENCE = "全年培训妇女200人次，发放宣传资料1000余份，投入资金3.5万元。"

needs_office = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not here: apt install libreoffice-writer-nogui"
)


def contents(path: Path, encoding: str = "", limits: Limits = USUAL) -> list[Source | Problem]:
    """All that is read of a file."""
    file = InputFile(str(path), path.name, path.stat().st_size)
    return [one for stretch in stretches(file) for one in open_stretch(stretch, encoding, limits).contents]


def written(tmp_path: Path, name: str, data: bytes | str) -> Path:
    """A file with these contents."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def codes(found: list[Source | Problem]) -> list[str]:
    """Of each problem its code, of each source its name."""
    return [one.error if isinstance(one, Problem) else one.name for one in found]


def converted(path: Path, to: str) -> Path:
    """The file as LibreOffice saves it in another format."""
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", to, "--outdir", path.parent]
    subprocess.run([*command, path], check=True, capture_output=True, timeout=120)
    return path.with_suffix(f".{to}")
