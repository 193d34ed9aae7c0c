"""Pages that were wrapped by hand are read as if they were not, and every span stays in the source."""

import pytest
from hypothesis import given, settings, strategies

from minetext.layout import unwrap
from minetext.model import Source, Span, Verdict

TITLE = "青禾县妇女联合会2010年工作总结\n\n"
PARAGRAPH = (
    "2010年，全县共普查妇女11148人，查出患病妇女5797人，占普查人数的52%；发放一千二百余万元小额贷款，"
    "其中发放到农户的贷款1461.5万元；3月29日至5月5日，举办培训班20余期，培训三千五百人次，合格率达90%以上。"
)


def read(built, text):
    source = built.fold(Source("a", text))
    [draft] = built.layout.drafts(source)
    return built.mine(source, built.layout.report(source, draft), Verdict("d", "kept")).read


def wrapped(text, width, newline):
    return newline.join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("newline", ["\n", "\r\n", " \n"])
@pytest.mark.parametrize("width", [20, 21, 24, 26, 33])
def test_a_break_changes_no_figure(built, width, newline):
    flow = PARAGRAPH * 3
    text = wrapped(flow, width, newline)
    plain, found = read(built, TITLE + flow), read(built, TITLE + text)
    assert [(one.value, one.unit, one.item, one.date) for one in found.figures] == [
        (one.value, one.unit, one.item, one.date) for one in plain.figures
    ]
    for one in (*found.figures, *found.activities):
        assert (TITLE + text)[slice(*one.span)] == one.text


@settings(deadline=None, max_examples=50)
@given(
    strategies.lists(strategies.text(alphabet="一二百人，1.5%a ", min_size=20, max_size=24), min_size=6, max_size=12)
)
def test_spans_lead_back_to_the_source(built, lines):
    text = "\n".join(lines)
    source = Source("a", text)
    for draft in built.layout.drafts(source):
        report = built.layout.report(source, draft)
        view = unwrap(source, report)
        if view is None:
            continue
        for ours, theirs in zip(view.report.sentences, report.sentences, strict=True):
            assert view.span(ours.span) == theirs.span
            there, here = text[slice(*theirs.span)], view.source.text[slice(*ours.span)]
            assert "".join(there.split()) == "".join(here.split())


def test_latin_words_stay_apart(built):
    source = Source(
        "a",
        "\n".join(
            [
                "本年度全县妇女联合会引进美国公司Micro",
                "soft的办公软件和其他各种软件共计一十",
                *["县妇联组织广大妇女学习法律知识和文化知" for _ in range(6)],
            ]
        )
        + "。",
    )
    [draft] = built.layout.drafts(source)
    view = unwrap(source, built.layout.report(source, draft))
    assert view and "Micro\nsoft" in view.source.text and view.source.text.count("\n") == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n", " \n"])
def test_spans_are_led_in_and_out_again(built, newline):
    text = TITLE + wrapped(PARAGRAPH, 24, newline)
    source = Source("a", text)
    [draft] = built.layout.drafts(source)
    view = unwrap(source, built.layout.report(source, draft))
    size = len(view.source.text)
    for start in range(size):
        for end in range(start + 1, min(size, start + 40) + 1):
            assert view.inside(view.span(Span(start, end))) == (start, end)
    for start in range(draft.span.start, draft.span.end):
        for end in range(start + 1, min(draft.span.end, start + 40) + 1):
            inside = view.inside(Span(start, end))
            assert 0 <= inside.start <= inside.end <= size
            there, here = "".join(view.source.text[slice(*inside)].split()), "".join(text[start:end].split())
            assert not here or there == here
