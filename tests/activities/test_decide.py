"""Who decides on a type: the rules, the model, or nobody."""

import pytest

from minetext.explain import explain


@pytest.mark.parametrize(
    ("text", "kind", "rules", "model"),
    [
        ("举办家政技能培训班3期。", "training", True, True),
        ("窗口全年核发《营业执照》1430本。", "registration", True, True),
    ],
)
def test_reasons_name_the_rules_and_the_model(built, text, kind, rules, model):
    [activity] = explain(built, text).activities
    reasons = activity.reason.split(";")
    assert activity.activity_type == kind
    assert ("model" in reasons) is model and any(one != "model" for one in reasons) is rules
    assert 0.25 <= activity.confidence <= 1


def test_where_nothing_is_sure_the_type_is_other_and_the_row_says_so(built):
    [activity] = explain(built, "其中3个在东，5个在西。").activities
    assert (activity.activity_type, activity.reason) == ("other", "unsure")
    assert activity.confidence < 0.25
