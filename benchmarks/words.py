"""Both engines of `minetext segment --words` on the same sentences: how alike they cut, and how fast they are.

    pip install -e '.[fast]'
    python benchmarks/words.py --real DIR [--bytes N] [--write]

The sentences are those of a seeded sample of the texts in `DIR/real` (txt and unlabelled jsonl). Each engine has the
user dictionary made from `rules/`; they cut the sample in turns, best of three. `--write` puts the tables into
`docs/documents.md`.
"""

import argparse
import random
import time
from pathlib import Path

from document import put
from outline import ROOT, reports, texts

from minetext.stages import Options, stages
from minetext.words import ENGINES, Cutter, cutter, engine_version, entries

SEED = 7
TURNS = 3
PAGE = "words"


def sample(real: Path, size: int) -> list[str]:
    """Sentences of some megabytes of text, in the order of their texts."""
    own = stages(Options())
    own_texts = {path.name for path in (ROOT / "corpus" / "reports").iterdir()}
    pool = [source for _, source in texts(real) if source.name not in own_texts]
    random.Random(SEED).shuffle(pool)
    found: list[str] = []
    bytes_left = size
    for source in pool:
        folded = own.fold(source)
        for report in reports(source):
            for segment, unbroken in own.layout.segments(folded, report):
                if unbroken and segment.level == "sentence":
                    found.append(unbroken.text)
                    bytes_left -= len(unbroken.text.encode("utf-8"))
        if bytes_left < 0:
            break
    return found


def timed(engine: Cutter, sentences: list[str]) -> tuple[float, list[list[tuple[int, int, str]]]]:
    """Seconds, and the words of every sentence."""
    started = time.perf_counter()
    words = [engine.words(sentence) for sentence in sentences]
    return time.perf_counter() - started, words


def main() -> None:
    """Read the options, measure, and print or write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--bytes", type=int, default=1_500_000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sentences = sample(options.real, options.bytes)
    size = sum(len(one.encode("utf-8")) for one in sentences) / 1e6
    dictionary = entries(stages(Options()).rulebook)
    loaded: dict[str, Cutter] = {}
    loading: dict[str, float] = {}
    for name in ENGINES:
        started = time.perf_counter()
        loaded[name] = cutter(name, dictionary)
        loading[name] = time.perf_counter() - started
    seconds = dict.fromkeys(ENGINES, float("inf"))
    cut = {}
    for _ in range(TURNS):
        for name, engine in loaded.items():
            taken, cut[name] = timed(engine, sentences)
            seconds[name] = min(seconds[name], taken)
    first, second = (cut[name] for name in ENGINES)
    ends = [({word[1] for word in one}, {word[1] for word in other}) for one, other in zip(first, second, strict=True)]
    shared = sum(len(one & other) for one, other in ends)
    boundary = 2 * shared / sum(len(one) + len(other) for one, other in ends)
    same = sum(
        [word[:2] for word in one] == [word[:2] for word in other] for one, other in zip(first, second, strict=True)
    )
    spans = [
        ({word[:2]: word[2] for word in one}, {word[:2]: word[2] for word in other})
        for one, other in zip(first, second, strict=True)
    ]
    both = [(one[span], other[span]) for one, other in spans for span in one.keys() & other.keys()]
    words = 2 * len(both) / sum(len(one) + len(other) for one, other in spans)
    slow = size / seconds["jieba"]
    rows = [
        f"{len(sentences):,} sentences, {size:.1f} MB, {sum(map(len, first)):,} words by jieba; "
        f"{len(dictionary):,} words in the user dictionary.",
        "",
        "| engine | version | MB/s with tags | against jieba | seconds to load |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {engine_version(name)} | {size / seconds[name]:.2f} | {size / seconds[name] / slow:.1f} "
            f"| {loading[name]:.1f} |"
            for name in ENGINES
        ),
        "",
        "| what both cut alike | share |",
        "|---|---|",
        f"| word ends (F1) | {boundary:.4f} |",
        f"| words (F1) | {words:.4f} |",
        f"| whole sentences | {same / len(sentences):.4f} |",
        f"| part of speech, of the words that both cut | {sum(one == other for one, other in both) / len(both):.4f} |",
    ]
    print("\n".join(rows))
    if options.write:
        put("documents.md", "\n".join(rows) + "\n", PAGE)


if __name__ == "__main__":
    main()
