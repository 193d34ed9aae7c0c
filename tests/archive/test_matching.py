"""Which report of one run is which of another."""

import pytest

from minetext.archive.matching import Doc, match

CONTENT = {
    "a": "全年普查妇女一千人",
    "A": "全年普查妇女一千一百人",
    "b": "审结案件三百件",
    "c": "新建校舍两千平方米",
    "": "",
}


def doc(text: str) -> Doc:
    """`ID source title rank`."""
    doc_id, source, title, rank = text.split()
    return Doc(doc_id, source, title, int(rank))


def content(one: Doc) -> frozenset[str]:
    text = CONTENT[one.doc_id[0]]
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["a1 x t 0"], ["a1 x t 0"], ["a1 a1"]),
        (["a1 x t 0"], ["A2 x t 0"], ["a1 A2"]),  # its text changed
        (["a1 x t 0"], ["a1 y u 0"], ["a1 a1"]),  # it moved
        (["a1 x t 0"], ["A2 x u 0"], ["a1 A2"]),  # text and title changed
        (["a1 x t 0"], ["A2 y t 0"], ["a1 A2"]),  # text and name of the file changed
        (["a1 x t 0"], ["b2 y t 0"], ["a1 -", "- b2"]),  # another report that has the same title
        (["a1 x t 0"], ["b2 x u 0"], ["a1 -", "- b2"]),
        (["a1 x t 0", "b1 x t 1", "c1 x t 2"], ["b1 x t 0", "c1 x t 1"], ["a1 -", "b1 b1", "c1 c1"]),
        (["a1 x t 0", "b1 x t 1"], ["c1 x t 0", "A2 x t 1", "b1 x t 2"], ["a1 A2", "b1 b1", "- c1"]),
    ],
)
def test_reports_are_matched(old, new, pairs):
    found = match([doc(one) for one in old], [doc(one) for one in new], content, content)
    assert [f"{one.doc_id if one else '-'} {other.doc_id if other else '-'}" for one, other in found] == pairs
    mirrored = match([doc(one) for one in new], [doc(one) for one in old], content, content)
    assert {(other, one) for one, other in mirrored} == set(found)
