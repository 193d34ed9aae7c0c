"""Word and WPS documents of the binary kind, through a converter that is found on the machine."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from minetext.model import Source
from minetext.readers.base import Content, Need, ReadError
from minetext.readers.compound import streams
from minetext.readers.document import DocumentBuilder
from minetext.readers.documents.docx import DocxReader

SECONDS = 120
"""After so long a converter is given up."""

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
        return None if _program(*OFFICE, *TEXT) else Need("LibreOffice", "apt install libreoffice-writer-nogui")

    def read(self, content: Content) -> Iterator[Source]:
        """The text of the document."""
        program = _program(*OFFICE, *TEXT)
        with tempfile.TemporaryDirectory(prefix="minetext-") as folder:
            document = Path(folder) / "document.doc"
            document.write_bytes(content.data)
            if Path(program).name in TEXT:
                builder = DocumentBuilder()
                for line in _run([program, *TEXT[Path(program).name], str(document)]).splitlines():
                    builder.line(line)
                yield builder.source(content, self.name)
                return
            # a profile of its own, since two of them cannot share one
            profile = (Path(folder) / "profile").as_uri()
            options = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx", "--outdir", folder]
            said = _run([program, *options, str(document)])
            converted = Path(folder) / "document.docx"
            if not converted.exists():
                raise ReadError("not_converted", program=Path(program).name, reason=said.strip()[-200:])
            data = converted.read_bytes()
        for source in DocxReader().read(replace(content, data=data)):
            yield replace(source, format=self.name)


def _program(*names: str) -> str:
    """The first of the programs that is installed, or nothing."""
    return next((found for name in names if (found := shutil.which(name))), "")


def _run(command: list[str]) -> str:
    program = Path(command[0]).name
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise ReadError("not_converted", program=program, reason=f"> {SECONDS} s") from None
    except OSError as error:
        raise ReadError("not_converted", program=program, reason=error.strerror or str(error)) from None
    if done.returncode:
        raise ReadError("not_converted", program=program, reason=done.stderr.decode("utf-8", "replace").strip()[-200:])
    return done.stdout.decode("utf-8", "replace")
