"""A whole run: what the tables say of copies and of passages told twice, and that their offsets hold."""

import csv
import json
import random

import pytest
from dedup.archive import BODY, OTHER

from minetext.engines.local import run
from minetext.readers import list_inputs
from minetext.stages import Options
from minetext.tables import COLUMNS, TableWriter
from minetext.tables.writer import text_name

LINES = BODY.split("\n")
BORROWER = (
    "镇村建设工作总结\n\n"
    + OTHER.split("\n")[1]
    + "\n"
    + "\n".join(LINES[2:6])
    + "\n"
    + "\n".join(OTHER.split("\n")[2:])
)
RECORDS = [
    {"id": "copy", "title": "另一个标题", "text": f"另一个标题\n\n{BODY}"},
    {"id": "reworded", "title": "妇联总结", "text": "妇联总结\n\n" + BODY.replace("普遍好评", "一致赞扬")},
    {"id": "revised", "title": "下一年总结", "text": "下一年总结\n\n" + BODY.replace("840人", "962人")},
]


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"妇联工作总结\n\n{BODY}\n", encoding="utf-8", newline="")
    page = "".join(f"<p>{line}</p>" for line in BORROWER.split("\n") if line)
    (folder / "b.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    records = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in RECORDS)
    (folder / "c.jsonl").write_text(records, encoding="utf-8")
    return sorted(folder.iterdir())


def mined(inputs, output, workers=1):
    writer = TableWriter(output)
    listing = list_inputs([str(one) for one in inputs], writer.spool, output)
    run(listing, writer, Options(), workers, lambda event: None)
    writer.finish("{}\n")
    assert not (output / ".minetext-partial").exists()
    return {table: (output / f"{table}.csv").read_bytes() for table in COLUMNS}


def rows(output, table):
    with (output / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_relation_is_told(inputs, tmp_path):
    mined(inputs, tmp_path / "out")
    documents = {row["source"].rpartition("#")[2]: row for row in rows(tmp_path / "out", "documents")}
    kept = documents["a.txt"]["doc_id"]
    assert {name: (row["status"], row["relation"]) for name, row in documents.items()} == {
        "a.txt": ("kept", ""),
        "b.html": ("kept", ""),
        "copy": ("duplicate", "exact"),
        "reworded": ("near_duplicate", "near"),
        "revised": ("revision", "revision"),
    }
    assert {row["duplicate_of"] for row in documents.values()} == {"", kept}
    counted = {row["doc_id"] for row in rows(tmp_path / "out", "figures")}
    assert counted == {documents[name]["doc_id"] for name in ("a.txt", "b.html", "revised")}


def test_both_places_of_a_passage_hold_the_same_words(inputs, tmp_path):
    output = tmp_path / "out"
    mined(inputs, output)
    texts = {
        "a.txt": inputs[0].read_bytes().decode(),
        "b.html": (output / "texts" / text_name("b.html")).read_bytes().decode(),
        **{f"c.jsonl#{one['id']}": one["text"] for one in RECORDS},
    }
    found = rows(output, "reuse")
    assert {(row["source"], row["other_source"]) for row in found} == {
        ("b.html", "a.txt"),
        ("c.jsonl#revised", "a.txt"),
    }
    ids = {row["doc_id"]: row["source"] for row in rows(output, "documents")}
    for row in found:
        here, there = texts[row["source"]], texts[row["other_source"]]
        assert here[int(row["start"]) : int(row["end"])] == row["text"]
        assert "".join(there[int(row["other_start"]) : int(row["other_end"])].split()) == "".join(row["text"].split())
        assert (ids[row["doc_id"]], ids[row["other_doc_id"]]) == (row["source"], row["other_source"])
        assert row["reuse_id"].startswith(f"{row['doc_id']}-r")
        assert int(row["sentences"]) >= 3
    assert LINES[2][:10] in found[0]["text"] and OTHER[:10] not in found[0]["text"]


def test_the_same_bytes_whatever_the_workers_and_the_order(inputs, tmp_path, monkeypatch):
    first = mined(inputs, tmp_path / "1")
    monkeypatch.setattr("minetext.engines.workers.BATCH", 500)
    random.Random(1).shuffle(inputs)
    assert mined(inputs[::-1], tmp_path / "2", workers=2) == first
