"""JioNLP's times and sums of money over the texts of a folder, in this process: the seconds, as JSON.

python benchmarks/jionlp_time.py FOLDER
"""

import argparse
import json
import logging
from pathlib import Path
from time import perf_counter


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    texts = [path.read_text(encoding="utf-8") for path in sorted(parser.parse_args().folder.rglob("*.txt"))]
    import jionlp

    logging.disable(logging.CRITICAL)  # it logs a traceback for every expression that it cannot parse
    started = perf_counter()
    found = sum(len(jionlp.ner.extract_time(text)) + len(jionlp.ner.extract_money(text)) for text in texts)
    print()  # it prints without an end of line while it loads
    print(json.dumps({"seconds": perf_counter() - started, "found": found}))


if __name__ == "__main__":
    main()
