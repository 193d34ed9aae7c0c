"""Pages to reports, sections and sentences."""

import pytest
from hypothesis import given, settings, strategies

from minetext.layout.lines import lines, paragraphs, wrapped
from minetext.layout.nesting import sections
from minetext.layout.outline import Heading
from minetext.layout.sentences import MAX_SENTENCE, sentences
from minetext.model import Source, Span
from minetext.rulebook import Splits

BODY = "一年来，我县妇联在县委的领导下，认真履行职责，取得了较好的成绩。全年培训妇女200人，发放宣传资料1000余份，受到群众好评。"
INTRO = "为了让您写得更好,下面是小编整理的“工作总结”,希望能对您有所帮助,请收藏。"
FURTHER = "abc123.com更多总结延伸阅读"


def reports(built, text, title=""):
    source = Source("x", text, title)
    return [built.layout.report(source, draft) for draft in built.layout.drafts(source)]


def test_a_page_is_split_at_its_title_lines(built):
    text = f"妇联2019年工作总结\n\n{INTRO}\n\n{BODY}\n\n{FURTHER}\n\n区计生工作总结\n\n\n{BODY}\n"
    first, second = reports(built, text)
    assert (first.title, second.title) == ("妇联2019年工作总结", "区计生工作总结")
    assert text[slice(*first.span)].startswith("妇联2019年") and text[slice(*first.span)].endswith("好评。")
    assert [text[slice(*one)] for one in first.masked] == [INTRO]
    assert FURTHER not in text[slice(*first.span)] + text[slice(*second.span)]


def test_sentences_leave_out_what_is_masked(built):
    [report] = reports(built, f"妇联工作总结\n\n{INTRO}\n\n{BODY}\n")
    text = f"妇联工作总结\n\n{INTRO}\n\n{BODY}\n"
    told = [text[slice(*sentence.span)] for sentence in report.sentences]
    assert told[0] == "妇联工作总结" and not any("小编" in one for one in told)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n{BODY}",
        f"妇联2019年工作总结\n\n{BODY}\n\n三、2010年工作总结\n\n{BODY}",
        f"妇联2019年工作总结\n\n现将工作情况作如下汇报\n\n{BODY}",
        f"妇联2019年工作总结\n\n{BODY}\n\n市妇联工作总结\n学校工作总结\n乡镇工作总结\n",
    ],
    ids=["no title", "a numbered heading", "an announcement", "a list of links"],
)
def test_what_is_one_report(built, text):
    assert len(reports(built, text)) == 1


def test_a_title_given_apart_is_the_title_of_the_only_report(built):
    [report] = reports(built, f"{BODY}\n{BODY}", "团委工作总结")
    assert report.title == "团委工作总结" and report.title_span is None


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_nothing_at_all_gives_no_row(built, text):
    assert reports(built, text) == []


def test_the_outline_nests_mixed_and_broken_numbering(built):
    text = f"学校工作总结\n\n一、德育\n(一)班会\n1、主题\n{BODY}\n(三)家访\n三、教学\n{BODY}\n"
    [report] = reports(built, text)
    told = [(text[slice(*section.heading)], section.level, section.parent) for section in report.sections]
    assert told == [("一、德育", 0, -1), ("(一)班会", 1, 0), ("1、主题", 2, 1), ("(三)家访", 1, 0), ("三、教学", 0, -1)]
    assert report.sections[0].span.end == report.sections[4].span.start
    assert report.sentences[-1].section == 4


def test_sections_end_where_the_next_of_their_rank_begins():
    made = sections([Heading(Span(0, 2), 1, 10), Heading(Span(5, 7), 2, 20), Heading(Span(9, 11), 1, 10)], 20)
    assert [one.span for one in made] == [Span(0, 9), Span(5, 9), Span(9, 20)]


def test_lines_of_a_wrapped_page_are_joined(book):
    width = 30
    flow = "".join(chr(0x4E00 + number % 500) for number in range(width * 8 - 7)) + "。"
    text = "\n".join(flow[at : at + width] for at in range(0, len(flow), width))
    found = lines(text)
    page = wrapped(found, text)
    assert page is not None and page.width == width
    assert paragraphs(found, text, Splits(book), None) == [Span(0, len(text))]


def test_a_page_may_be_wrapped_by_the_width_of_its_characters(book):
    flow = "全年门急诊46820人次，比上年增加3820人次，收治住院病人2416人次，业务总收入1286万元，" * 6
    flow += "坚持深化医药卫生体制改革，各项工作都有新的起色，" * 6
    cut, at = [], 0
    while at < len(flow):
        end = next(end for end in range(at, len(flow) + 1) if end == len(flow) or len(flow[at:end].encode("gbk")) >= 59)
        cut, at = [*cut, flow[at:end]], end
    text = "\n".join(cut)
    assert max(map(len, cut[:-1])) - min(map(len, cut[:-1])) > 5
    assert paragraphs(lines(text), text, Splits(book), None) == [Span(0, len(text))]


def test_a_number_broken_between_two_lines_joins_them(book):
    text = "今年以来，全县各级妇联共组织普查妇女11\n148人。\n附件1\n2010年工作总结"
    assert [text[slice(*one)] for one in paragraphs(lines(text), text, Splits(book), None)] == [
        "今年以来，全县各级妇联共组织普查妇女11\n148人。", "附件1", "2010年工作总结",
    ]  # fmt: skip


def test_lines_of_other_texts_are_paragraphs(book):
    text = "短行\n另一行比较长一些的文字\n第三行\n四\n五五五五\n六六六六六六六六六六六六六六六六六六六六六六六\n"
    assert wrapped(lines(text), text) is None
    assert len(paragraphs(lines(text), text, Splits(book), None)) == 6


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_ends_a_line(newline):
    text = newline.join(["甲", "", "　乙 ", "丙"])
    found = lines(text)
    assert [text[line.start : line.end] for line in found] == ["甲", "乙", "丙"]
    assert [line.after_blank for line in found] == [True, True, False]
    assert found[1].indented


def test_sentences_keep_their_closing_marks_and_drop_white_space(book):
    text = " 他说：“好。” 又办班！！　共3期"
    found = [text[slice(*span)] for span in sentences(text, Span(0, len(text)), Splits(book))]
    assert found == ["他说：“好。”", "又办班！！", "共3期"]


def test_a_text_without_punctuation_is_cut(book):
    text = "字" * (3 * MAX_SENTENCE + 5)
    found = list(sentences(text, Span(0, len(text)), Splits(book)))
    assert [span.start for span in found] == [0, MAX_SENTENCE, 2 * MAX_SENTENCE, 3 * MAX_SENTENCE]
    assert found[-1].end == len(text)


@settings(deadline=None)
@given(strategies.text(alphabet="甲乙12。，；！？\n\r 　“”（）😀一、（二）总结报告小编", max_size=300))
def test_spans_lie_in_the_text_in_order(built, text):
    end = 0
    for report in reports(built, text):
        assert end <= report.span.start < report.span.end <= len(text)
        end = report.span.end
        position = report.span.start
        for sentence in report.sentences:
            assert position <= sentence.span.start < sentence.span.end <= report.span.end
            position = sentence.span.end
            assert -1 <= sentence.section < len(report.sections)
            assert not any(mask.start < sentence.span.end and sentence.span.start < mask.end for mask in report.masked)
