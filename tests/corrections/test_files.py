"""Files of corrections read and written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minetext.corrections import Correction
from minetext.corrections.correction import COLUMNS
from minetext.corrections.files import FileError, append_log, read_given, read_log, replace_file
from minetext.tables.writer import LOG

CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ONE = Correction(
    "figures", "d-f0001", "d", "a.txt", 3, 5, "3人", "accept", "", "", "", "", "王芳", "", 0, "共", "。", "r", ""
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(cells=st.lists(CELL, min_size=5, max_size=5))
def test_a_log_is_read_back_as_it_was_said(tmp_path_factory, cells):
    folder = tmp_path_factory.mktemp("log")
    text, note, who, before, new = cells
    one = ONE._replace(text=text, note=note, who=who, before=before, new=new)
    append_log(folder, [ONE])
    append_log(folder, [one, ONE])
    assert read_log(folder / LOG) == [ONE, one, ONE]


def test_the_log_grows_and_what_stood_there_stays_byte_for_byte(tmp_path):
    append_log(tmp_path, [ONE])
    before = (tmp_path / LOG).read_bytes()
    append_log(tmp_path, [ONE])
    assert (tmp_path / LOG).read_bytes().startswith(before)
    assert not list(tmp_path.glob("*.partial")) and not list(tmp_path.glob("*.lock"))


def test_a_log_that_excel_saved_in_its_own_encoding_goes_on_in_utf_8(tmp_path):
    append_log(tmp_path, [ONE])
    text = (tmp_path / LOG).read_text(encoding="utf-8-sig")
    (tmp_path / LOG).write_bytes(text.encode("gb18030"))
    append_log(tmp_path, [ONE])
    assert read_log(tmp_path / LOG) == [ONE, ONE]
    assert (tmp_path / LOG).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_log_without_a_break_at_its_end_is_gone_on_with_in_a_new_row(tmp_path):
    append_log(tmp_path, [ONE])
    (tmp_path / LOG).write_bytes((tmp_path / LOG).read_bytes().rstrip())
    append_log(tmp_path, [ONE])
    assert read_log(tmp_path / LOG) == [ONE, ONE]


@pytest.mark.parametrize("cell", ["start", "table", "action", "report_start"])
def test_a_row_that_was_never_written_makes_a_log_unusable(tmp_path, cell):
    cells = {**dict(zip(COLUMNS, ONE.row(), strict=True)), cell: "nonsense"}
    replace_file(tmp_path / LOG, (",".join(cells) + "\n" + ",".join(cells.values()) + "\n").encode())
    with pytest.raises(FileError) as error:
        read_log(tmp_path / LOG)
    assert (error.value.code, error.value.facts["row"]) == ("log_row", 2)


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("table,action\nfigures,accept\n", [(2, "figures")]),
        ("\ufefftable;action\nfigures;accept\n", [(2, "figures")]),
        ("Table \taction\tother\nfigures\taccept\tx\n\n\t\nchecks\treject", [(2, "figures"), (5, "checks")]),
        ('action,table\n"accept","a\nb"\naccept,c\n', [(2, "a\nb"), (3, "c")]),
        ("table,action\n", []),
    ],
)
def test_rows_are_read_with_their_numbers_whatever_parts_the_columns(tmp_path, data, rows):
    path = tmp_path / "c.csv"
    for encoding in ("utf-8", "gb18030", "utf-16"):
        path.write_bytes(data.encode(encoding))
        if encoding == "gb18030" and "\ufeff" in data:
            continue
        assert [(one.number, one.cells["table"]) for one in read_given(path)] == rows
