"""Lines that are too long: the rules see pieces, the text and its offsets stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.reading import codes, contents, written

from minetext.limits import Limits
from minetext.model import Source
from minetext.readers.long_lines import in_pieces

TEXTS = st.text(st.sampled_from("字全年0123456789.,，。 \n\r㈠\U00020000"), max_size=300)


@given(TEXTS, st.integers(1, 60))
def test_no_line_is_longer_than_the_limit_and_no_offset_moves(text, limit):
    *problems, source = in_pieces([Source("a.txt", text)], limit)
    assert isinstance(source, Source) and source.text == text and len(source.plain) == len(text)
    assert max(map(len, re.split(r"[\r\n]", source.plain))) <= limit
    changed = [at for at, (one, other) in enumerate(zip(text, source.plain, strict=True)) if one != other]
    assert {source.plain[at] for at in changed} <= {"\n"}
    long = sum(len(line) > limit for line in re.split(r"[\r\n]", text))
    assert [dict(one.facts)["count"] for one in problems] == ([str(long)] if long else [])
    assert len(changed) * limit <= len(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("培训妇女20人次。走访30户。", "培训妇女20人次\n走访30户。"),  # at the mark, not inside the number
        ("培训 妇女12.5万人次", "培训\n妇女12.5万人次"),  # a point is part of a number
        ("甲乙丙丁戊己庚辛壬癸子丑", "甲乙丙丁戊己庚辛壬癸\n丑"),  # no mark is near: at the limit
        ("甲乙。\r丙丁。\r戊己。\r庚辛。", ""),  # short lines that end as on old systems
    ],
)
def test_a_line_is_cut_between_sentences_where_it_can(text, read):
    *_, source = in_pieces([Source("a.txt", text)], 10)
    assert source.folded == read


def test_a_text_that_was_folded_stays_so():
    *_, source = in_pieces([Source("a.txt", "婦女。婦女", folded="妇女。妇女")], 3)
    assert (source.folded, source.text) == ("妇女\n妇女", "婦女。婦女")


def test_short_lines_are_left_alone_and_long_ones_told_at_reading(tmp_path):
    path = written(tmp_path, "a.txt", "培训妇女。\n" * 3 + "培训妇女，" * 9)
    assert codes(contents(path)) == ["a.txt"]
    assert codes(contents(path, limits=Limits(line=10))) == ["long_line", "a.txt"]
