"""Files to sources: what each format gives, and what cannot be read."""

import itertools
import json

import pytest
from readers.reading import contents, written

from minetext.model import Problem, Source
from minetext.readers import CUT, InputFile, open_stretch, stretches

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>网站</title><style>p{}</style></head><body>
<nav>首页 | 总结</nav><script>var a = "5人";</script>
<h1>妇联工作总结</h1><p>培训妇女<b>200</b>人。<!-- 8人 -->投入3万元。</p><ul><li>甲</li><li>乙</li></ul>
<table><tr><td>户数</td><td>5户</td></tr></table></body></html>"""


def test_html_gives_the_text_that_it_shows(tmp_path):
    [source] = contents(written(tmp_path, "a.txt", PAGE.encode("gb18030")))
    lines = source.text.split("\n")
    assert source.extracted and source.encoding == "gb18030"
    assert "妇联工作总结" in lines and "培训妇女200人。投入3万元。" in lines
    assert "甲" in lines and "乙" in lines
    assert "户数\t5户" in lines
    assert not any(hidden in source.text for hidden in ("5人", "8人", "首页", "网站", "p{}"))


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><p>\0\0", "<html>" + "<div>" * 3000 + "甲"])
def test_odd_html_is_read_or_refused(tmp_path, page):
    for one in contents(written(tmp_path, "a.html", page)):
        assert isinstance(one, Source | Problem)


def test_a_page_in_utf16_is_a_page(tmp_path):
    [source] = contents(written(tmp_path, "a.html", PAGE.replace("gb2312", "utf-16").encode("utf-16")))
    assert "培训妇女200人。投入3万元。" in source.text


def test_jsonl_gives_one_source_a_record(tmp_path):
    lines = [
        json.dumps({"id": 7, "title": "总结", "text": "培训20人"}, ensure_ascii=False),
        "",
        '{"text": "无号"}',
        "{bad",
        '{"id": 1}',
    ]
    first, second, bad, empty = contents(written(tmp_path, "a.jsonl", "\n".join(lines)))
    assert (first.name, first.title, first.text) == ("a.jsonl#7", "总结", "培训20人")
    assert second.name.startswith("a.jsonl#") and second.text == "无号"
    assert [one.error for one in (bad, empty)] == ["record", "record"]


def test_half_characters_of_records_are_replaced_where_they_stand(tmp_path):
    [source] = contents(
        written(tmp_path, "a.jsonl", r'{"id": "a\ud800", "title": "总\udfff结", "text": "培训\ud83d20人"}')
    )
    assert (source.name, source.title, source.text) == ("a.jsonl#a?", "总?结", "培训?20人")


def test_jsonl_is_known_by_its_content(tmp_path):
    [source] = contents(written(tmp_path, "a.txt", '\ufeff{"text": "培训20人"}\n'))
    assert source.text == "培训20人"


def test_a_large_file_of_records_is_cut_at_line_ends(tmp_path):
    records = [json.dumps({"id": number, "text": "培训20人" * 40}, ensure_ascii=False) for number in range(12_000)]
    path = written(tmp_path, "a.jsonl", "\n".join(records) + "\n")
    file = InputFile(str(path), "a.jsonl", path.stat().st_size)
    cut = stretches(file)
    assert len(cut) > 2 and cut[0].start == 0 and cut[-1].end == file.size
    assert all(one.end == other.start for one, other in itertools.pairwise(cut))
    assert all(one.end - one.start < 2 * CUT for one in cut)
    assert [source.name for source in contents(path)] == [f"a.jsonl#{number}" for number in range(12_000)]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "empty"),
        (b" \n\r\n ", "empty"),
        (b"%PDF-1.7 ...", "broken"),
        (b"PK\x03\x04....", "broken_archive"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (bytes(range(256)) * 9, "binary"),
    ],
)
def test_what_cannot_be_read_is_a_problem(tmp_path, data, error):
    [problem] = contents(written(tmp_path, "a.txt", data))
    assert isinstance(problem, Problem) and problem.error == error and problem.source == "a.txt"


def test_a_file_that_vanishes_is_a_problem(tmp_path):
    path = written(tmp_path, "a.txt", "甲")
    [stretch] = stretches(InputFile(str(path), "a.txt", 3))
    path.unlink()
    [problem] = open_stretch(stretch, "").contents
    assert problem.error == "unreadable"


def test_an_encoding_that_is_for_no_texts_is_a_problem(tmp_path):
    [problem] = contents(written(tmp_path, "a.txt", b"peixun-!!"), "punycode")
    assert problem.error == "encoding"


def test_a_wrong_encoding_is_a_problem_of_that_file(tmp_path):
    [problem] = contents(written(tmp_path, "a.txt", "培训二十人"), "ascii")
    assert (problem.error, dict(problem.facts)["encoding"]) == ("encoding", "ascii")
