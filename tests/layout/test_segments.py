"""Sentences, clauses and the rows of segments."""

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies

from minetext.layout.lines import lines, paragraphs
from minetext.layout.sentences import clauses, sentences
from minetext.model import Source, Span
from minetext.rulebook import Splits

TITLE = "青禾县妇女联合会2010年工作总结\n\n"
WRAPPED = (
    "2010年，全县共普查妇女11148人，查出患病妇女5797人，占普查人数的52%；发放一千二百余万元小额贷款，"
    "其中发放到农户的贷款1461.5万元；3月29日至5月5日，举办培训班20余期，培训三千五百人次。"
)


def cut(book, text):
    return [text[slice(*span)] for span in sentences(text, Span(0, len(text)), Splits(book))]


@pytest.mark.parametrize(
    "text",
    [
        "开展“我们的节日！”主题活动3次。", "围绕“举什么旗？走什么路？”的问题展开讨论。", "学习《怎么看？怎么办？》读本。",
        "完成任务（详见附表。下同），受到表彰。", "“你们怎么来了？”，他问。", "提出“发展是第一要务。”的要求。",
        "占3.5%，投资1.2亿元，比2019.3.5增长。", "网址为http://a.cn/b?c=1，欢迎访问。", "约翰.史密斯先生来访",
    ],
)  # fmt: skip
def test_marks_that_end_no_sentence(book, text):
    assert cut(book, text) == [text]


@pytest.mark.parametrize(
    "told",
    [
        ["他说：“成绩来之不易。", "我们要珍惜。”", "大家鼓掌。"],
        ["他说：“好！”", "大家鼓掌。"],
        ["全年办班3期。", "（注：不含乡镇。）", "效果很好。"],
        ["工作顺利完成. ", "成效明显."],
        ["怎么办？！", "群众说了算。"],
    ],
)
def test_marks_that_end_a_sentence(book, told):
    assert cut(book, "".join(told)) == [one.strip() for one in told]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("根据《\n妇女权益保障法\n》的规定，开展宣传。", ["根据《\n妇女权益保障法\n》的规定，开展宣传。"]),
        ("根据《\n\n建议\n\n》精神制定。", ["根据《\n\n建议\n\n》精神制定。"]),
        ("我们抓宣传，\n抓培训。", ["我们抓宣传，\n抓培训。"]),
        ("抓宣传，\n2、抓培训。", ["抓宣传，", "2、抓培训。"]),
        ("各位代表，\n\n现在报告工作。", ["各位代表，", "现在报告工作。"]),
        ("主要工作：\n抓宣传；\n抓培训。", ["主要工作：", "抓宣传；", "抓培训。"]),
        ("\u200b甲乙丙丁。\n\u200b\n戊己庚辛。", ["甲乙丙丁。", "戊己庚辛。"]),
    ],
)
def test_lines_are_joined_where_a_sentence_was_broken(built, book, text, joined):
    found = paragraphs(lines(text), text, Splits(book), built.layout._outline.pattern)
    assert [text[slice(*one)] for one in found] == joined


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("办班3期，参加者80人；效果好。", ["办班3期，", "参加者80人；", "效果好。"]),
        ("贷款5,797元,利息少", ["贷款5,797元,", "利息少"]),
        ("甲村\t12\t30%", ["甲村", "12", "30%"]),
        ("甲村    12   30%", ["甲村", "12", "30%"]),
        ("性别比为107:100", ["性别比为107:100"]),
    ],
)
def test_clauses_and_cells(book, text, told):
    assert [text[slice(*one)] for one in clauses(text, Span(0, len(text)), Splits(book))] == told


def rows(built, text):
    source = built.fold(Source("x", text))
    return [
        segment
        for draft in built.layout.drafts(source)
        for segment, _ in built.layout.segments(source, built.layout.report(source, draft))
    ]


def test_segments_tell_their_place_in_the_outline(built):
    text = f"{TITLE}一、回顾\n（一）抓宣传，促和谐。发放资料3份，受益5人。\n二、打算\n继续努力。\n"
    told = [(one.level, text[slice(*one.span)], one.path, one.headings, one.parent) for one in rows(built, text)]
    whole = text[text.index("一、") : text.index("\n二、")]
    assert told[2:9] == [
        ("section", whole, "1", "一、回顾", 0),
        ("sentence", "一、回顾", "1", "一、回顾", 3),
        ("clause", "一、回顾", "1", "一、回顾", 4),
        ("section", whole.partition("\n")[2], "1.1", "一、回顾 > （一）抓宣传，促和谐", 3),
        ("sentence", "（一）抓宣传，促和谐。", "1.1", "一、回顾 > （一）抓宣传，促和谐", 6),
        ("clause", "（一）抓宣传，", "1.1", "一、回顾 > （一）抓宣传，促和谐", 7),
        ("clause", "促和谐。", "1.1", "一、回顾 > （一）抓宣传，促和谐", 7),
    ]
    assert told[-1] == ("clause", "继续努力。", "2", "二、打算", told.index(told[-2]) + 1)


@pytest.mark.parametrize("width", [20, 24, 31])
def test_a_wrapped_page_has_the_clauses_of_its_text(built, width):
    flow = WRAPPED * 3
    text = TITLE + "\n".join(flow[at : at + width] for at in range(0, len(flow), width))

    def told(of):
        return [(one.level, "".join(of[slice(*one.span)].split())) for one in rows(built, of)]

    assert told(text) == told(TITLE + flow)


ALPHABET = "甲乙丙丁12。，；：！？\n\t 　“”（）《》😀一、二（）1.①关于"


@settings(deadline=None, max_examples=200)
@given(strategies.text(alphabet=ALPHABET, min_size=30, max_size=300))
def test_segments_nest_and_cover_all_that_is_written(built, text):
    source = built.fold(Source("x", text))
    for draft in built.layout.drafts(source):
        report = built.layout.report(source, draft)
        found = {one.number: one for one, _ in built.layout.segments(source, report)}
        assert list(found) == list(range(1, len(found) + 1))
        for one in found.values():
            assert one.span and text[slice(*one.span)].strip() == text[slice(*one.span)]
            if one.parent:
                around = found[one.parent]
                assert around.span.start <= one.span.start and one.span.end <= around.span.end
        whole = [one for one in found.values() if one.level == "sentence"]
        assert all(one.span.end <= other.span.start for one, other in pairwise(whole))
        blocks = [*([draft.title_span] if draft.title_span else []), *draft.paragraphs]
        assert written(text, [one.span for one in whole]) == written(text, blocks)
        for one in whole:
            inside = [other.span for other in found.values() if other.parent == one.number and other.level == "clause"]
            assert written(text, inside) == written(text, [one.span])


def written(text, spans):
    """Where characters stand that are not blank."""
    return [at for span in spans for at in range(*span) if not text[at].isspace()]
