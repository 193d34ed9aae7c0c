"""Which characters of a text are its figures, for telling two reports apart."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture
def mask(built):
    return lambda *blocks: built.signer.numbers.mask(blocks)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("培训妇女840人", "培训妇女0人"),
        ("占96.5%", "占0%"),
        ("投资20万元", "投资0元"),
        ("三十名儿童", "0名儿童"),
        ("三名儿童", "0名儿童"),
        ("处理一起纠纷", "处理0起纠纷"),
        ("占百分之五", "占百分之0"),
        ("拨付伍拾万元", "拨付0元"),
        ("二〇一九年", "0年"),
        ("十几名群众", "0名群众"),
        ("一方面加强领导", "一方面加强领导"),
        ("一系列活动", "一系列活动"),
        ("服务三农", "服务三农"),
        ("参加活动", "参加活动"),
        ("统一思想", "统一思想"),
        ("进一步提高", "进一步提高"),
        ("这一次活动", "这一次活动"),
        ("是一项任务", "是一项任务"),
        ("万事如意", "万事如意"),
        ("几几年", "几几年"),
    ],
)  # fmt: skip
def test_what_is_a_figure(mask, text, template):
    assert mask(text).template == template


@pytest.mark.parametrize(
    ("one", "other"), [("三十名", "30名"), ("20万元", "200000元"), ("二百零六户", "206户"), ("007号", "7号")]
)
def test_equal_numbers_are_equal_however_written(mask, one, other):
    assert mask(one).numbers == mask(other).numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [("三十名", "四十名"), ("1.5元", "15元"), ("七八百人", "七百人"), ("十几人", "十人"), ("20人", "20名")],
)
def test_other_numbers_and_units_are_not(mask, one, other):
    assert mask(one).numbers != mask(other).numbers


def test_numbers_are_counted_by_block(mask):
    found = mask("培训3期840人", "没有数字", "走访12户", "12")
    assert found.counts == [2, 0, 1, 1]
    assert found.template == "培训0期0人没有数字走访0户0"


def test_the_time_grows_with_the_text(mask):
    def seconds(times: int) -> float:
        started = process_time()
        found = mask("服务三农" * times, "培训12人" * times)
        assert len(found.numbers) == times
        return process_time() - started

    assert seconds(40_000) < 25 * max(seconds(4_000), 0.02)


@settings(deadline=None)
@given(
    st.lists(
        st.text(alphabet="0123456789.一二三十百千万亿几数两半壹拾参零〇人户元%系列方面第٣", max_size=20), max_size=4
    )
)
def test_any_mixture_of_numerals_is_read(built, blocks):
    found = built.signer.numbers.mask(blocks)
    assert len(found.numbers) == sum(found.counts)
    assert all(number < 1 << 64 for number in found.numbers)
