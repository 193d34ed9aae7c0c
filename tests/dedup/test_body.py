"""What may differ between two copies of a report, and what may not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minetext.layout import one_draft
from minetext.model import Source


@pytest.fixture
def body(built):
    def of(text: str):
        source = built.fold(Source("x", text))
        return built.signer.normaliser.body(source.plain, one_draft(source.text))

    return of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("发放资料１０００份", "发放资料1000份"),
        ("发放资料1,000份", "发放资料1000份"),
        ("發放資料", "发放资料"),
        ("一、抓宣传", "（一）抓宣传"),
        ("1. 抓宣传", "第一部分 抓宣传"),
        ("工作顺利。2、抓宣传", "工作顺利；抓宣传"),
        ("开展“三下乡”活动", "开展三下乡活动"),
        ("占３．５％", "占3.5%"),
        ("APP上线", "App 上线"),
    ],
)
def test_the_same_text(body, one, other):
    assert body(one).text == body(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("需3-5天", "需35天"),
        ("占3.5%", "占35%"),
        ("占3.5%", "占3-5%"),
        ("共3。5人参加", "共35人参加"),
        ("3、4月份", "2、4月份"),
        ("二、三十人参加", "三、三十人参加"),
        ("共有三个", "共有两个"),
        ("完成52%", "完成52"),
    ],
)
def test_another_text(body, one, other):
    assert body(one).text != body(other).text


def test_blocks_hold_short_sentences_with_the_next(body):
    text = "一、基本情况\n全年共举办各类培训班十二期。成效明显。受到上级领导的充分肯定和表扬。特此报告"
    found = body(text)
    assert [text[slice(*span)] for span in found.spans] == [
        "一、基本情况\n全年共举办各类培训班十二期。",
        "成效明显。受到上级领导的充分肯定和表扬。特此报告",
    ]
    assert found.sentences == [2, 3]


def test_a_text_without_punctuation_is_cut(body):
    text = "天地玄黄宇宙洪荒" * 1000
    found = body(text)
    assert [end - start for start, end in found.spans] == [2000] * 4
    assert found.text == text


@settings(deadline=None)
@given(st.text(alphabet="一二3。，\n 工作.%\x02‰①A", max_size=80))
def test_blocks_cover_the_text_in_order(built, text):
    source = built.fold(Source("x", text))
    found = built.signer.normaliser.body(source.plain, one_draft(source.text))
    assert "".join(found.blocks).replace("·", "") == found.text.replace("·", "")
    assert all(found.blocks)
    ends = [end for _, end in found.spans]
    starts = [start for start, _ in found.spans]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    for start, end in found.spans:
        assert text[start:end].strip() == text[start:end] != ""
