"""Every form of a run reads back equal to its CSV, is written whole or not at all, and the same bytes each time."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exports.read_back import HOSTILE, READERS, csv_rows, make_run, row
from hypothesis import HealthCheck, given, settings, strategies

from minetext.exports import FORMATS, ExportError, export, sheets
from minetext.exports.place import OURS
from minetext.numbers import plain
from minetext.tables import COLUMNS, OutputError
from minetext.tables.shards import JoinedTable
from minetext.tables.types import KEYS, type_of

SHORT = [cell for cell in HOSTILE if len(cell) < 100]

TEXT = strategies.one_of(
    strategies.text(strategies.characters(exclude_categories=("Cs",)), max_size=20), strategies.sampled_from(SHORT)
)
NUMBER = strategies.one_of(
    strategies.decimals(allow_nan=False, allow_infinity=False, places=3),
    strategies.decimals(allow_nan=False, allow_infinity=False),
    strategies.integers(-(10**45), 10**45),
)
CELLS = {
    "text": TEXT,
    "integer": strategies.integers(-(10**18) + 1, 10**18 - 1).map(str),
    "decimal": NUMBER.map(lambda number: f"{number:f}").filter(lambda text: len(text) < 60),
    "date": strategies.dates().map(str),
}


def rows_of(table: str):
    """Rows with any cells; the key of each is its own."""
    cells = [CELLS[type_of(column)] | strategies.just("") for column in COLUMNS[table]]
    rows = strategies.lists(strategies.tuples(*cells), max_size=3)
    if table not in KEYS:
        return rows
    key = COLUMNS[table].index(KEYS[table])
    return rows.map(
        lambda lines: [(*line[:key], f"{line[key]}{number}", *line[key + 1 :]) for number, line in enumerate(lines)]
    )


RUNS = strategies.fixed_dictionaries({table: rows_of(table) for table in COLUMNS})


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=RUNS)
def test_whatever_stands_in_the_cells_reads_back_equal(form, rows):
    with TemporaryDirectory() as held:
        run = make_run(Path(held) / "out", rows)
        done = export(run, form, Path(held) / "made")
        for table in COLUMNS:
            assert READERS[form](done.path, table) == csv_rows(run, table)


@pytest.mark.parametrize("form", FORMATS)
def test_every_hostile_cell_reads_back_equal(form, tmp_path):
    rows = [
        row("activities", activity_id=f"a{number}", text=cell, place=cell, doc_id=cell, figures=cell)
        for number, cell in enumerate(HOSTILE)
    ]
    run = make_run(tmp_path / "out", {"activities": rows, "errors": [(cell,) * 4 for cell in HOSTILE]})
    done = export(run, form)
    for table in COLUMNS:
        assert READERS[form](done.path, table) == csv_rows(run, table)


NUMBERS = ["0", "-3.2", "0.90", "1", "100000000000000000000", "123456789012345", "1234567890123456", "0.1000000000000000055", "9" * 60, "9" * 400, "0." + "0" * 40 + "1"]  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_numbers_keep_all_of_their_digits(form, tmp_path):
    rows = [row("figures", figure_id=f"f{number}", value=text) for number, text in enumerate(NUMBERS)]
    done = export(make_run(tmp_path / "out", {"figures": rows}), form)
    column = COLUMNS["figures"].index("value")
    read = [line[column] for line in READERS[form](done.path, "figures")]
    assert [plain(number) for number in read] == [
        plain(type(number)(text)) for number, text in zip(read, NUMBERS, strict=True)
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_run_gives_the_same_bytes(form, tmp_path):
    run = make_run(
        tmp_path / "out",
        {"errors": [("a", "read", "empty", "甲")], "figures": [row("figures", figure_id="f1", text="5元")]},
    )
    made = [export(run, form, tmp_path / name).path for name in ("one", "two")]
    one, two = (
        {file.name: file.read_bytes() for file in sorted(path.iterdir())} if path.is_dir() else path.read_bytes()
        for path in made
    )
    assert one == two


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_kept_unless_told_otherwise(form, tmp_path):
    run = make_run(tmp_path / "out", {"errors": [("a", "read", "empty", "甲")]})
    path = export(run, form).path
    assert path.parent == run and path.name == FORMATS[form].default
    make_run(tmp_path / "out", {})
    with pytest.raises(ExportError) as caught:
        export(run, form)
    assert caught.value.code == "exists" and len(READERS[form](path, "errors")) == 1
    assert len(READERS[form](export(run, form, overwrite=True).path, "errors")) == 0
    assert not [one for one in run.iterdir() if one.name.startswith(".")]


def test_a_folder_that_holds_anything_else_and_the_run_itself_are_never_replaced(tmp_path):
    run = make_run(tmp_path / "out", {})
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    for form, target in [
        ("jsonl", tmp_path / "mine"), ("datapackage", run), ("xlsx", run / "figures.csv"), ("sqlite", run / "run.json"),
    ]:  # fmt: skip
        with pytest.raises(ExportError) as caught:
            export(run, form, target, overwrite=True)
        assert caught.value.code == "not_ours"
    with pytest.raises(ExportError) as caught:
        export(run, "xlsx", tmp_path / "mine", overwrite=True)
    assert caught.value.code == "a_folder"
    with pytest.raises(ExportError) as caught:
        export(run, "jsonl", tmp_path / "mine" / "letter.txt", overwrite=True)
    assert caught.value.code == "no_folder"
    assert "run.json" not in OURS


@pytest.mark.parametrize(
    ("table", "lines", "code"),
    [
        ("figures", ["f1,d,s,x1,5"], "damaged"),
        ("figures", [",".join(row("figures", figure_id="f1", start="五"))], "cell"),
        ("figures", [",".join(row("figures", figure_id="f1", value="1e5"))], "cell"),
        ("figures", [",".join(row("figures", figure_id="f1", date_start="2019-02-30"))], "cell"),
        ("errors", ['a,read,empty,"甲'], "damaged"),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_table_that_was_damaged_is_told_and_nothing_is_left(form, table, lines, code, tmp_path):
    run = make_run(tmp_path / "out", {})
    with (run / f"{table}.csv").open("a", encoding="utf-8", newline="") as handle:
        handle.write("\r\n".join(lines))
    before = sorted(run.iterdir())
    with pytest.raises(ExportError) as caught:
        export(run, form)
    assert caught.value.code == code and caught.value.facts["row"] == 1
    assert sorted(run.iterdir()) == before


def test_columns_of_another_version_are_told(tmp_path):
    run = make_run(tmp_path / "out", {})
    (run / "errors.csv").write_text("source,stage\r\n", encoding="utf-8-sig")
    with pytest.raises(ExportError) as caught:
        export(run, "jsonl")
    assert caught.value.code == "columns"


def test_a_folder_without_a_run_is_told(tmp_path):
    run = make_run(tmp_path / "out", {})
    (run / "figures.csv").unlink()
    for folder in (run, tmp_path, tmp_path / "none"):
        with pytest.raises(OutputError) as caught:
            export(folder, "jsonl")
        assert caught.value.code == "no_run"


def test_a_run_without_documents_is_exported_as_far_as_it_goes(tmp_path):
    """`minetext documents -o` writes documents and errors only."""
    run = make_run(tmp_path / "out", {"documents": [row("documents", doc_id="d1", title="总结")]}, "documents")
    for form in FORMATS:
        assert READERS[form](export(run, form).path, "documents") == csv_rows(run, "documents")


def test_without_pyarrow_the_line_that_installs_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    run = make_run(tmp_path / "out", {})
    with pytest.raises(ExportError) as caught:
        export(run, "parquet")
    assert caught.value.code == "missing" and "minetext[parquet]" in caught.value.facts["install"]
    assert not (run / "parquet").exists()


def test_parquet_has_types(tmp_path):
    import pyarrow.parquet as parquet

    rows = [row("figures", figure_id="f1", start="1", value="14615000.25", date_start="2019-01-01")]
    path = export(make_run(tmp_path / "out", {"figures": rows}), "parquet").path
    schema = parquet.read_schema(path / "figures.parquet")
    assert [str(schema.field(column).type) for column in ("start", "value", "date_start", "text")] == [
        "int64", "decimal128(38, 9)", "date32[day]", "string",
    ]  # fmt: skip


def test_parquet_keeps_memory_bounded_by_a_group_of_rows(tmp_path, monkeypatch):
    import pyarrow.parquet as parquet

    from minetext.exports import parquet as module

    monkeypatch.setattr(module, "ROWS", 4)
    rows = [("a", "read", "empty", str(number)) for number in range(10)]
    path = export(make_run(tmp_path / "out", {"errors": rows}), "parquet").path
    assert parquet.ParquetFile(path / "errors.parquet").num_row_groups == 3


def test_json_numbers_are_numbers(tmp_path):
    rows = [row("figures", figure_id="f1", start="1", value="14615000.25", text="5")]
    path = export(make_run(tmp_path / "out", {"figures": rows}), "jsonl").path
    line = json.loads((path / "figures.jsonl").read_text(encoding="utf-8"))
    assert (line["start"], line["value"], line["text"], line["item"]) == (1, 14615000.25, "5", None)


def test_a_disk_that_is_full_leaves_nothing(tmp_path, monkeypatch):
    run = make_run(tmp_path / "out", {"errors": [("a", "read", "empty", "甲")]})

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sheets.Sheets, "add", full)
    monkeypatch.setattr(JoinedTable, "blocks", full)
    for form in ("xlsx", "datapackage"):
        with pytest.raises(OSError, match="No space"):
            export(run, form)
        assert not (run / FORMATS[form].default).exists() and not list(run.glob(".minetext*"))
