"""The commands that read a finished run."""

import csv
import json

import pytest
from archive.made import COURT, TEXTS, made

from minetext.cli import program
from minetext.cli.console import aligned, cut, shown, width
from minetext.cli.diff import apart

COMMANDS = (["summary"], ["concordance", "慰问"], ["terms"], ["diff"])


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return made(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    return made(tmp_path_factory.mktemp("changed"), {**TEXTS, "法院.txt": COURT.replace("300件", "310件")})


@pytest.fixture
def call(capsys):
    """Runs a command and gives its exit status and what it wrote."""

    def called(*arguments, language="en"):
        status = program(language).run([str(one) for one in arguments])
        written = capsys.readouterr()
        return status, written.out, written.err

    return called


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_diff_shows_the_cells_that_changed(run, changed, call, tmp_path):
    status, out, _ = call("diff", run, changed, "-o", tmp_path / "d.csv")
    assert status == 0
    assert "法院.txt  县法院2020年工作总结" in out and "~ figures  300件  value: 300 → 310" in out
    found = rows(tmp_path / "d.csv")
    assert list(found[0]) == ["table", "change", "source", "title", "key", "column", "old", "new"]
    assert len(found) == out.count("~ ") and {one["source"] for one in found} == {"法院.txt"}


def test_diff_tells_by_its_exit_status_only_when_asked(run, changed, call):
    assert call("diff", run, changed)[0] == 0
    assert call("diff", run, changed, "--exit-code")[0] == 1
    assert call("diff", run, run, "--exit-code")[:2] == (0, "The runs do not differ\n")


def test_diff_in_json_holds_every_change_and_the_counts(run, changed, call):
    facts = json.loads(call("diff", run, changed, "--json")[1])
    assert facts["counts"]["figures"] == {"added": 0, "gone": 0, "changed": 2}
    assert len(facts["changes"]) == sum(sum(one.values()) for one in facts["counts"].values())
    assert json.loads(call("diff", run, run, "--json")[1]) == {"changes": [], "counts": {}}


def test_diff_tells_a_report_that_is_gone_in_a_line(run, call, tmp_path):
    fewer = made(tmp_path, {name: text for name, text in TEXTS.items() if name != "法院.txt"})
    _, out, _ = call("diff", run, fewer)
    assert "- the whole report, with" in out and "300件" not in out
    assert "… and" in call("diff", run, fewer, "--limit", 1)[1]


@pytest.mark.parametrize(
    ("old", "new", "shown_old", "shown_new"),
    [
        ("300", "310", "300", "310"),
        ("", "甲", "∅", "甲"),
        ("一二三四五六七八九十" * 5 + "甲", "一二三四五六七八九十" * 5 + "乙", "…五六七八九十甲", "…五六七八九十乙"),
    ],
)
def test_cells_are_cut_to_what_differs(old, new, shown_old, shown_new):
    assert apart(old, new) == (shown_old, shown_new)


def test_the_words_of_a_concordance_stand_under_one_another(run, call, tmp_path):
    status, out, _ = call("concordance", run, "慰问|培训|表彰", "--width", "8", "-o", tmp_path / "c.csv")
    assert status == 0
    lines = out.splitlines()[:-2]
    for line in lines:
        start = next(at for at in range(len(line)) if width(line[:at]) == 18)
        assert line[start : start + 2] in ("慰问", "培训", "表彰")
    assert all(line.endswith(tuple("0123456789")) and ".txt:" in line for line in lines)
    found = rows(tmp_path / "c.csv")
    assert [one["text"] for one in found].count("慰问") == 2 and found[0]["year"] == "2019"
    assert lines[-1].count("2020") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["(慰问"], "is no regular expression"),
        (["慰问", "--kind", "money", "--table", "texts"], "--kind goes with"),
        (["慰问", "--kind", "gold"], "--kind"),
    ],
)
def test_what_a_concordance_cannot_look_for_is_told(run, call, arguments, told):
    status, out, err = call("concordance", run, *arguments)
    assert (status, out) == (2, "") and told in err


def test_a_concordance_tells_of_sources_that_changed(call, tmp_path):
    run = made(tmp_path)
    (tmp_path / "in" / "妇联.txt").unlink()
    status, out, err = call("concordance", run, "妇女")
    assert status == 0 and "妇联.txt:" in out
    assert "no such file" in err and "1 inputs are gone or changed" in err


def test_terms_as_a_table_and_a_plot(run, call, tmp_path):
    status, out, err = call("terms", run, "--by", "unit", "-o", tmp_path / "t.csv", "--plot", tmp_path / "t.svg")
    assert status == 0 and "t.csv: " in err
    found = rows(tmp_path / "t.csv")
    assert list(found[0]) == ["by", "group", "rank", "term", "tfidf", "uses", "reports"] if found else out
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert isinstance(json.loads(call("terms", run, "--by", "type", "--json")[1]), list)


def test_a_summary_as_tables_csv_and_page(run, call, tmp_path):
    status, out, _ = call("summary", run, "-o", tmp_path / "s.csv", "--html", tmp_path / "s.html")
    assert status == 0
    (line,) = [one for one in out.split("money (CNY)")[1].splitlines() if one.startswith("relief")]
    assert line.split() == ["relief", "39,000", "39,000"]
    (row,) = [one for one in rows(tmp_path / "s.csv") if (one["activity_type"], one["measure"]) == ("relief", "money")]
    assert row["value"] == "39000" and row["group"] == "2019" and row["figures"].count(";") == 0
    assert f"#{row['figures']}" in (tmp_path / "s.html").read_text(encoding="utf-8")
    assert {one["measure"] for one in json.loads(call("summary", run, "--by", "unit", "--json")[1])} >= {"money"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_a_run_is_told(call, run, command, tmp_path):
    name, *more = command
    status, _, err = call(name, tmp_path, *(more or ([run] if name == "diff" else [])))
    assert status == 2 and "holds no finished run" in err and str(tmp_path) in err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_written_is_told(call, run, command, tmp_path):
    name, *more = command
    status, _, err = call(name, run, *(more or ([run] if name == "diff" else [])), "-o", tmp_path / "none" / "x.csv")
    assert status == 3 and "x.csv cannot be written" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_help_in_both_languages(call, command, language):
    status, out, _ = call(command[0], "--help", language=language)
    assert status == 0 and f"minetext {command[0]}" in out


@pytest.mark.parametrize(
    ("text", "widest", "line"),
    [
        ("妇女", 4, "妇女"),
        ("妇女们", 5, "妇…"),
        ("a\nb\x1b[31m\u202e\u2028c", 20, "a b [31m c"),
        ("啊" * 10_000, 6, "啊啊…"),
    ],
)
def test_a_cell_is_shown_on_one_line_and_cannot_act(text, widest, line):
    assert cut(text, widest) == line and width(line) <= widest


def test_numbers_stand_to_the_right():
    assert aligned([["名", "12"], ["a", "7"]], 9, numbers=True) == ["名  12", "a    7"]
    assert shown("\x00x") == " x"
