"""Which reports are copies, which revisions, and which one is kept."""

import re

import pytest
from dedup.archive import BODY, OTHER
from hypothesis import given, settings
from hypothesis import strategies as st

from minetext.dedup import Deduplicator

TRADITIONAL = str.maketrans(
    "举办培训妇女发资经务实为难儿贫户组织业习选骨与级结联", "舉辦培訓婦女發資經務實為難兒貧戶組織業習選骨與級結聯"
)
INTRO = "在上级党委、政府的正确领导下，我们团结协作，开拓进取，各项工作取得了新的进展。现将有关情况汇报如下。\n"


@pytest.mark.parametrize(
    ("other", "status", "relation"),
    [
        pytest.param(BODY, "duplicate", "exact", id="copied"),
        pytest.param(BODY.translate(str.maketrans("0123456789%,", "０１２３４５６７８９％，")), "duplicate", "exact", id="wide"),
        pytest.param(BODY.translate(TRADITIONAL), "duplicate", "exact", id="traditional"),
        pytest.param(BODY.replace("，", " ,").replace("\n", "\n\n  "), "duplicate", "exact", id="spaced"),
        pytest.param(BODY.replace("1,000", "1000"), "duplicate", "exact", id="thousands"),
        pytest.param(BODY.replace("一、", "1、").replace("二、", "2. ").replace("三、", "(三)"), "duplicate", "exact", id="numbered anew"),
        pytest.param(BODY.replace("普遍好评", "一致赞扬").replace("明显的提高", "显著提升"), "near_duplicate", "near", id="reworded"),
        pytest.param(BODY.replace("840人", "八百四十人").replace("三十名", "30名"), "near_duplicate", "near", id="numerals"),
        pytest.param(BODY.replace("困难儿童", "贫困孤儿").split("\n三、")[0], "near_duplicate", "near", id="cut and reworded"),
        pytest.param("\n".join(BODY.split("\n")[3:6]), "duplicate", "contained", id="contained"),
        pytest.param(BODY.replace("840人", "850人"), "revision", "revision", id="one digit"),
        pytest.param(BODY.replace("三十名", "四十名"), "revision", "revision", id="one Chinese numeral"),
        pytest.param(BODY.replace("6名", "一名"), "revision", "revision", id="one against six"),
        pytest.param(BODY.replace("12期", "24期").replace("24次", "12次"), "revision", "revision", id="two figures swapped"),
        pytest.param(BODY.replace("12期，", "").replace("96.5%", "12%"), "revision", "revision", id="one left out, one changed"),
        pytest.param(BODY.replace("1.5万元", "15万元"), "revision", "revision", id="a point lost"),
        pytest.param(OTHER, "kept", "", id="another"),
        pytest.param(INTRO + OTHER, "kept", "", id="another with an introduction"),
    ],
)  # fmt: skip
def test_what_a_report_is_to_a_fuller_one(judge, other, status, relation):
    kept, verdict = judge(INTRO + BODY if relation != "exact" else BODY, other)
    assert (verdict.status, verdict.relation) == (status, relation)
    assert kept.status == "kept"
    assert verdict.duplicate_of == (kept.doc_id if relation else "")
    assert verdict.counts == (status in ("kept", "revision"))


def test_a_similarity_of_one_is_told_of_the_same_text_only(judge):
    *_, near, revision = judge(BODY, BODY.replace("争取更大的进步", "争取更大进步"), BODY.replace("840人", "850人"))
    assert 0.8 < float(near.similarity) < 1
    assert revision.similarity == "0.99"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年培训妇女200人，发放资料1000份。", "全年培训妇女300人，发放资料2000份。"),
        ("会议圆满结束。大家表示满意。", "会议圆满结束。大家表示感谢。"),
    ],
)
def test_short_reports_are_the_same_word_for_word_only(judge, one, other):
    assert [verdict.status for verdict in judge(one, other, one)] == ["kept", "kept", "duplicate"]


def test_the_fullest_is_kept_and_of_equals_the_first(judge):
    longer = INTRO + BODY.replace("普遍好评", "一致赞扬")
    assert [one.status for one in judge(BODY, longer, BODY)] == ["near_duplicate", "kept", "near_duplicate"]
    assert [one.status for one in judge(BODY, BODY)] == ["kept", "duplicate"]


def test_a_copy_of_a_revision_points_to_the_revision(judge):
    revised = BODY.replace("840人", "850人")
    _, second, copy = judge(INTRO + BODY, revised, revised)
    assert second.status == "revision"
    assert (copy.status, copy.duplicate_of) == ("duplicate", second.doc_id)


def test_of_versions_the_later_in_the_tables_is_the_revision_of_the_closest(judge):
    longer = BODY + "我们决心以更加饱满的热情投入到新的工作中去，再创佳绩。"
    first, second, third = judge(BODY, longer.replace("840人", "850人"), longer.replace("840人", "860人"))
    assert [first.status, second.status, third.status] == ["kept", "revision", "revision"]
    assert (second.duplicate_of, third.duplicate_of) == (first.doc_id, second.doc_id)


def test_no_chain_of_small_changes_leads_to_another_report(judge):
    """Sentence by sentence one report turns into another; what is told to be a copy is like the kept one itself."""
    plain = [
        line for text in (BODY, OTHER) for line in (re.sub(r"[\d.,一二三四五六七八九十百千万]", "", text).split("\n"),)
    ]
    steps = ["\n".join(plain[1][:at] + plain[0][at:]) for at in range(len(plain[1]) + 1)]
    verdicts = judge(*steps)
    place = {one.doc_id: number for number, one in enumerate(verdicts)}
    for number, one in enumerate(verdicts):
        if one.duplicate_of:
            assert verdicts[place[one.duplicate_of]].counts
            assert abs(place[one.duplicate_of] - number) <= 4
    assert sum(one.counts for one in verdicts) > 1


def test_ids_are_made_of_the_content_and_identical_files_have_their_own(judge, sign, tmp_path):
    with Deduplicator(tmp_path / "same") as deduplicator:
        for name in "abc":
            deduplicator.add(sign(BODY, name))
        first, second, third = (one.verdict for one in deduplicator.judge())
    assert len({first.doc_id, second.doc_id, third.doc_id}) == 3
    assert second.duplicate_of == third.duplicate_of == first.doc_id
    assert second.doc_id == f"{first.doc_id}-2"


ARCHIVE = {
    "base": BODY,
    "intro": INTRO + BODY.replace("普遍好评", "一致赞扬"),
    "revised": BODY.replace("840人", "1850人"),
    "part": "\n".join(BODY.split("\n")[3:6]),
    "other": OTHER,
    "other longer": OTHER + "\n对这些问题，我们将在今后的工作中认真加以研究解决。",
}


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(list(ARCHIVE)))
def test_the_order_of_the_reports_decides_nothing(built, tmp_path_factory, order):
    from minetext.layout import one_draft
    from minetext.model import Source

    def judged(names):
        with Deduplicator(tmp_path_factory.mktemp("order") / "spool") as deduplicator:
            for name in names:
                source = built.fold(Source(name, ARCHIVE[name]))
                deduplicator.add(built.signer.sign(source, one_draft(source.text, name)))
            verdicts = [one.verdict for one in deduplicator.judge()]
        named = {one.doc_id: name for name, one in zip(names, verdicts, strict=True)}
        told = {
            (name, named.get(one.duplicate_of), one.relation, one.similarity)
            for one, name in zip(verdicts, names, strict=True)
        }
        # which of two versions is the revision goes by the order of the tables
        copies = {one for one in told if one[2] in ("exact", "near", "contained")}
        return copies, {frozenset(one[:2]) for one in told if one[2] == "revision"}

    copies, revisions = judged(order)
    assert (copies, revisions) == judged(list(ARCHIVE))
    assert len(copies) == 3 and len(revisions) == 1


def test_an_empty_archive_has_no_verdicts(judge):
    assert judge() == []
