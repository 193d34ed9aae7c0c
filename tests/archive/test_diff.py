"""What two runs differ in."""

import csv
import shutil
from collections import Counter

import pytest
from archive.made import COURT, TEXTS, WOMEN, made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from minetext.archive.cells import same_message
from minetext.archive.diff import diff
from minetext.tables import COLUMNS, OutputError, TableWriter, format_rows


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return made(tmp_path_factory.mktemp("before"))


def told(changes):
    return [(one.table, one.change, one.key, one.column, one.old, one.new) for one in changes]


def test_a_run_does_not_differ_from_itself(before):
    assert list(diff(before, before)) == []


def test_cells_may_be_longer_than_csv_takes_by_itself(tmp_path, monkeypatch):
    passage = "本年度，全县各级妇联组织认真学习贯彻上级会议精神，扎实推进各项工作，取得了新的成绩。" * 4000
    out = made(tmp_path, {"长.txt": f"县妇联2019年工作总结\n\n{passage}\n全年培训妇女200人。\n"})
    rows = (
        (out / "activities.csv")
        .read_text(encoding="utf-8-sig")
        .replace("全年培训妇女200人", f"全年培训妇女200人{passage}", 1)
    )
    (out / "activities.csv").write_text(rows, encoding="utf-8-sig", newline="")
    csv.field_size_limit(131_072)
    assert not list(diff(out, out))


def test_one_changed_report_shows_as_its_changed_cells(before, tmp_path):
    after = made(tmp_path, {**TEXTS, "法院.txt": COURT.replace("300件", "310件")})
    changes = list(diff(before, after))
    assert {one.source for one in changes} == {"法院.txt"} and {one.title for one in changes} == {
        "县法院2020年工作总结"
    }
    assert [one for one in told(changes) if one[0] == "figures"] == [
        ("figures", "changed", "300件", "text", "300件", "310件"),
        ("figures", "changed", "300件", "value", "300", "310"),
    ]
    rest = [one for one in changes if one.table != "figures"]
    assert {(one.table, one.change, one.column) for one in rest} == {("activities", "changed", "text")}
    assert all("310件" in one.new for one in rest)


def test_what_stands_behind_a_new_paragraph_has_not_changed(before, tmp_path):
    longer = WOMEN.replace("一、宣传活动。", "为贯彻落实上级部署，县妇联开展了各项工作。\n一、宣传活动。")
    changes = told(diff(before, made(tmp_path, {**TEXTS, "妇联.txt": longer})))
    assert [one[:3] for one in changes] == [("activities", "added", "为贯彻落实上级部署，县妇联开展了各项工作。")]


def test_a_new_figure_is_added_and_renumbers_nothing(before, tmp_path):
    longer = WOMEN.replace("接受咨询", "悬挂横幅12条，接受咨询")
    changes = told(diff(before, made(tmp_path, {**TEXTS, "妇联.txt": longer})))
    assert ("figures", "added", "12条", "", "", "12条") in changes
    assert [one for one in changes if one[0] == "figures" and one[1] != "added"] == []
    assert Counter(one[:2] for one in changes)["figures", "added"] == 1
    assert not [one for one in changes if one[0] == "checks"]


def test_a_report_that_is_gone_is_gone_with_its_rows_and_back_again(before, tmp_path):
    fewer = made(tmp_path, {name: text for name, text in TEXTS.items() if name != "学校.txt"})
    gone, added = list(diff(before, fewer)), list(diff(fewer, before))
    assert {one.change for one in gone} == {"gone"} and {one.change for one in added} == {"added"}
    assert [one.old for one in gone] == [one.new for one in added]
    assert [one.key for one in gone if one.table == "documents"] == ["镇中心小学2020年工作总结"]


def test_a_report_in_another_file_has_moved(before, tmp_path):
    moved = {("2020/法院.txt" if name == "法院.txt" else name): text for name, text in TEXTS.items()}
    assert told(diff(before, made(tmp_path, moved))) == [
        ("documents", "changed", "县法院2020年工作总结", "source", "法院.txt", "2020/法院.txt")
    ]


def test_what_can_no_longer_be_read_is_told(before, tmp_path):
    shutil.copytree(before, tmp_path / "out")
    with (tmp_path / "out" / "errors.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(format_rows([("坏.docx", "read", "encrypted", "加了密")]))
    assert told(diff(before, tmp_path / "out")) == [("errors", "added", "encrypted", "", "", "加了密")]


def test_a_column_that_only_one_run_has_is_left_out(before, tmp_path):
    shutil.copytree(before, tmp_path / "out")
    lines = (tmp_path / "out" / "errors.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "out" / "errors.csv").write_text("\ufeff" + lines.replace("detail", "detail,new"), encoding="utf-8")
    assert list(diff(before, tmp_path / "out")) == []


@pytest.mark.parametrize("broken", ["", "source\n", "\ufeffa,b\n1,2\n", "source,doc_id\n,\n\n", '"'])
def test_a_broken_table_is_told_or_read_as_far_as_it_goes(before, tmp_path, broken):
    shutil.copytree(before, tmp_path / "out")
    (tmp_path / "out" / "reuse.csv").write_text(broken, encoding="utf-8")
    try:
        assert all(one.table == "reuse" for one in diff(before, tmp_path / "out"))
    except OutputError as error:
        assert error.code == "no_run"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("5797人（第38字）", "5797人（第40字）", True),
        ("5797人（第38字）", "5798人（第40字）", False),
        ("5797人（第38字）占52%", "5797人（第40字）占52.1%", False),
        ("38人（第38字）", "38人（第40字）", True),
        ("38人（第38字）", "40人（第40字）", True),  # the cells `text` and `found` tell of it
    ],
)
def test_messages_are_compared_without_offsets(old, new, same):
    assert same_message(old, new, frozenset({"38"}), frozenset({"40"})) is same


CELL = some.sampled_from(["", "甲", "乙", "300人", "3"])


@some.composite
def runs(draw):
    """The rows of a run: a few reports in two sources with a few figures."""
    documents, figures = [], []
    for source in ("a", "b"):
        for doc_id in draw(some.lists(some.sampled_from(["d1", "d2", "d3"]), unique=True, max_size=3)):
            doc = f"{source}{doc_id}"
            documents.append({"doc_id": doc, "source": source, "title": draw(CELL), "start": "0", "end": "9"})
            for number in range(draw(some.integers(0, 3))):
                figures.append({
                    "figure_id": f"{doc}-f{number}", "doc_id": doc, "source": source, "start": str(number),
                    "end": str(number + 1), "text": draw(CELL), "item": draw(CELL), "value": draw(CELL),
                })  # fmt: skip
    return {"documents": documents, "figures": figures}


def write(folder, rows):
    shutil.rmtree(folder, ignore_errors=True)
    writer = TableWriter(folder)
    for table, cells in rows.items():
        writer.write(table, format_rows(tuple(row.get(column, "") for column in COLUMNS[table]) for row in cells))
    writer.finish("{}\n")
    return folder


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs(), runs())
def test_the_way_back_is_the_mirror_image(tmp_path, one, other):
    old, new = write(tmp_path / "old", one), write(tmp_path / "new", other)
    assert list(diff(old, old)) == []
    there, back = list(diff(old, new)), list(diff(new, old))
    mirror = {"added": "gone", "gone": "added", "changed": "changed"}
    assert Counter((mirror[a.change], a.table, a.column, a.new, a.old) for a in there) == Counter(
        (b.change, b.table, b.column, b.old, b.new) for b in back
    )
