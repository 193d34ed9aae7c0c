"""Word and WPS documents of the binary kind, through a converter that is found on the machine."""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from minetext.limits import USUAL
from minetext.model import Source
from minetext.readers.base import Content, Need, ReadError
from minetext.readers.compound import MAGIC, streams
from minetext.readers.document import DocumentBuilder
from minetext.readers.documents.docx import DocxReader
from minetext.readers.storage import open_binary

SECONDS = 120
"""After so long a converter is given up, or after `SHARE` of the time of a document."""

SHARE = 0.8

EACH = 5
"""Seconds more for each document of a batch."""

OFFICE = ("soffice", "libreoffice")
TEXT = {"antiword": ("-m", "UTF-8", "-w", "0"), "catdoc": ("-w", "-d", "utf-8")}
"""Converters to plain text, which lose the grid of tables, with their options."""


class DocReader:
    """Binary documents, as LibreOffice turns them into docx or, where it is not there, antiword or catdoc into text."""

    name = "doc"
    what = "doc"

    def recognises(self, content: Content) -> bool:
        """A compound file with a stream of that name."""
        return "WordDocument" in streams(content.data)

    def need(self) -> Need | None:
        """One of the converters."""
        return None if converter() else Need("LibreOffice", "apt install libreoffice-writer-nogui")

    def read(self, content: Content) -> Iterator[Source]:
        """The text of the document.

        Raises:
            ReadError: the converter is missing, fails, or takes more than `SECONDS`.
        """
        if content.converted and Path(content.converted).exists():
            yield from self._converted(content, Path(content.converted))
            return
        program = converter()
        seconds = min(SECONDS, content.limits.seconds * SHARE)
        with tempfile.TemporaryDirectory(prefix="minetext-") as folder:
            document = Path(folder) / "document.doc"
            document.write_bytes(content.data)
            if Path(program).name in TEXT:
                builder = DocumentBuilder()
                for line in _run([program, *TEXT[Path(program).name], str(document)], seconds).splitlines():
                    builder.line(line)
                yield builder.source(content, self.name)
                return
            said = _to_docx(program, [document], Path(folder), seconds)
            converted = document.with_suffix(".docx")
            if not _is_whole(converted):
                raise ReadError("not_converted", program=Path(program).name, reason=said.strip()[-200:])
            yield from self._converted(content, converted)

    def _converted(self, content: Content, path: Path) -> Iterator[Source]:
        for source in DocxReader().read(replace(content, data=path.read_bytes())):
            yield replace(source, format=self.name)


def convert_ahead(paths: Sequence[str], folder: Path) -> list[str]:
    """Convert documents to docx in one run of LibreOffice, which costs a tenth of as many runs.

    Gives for each the path of its docx in `folder`; empty where it could not be made, or there is no LibreOffice:
    reading the document on its own will tell why.
    """
    program = _program(*OFFICE)
    if not program:
        return [""] * len(paths)
    folder.mkdir(parents=True, exist_ok=True)
    # names of our own, since files of one name may come from many folders
    links = [folder / f"{number}.doc" for number in range(len(paths))]
    for link, path in zip(links, paths, strict=True):
        with suppress(OSError), open_binary(path) as document, link.open("wb") as copy:
            shutil.copyfileobj(document, copy)
    with suppress(ReadError):
        _to_docx(program, links, folder, SECONDS + EACH * len(links))
    for link in links:
        link.unlink(missing_ok=True)
    made = [link.with_suffix(".docx") for link in links]
    return [str(one) if _is_whole(one) else "" for one in made]


def _is_whole(docx: Path) -> bool:
    """Whether a converter has written its file to the end, which it does not where the disk is full."""
    return docx.exists() and zipfile.is_zipfile(docx)


def is_convertible(path: str) -> bool:
    """Whether a file may be a document that is converted ahead."""
    try:
        with open_binary(path) as handle:
            if not handle.read(len(MAGIC)).startswith(MAGIC):
                return False
            handle.seek(0)
            return "WordDocument" in streams(handle.read(USUAL.file_size))
    except OSError:
        return False  # reading it will tell what is wrong


def _to_docx(program: str, documents: Sequence[Path], folder: Path, seconds: float) -> str:
    # a profile of its own, since two of them cannot share one
    with tempfile.TemporaryDirectory(prefix="minetext-") as profile:
        options = ["--headless", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", "docx"]
        return _run([program, *options, "--outdir", str(folder), *map(str, documents)], seconds)


def converter() -> str:
    """The program that reads binary documents here, or nothing."""
    return _program(*OFFICE, *TEXT)


def _program(*names: str) -> str:
    """The first of the programs that is installed, or nothing."""
    return next((found for name in names if (found := shutil.which(name))), "")


def _run(command: list[str], seconds: float) -> str:
    program = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise ReadError("not_converted", program=program, reason=f"> {seconds:g} s") from None
    except OSError as error:
        raise ReadError("not_converted", program=program, reason=error.strerror or str(error)) from None
    if done.returncode:
        raise ReadError("not_converted", program=program, reason=done.stderr.decode("utf-8", "replace").strip()[-200:])
    return done.stdout.decode("utf-8", "replace")
