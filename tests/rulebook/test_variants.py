import hypothesis.strategies as st
import pytest
from hypothesis import given

from minetext.explain import explain
from minetext.rulebook import RuleError, load
from minetext.rulebook.schema import VariantRule
from minetext.rulebook.variants import Variants

LETTERS = VariantRule.model_validate(
    {"id": "variants.letters", "why": "for these tests", "written": "A B\nC", "plain": "abc", "yes": ["ABC"]}
)


@given(st.text("ABCabc1 "))
def test_folding_keeps_the_length_and_leaves_no_variant(text):
    folded = Variants([LETTERS]).fold(text)
    assert len(folded) == len(text)
    assert folded == text.lower()


def test_a_text_without_variants_is_returned_as_it_is():
    text = "abc" * 10
    assert Variants([LETTERS]).fold(text) is text


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("發放獎助學金3萬元", "发放奖助学金3万元"),
        ("全縣六十歲以上老人五萬三千二百人", "全县六十岁以上老人五万三千二百人"),
        (
            "九十二年七月二十五日，為兩戶貧困家庭送去慰問金1000圓",
            "九十二年七月二十五日，为两户贫困家庭送去慰问金1000圆",
        ),
        ("開辦婦女識字班十餘個，較去年增長兩成", "开办妇女识字班十余个，较去年增长两成"),
    ],
)
def test_both_scripts_are_read_alike_and_quoted_as_written(built, traditional, simplified):
    ours, theirs = explain(built, traditional, 2003), explain(built, simplified, 2003)
    fold = built.rulebook.variants.fold
    for one, other in zip(ours.figures, theirs.figures, strict=True):
        assert traditional[slice(*one.span)] == one.text
        assert one.item in traditional
        assert (one.value, one.kind, one.date, one.role) == (other.value, other.kind, other.date, other.role)
        assert (fold(one.item), fold(one.unit), one.activity_type) == (other.item, other.unit, other.activity_type)


def test_own_rules_may_be_written_in_either_script(tmp_path, built):
    (tmp_path / "own.yaml").write_text(
        "units:\n  - {id: quantity.own, why: a measure word of our own, words: [塊牌匾], kind: quantity,"
        " yes: [懸掛3塊牌匾]}\n",
        encoding="utf-8",
    )
    assert load([tmp_path]).rules["quantity.own"].words == ("块牌匾",)


def test_lists_of_different_length_are_told(tmp_path):
    (tmp_path / "own.yaml").write_text(
        "variants:\n  - {id: variants.own, why: too short a list, written: AB, plain: a, yes: [AB]}\n", encoding="utf-8"
    )
    with pytest.raises(RuleError, match=r"字数不等|different lengths"):
        load([tmp_path])
