"""What stands in a container: names, order and contents of its members, and how it is packed."""

import base64
import bz2
import gzip
import io
import lzma
import quopri
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from random import Random

from . import Mutator, times

Members = list[tuple[str, bytes]]

NAMES = (
    "../x.txt", "/etc/x.txt", "C:\\x.txt", "a/" * 90 + "x.txt", "长" * 100 + ".txt", "x" * 300 + ".html", "", ".", "..",
    "a\0b.txt", "a\nb.txt", "CON", "报告.txt ", "x.txt/", "#", "a#b.txt", "~2", "word/document.xml", "content.xml",
    "mimetype", "[Content_Types].xml", "=1+1.txt", "\u202etxt.exe", "\U00020000.html", ".hidden", "__MACOSX/x.txt",
    "x.html", "x.html.txt/y.html", "X.HTML", "a\\b.txt", "\ud800.txt", "é.html", "e\u0301.html",
)  # fmt: skip
BOMB = 11 << 20
"""Bytes of a member that is larger than its packed size allows."""

DAY = (2012, 3, 5, 0, 0, 0)


def renamed(rng: Random, members: Members) -> Members:
    """A member under another name."""
    at = rng.randrange(len(members))
    return [*members[:at], (rng.choice((*NAMES, rng.choice(members)[0])), members[at][1]), *members[at + 1 :]]


def lost(rng: Random, members: Members) -> Members:
    """A member less, or none at all."""
    at = rng.randrange(len(members))
    return [one for number, one in enumerate(members) if number != at]


def again(rng: Random, members: Members) -> Members:
    """A member twice, or a hundred times."""
    return [*members, *[rng.choice(members)] * times(rng, 100)]


def shuffled(rng: Random, members: Members) -> Members:
    """The members in another order."""
    return rng.sample(members, len(members))


def exchanged(rng: Random, members: Members) -> Members:
    """The contents of a member under the name of another."""
    return [(name, rng.choice(members)[1]) for name, _ in members]


def emptied(rng: Random, members: Members) -> Members:
    """A member without contents."""
    at = rng.randrange(len(members))
    return [*members[:at], (members[at][0], rng.choice((b"", b" ", b"\n\0"))), *members[at + 1 :]]


def stranger(rng: Random, members: Members) -> Members:
    """A member that does not belong there."""
    return [*members, (rng.choice(NAMES), rng.choice((b"", b"x", b"<html>", b"PK\x03\x04", bytes(100))))]


def bomb(rng: Random, members: Members) -> Members:
    """A member that is packed to nothing."""
    return [*members, ("bomb.txt", bytes(BOMB))] if rng.random() < 0.05 else [*members, ("z.txt", b"\0" * 50_000)]


def nested(rng: Random, members: Members) -> Members:
    """All of them in an archive inside the archive, some times."""
    for number in range(rng.choice((1, 2, 4, 5, 6))):
        members = [(f"{number}.zip", zipped(rng, members))]
    return members


MUTATORS: Mapping[str, Mutator[Members]] = {
    one.__name__: one for one in (renamed, lost, again, shuffled, exchanged, emptied, stranger, bomb, nested)
}


def zipped(rng: Random, members: Members) -> bytes:
    """A zip archive, packed or stored."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(_writable(name)[:60_000] or "_", DAY)
            info.compress_type = (
                zipfile.ZIP_DEFLATED if len(data) > 10_000 or rng.random() < 0.3 else zipfile.ZIP_STORED
            )
            if name not in archive.NameToInfo:
                archive.writestr(info, data)
            else:
                _add_twice(archive, info, data)
    return buffer.getvalue()


def _add_twice(archive: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
    """Add a member whose name is there already, without the warning."""
    known = archive.NameToInfo.pop(info.filename, None)
    archive.writestr(info, data)
    archive.NameToInfo[info.filename] = known or info


def tarred(rng: Random, members: Members) -> bytes:
    """A tar archive, packed in one way or another."""
    buffer = io.BytesIO()
    encoding = rng.choice(("utf-8", "gb18030"))
    with tarfile.open(
        fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding, errors="replace"
    ) as archive:
        for name, data in members:
            member = tarfile.TarInfo(_writable(name) or "_")
            member.size = len(data)
            if rng.random() < 0.1:
                member.type, member.size = rng.choice((tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE)), 0
                data = b""
            archive.addfile(member, io.BytesIO(data))
    return rng.choice((bytes, _gzipped, bz2.compress, lzma.compress))(buffer.getvalue())


def packed(rng: Random, members: Members) -> bytes:
    """The first member alone, packed."""
    data = members[0][1] if members else b""
    return rng.choice((_gzipped, bz2.compress, lzma.compress))(data)


def web_archive(rng: Random, members: Members) -> bytes:
    """A WARC file."""
    records = []
    for number, (name, data) in enumerate(members):
        kind = rng.choice((b"text/html", b"text/plain", b"application/pdf", b"", b"text/html; charset=gbk"))
        body = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + data
        length = len(body) if rng.random() < 0.9 else rng.choice((0, -1, len(body) - 1, len(body) + 9, 1 << 40))
        head = (
            f"WARC/1.0\r\nWARC-Type: {rng.choice(('response', 'response', 'resource', 'warcinfo', 'x'))}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\nWARC-Date: 2012-03-05T00:00:00Z\r\n"
            f"WARC-Target-URI: http://example.org/{_writable(name)}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
        )
        records.append(head.encode() + body + b"\r\n\r\n")
    if rng.random() < 0.5:
        return b"".join(map(_gzipped, records))
    return b"".join(records)


def mailed(rng: Random, members: Members) -> bytes:
    """A message with attachments, or a page as browsers save it."""
    pieces = [
        b"From: a@example.org\r\nSubject: =?gb2312?B?19y94Q==?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
    ]
    for name, data in members:
        kind = rng.choice(("text/html", "text/plain; charset=gb2312", "text/plain", "application/octet-stream", "x"))
        way = rng.choice(("binary", "base64", "quoted-printable", "8bit", "x-uuencode", "nix"))
        shown = _writable(name).replace("\n", " ").replace('"', "'")
        head = (
            f"--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n"
            f'Content-Disposition: attachment; filename="{shown}"\r\n\r\n'
        )
        pieces += [head.encode(), _transferred(data, way), b"\r\n"]
    if rng.random() < 0.8:
        pieces.append(b"--x--\r\n")
    return b"".join(pieces)


def _transferred(data: bytes, way: str) -> bytes:
    if way == "base64":
        return base64.encodebytes(data)
    return quopri.encodestring(data) if way == "quoted-printable" else data


def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


def _writable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


CONTAINERS: Mapping[str, Callable[[Random, Members], bytes]] = {
    "zip": zipped, "tar": tarred, "gz": packed, "warc": web_archive, "eml": mailed,
}  # fmt: skip
