"""The page of a run."""

import pytest

from minetext.engines.local import run
from minetext.pipeline import Options
from minetext.readers import list_inputs
from minetext.review import write_page
from minetext.tables import OutputError, TableWriter

TEXT = """妇联<script>alert(1)</script>工作总结

全年普查妇女11148人，查出妇科病的5797人占72%。发放"资料"<b>1000余份</b>。
"""


@pytest.fixture
def finished(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    writer = TableWriter(tmp_path / "out")
    run(list_inputs([str(tmp_path / "a.txt")], writer.spool, tmp_path / "out"), writer, Options(), 1, lambda *_: None)
    writer.finish("{}\n")
    return tmp_path / "out"


def test_figures_are_marked_and_checks_are_told(finished):
    assert write_page(finished, finished / "page.html", "en") == 1
    page = (finished / "page.html").read_text(encoding="utf-8")
    assert '<mark class="headcount"' in page and ">11148人</mark>" in page
    assert '<li class="fail">' in page


def test_a_report_cannot_act_in_the_page(finished):
    write_page(finished, finished / "page.html", "zh")
    page = (finished / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<b>" not in page and "&lt;script&gt;" in page


def test_a_folder_without_a_run_is_told(tmp_path):
    with pytest.raises(OutputError):
        write_page(tmp_path, tmp_path / "page.html", "zh")
