"""Find the copies among short reports and do nothing else, so that what it takes can be watched from outside.

python benchmarks/copies.py SCRATCH --reports 100000
"""

import argparse
import json
import random
from itertools import islice
from pathlib import Path
from time import process_time

from generate import generate
from short import Short

from minetext.dedup import Deduplicator
from minetext.layout import one_draft
from minetext.model import Source
from minetext.stages import Options, stages


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--reports", type=int, default=100000)
    given = parser.parse_args()
    random_ = random.Random(4)
    built = stages(Options())
    with Deduplicator(given.scratch) as deduplicator:
        for made in islice(generate(random_, 0.1, Short(2000, random_)), given.reports):
            source = built.fold(Source(made.name, made.text))
            deduplicator.add(built.signer.sign(source, one_draft(source.text, made.title)))
        started = process_time()
        copies = sum(not one.verdict.counts for one in deduplicator.judge())
    print(json.dumps({"copies": copies, "seconds": process_time() - started}))


if __name__ == "__main__":
    main()
