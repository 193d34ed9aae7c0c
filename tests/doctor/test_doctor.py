"""What the doctor finds, on machines good and bad."""

import os
import tempfile
from importlib import metadata
from pathlib import Path

import pytest
from conftest import ROOT

from minetext.doctor import CHECKS, installed, machine, rules, selftest
from minetext.doctor.finding import Finding
from minetext.messages import say
from minetext.messages.doctor import TEXTS
from minetext.readers.base import Need
from minetext.readers.registry import Format
from minetext.rulebook import RuleError


def codes(findings) -> dict[str, Finding]:
    return {one.code: one for one in findings}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_ends_with_findings_that_have_texts(check):
    found = list(check())
    assert found
    for one in found:
        for language in ("zh", "en"):
            assert say(f"doctor.{one.code}", language, one.facts)
            assert one.verdict == "ok" or say(f"doctor.{one.code}.do", language, one.facts)


def test_every_finding_that_is_not_well_has_advice():
    fine = {name for name in TEXTS if f"{name}.do" not in TEXTS and name.count(".") == 1}
    options = {"short", "help", "examples", "seconds", "self_test_option", "counts"}
    assert {name.removeprefix("doctor.") for name in fine} - options == {
        "python", "minetext", "packages", "formats", "encodings", "languages", "file_names", "cores", "memory",
        "memory_unknown", "disk", "processes", "rules", "self_test", "speed",
    }  # fmt: skip


def test_missing_and_old_packages_are_told(monkeypatch):
    required = [
        "numpy>=99", "nowhere-to-be-found>=1.5", 'gone>=1; extra == "parquet"', 'worker>=1; extra == "dev"',
        "regex>=2024.5.15",
    ]  # fmt: skip
    monkeypatch.setattr(metadata, "requires", lambda name: required)
    found = codes(installed.packages())
    assert (found["package_old"].verdict, found["package_old"].facts["least"]) == ("fail", "99")
    assert (found["package_missing"].verdict, found["package_missing"].facts["package"]) == (
        "fail", "nowhere-to-be-found",
    )  # fmt: skip
    assert found["extra_missing"].facts == {"extra": "parquet", "packages": "gone"}
    assert found["packages"].facts["packages"].startswith("regex ")


def test_a_format_that_lacks_something_comes_with_the_line_that_adds_it(monkeypatch):
    known = [Format("txt", "text", None), Format("7z", "archive", Need("py7zr", "pip install x"))]
    monkeypatch.setattr(installed, "formats", lambda: known)
    found = codes(installed.formats_read())
    assert found["formats"].facts == {"formats": "txt"}
    assert say("doctor.format_missing.do", "en", found["format_missing"].facts) == "pip install x"


def test_a_python_without_a_codec_fails(monkeypatch):
    monkeypatch.setattr(machine, "CODECS", {"utf-8": "中", "no-such-codec": "中", "ascii": "中"})
    [found] = machine.encodings()
    assert (found.verdict, found.facts["missing"]) == ("fail", "no-such-codec, ascii")


def test_files_that_cannot_be_named_fail(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    [found] = machine.file_names()
    assert (found.code, found.verdict) == ("file_names_wrong", "fail")


def test_a_container_with_less_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    (tmp_path / "memory.max").write_text("100000000\n")
    monkeypatch.setattr(machine, "QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(machine, "CGROUPS", (tmp_path / "memory.max",))
    monkeypatch.setattr(machine, "_memory", lambda: (16 << 30, 8 << 30))
    [found] = machine.cores()
    assert (found.code, found.facts["usable"]) == ("cores_bounded", 1)
    [found] = machine.memory()
    assert (found.code, found.facts["limit"], found.facts["workers"]) == ("memory_short", 0.1, 1)


@pytest.mark.parametrize("quota", ["max 100000", "", "0 0", "nonsense"])
def test_a_quota_that_is_none_bounds_nothing(monkeypatch, tmp_path, quota):
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr(machine, "QUOTA", tmp_path / "cpu.max")
    assert machine.usable_cores() >= 1


def test_a_full_or_unwritable_disk_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "LEAST_DISK", 1 << 60)
    assert {one.code for one in machine.disk()} == {"disk_short"}
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert "disk_unwritable" in codes(machine.disk())


def test_rules_that_cannot_be_used_fail(monkeypatch):
    def refuse(_):
        raise RuleError("folder", path=Path("nowhere"))

    monkeypatch.setattr(rules, "stages", refuse)
    [found] = rules.rules_hold()
    assert (found.code, found.verdict) == ("rules_unusable", "fail") and "nowhere" in found.facts["reason"]


@pytest.fixture(scope="module")
def tested():
    return list(selftest.self_test(240))


def test_the_self_test_finds_all_well(tested):
    found = codes(tested)
    assert found["self_test"].verdict == "ok", found
    assert found["self_test"].facts["gold"] > 1000 and found["self_test"].facts["right"] >= selftest.LEAST_RIGHT
    assert found.keys() <= {"self_test", "speed", "speed_low", "speed_unknown"}


def test_the_self_test_sees_what_is_wrong(monkeypatch, tmp_path):
    (tmp_path / "reports").mkdir()
    monkeypatch.setattr(selftest, "samples", lambda: tmp_path)
    (tmp_path / "reports" / "a.txt").write_text("县妇联2010年工作总结\n培训妇女200人。\n", encoding="utf-8")
    found = codes(selftest.self_test(120))
    assert found["self_test_counts"].verdict == found["self_test_wrong"].verdict == "fail"


def test_the_self_test_ends_in_time(monkeypatch):
    [found] = selftest.self_test(0.01)
    assert (found.code, found.verdict) == ("self_test_slow", "fail")


def test_missing_samples_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(selftest, "samples", lambda: tmp_path)
    assert [one.code for one in selftest.self_test(5)] == ["samples_missing"]


def test_the_samples_of_the_checkout_are_those_that_the_wheel_takes():
    assert selftest.samples() == ROOT / "corpus"
    assert '"corpus/reports" = "minetext/_samples/reports"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
