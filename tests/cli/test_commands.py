"""The installed command line, as users call it."""

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import GOLD, REPORTS, installed

from minetext.tables import COLUMNS

SHARE = "全市共普查妇女11148人，查出妇科病的5797人占52%。"


def call(*arguments: object, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [installed("minetext"), *map(str, arguments)],
        input=data,
        capture_output=True,
        env={**kept, "PYTHONUTF8": "1", **environment},
        timeout=120,
        check=False,
    )


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tables(output: Path) -> Mapping[str, bytes]:
    return {name: (output / f"{name}.csv").read_bytes() for name in COLUMNS}


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "县 妇联总结.txt"
    path.write_text(f"县妇联2010年工作总结\n\n　　{SHARE}5月6日，培训妇女200人。\n", encoding="utf-8")
    return path


def test_help_comes_without_anything_heavy():
    program = (
        "import sys; sys.argv = ['minetext', 'run', '--help']; from minetext.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in ('pandas', 'sklearn', 'jieba', 'numpy', 'yaml', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "command",
    [
        "",
        "run",
        "segment",
        "explain",
        "score",
        "review",
        "rules",
        "rules check",
        "rules list",
        "rules show",
        "rules suggest",
        "rules time",
        "status",
        "doctor",
        "apply",
        "undo",
        "train",
    ],
)
@pytest.mark.parametrize(("language", "word"), [("zh", "用法"), ("en", "Usage")])
def test_every_command_has_help_in_both_languages(command, language, word):
    done = call(*command.split(), "--lang", language, "--help")
    assert done.returncode == 0 and not done.stderr
    assert word in done.stdout.decode()


@pytest.mark.parametrize(
    ("environment", "word"),
    [({"LC_ALL": "zh_CN.UTF-8"}, "用法"), ({"LANG": "zh_TW.UTF-8"}, "用法"), ({"LC_ALL": "C"}, "Usage"), ({}, "Usage")],
)
def test_the_language_is_that_of_the_locale(environment, word):
    assert word in call("--help", **environment).stdout.decode()


def test_run_writes_the_tables_and_says_so(report, tmp_path):
    done = call("run", report, "-o", tmp_path / "输 出", "--show", 2)
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "11148人" in said and "输 出" in said and all(f"{table}.csv" in said for table in COLUMNS)
    output = tmp_path / "输 出"
    assert [row["text"] for row in rows(output, "figures")] == ["2010年", "11148人", "5797人", "52%", "5月6日", "200人"]
    assert [row["result"] for row in rows(output, "checks")] == ["pass"]
    assert json.loads((output / "run.json").read_text(encoding="utf-8"))["counts"]["figures"] == 6


def test_quiet_and_json(report, tmp_path):
    assert call("run", report, "-o", tmp_path / "a", "--quiet").stdout == b""
    done = call("run", report, "-o", tmp_path / "a", "--json")
    assert json.loads(done.stdout)["figures"] == 6 and not done.stderr


def test_standard_input_is_an_input(report, tmp_path):
    assert call("run", "-", "-o", tmp_path / "out", data=report.read_bytes()).returncode == 0
    assert rows(tmp_path / "out", "documents")[0]["source"] == "stdin"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252", "utf-8"])
def test_no_console_encoding_stops_the_output(report, tmp_path, encoding):
    done = call(
        "run", report, "-o", tmp_path / "输出", "--show", 9, PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C"
    )
    assert (done.returncode, done.stderr.decode(encoding)) == (0, "")
    explained = call("explain", "投入5万元，惠及200户。", "--lang", "zh", PYTHONIOENCODING=encoding)
    assert explained.returncode == 0 and not explained.stderr


def test_the_same_bytes_whatever_the_place_and_the_workers(tmp_path):
    surroundings = [({"LC_ALL": "C", "TZ": "UTC"}, 1), ({"LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"}, 2)]
    found = []
    for number, (environment, workers) in enumerate(surroundings):
        output = tmp_path / str(number)
        assert call("run", REPORTS, "-o", output, "--workers", workers, **environment).returncode == 0
        found.append(tables(output))
    assert found[0] == found[1]


def test_the_order_of_inputs_does_not_matter(tmp_path):
    files = sorted(REPORTS.glob("*.txt"))[:4]
    for name, inputs in (("a", files), ("b", reversed(files))):
        call("run", *inputs, "-o", tmp_path / name)
    assert tables(tmp_path / "a") == tables(tmp_path / "b")


def test_what_cannot_be_read_is_told_and_all_else_is_done(report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "records.jsonl").write_text('{"id": "a", "text": "培训5人"}\n{bad\n', encoding="utf-8")
    done = call(
        "run",
        report,
        tmp_path / "empty.txt",
        tmp_path / "noise.bin",
        tmp_path / "records.jsonl",
        tmp_path / "no such",
        "-o",
        tmp_path / "out",
    )
    assert done.returncode == 1
    problems = rows(tmp_path / "out", "errors")
    assert {row["error"] for row in problems} >= {"empty", "binary", "missing"}
    assert all(row["source"] in done.stderr.decode() for row in problems)
    assert len(rows(tmp_path / "out", "documents")) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions can stop")
def test_a_file_without_permission_is_told(report, tmp_path):
    report.chmod(0)
    assert call("run", report, "-o", tmp_path / "out").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "INPUT"), (["run", "a"], "-o"), (["run", "a", "-o", "b", "--worker", "1"], "--worker"),
        (["run", "a", "-o", "b", "--workers", "-1"], "--workers"), (["run", "a", "-o", "b", "--encoding", "nix"], "nix"),
        (["walk"], "walk"), (["rules", "sho"], "sho"), (["rules", "show", "headcount.nix"], "headcount.nix"),
        (["score", "nix.csv", "nix.csv"], "nix.csv"), (["review", "nix"], "nix"), (["run", "a", "-o", "b", "--rules", "nix"], "nix"),
        (["segment", "a", "-o", "s3://b/out"], "s3://b/out"), (["documents", "a", "-o", "file:///out"], "file:///out"),
        (["review", "s3://b/out"], "s3://b/out"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_use_is_told_without_a_traceback(tmp_path, arguments, told, language):
    done = call(*arguments, "--lang", language)
    assert done.returncode == 2
    assert told in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_a_wrong_encoding_is_told_with_its_place(report, tmp_path):
    report.write_text(SHARE, encoding="gb18030")
    done = call("run", report, "-o", tmp_path / "out", "--encoding", "utf-8", "--lang", "en")
    assert done.returncode == 1
    assert "utf-8" in done.stderr.decode() and "byte" in done.stderr.decode()


def test_a_folder_of_something_else_is_not_touched(report, tmp_path):
    other = tmp_path / "mine"
    other.mkdir()
    (other / "figures.csv").write_text("mine", encoding="utf-8")
    done = call("run", report, "-o", other)
    assert done.returncode == 2
    assert [path.name for path in other.iterdir()] == ["figures.csv"]
    assert (other / "figures.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_is_told_and_earlier_tables_stay(report, tmp_path):
    import resource

    output = tmp_path / "out"
    assert call("run", report, "-o", output).returncode == 0
    before, names = tables(output), sorted(output.iterdir())
    done = subprocess.run(
        [installed("minetext"), "run", str(REPORTS), "-o", str(output), "--lang", "en"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 3 and b"Traceback" not in done.stderr
    assert b"run again; earlier tables are unchanged" in done.stderr
    assert json.loads((output / ".minetext-status.json").read_text(encoding="utf-8"))["state"] == "failed"
    (output / ".minetext-status.json").unlink()
    assert tables(output) == before and sorted(output.iterdir()) == names


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_an_interrupted_run_leaves_earlier_tables_and_no_litter(report, tmp_path):
    output = tmp_path / "out"
    assert call("run", report, "-o", output).returncode == 0
    before, names = tables(output), sorted(output.iterdir())
    big = tmp_path / "big.txt"
    big.write_text(report.read_text(encoding="utf-8") * 60_000, encoding="utf-8")
    with subprocess.Popen(
        [installed("minetext"), "run", str(big), "-o", str(output), "--workers", "1"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as running:
        time.sleep(4)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130 and b"Traceback" not in said
    # an interruption that came before the run had begun leaves no word of itself
    (output / ".minetext-status.json").unlink(missing_ok=True)
    assert tables(output) == before and sorted(output.iterdir()) == names


def test_own_rules_add_a_measure_word_an_activity_type_and_an_idiom(tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.yaml").write_text(
        "units:\n  - id: quantity.own\n    why: a measure word of our own\n    words: [撮]\n    kind: quantity\n"
        "    yes: [{text: 种子3撮, figure: 3撮, value: 3}]\n"
        "activities:\n  - id: activity.own\n    why: an event of our own\n    type: culture\n    words: [斗蛐蛐]\n"
        "    yes: [{text: 举办斗蛐蛐3场, type: culture}]\n"
        "exclusions:\n  - id: exclusion.own\n    why: an idiom of our own\n    words: [三头六臂]\n    yes: [长着三头六臂]\n",
        encoding="utf-8",
    )
    checked = call("rules", "check", "--rules", folder, "--lang", "en")
    assert checked.returncode == 0 and b" 0 that do not hold" in checked.stdout
    sentence = "举办斗蛐蛐5场，种子7撮，他有三头六臂。"
    found = json.loads(call("explain", sentence, "--rules", folder, "--json").stdout)["figures"]
    assert [(one["text"], one["rule"], one["activity_type"]) for one in found] == [
        ("5场", found[0]["rule"], "culture"), ("7撮", "quantity.own", "culture")
    ]  # fmt: skip
    without = json.loads(call("explain", sentence, "--json").stdout)["figures"]
    assert "7撮" not in {one["text"] for one in without} and "三头" in {one["text"] for one in without}


def test_a_bad_rule_is_told_with_file_and_line(report, tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "own.yaml").write_text("units:\n  - id: quantity.own\n    word: [撮]\n", encoding="utf-8")
    done = call("run", report, "-o", tmp_path / "out", "--rules", folder, "--lang", "en")
    assert done.returncode == 2 and "own.yaml:3" in done.stderr.decode() and not (tmp_path / "out").exists()


def test_rules_are_listed_and_shown():
    assert b"headcount.persons" in call("rules", "list").stdout
    shown = call("rules", "show", "headcount.persons").stdout.decode()
    assert "units.yaml:" in shown and "id: headcount.persons" in shown


def test_explain_reads_a_sentence_that_was_cut_in_mid_character():
    done = call("explain", os.fsdecode("培训妇女200人。某".encode()[:-1]), "--json")
    assert [figure["text"] for figure in json.loads(done.stdout)["figures"]] == ["200人"]


def test_explain_tells_in_words_what_gave_the_type_of_an_activity():
    said = call("explain", SHARE, "--lang", "en").stdout.decode()
    assert "activity activity.health_service.medical: screening" in said and "activity model: the trained model" in said


def test_explain_tells_what_was_left_out_and_why():
    said = call("explain", "第三届运动会，培训妇女200人。", "--lang", "en").stdout.decode()
    assert "200人" in said and "headcount.persons" in said and "exclusion.ordinal" in said
    piped = call("explain", "-", "--lang", "en", data="第三届运动会，培训妇女200人。".encode("gb18030"))
    assert piped.stdout.decode() == said


def test_score_judges_a_table(tmp_path):
    gold = GOLD / "court_county_2014.figures.csv"
    call("run", REPORTS / "court_county_2014.txt", "-o", tmp_path / "out")
    done = call(
        "score", gold, tmp_path / "out" / "figures.csv", "--source", "court_county_2014.txt", "--json", "--errors", 1
    )
    assert json.loads(done.stdout.splitlines()[0])["wanted"] > 70


def test_review_writes_one_page(report, tmp_path):
    call("run", report, "-o", tmp_path / "out")
    done = call("review", tmp_path / "out")
    assert done.returncode == 0 and 'id="r0"' in (tmp_path / "out" / "review.html").read_text(encoding="utf-8")


@pytest.fixture
def labels(tmp_path) -> Path:
    folder = tmp_path / "labels"
    folder.mkdir()
    fields = ("教育", "卫生", "农业", "民政", "交通", "法院")
    for kind, text in (("training", "举办培训班3期"), ("meeting", "召开会议2次")):
        lines = "".join(f"{field},{field}系统{text}。\n" for field in fields)
        (folder / f"{kind}.csv").write_text(f"field,text\n{lines}", encoding="utf-8")
    return folder


def test_a_trained_model_is_used_and_told(labels, report, tmp_path):
    model = tmp_path / "model.npz"
    done = call("train", labels, "-o", model, "--lang", "en")
    assert done.returncode == 0 and "12 sentences, 2 types, 6 fields" in done.stdout.decode()
    for name, options in (("own", ("--model", model)), ("shipped", ())):
        assert call("run", report, "-o", tmp_path / name, *options).returncode == 0
    told = [
        json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))["model"] for name in ("own", "shipped")
    ]
    assert told[0] == hashlib.sha256(model.read_bytes()).hexdigest() != told[1]
    assert call("explain", SHARE, "--model", model).returncode == 0


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("train", "nowhere", "-o", "m.npz"), "nowhere"),
        (("train", "labels/one", "-o", "m.npz"), "labels/one"),
        (("train", "labels", "-o", "none/m.npz"), "none/m.npz"),
        (("run", "labels", "-o", "out", "--model", "labels/training.csv"), "labels/training.csv"),
        (("explain", "培训20人", "--model", "nowhere.npz"), "nowhere.npz"),
    ],
)
def test_what_training_and_models_cannot_use_is_told(labels, monkeypatch, options, word):
    (labels / "one").mkdir()
    (labels / "one" / "training.csv").write_text("field,text\n教育,培训3期\n", encoding="utf-8")
    monkeypatch.chdir(labels.parent)
    done = call(*options, "--lang", "en")
    assert done.returncode in (2, 3) and word in done.stderr.decode() and "Traceback" not in done.stderr.decode()
