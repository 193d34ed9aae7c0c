"""Bytes to text."""

import struct

import pytest
from hypothesis import given, strategies

from minetext.readers.decoding import decode
from minetext.readers.problems import ReadError

SIMPLIFIED = "全县共有在校学生28894人，其中幼儿6771人；新建校舍7.1万平方米，投入资金4.3亿元。"
TRADITIONAL = "本鄉位於青嵐縣東南隅，轄九村，設籍六千八百戶，發放獎助學金新臺幣三萬元。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-8"),
    ],
)
def test_the_encoding_is_told_or_guessed(text, encoding):
    decoded = decode((text * 3).encode(encoding))
    assert decoded.text == text * 3
    assert 0 < decoded.confidence <= 1


def test_half_characters_are_replaced_where_they_stand():
    assert decode(rb"\ud800 20", "unicode_escape").text == "? 20"


def test_newlines_stay_as_they_are():
    assert decode("甲\r\n乙\r丙\n".encode()).text == "甲\r\n乙\r丙\n"


def test_a_given_encoding_overrides_the_guess_and_must_fit():
    assert decode("é".encode("latin-1"), "latin-1").text == "é"
    with pytest.raises(ReadError) as caught:
        decode("汉字".encode("gb18030"), "utf-8")
    assert (caught.value.code, caught.value.facts["byte"]) == ("encoding", "0")
    with pytest.raises(ReadError) as caught:
        decode(b"x", "nix")
    assert caught.value.code == "unknown_encoding"


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, struct.pack("<999I", *range(999)), b"\x7fELF\x01\x01" + b"\0" * 99]
)
def test_noise_is_no_text(data):
    with pytest.raises(ReadError) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_a_flaw_is_counted_and_placed_and_the_rest_is_read():
    decoded = decode((SIMPLIFIED * 600).encode() + b"\xff" + SIMPLIFIED.encode())
    assert decoded.damaged == 1
    assert decoded.text[decoded.first_damage] == "\ufffd"
    assert decoded.text.replace("\ufffd", "") == SIMPLIFIED * 601


@given(strategies.text(alphabet=strategies.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_comes_back(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


@given(strategies.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    try:
        decode(data)
    except ReadError as error:
        assert error.code == "binary"
