"""The data package: the CSV byte for byte, and a schema that every row fulfils."""

import hashlib
import json
import subprocess
import sys

import pytest
from conftest import REPORTS
from exports.read_back import csv_rows, make_run, row

from minetext.exports import export
from minetext.tables import COLUMNS

TYPES = {"string": "str", "integer": "int", "number": "Decimal", "date": "date"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run over two of our own reports."""
    out = tmp_path_factory.mktemp("run") / "out"
    reports = [str(REPORTS / name) for name in ("hospital_county_2008.txt", "vocational_school_records.jsonl")]
    subprocess.run([sys.executable, "-m", "minetext", "run", *reports, "-o", out, "--quiet"], check=True)
    return out


def package(path):
    return json.loads((path / "datapackage.json").read_text(encoding="utf-8"))


def test_the_tables_are_those_of_the_run(run, tmp_path):
    path = export(run, "datapackage", tmp_path / "made").path
    described = package(path)
    assert [one["name"] for one in described["resources"]] == list(COLUMNS)
    for one in described["resources"]:
        data = (path / one["path"]).read_bytes()
        assert data == (run / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_every_row_is_as_the_schema_says(run, tmp_path):
    """Types, choices, keys and references, checked without the code that wrote the schema."""
    path = export(run, "datapackage", tmp_path / "made").path
    resources = {one["name"]: one["schema"] for one in package(path)["resources"]}
    rows = {name: csv_rows(path, name) for name in resources}
    columns = {name: [field["name"] for field in schema["fields"]] for name, schema in resources.items()}
    assert len(rows["figures"]) > 20 and len(rows["checks"]) > 3

    def cells(table, column):
        return [line[columns[table].index(column)] for line in rows[table]]

    for table, schema in resources.items():
        for field in schema["fields"]:
            values = [value for value in cells(table, field["name"]) if value is not None]
            assert {type(value).__name__ for value in values} <= {TYPES[field["type"]]}, (table, field)
            assert set(values) <= set(field.get("constraints", {}).get("enum", values)), (table, field)
        if "primaryKey" in schema:
            keys = cells(table, schema["primaryKey"])
            assert None not in keys and len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", ()):
            other = key["reference"]["resource"] or table
            assert set(cells(table, key["fields"])) - {None} <= set(cells(other, key["reference"]["fields"])), (
                table,
                key,
            )


def test_it_validates_with_frictionless(run, tmp_path):
    frictionless = pytest.importorskip("frictionless", reason="heavy, so not among what the tests install")
    path = export(run, "datapackage", tmp_path / "made").path
    report = frictionless.validate(str(path / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])


def test_a_reference_within_a_table_names_no_resource(tmp_path):
    path = export(make_run(tmp_path / "out", {"figures": [row("figures", figure_id="f1")]}), "datapackage").path
    keys = {one["fields"]: one["reference"] for one in package(path)["resources"][1]["schema"]["foreignKeys"]}
    assert keys["part_of"] == {"resource": "", "fields": "figure_id"}
    assert keys["activity_id"] == {"resource": "activities", "fields": "activity_id"}
