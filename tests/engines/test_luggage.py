"""Rules and model taken along to the workers of a scheduler, which outlive a run."""

from pathlib import Path

from minetext.engines.luggage import pack, unpack
from minetext.stages import Options


def files(options: Options) -> list[dict[str, bytes]]:
    return [{path.name: path.read_bytes() for path in Path(folder).iterdir()} for folder in options.rules]


def test_rules_that_were_edited_since_stand_apart_from_those_of_the_run_before(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "a.yaml").write_bytes(b"units: []\n")
    options = Options(rules=(str(rules),))
    before = unpack(pack(options), tmp_path / "worker")
    (rules / "a.yaml").rename(rules / "b.yaml")
    after = unpack(pack(options), tmp_path / "worker")
    # a worker keeps what it has built of rules by the folders in which they stand
    assert before != after
    assert files(after) == files(options) == [{"b.yaml": b"units: []\n"}]
    assert unpack(pack(options), tmp_path / "worker") == after
