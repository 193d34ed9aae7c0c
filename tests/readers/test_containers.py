"""Archives, mail and web archives: what stands in them, under which names, and how far they are unpacked."""

import io
import re
import struct
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import py7zr
import pytest
from readers.reading import SENTENCE, codes, contents, written
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from minetext.limits import USUAL, Limits
from minetext.readers.limits import Budget, ReadError

TEXT = SENTENCE.encode()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(mode: str, names: list[str], encoding: str = "utf-8") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=tarfile.GNU_FORMAT, encoding=encoding) as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(TEXT)
            archive.addfile(member, io.BytesIO(TEXT))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return buffer.getvalue()


def sevenzipped(path: Path) -> bytes:
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(TEXT, "乙/报告.txt")
    return path.read_bytes()


def stored_in_rar(name: str, data: bytes) -> bytes:
    """An archive of the old kind with one member that is stored as it is (rar 2.9, technote.txt)."""
    archive_head = struct.pack("<HBHHHI", 0, 0x73, 0, 13, 0, 0)
    encoded = name.encode()
    fields = struct.pack(
        "<BHHIIBIIBBHI", 0x74, 0x8000, 32 + len(encoded), len(data), len(data), 3, zlib.crc32(data), 0x5A210000, 29, 0x30,
        len(encoded), 0x81A4,
    )  # fmt: skip
    file_head = struct.pack("<H", zlib.crc32(fields + encoded) & 0xFFFF) + fields + encoded
    archive_head = struct.pack("<H", zlib.crc32(archive_head[2:]) & 0xFFFF) + archive_head[2:]
    return b"Rar!\x1a\x07\x00" + archive_head + file_head + data + b"\xc4\x3d\x7b\x00\x40\x07\x00"


def mailed() -> bytes:
    message = EmailMessage()
    message["Subject"] = "总结"
    message["From"] = "a@example.org"
    message.set_content("见附件")
    message.add_alternative(f"<html><body><p>{SENTENCE}</p></body></html>", subtype="html")
    message.add_attachment(TEXT, maintype="application", subtype="octet-stream", filename="报告.txt")
    return bytes(message)


def saved_page() -> bytes:
    page = f'<html><head><meta charset="gb2312"></head><body><p>{SENTENCE}</p></body></html>'.encode("gb18030")
    return (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n" + page + b"\r\n--x\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x\r\n"
        b"Content-Type: text/css\r\n\r\np {}\r\n--x--\r\n"
    )


def archived_site() -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for address, kind, data in (
        ("http://example.org/a.html", "text/html", f"<html><body>{SENTENCE}</body></html>".encode()),
        ("http://example.org/a.png", "image/png", b"\x89PNG"),
    ):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(data), http_headers=headers)
        )
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (zipped({"乙.txt": TEXT, "甲.html": b"<html>" + TEXT, ".DS_Store": b"x"}), ["a#乙.txt", "a#甲.html"]),
        (zipped({"内.zip": zipped({"报告.txt": TEXT})}), ["a#内.zip#报告.txt"]),
        (tarred("w", ["甲/报告.txt"]), ["a#甲/报告.txt", "link"]),
        (tarred("w:gz", ["报告.txt"], "gbk"), ["a#报告.txt", "link"]),
        (tarred("w:xz", ["报告.txt"]), ["a#报告.txt", "link"]),
        (stored_in_rar("b.txt", TEXT), ["a#b.txt"]),
        (mailed(), ["a#4", "a#报告.txt"]),
        (saved_page(), ["a#2"]),
        (archived_site(), ["a#http://example.org/a.html"]),
    ],
    ids=["zip", "zip in zip", "tar", "tar.gz with GBK names", "tar.xz", "rar", "mail", "mht", "warc"],
)
def test_what_stands_in_a_container(tmp_path, data, names):
    found = contents(written(tmp_path, "a", data))
    assert codes(found) == names
    assert all(one.text.strip() == SENTENCE for one in found if hasattr(one, "text"))


def test_a_record_that_lies_about_its_length_is_told_without_noise(tmp_path, capsys):
    record = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: a\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    data = record % (len(TEXT) - 9, TEXT) + record % (len(TEXT), TEXT)
    assert "broken_archive" in codes(contents(written(tmp_path, "a.warc", data)))
    assert capsys.readouterr().err == ""


def test_a_7z_archive(tmp_path):
    data = sevenzipped(tmp_path / "x.7z")
    assert codes(contents(written(tmp_path, "a", data))) == ["a#乙/报告.txt"]


def test_a_packed_file_bears_its_name_without_the_ending(tmp_path):
    import bz2

    assert codes(contents(written(tmp_path, "a.txt.bz2", bz2.compress(TEXT)))) == ["a.txt.bz2#a.txt"]


def test_names_in_gbk(tmp_path):
    data = zipped({"AAAA.txt": TEXT}).replace(b"AAAA", "总结".encode("gbk"))
    assert codes(contents(written(tmp_path, "a.zip", data))) == ["a.zip#总结.txt"]


def test_members_of_one_name_are_told_apart(tmp_path):
    data = zipped({"a.txt": TEXT, "b.txt": TEXT * 2}).replace(b"b.txt", b"a.txt")
    first, second = contents(written(tmp_path, "x.zip", data))
    assert [(one.name, one.text) for one in (first, second)] == [
        ("x.zip#a.txt", SENTENCE), ("x.zip#a.txt~2", SENTENCE * 2),
    ]  # fmt: skip


def test_names_that_lead_out_are_told_and_nothing_is_written_there(tmp_path):
    data = zipped({"../evil.txt": TEXT, "C:\\..\\b.txt": TEXT})
    folder = tmp_path / "in"
    folder.mkdir()
    found = contents(written(folder, "a.zip", data))
    assert codes(found).count("unsafe_name") == 2
    assert not (tmp_path / "evil.txt").exists()


def test_a_bomb_is_not_unpacked_and_the_rest_is_read(tmp_path):
    data = zipped({"bomb.txt": bytes(30 << 20), "报告.txt": TEXT})
    assert codes(contents(written(tmp_path, "a.zip", data))) == ["bomb", "a.zip#报告.txt"]


def test_a_bomb_that_lies_about_its_size_is_stopped_by_what_it_gives():
    budget = Budget()
    with pytest.raises(ReadError) as caught:
        budget.unpack(lambda size: bytes(size), 1000)
    assert caught.value.code == "bomb"


def test_all_that_one_file_holds_is_limited(tmp_path):
    data = zipped({f"{number}.txt": TEXT for number in range(4)})
    found = contents(written(tmp_path, "a.zip", data), limits=Limits(unpacked=len(TEXT) * 2))
    assert codes(found) == ["a.zip#0.txt", "a.zip#1.txt", "unpacked_too_large"]


def stored(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def crawled(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for name, data in members.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(f"http://a.cn/{name}", "response", payload=io.BytesIO(data), http_headers=headers)
        )
    return buffer.getvalue()


@pytest.mark.parametrize("packed", [zipped, crawled])
def test_a_member_that_is_too_large_costs_no_other_one(tmp_path, packed):
    data = packed({"a.txt": TEXT, "b.txt": b"x" * (64 << 10), "c.txt": TEXT})
    found = contents(written(tmp_path, "a", data), limits=Limits(file_size=len(data)))
    assert [one[-5:] for one in codes(found)] == ["a.txt", "large", "c.txt"]


def test_a_document_that_is_a_bomb_costs_no_other_one(tmp_path):
    bomb = zipped({"word/document.xml": b"x" * (64 << 10)})
    data = zipped({"a.docx": bomb, "b.txt": TEXT})
    found = contents(written(tmp_path, "a.zip", data), limits=Limits(file_size=32 << 10, unpacked=64 << 10))
    assert codes(found) == ["large", "a.zip#b.txt"]


@pytest.mark.parametrize("packed", [zipped, stored, crawled])
@pytest.mark.parametrize("limits", [Limits(members=2), Limits(unpacked=len(TEXT) * 2)])
def test_an_archive_that_holds_too_much_is_told_once(tmp_path, packed, limits):
    data = packed({f"{number}.txt": TEXT for number in range(9)})
    found = contents(written(tmp_path, "a", data), limits=limits)
    assert [one.name[-5:] for one in found[:2]] == ["0.txt", "1.txt"]
    assert [one.source for one in found[2:]] == ["a"]


def test_links_and_encrypted_members_count_too(tmp_path):
    data = zipped({f"{number}.txt": TEXT for number in range(9)}, zipfile.ZIP_STORED)
    # the flag of encryption in the heads of all members, and in the list of them
    locked = re.sub(rb"(PK\x03\x04..|PK\x01\x02....)\x00", lambda head: head[1] + b"\x01", data, flags=re.DOTALL)
    found = contents(written(tmp_path, "a.zip", locked), limits=Limits(members=3))
    assert codes(found) == ["encrypted"] * 3 + ["too_many_members"]
    links = io.BytesIO()
    with tarfile.open(fileobj=links, mode="w") as archive:
        for number in range(9):
            link = tarfile.TarInfo(f"{number}.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
    found = contents(written(tmp_path, "b.tar", links.getvalue()), limits=Limits(members=3))
    assert codes(found) == ["link"] * 3 + ["too_many_members"]


def test_archives_inside_one_another_have_an_end(tmp_path):
    data = TEXT
    for _ in range(USUAL.depth + 2):
        data = zipped({"x.zip": data})
    assert codes(contents(written(tmp_path, "a.zip", data))) == ["too_deep"]


@pytest.mark.parametrize(
    "made", [lambda: zipped({"甲.txt": TEXT * 50}), lambda: tarred("w:gz", ["甲.txt"]), saved_page]
)
def test_a_truncated_container_is_named_or_read_in_part(tmp_path, made):
    data = made()
    for share in (0.2, 0.5, 0.9):
        assert codes(contents(written(tmp_path, "a", data[: int(len(data) * share)])))
