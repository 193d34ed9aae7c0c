"""The pages of a run as files."""

import base64
import hashlib
import json
import re

import pytest

from minetext.messages.review import TEXTS
from minetext.review import write_page
from minetext.review.writing import SCRIPTS, _asset
from minetext.tables import OutputError

REPORT = "青溪县妇联{year}年工作总结\n\n全年普查妇女11148人，查出妇科病的5797人占72%。发放资料1000余份。\n"


def write(folder, size=2000):
    return write_page(folder, folder / "review.html", "zh", size)


def test_a_page_is_whole_in_itself(finished):
    folder = finished({"a.txt": REPORT.format(year=2010)})
    assert write(folder).reports == 1
    page = (folder / "review.html").read_text(encoding="utf-8")
    addresses = re.sub(r'xmlns="[^"]*"', "", page)
    assert not re.search(
        r"""(?:src|href)\s*=\s*["']?(?!#|\{)|https?://|@import|url\(""",
        re.sub(r"<script>.*</script>", "", addresses, flags=re.S),
    )
    assert "style=" not in page.partition("<script>")[0]


def test_only_the_page_s_own_script_and_style_are_allowed(finished):
    folder = finished({"a.txt": REPORT.format(year=2010)})
    write(folder)
    page = (folder / "review.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, flags=re.S)
        assert base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy


def test_the_same_run_gives_the_same_page(finished):
    folder = finished({"a.txt": REPORT.format(year=2010)})
    write(folder)
    first = (folder / "review.html").read_bytes()
    write(folder)
    assert (folder / "review.html").read_bytes() == first


def test_pages_of_an_earlier_larger_run_are_removed_and_nothing_else(finished):
    folder = finished(
        {f"{year}.txt": REPORT.format(year=year).replace("11148", f"1{year}") for year in range(2001, 2006)}
    )
    (folder / "review-009.html").write_text("mine", encoding="utf-8")
    assert [path.name for path in write(folder, 2).pages] == [
        "review.html",
        *(f"review-00{number}.html" for number in (1, 2, 3)),
    ]
    assert [path.name for path in write(folder, 3).pages] == ["review.html", "review-001.html", "review-002.html"]
    assert sorted(path.name for path in folder.glob("review*.html")) == [
        "review-001.html",
        "review-002.html",
        "review-009.html",
        "review.html",
    ]
    assert write(folder).pages == [folder / "review.html"]
    assert sorted(path.name for path in folder.glob("review*.html")) == ["review-009.html", "review.html"]


def test_a_folder_without_a_run_is_told(tmp_path):
    with pytest.raises(OutputError):
        write(tmp_path)


def test_rows_that_would_be_lost_are_told(finished):
    folder = finished({f"{year}.txt": REPORT.format(year=year).replace("11148", f"1{year}") for year in (2001, 2002)})
    path = folder / "figures.csv"
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join([head, *rows[::-1]]), encoding="utf-8-sig", newline="")
    with pytest.raises(OutputError) as told:
        write(folder)
    assert told.value.code == "order"
    assert not list(folder.glob("review*"))


def test_a_run_without_reports_has_a_page(finished):
    folder = finished({"a.txt": "\n"})
    assert write(folder).reports == 0


def test_every_text_that_the_page_asks_for_is_there():
    asked = set()
    for name in [*(f"{one}.js" for one in (*SCRIPTS, "index")), "page.html", "index.html"]:
        text = _asset(name)
        asked |= set(re.findall(r'\bsay\("([^"]+)"', text)) | set(re.findall(r'data-(?:t|label|hint)="([^"]+)"', text))
        asked |= set(re.findall(r'\bt: "([^"]+)"', text))
    assert len(asked) > 50
    assert asked - {code.removeprefix("page.") for code in TEXTS} == set()


def test_json_cannot_end_the_element_that_it_stands_in():
    from minetext.review.payload import script_json

    text = script_json({"a": "</script><!--<script>&"})
    assert "<" not in text and ">" not in text and json.loads(text) == {"a": "</script><!--<script>&"}
