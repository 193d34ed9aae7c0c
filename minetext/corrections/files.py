"""Files of corrections read and written: what a person gives, the log, and what could not be applied."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, get_args

from minetext.corrections.correction import COLUMNS, GIVEN, IDS, Action, Correction
from minetext.readers.base import Content, ReadError
from minetext.readers.records.sheets import shown
from minetext.readers.zipped import spend
from minetext.tables import format_rows
from minetext.tables.files import whole
from minetext.tables.writer import LOG

MAX_BYTES = 64 << 20
"""Of a file of corrections; some 300,000 rows."""

MAX_ROWS = 300_000

NEEDED = ("table", "action")
"""The columns that a file cannot do without."""

LOCK = "corrections.lock"
"""Stands in the folder while somebody writes the log."""

ENCODINGS = ("utf-8-sig", "gb18030")
"""As Excel and WPS save csv files on a Chinese system; one with a mark of UTF-16 is read so."""

BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin."""


class FileError(Exception):
    """A file of corrections that cannot be used; `code` and `facts` say why."""

    def __init__(self, code: str, path: Path, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = {"path": str(path), **facts}


class Given(NamedTuple):
    """A row of a file: its number there, the head being 1, and its cells by column."""

    number: int
    cells: Mapping[str, str]


def read_given(path: Path) -> list[Given]:
    """The rows of a csv file or of the first sheet of a workbook that has the columns; empty rows are left out.

    Raises:
        FileError: it cannot be read, or lacks the columns.
    """
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError("unreadable", path, reason=error.strerror or error) from None
    if len(data) > MAX_BYTES:
        raise FileError("large", path, limit=MAX_BYTES >> 20)
    for rows in _sheets(path, data) if data.startswith(BOOKS) else [_csv_rows(path, data)]:
        given = _with_columns(rows)
        if given is not None:
            return _bounded(path, given)
    raise FileError("columns", path, columns=", ".join(NEEDED))


def _with_columns(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[Given] | None:
    """The rows under a head that names the columns; None where the first row is no such head."""
    head = [cell.strip().lower() for cell in next(rows, (0, ()))[1]]
    if not set(NEEDED) <= set(head):
        return None
    places = {column: head.index(column) for column in COLUMNS if column in head}
    return (
        Given(number, {column: cells[at] if at < len(cells) else "" for column, at in places.items()})
        for number, cells in rows
        if any(cell.strip() for cell in cells)
    )


def _bounded(path: Path, given: Iterator[Given]) -> list[Given]:
    rows: list[Given] = []
    for one in given:
        if len(rows) == MAX_ROWS:
            raise FileError("rows", path, limit=MAX_ROWS)
        rows.append(one)
    return rows


def _csv_rows(path: Path, data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    text = _decoded(path, data)
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1)
    except csv.Error as error:
        raise FileError("unreadable", path, reason=error) from None


def _decoded(path: Path, data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).lstrip("\ufeff")
    raise FileError("encoding", path)


def _sheets(path: Path, data: bytes) -> Iterator[Iterator[tuple[int, Sequence[str]]]]:
    """The rows of each sheet of a workbook, values as last computed."""
    import python_calamine

    try:
        if data.startswith(b"PK"):
            spend(Content(path.name, data))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            first = (sheet.start or (0, 0))[0] + 1
            rows = [[shown(value) for value in row] for row in sheet.iter_rows()]
            yield iter(enumerate(rows, first))
    except ReadError as error:
        raise FileError("unreadable", path, reason=error.code) from None
    except Exception as error:
        # the parser raises what it likes on a broken file
        raise FileError("unreadable", path, reason=f"{type(error).__name__}: {error}"[:200]) from None


def read_log(path: Path) -> list[Correction]:
    """The corrections of a log, in order; none where there is no file.

    Raises:
        FileError: it cannot be read, or a row of it is none that was ever written.
    """
    if not path.exists():
        return []
    log: list[Correction] = []
    for number, cells in read_given(path):
        one = {column: cells.get(column, "") for column in COLUMNS}
        try:
            start, end, report_start = (int(one[column]) for column in ("start", "end", "report_start"))
        except ValueError:
            raise FileError("log_row", path, row=number) from None
        if one["table"] not in IDS or one["action"] not in get_args(Action) or not report_start <= start < end:
            raise FileError("log_row", path, row=number)
        log.append(Correction(**{**one, "start": start, "end": end, "report_start": report_start}))  # type: ignore[arg-type]
    return log


def append_log(folder: Path, corrections: Sequence[Correction]) -> None:
    """Write corrections behind those of a folder's log; whatever happens, it is the old log or the new one, whole.

    Raises:
        FileError: another process is writing it.
        OSError: it cannot be written.
    """
    path = folder / LOG
    with _locked(folder):
        before = path.read_bytes() if path.exists() else b""
        if before:
            read_log(path)  # what is no log any more is not written to
            before = _utf8(path, before)
        rows = format_rows([one.row() for one in corrections])
        head = "" if before else "\ufeff" + format_rows([COLUMNS])
        break_ = b"\r\n" if before and not before.endswith(b"\n") else b""
        replace_file(path, before + break_ + (head + rows).encode("utf-8"))


def _utf8(path: Path, data: bytes) -> bytes:
    """A log as it was, in UTF-8, if somebody saved it in another encoding or with other columns."""
    rows = _csv_rows(path, data)
    if next(rows, (0, ()))[1] == list(COLUMNS) and data.startswith(b"\xef\xbb\xbf"):
        return data
    again = [COLUMNS, *(one.row() for one in read_log(path))]
    return ("\ufeff" + format_rows(again)).encode("utf-8")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = folder / LOCK
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise FileError("locked", lock) from None
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, and that it is on the disk when this returns.

    Raises:
        OSError: it cannot be written; the old one is as it was.
    """
    with whole(path, sync=True) as partial:
        partial.write_bytes(data)


def as_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A csv file like the tables of a run."""
    return "\ufeff" + format_rows([tuple(columns), *map(tuple, rows)])


__all__ = ["GIVEN", "FileError", "Given", "append_log", "as_table", "read_given", "read_log", "replace_file"]
