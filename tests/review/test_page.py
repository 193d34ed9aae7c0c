"""The page in a real browser, as an auditor uses it."""

import csv

import pytest
from conftest import REPORTS

from minetext.tables.rows import table_rows

REPORT = """青溪县妇联2010年工作总结

𠮷林村今年共普查妇女11148人，查出妇科病的5797人，占52%。3月8日召开表彰大会，表彰先进𠮷𠮷个人36名，发放奖金12000元。
全年共办培训班6期，培训妇女890人次。全年受理信访623件，其中来电346件、来信97件、网络190件。
"""

SECOND = """白石县妇联2011年工作总结

全县举办培训班12期，培训妇女1450人次。走访慰问贫困户78户，每户500元，发放慰问金39000元。
"""


def figures(page):
    with (page.folder / "figures.csv").open(encoding="utf-8-sig", newline="") as handle:
        return {row["text"]: row for row in csv.DictReader(handle)}


def test_a_click_on_either_side_shows_and_lights_the_other(opened):
    page = opened({"a.txt": REPORT})
    page.mark("5797人").click()
    assert "5797人" in page.text("#figures tr.here")
    assert page.texts("#text .lit") == ["5797人"]
    page.row("36名").click()
    assert page.texts("#text .lit") == ["36名"]
    assert page.driver.current_url.endswith(figures(page)["36名"]["figure_id"])


def test_a_click_on_a_sentence_shows_its_activity(opened):
    page = opened({"a.txt": REPORT})
    page.run("[...document.querySelectorAll('#text span')].find((one) => one.textContent.includes('培训班')).click()")
    assert "培训" in page.text("#activities tr.here")
    assert "培训班" in "".join(page.texts("#text .lit"))


def test_checks_come_first_the_worst_before_all_and_light_all_their_places(opened):
    page = opened({"a.txt": REPORT})
    assert page.one("#checks .check").text.startswith("✗ fail")
    page.press("n")
    lit = page.wait(lambda: page.texts("#text .place"))
    assert len(lit) >= 2 and "623件" in lit and "346件" in lit
    # the report is opened at its worst check, although the other one comes first by name
    assert "青溪县妇联" in page.text("#source-head h1")


def test_what_passes_is_folded_away_until_someone_asks(opened):
    page = opened({"a.txt": REPORT})
    assert not page.all("#checks .pass")
    page.click("#checks .fold")
    assert page.all("#checks .pass")


def test_filters_narrow_list_and_rows(opened):
    page = opened({"a.txt": REPORT, "b.txt": SECOND})
    assert page.text("#listed") == "2 of 2"
    page.click("#filters summary")
    page.run(
        """const select = document.querySelector("[name=kind]"); select.value = "money";
        select.dispatchEvent(new Event("change"));"""
    )
    assert page.text("#listed") == "2 of 2"
    assert {row.text.split()[1] for row in page.all("#figures tr.row")} == {"12000元"}
    assert page.driver.execute_script("return document.querySelectorAll('#text mark.out').length") > 0
    for name, value, listed in (("from", "2011", "1 of 2"), ("result", "fail", "0 of 2")):
        page.run(
            """const select = document.querySelector(`#filter-form [name=${arguments[0]}]`);
            select.value = arguments[1]; select.dispatchEvent(new Event("change"));""",
            name, value,
        )  # fmt: skip
        assert page.text("#listed") == listed
    page.click("#clear")
    assert page.text("#listed") == "2 of 2"


def test_search_looks_into_every_text(opened):
    page = opened({"a.txt": REPORT, "b.txt": SECOND})
    page.press("/")
    page.driver.switch_to.active_element.send_keys("慰问金")
    page.wait(lambda: page.text("#listed") == "1 of 2")
    page.enter()
    page.wait(lambda: "白石县" in page.text("#source-head h1"))
    assert "".join(page.texts("#text .hit")) == "慰问金"


def test_the_keyboard_alone_goes_through_decides_and_takes_back(opened):
    page = opened({"a.txt": REPORT, "b.txt": SECOND})
    page.press("jja")
    page.sign()
    first = page.text("#figures tr.here")
    assert "s-accepted" in page.one("#figures tr.here").get_attribute("class")
    page.press("jx")
    assert "s-rejected" in page.one("#figures tr.here").get_attribute("class")
    page.press("u")
    assert "s-open" in page.one("#figures tr.here").get_attribute("class")
    page.press("k")
    assert page.text("#figures tr.here") == first
    page.press("]")
    page.wait(lambda: "白石县" in page.text("#source-head h1"))
    page.press("?")
    assert page.all("#help")


def test_corrections_are_exported_line_by_line(opened):
    page = opened({"a.txt": REPORT})
    page.mark("36名").click()
    page.press("e")
    page.sign('李, "四"')
    page.fill("value", "63")
    page.fill("role", "target")
    page.fill("date", "2010-03-32")
    page.enter()
    assert "EDTF" in page.text(".editor .wrong")
    page.fill("date", "2010-03-08")
    page.fill("note", "见原件\n第3页")
    page.enter()
    page.mark("52%").click()
    page.press("x")
    page.press("n")
    page.wait(lambda: page.all(".check.here"))
    page.press("a")
    rows = page.export()
    table = figures(page)
    corrected = [row for row in rows if row["action"] == "correct"]
    assert {(row["column"], row["new"]) for row in corrected} >= {("value", "63"), ("role", "target")}
    for row in corrected:
        assert row["old"] == table["36名"][row["column"]]
        assert {row[name] for name in ("who",)} == {'李, "四"'} and row["note"].startswith("见原件")
    for row in rows:
        assert row["doc_id"] == table["36名"]["doc_id"] and row["source"] == "a.txt"
        assert REPORT[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["when"][10] == "T" and row["when"][19] in "+-"
    rejected = next(row for row in rows if row["action"] == "reject")
    assert (rejected["table"], rejected["id"]) == ("figures", table["52%"]["figure_id"])
    accepted = next(row for row in rows if row["action"] == "accept")
    assert accepted["table"] == "checks" and "623件" in accepted["text"]


@pytest.mark.parametrize("text", ["普查", "𠮷林", "𠮷𠮷个", "先进𠮷", "12000元"])
def test_a_figure_is_added_where_its_characters_stand(opened, text):
    page = opened({"a.txt": REPORT})
    page.select_text(text)
    page.wait(lambda: page.all("#add"))
    page.press("i")
    page.sign()
    page.fill("kind", "quantity")
    page.fill("value", "7")
    page.enter()
    page.wait(lambda: page.all("#figures tr.s-added"))
    assert "".join(page.texts("#text mark.s-added")) == text
    rows = page.export()
    assert {row["action"] for row in rows} == {"add"} and {row["id"] for row in rows} == {""}
    start = REPORT.index(text)
    assert {(int(row["start"]), int(row["end"]), row["text"]) for row in rows} == {(start, start + len(text), text)}
    assert ("kind", "quantity") in {(row["column"], row["new"]) for row in rows}
    assert ("value", "7") in {(row["column"], row["new"]) for row in rows}


def test_what_was_decided_is_there_after_a_reload_and_after_an_import(opened):
    page = opened({"a.txt": REPORT})
    page.mark("36名").click()
    page.press("e")
    page.sign()
    page.fill("value", "63")
    page.enter()
    page.select_text("𠮷𠮷")
    page.wait(lambda: page.all("#add"))
    page.press("i")
    page.fill("kind", "age")
    page.enter()
    rows = page.export()
    page.open(page.folder / "review.html", keep=True)
    assert page.export() == rows
    kept = page.downloads / "kept.csv"
    (page.downloads / "corrections.csv").rename(kept)
    kept.write_text(kept.read_text(encoding="utf-8-sig").replace("36名", "37名"), encoding="utf-8-sig", newline="")
    page.open(page.folder / "review.html")
    assert page.text("#decided") == "0"
    assert page.import_(kept).startswith("1 decisions imported; 1 whose")
    assert page.export() == [row for row in rows if row["action"] == "add"]


def test_a_file_that_is_no_corrections_is_told(opened, tmp_path):
    page = opened({"a.txt": REPORT})
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "lacks these columns: table, id" in page.import_(tmp_path / "x.csv")


def test_a_full_browser_is_told(opened):
    page = opened({"a.txt": REPORT})
    page.press("ja")
    page.run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.sign()
    page.wait(lambda: page.all("#notice"))
    assert "Export corrections.csv now" in page.text("#notice span")
    assert len(page.export()) == 1


def test_deep_links_lead_to_report_row_check_and_place(opened):
    page = opened({"a.txt": REPORT, "b.txt": SECOND})
    table = figures(page)
    page.run("location.hash = arguments[0]", table["39000元"]["figure_id"])
    page.wait(lambda: page.texts("#text .lit") == ["39000元"])
    page.run("location.hash = arguments[0]", table["36名"]["doc_id"])
    page.wait(lambda: "青溪县" in page.text("#source-head h1"))
    row = table["12期"]
    page.run("location.hash = arguments[0]", f"{row['doc_id']}:{row['start']}-{row['end']}")
    page.wait(lambda: page.texts("#text .place") == ["12期"])
    page.open(page.folder / "review.html", f"{table['36名']['doc_id']}-c0001", keep=True)
    assert page.one(".check.here")


@pytest.mark.parametrize("size", [2000, 1])
def test_deep_links_lead_to_checks_across_reports(finished, browser, size):
    from minetext.review import write_page

    names = ("disabled_federation_county_2012.txt", "disabled_federation_county_2013.txt")
    texts = {name: (REPORTS / name).read_text(encoding="utf-8") for name in names}
    folder = finished(texts)
    [row, *_] = [one for one in table_rows(folder, "checks") if "-x" in one["check_id"]]
    write_page(folder, folder / "review.html", "en", size)
    browser.open(folder / "review.html", row["check_id"])
    assert browser.one(".check.here")


def test_the_language_is_switched_in_the_page(opened):
    page = opened({"a.txt": REPORT}, language="zh")
    assert page.text("#export span") == "导出 corrections.csv"
    page.press("l")
    assert page.text("#export span") == "Export corrections.csv"


def test_a_source_that_is_gone_is_told_and_shown_by_its_sentences(finished, browser):
    from minetext.review import write_page

    folder = finished({"a.txt": REPORT})
    (folder.parent / "in" / "a.txt").unlink()
    assert write_page(folder, folder / "review.html", "en", 2000).lost == 1
    browser.open(folder / "review.html")
    assert "gone" in browser.text("#text .warn")
    browser.mark("36名").click()
    assert "36名" in browser.text("#figures tr.here")


def test_a_large_run_has_pages_and_one_that_leads_to_them(opened):
    page = opened(
        {"a.txt": REPORT, "b.txt": SECOND, "c.txt": SECOND.replace("白石", "南屏").replace("12期", "15期")}, size=2
    )
    table = figures(page)
    assert page.run("return document.body.dataset.opened")
    assert len(page.all("#pages a")) == 2
    page.run("location.hash = arguments[0]", table["36名"]["figure_id"])
    page.wait(lambda: "review-001.html" in page.driver.current_url and page.texts("#text .lit") == ["36名"])


def test_what_is_decided_in_the_page_holds_in_the_next_run(opened):
    """From the page to corrections.csv, applied and run again, and seen in the page once more."""
    from minetext.cli import program

    page = opened({"a.txt": REPORT, "b.txt": SECOND})
    page.mark("36名").click()
    page.press("e")
    page.sign()
    page.fill("value", "63")
    page.enter()
    page.mark("52%").click()
    page.press("x")
    page.mark("12000元").click()
    page.press("a")
    page.select_text("𠮷𠮷")
    page.wait(lambda: page.all("#add"))
    page.press("i")
    page.fill("kind", "quantity")
    page.fill("value", "2")
    page.fill("unit", "个")
    page.enter()
    page.press("n")
    page.wait(lambda: page.all(".check.here"))
    page.press("x")
    assert {row["action"] for row in page.export()} == {"accept", "add", "correct", "reject"}
    for inputs in (
        ["apply", page.folder, page.downloads / "corrections.csv"],
        ["run", page.folder.parent / "in", "-o", page.folder],
    ):
        assert program("en").run([*map(str, inputs), "--quiet"]) == 0
        table = figures(page)
        assert (table["36名"]["value"], table["36名"]["review"]) == ("63", "corrected")
        assert "52%" not in table and table["12000元"]["review"] == "accepted"
        assert (table["𠮷𠮷"]["review"], table["𠮷𠮷"]["value"]) == ("added", "2")
        with (page.folder / "checks.csv").open(encoding="utf-8-sig", newline="") as handle:
            assert [row["review"] for row in csv.DictReader(handle) if "623件" in row["text"]] == ["rejected"]
    assert program("en").run(["review", str(page.folder), "--lang", "en"]) == 0
    page.open(page.folder / "review.html", table["36名"]["figure_id"])
    assert "s-corrected" in page.one("#figures tr.here").get_attribute("class")
    page.mark("𠮷𠮷").click()
    assert "s-added" in page.one("#figures tr.here").get_attribute("class")


def test_boilerplate_inside_a_report_is_grey(opened):
    page = opened({"a.txt": REPORT.replace("全年共办", "本文来源：某某网，更多工作总结请关注本站\n全年共办")})
    assert "".join(page.texts("#text .masked")) == "本文来源：某某网，更多工作总结请关注本站"
