"""The tables of whole reports, kept and compared."""

import pytest
from conftest import REPORTS

from minetext.engines.local import run
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import TableWriter

SAMPLES = ("compilation_page.html", "hospital_county_2008.txt", "vocational_school_records.jsonl")


@pytest.mark.parametrize("sample", SAMPLES)
def test_tables(sample, golden, tmp_path):
    writer = TableWriter(tmp_path / "out")
    run(list_inputs([str(REPORTS / sample)], writer.spool, tmp_path), writer, Options(), 1, lambda event: None)
    writer.finish("{}\n")
    for table in ("documents", "figures", "activities", "checks"):
        text = (tmp_path / "out" / f"{table}.csv").read_bytes().decode("utf-8-sig")
        golden(f"{sample}.{table}.csv", text.replace("\r\n", "\n"))
