"""Reports that try to act in the page, and others that try its layout."""

import json

import pytest

SCRIPT = "<script>window.hacked = 1; alert(1)</script>"
TAGS = f"</script>{SCRIPT}<img src=x onerror='window.hacked=1'><!--<script>]]>&lt;b&gt;"
RECORDS = [
    {"id": "a", "title": f"青溪县妇联{SCRIPT}2010年工作总结", "text": f"全年发放{TAGS}资料1000余份，普查妇女11148人，查出妇科病的5797人占72%。"},
    {"id": "b<img src=x onerror=alert(1)>", "title": "白石县\u202e工作总结", "text": "全年\u0000培训\u202e妇女1253人次\u202c，发放奖金\u200f2000元\u2067。"},
    {"id": "c", "title": "长" * 300, "text": "全年发放" + "资" * 10000 + "料1000余份，" + "A" * 10000 + "培训妇女30人次。"},
    {"id": "d", "title": "$\\frac{1}{2}$县妇联2012年工作总结", "text": "{{ 7 * 7 }}{% raw %} {0} %s 全年培训妇女45人次，发放奖金$9$元、8000元。"},
]  # fmt: skip
HOSTILE = {"<img src=x onerror=alert(2)>.jsonl": "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS)}


def each(page):
    """Open every report of the page, select its first rows and unfold them."""
    for number in range(page.run("return document.querySelectorAll('#reports .report').length")):
        page.run("document.querySelectorAll('#reports .report')[arguments[0]].click()", number)
        page.wait(
            lambda number=number: page.run(
                "return document.querySelector('#reports .here')?.dataset.number !== undefined"
            )
        )
        page.press("jjj")
        yield page.text("#source-head h1")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_report_runs_and_nothing_leaves(opened, language):
    page = opened(HOSTILE, language=language)
    titles = list(each(page))
    assert any(SCRIPT in title for title in titles)
    assert page.run("return window.hacked") is None
    assert page.run("return [...document.scripts].filter((one) => !one.type).length") == 1
    assert page.run("return document.querySelectorAll('#text img, #tables img, main script, .report img').length") == 0
    asked = [json.loads(entry["message"])["message"] for entry in page.driver.get_log("performance")]
    urls = [one["params"]["request"]["url"] for one in asked if one["method"] == "Network.requestWillBeSent"]
    assert urls and all(url.startswith(("file:", "about:", "data:", "blob:")) for url in urls)


def test_even_markup_that_got_in_would_not_run(opened):
    page = opened(HOSTILE)
    refused = page.run(
        """try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked=1'>"); return ""; }
        catch (error) { return error.message; }"""
    )
    assert "TrustedHTML" in refused
    page.run(
        "const one = document.createElement('img'); one.src = 'http://example.invalid/'; document.body.append(one)"
    )
    complaints = page.wait(page.problems)
    assert any("Content Security Policy" in one for one in complaints)
    assert page.run("return window.hacked") is None


def test_what_cannot_be_seen_is_shown_and_keeps_its_place(opened):
    page = opened(HOSTILE)
    page.run("[...document.querySelectorAll('.report')].find((one) => one.textContent.includes('白石')).click()")
    page.wait(lambda: "白石" in page.text("#source-head h1"))
    assert "全年␀培训�妇女" in page.text("#text")
    page.select_text("年␀培训")
    page.wait(lambda: page.all("#add"))
    page.press("i")
    page.sign()
    page.fill("kind", "quantity")
    page.enter()
    page.wait(lambda: page.all("#figures tr.s-added"))
    assert page.export()[0]["text"] == "年\u0000培训"


def test_cells_of_thousands_of_characters_leave_the_layout_as_it_is(opened):
    page = opened(HOSTILE)
    for title in each(page):
        over = page.run(
            """return ["html", "#text", "#tables", "#reports", ".head"].filter((css) => {
                const one = document.querySelector(css);
                return one.scrollWidth > one.clientWidth + 1;
            })"""
        )
        assert over == [], title[:30]
        assert (
            page.run("return Math.max(0, ...[...document.querySelectorAll('.row')].map((one) => one.offsetHeight))")
            < 100
        )
