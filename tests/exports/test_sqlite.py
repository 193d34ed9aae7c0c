"""The database: keys that hold, Chinese words that are found, questions that are answered."""

import sqlite3
from contextlib import closing

import pytest
from exports.read_back import make_run, row

from minetext.exports import ExportError, export, ngrams
from minetext.tables import COLUMNS, SEGMENT_COLUMNS

SENTENCE = "2019年3月,市妇联为贫困妇女送去慰问金1000元,宣传十七大精神和WTO知识。"


@pytest.fixture
def run(tmp_path):
    return make_run(
        tmp_path / "out",
        {
            "documents": [row("documents", doc_id="d1", title="妇联工作总结", report_year="2019", unit="妇联", status="kept")],
            "figures": [
                row("figures", figure_id="f1", doc_id="d1", text="1000元", value="1000", unit="CNY", item="慰问金", activity_id="a1"),
                row("figures", figure_id="f2", doc_id="d1", text="900元", value="900", part_of="f1"),
            ],
            "activities": [
                row("activities", activity_id="a1", doc_id="d1", text=SENTENCE, activity_type="relief", amount="1000", figures="f1", date_start="2019-03-01"),
                row("activities", activity_id="a2", doc_id="d1", text="妇幼保健，女工", activity_type="relief", amount="5"),
            ],
            "checks": [row("checks", check_id="c1", check="total", doc_id="d1", figures="f2;f1;f2", result="fail", message="合计不符")],
        },
    )  # fmt: skip


@pytest.fixture
def base(run):
    with closing(sqlite3.connect(export(run, "sqlite").path)) as base:
        yield base


def found(base, query, table="activities"):
    """As Datasette and sqlite-utils search: the words in quotes."""
    sql = f"SELECT * FROM {table} WHERE rowid IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)"
    return [line[0] for line in base.execute(sql, (" ".join(f'"{word}"' for word in query.split()),))]


@pytest.mark.parametrize(
    "query",
    [
        "妇女",
        "慰问金",
        "十七大",
        "贫困妇女",
        "贫困妇女送去",
        "2019年",
        "2019年3月",
        "WTO",
        "wto",
        "1000元",
        "妇女 慰问金",
    ],
)
def test_chinese_words_are_found_as_they_are_typed(base, query):
    assert found(base, query) == ["a1"]


@pytest.mark.parametrize("query", ["妇工", "金千", "七大精华", "妇女 保健", "联为贫困妇女送去慰问"])
def test_what_does_not_stand_in_a_row_is_not_found(base, query):
    """The last one stands there, and has more characters than the index: docs/exports.md tells how to find it."""
    assert found(base, query) == []


def test_other_tables_are_searched_too(base):
    assert found(base, "工作总结", "documents") == ["d1"]
    assert found(base, "慰问金", "figures") == ["f1"]
    assert found(base, "合计", "checks") == ["c1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("妇女", "妇女"), ("人", "人"), ("宣传日", "宣传 宣传日 传日"), ("5月", "5 5月"), ("妇女、WTO", "妇女 WTO"), ("", ""),
        ("a\x00b", "a b"), ("慰 问", "慰 问"),
    ],
)  # fmt: skip
def test_words_of_the_index(text, words):
    assert ngrams.ngrams(text) == words


def test_datasette_finds_the_index_of_a_table(base):
    """It looks for an FTS table that names the table as its content."""
    sql = base.execute("SELECT sql FROM sqlite_master WHERE name = 'activities_fts'").fetchone()[0]
    assert 'content="activities"' in sql


def test_rows_are_tied_by_keys(base):
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = {
        table: {(line[3], line[2]) for line in base.execute(f"PRAGMA foreign_key_list({table})")} for table in COLUMNS
    }
    assert keys["figures"] == {("doc_id", "documents"), ("part_of", "figures"), ("activity_id", "activities")}
    assert keys["documents"] == {("duplicate_of", "documents")} and keys["errors"] == set()
    base.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("DELETE FROM documents")


def test_lists_of_keys_are_tables_of_their_own(base):
    assert base.execute("SELECT * FROM check_figures ORDER BY position").fetchall() == [
        ("c1", "f2", 1),
        ("c1", "f1", 2),
    ]
    assert base.execute("SELECT * FROM activity_figures").fetchall() == [("a1", "f1", 1)]


def test_views(base):
    failed = base.execute("SELECT figure_id, figure, value, title FROM failed_checks ORDER BY position").fetchall()
    assert failed == [("f2", "900元", 900, "妇联工作总结"), ("f1", "1000元", 1000, "妇联工作总结")]
    assert base.execute("SELECT figure_id, report_year, report_unit FROM figures_with_documents").fetchone() == (
        "f1",
        2019,
        "妇联",
    )
    assert base.execute("SELECT activity_id, title FROM activities_with_documents").fetchone() == ("a1", "妇联工作总结")
    assert base.execute("SELECT year, activities, amount FROM sums_by_type_and_year").fetchall() == [(2019, 2, 1005)]
    assert base.execute("SELECT * FROM checks_by_result").fetchall() == [("total", "fail", 1)]


def test_an_empty_cell_is_null(base):
    assert base.execute("SELECT count(*) FROM figures WHERE part_of IS NULL").fetchone() == (1,)


def test_two_rows_with_one_key_are_told(tmp_path):
    run = make_run(tmp_path / "out", {"documents": [row("documents", doc_id="d1")] * 2})
    with pytest.raises(ExportError) as caught:
        export(run, "sqlite")
    assert caught.value.code == "twice" and not (run / "tables.sqlite").exists()


def test_references_that_lead_nowhere_are_told(tmp_path):
    run = make_run(tmp_path / "out", {"figures": [row("figures", figure_id="f1", doc_id="gone")]})
    assert [(note.code, note.facts) for note in export(run, "sqlite").notes] == [("dangling", {"rows": 1})]


def test_without_fts5_all_but_the_search_is_there(run, monkeypatch):
    real = sqlite3.connect

    class Connection(sqlite3.Connection):
        def execute(self, sql, *rest):
            if "USING FTS5" in sql:
                raise sqlite3.OperationalError("no such module: FTS5")
            return super().execute(sql, *rest)

    monkeypatch.setattr(sqlite3, "connect", lambda path: real(path, factory=Connection))
    done = export(run, "sqlite")
    assert [note.code for note in done.notes] == ["no_search"]
    with closing(real(done.path)) as base:
        assert base.execute("SELECT count(*) FROM figures").fetchone() == (2,)


def test_segments_are_exported_too(tmp_path):
    from minetext.tables import TableWriter, format_rows

    writer = TableWriter(
        tmp_path / "cut", {one: columns for one, columns in SEGMENT_COLUMNS.items() if one != "words"}, "segment"
    )
    writer.write(
        "segments",
        format_rows(
            [
                ("s1", "d1", "a.txt", "0", "2", "妇女", "section", "1", "", "", "0"),
                ("s2", "d1", "a.txt", "0", "2", "妇女", "sentence", "1", "", "s1", "0"),
            ]
        ),
    )
    writer.finish('{"command": "segment"}')
    done = export(tmp_path / "cut", "sqlite")
    assert done.notes == []
    with closing(sqlite3.connect(done.path)) as base:
        assert found(base, "妇女", "segments") == ["s1", "s2"]
        assert base.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall() == []
