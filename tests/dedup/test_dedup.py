"""Which reports are the same."""

import pytest

from minetext.dedup import Deduplicator, fingerprint, normalise
from minetext.model import Source

BODY = "全年培训妇女200人，发放资料1,000余份，占52%。" * 4


def print_of(built, text):
    [draft] = built.layout.drafts(Source("x", text))
    return fingerprint(text, draft)


@pytest.mark.parametrize(
    "other",
    [
        f"县妇联2019年工作总结\n\n{BODY}",
        f"妇联工作总结\n\n{BODY.replace('。', '。 ').replace('，', ',')}",
        f"妇联工作总结\n\n{BODY.translate(str.maketrans('0123456789%', '０１２３４５６７８９％'))}",
        f"妇联工作总结\n\n下面是小编整理的总结,希望对您有所帮助。\n\n{BODY}\n\n更多总结延伸阅读",
    ],
    ids=["title", "punctuation and spaces", "width", "promotion"],
)
def test_the_same_text_in_another_dress_is_a_duplicate(built, other):
    first, second = print_of(built, f"妇联工作总结\n\n{BODY}"), print_of(built, other)
    assert first.body == second.body
    judge = Deduplicator()
    kept, copy = judge.judge(first), judge.judge(second)
    assert kept.status == "kept" and kept.counts
    assert (copy.status, copy.duplicate_of, copy.counts) == ("duplicate", kept.doc_id, False)


@pytest.mark.parametrize("digits", ["201人", "2.00人", "20-0人"])
def test_a_report_that_differs_in_a_figure_is_no_duplicate(built, digits):
    first = print_of(built, f"妇联工作总结\n\n{BODY}")
    assert print_of(built, f"妇联工作总结\n\n{BODY.replace('200人', digits)}").body != first.body


def test_digits_that_a_mark_parts_stay_apart():
    assert normalise("3-5天") != normalise("35天")
    assert normalise("３—５天") == normalise("3-5 天")


def test_identical_files_have_ids_of_their_own(built):
    judge = Deduplicator()
    same = print_of(built, f"妇联工作总结\n\n{BODY}")
    first, second, third = judge.judge(same), judge.judge(same), judge.judge(same)
    assert len({first.doc_id, second.doc_id, third.doc_id}) == 3
    assert second.duplicate_of == third.duplicate_of == first.doc_id


def test_an_id_is_made_of_the_content_alone(built):
    text = f"妇联工作总结\n\n{BODY}"
    assert Deduplicator().judge(print_of(built, text)) == Deduplicator().judge(print_of(built, text))
