"""Reports with planted relations: which are copies of which, and in what disguise.

Originals are put together from the sentences of our own reports and labels, each with other places and digits; two of
them share a sentence by chance at most, and a third of them a common introduction. The others are made from an
original: see `RELATIONS`.
"""

import csv
import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from variation import NUMBER, PLACES, TITLES, WIDE, samples

from minetext.rulebook import load
from minetext.rulebook.schema import VariantRule

HERE = Path(__file__).parent
ORIGINALS = 0.55
"""Share of originals."""

HEADING = re.compile(r"(?m)^[一二三四五六七八九十]{1,3}、([^。\n]{4,24})$")
SENTENCE = re.compile(r"[^。！？\n]{14,120}[。！？]")
CHINESE_NUMBER = re.compile(r"[二三四五六七八九](?=[名人户次个])")
NUMERAL = re.compile(r"[\d零一二三四五六七八九十百千万两半数几]")
CHINESE = "一二三四五六七八九十"


class Report(NamedTuple):
    """A report: headings, each with its sentences."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    style: int = 0
    """How its headings are numbered."""

    @property
    def body(self) -> str:
        """The text behind the title."""
        lines: list[str] = []
        for number, (heading, sentences) in enumerate(self.sections):
            mark = (f"{CHINESE[number]}、", f"{number + 1}、", f"（{CHINESE[number]}）", f"第{CHINESE[number]}部分 ")
            lines += [f"{mark[self.style]}{heading}"] if heading else []
            lines.append("".join(sentences))
        return "\n".join(lines)


class Planted(NamedTuple):
    """A report of the archive, and where it comes from."""

    title: str
    body: str
    root: int
    """Number of the original that it is made from; its own for an original."""
    relation: str
    """What it is to that original, a name of `RELATIONS`; empty for an original."""


@cache
def _knowledge() -> tuple[list[str], list[str], dict[str, object]]:
    texts = samples()
    records = (HERE.parent / "corpus" / "reports").glob("*.jsonl")
    texts += [json.loads(line)["text"] for path in records for line in path.read_text(encoding="utf-8").splitlines()]
    filler = yaml.safe_load((HERE / "filler.yaml").read_text(encoding="utf-8"))["sentences"]
    labels = (HERE.parent / "corpus" / "labels").glob("*.csv")
    labelled = [
        row["text"] for path in sorted(labels) for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
    ]
    sentences = [one for text in texts for one in SENTENCE.findall(text)]
    sentences += [f"{one.rstrip('。')}。" for one in labelled] + filler
    headings = [one for text in texts for one in HEADING.findall(text)]
    return sentences, headings, yaml.safe_load((HERE / "planted.yaml").read_text(encoding="utf-8"))


@cache
def _nouns() -> dict[str, str]:
    words = yaml.safe_load((HERE / "rewrites.yaml").read_text(encoding="utf-8"))
    return {**words["places"], **words["nouns"]}


def _fresh(sentence: str, random_: random.Random) -> str:
    """A sentence with other places, nouns and digits."""
    for word, other in _nouns().items():
        if word in sentence and random_.random() < 0.5:
            sentence = sentence.replace(word, other)
    for place in PLACES:
        if place in sentence:
            sentence = sentence.replace(place, random_.choice(PLACES))
    return NUMBER.sub(lambda match: _other(match[0], random_), sentence)


def _other(number: str, random_: random.Random) -> str:
    """Another number with as many digits."""
    while True:
        made = "".join(random_.choice("0123456789") if one.isdigit() else one for one in number)
        if made != number and made[0] != "0":
            return made


def original(random_: random.Random, length: tuple[int, int] = (20, 50)) -> Report:
    """A report of its own."""
    pool, headings, words = _knowledge()
    left = random_.randint(*length)
    sections: list[tuple[str, tuple[str, ...]]] = []
    if random_.random() < 1 / 3:
        sections.append(("", (str(words["intro"]),)))
    while left > 0 and len(sections) < len(CHINESE) - 2:
        count = min(left, random_.randint(4, 9))
        sentences = tuple(_fresh(random_.choice(pool), random_) for _ in range(count))
        sections.append((random_.choice(headings), sentences))
        left -= count
    return Report(_title(random_), tuple(sections))


def _title(random_: random.Random) -> str:
    return (
        f"{random_.choice(PLACES)}{random_.choice('县市区镇乡')}{random_.randint(1995, 2024)}年{random_.choice(TITLES)}"
    )


def _each(report: Report, change: Callable[[str], str]) -> Report:
    return report._replace(sections=tuple((head, tuple(map(change, said))) for head, said in report.sections))


def _copy(report: Report, random_: random.Random) -> Report:
    return report


def _retitled(report: Report, random_: random.Random) -> Report:
    return report._replace(title=_title(random_))


def _renumbered(report: Report, random_: random.Random) -> Report:
    return report._replace(style=random_.randint(1, 3))


def _wide(report: Report, random_: random.Random) -> Report:
    return _each(report, lambda sentence: sentence.translate(WIDE))


@cache
def _traditional() -> dict[int, str]:
    rules = load().of(VariantRule)
    return {ord(plain): written for rule in rules for written, plain in zip(rule.written, rule.plain, strict=True)}


def _in_traditional(report: Report, random_: random.Random) -> Report:
    return _each(report, lambda sentence: sentence.translate(_traditional()))


def _introduced(report: Report, random_: random.Random) -> Report:
    words = _knowledge()[2]
    return report._replace(sections=(("", (str(words["intro"]), str(words["added"]))), *report.sections))


def reworded(sentence: str, random_: random.Random) -> str:
    """A sentence said otherwise, with the same numbers in the same order."""
    words = _knowledge()[2]
    synonyms = words["synonyms"]
    assert isinstance(synonyms, dict)
    fitting = [word for word in synonyms if word in sentence]
    kind = random_.random()
    if kind < 0.3 and not NUMERAL.search(sentence):
        return str(random_.choice(_knowledge()[0][-35:]))
    clauses = sentence[:-1].split("，")
    free = [at for at in range(len(clauses) - 1) if not NUMERAL.search(clauses[at] + clauses[at + 1])]
    if kind < 0.6 and free:
        at = random_.choice(free)
        clauses[at : at + 2] = clauses[at + 1], clauses[at]
        return "，".join(clauses) + sentence[-1]
    if fitting:
        for word in random_.sample(fitting, min(len(fitting), random_.randint(1, 3))):
            sentence = sentence.replace(word, synonyms[word])
        return sentence
    openings = words["openings"]
    assert isinstance(openings, list)
    return str(random_.choice(openings)) + sentence


def _rewritten(report: Report, random_: random.Random) -> Report:
    share = random_.uniform(0.01, 0.3)
    total = sum(len(said) for _, said in report.sections)
    chosen = set(random_.sample(range(total), max(1, round(share * total))))
    places = iter(range(total))
    return _each(report, lambda sentence: reworded(sentence, random_) if next(places) in chosen else sentence)


def _contained(report: Report, random_: random.Random) -> Report:
    """Some of its sections in a row, under a title of their own."""
    number = len(report.sections)
    count = random_.randint(max(1, number // 3), max(1, number - 1))
    first = random_.randint(0, number - count)
    return Report(_title(random_), report.sections[first : first + count], random_.randint(0, 3))


def _revised(report: Report, random_: random.Random) -> Report:
    """The same template with other figures: one, some, or all of them, in digits or in words."""
    share = random_.choice((0.0, 0.2, 1.0))
    changed = 0

    def change(sentence: str) -> str:
        nonlocal changed

        def other(match: "re.Match[str]") -> str:
            nonlocal changed
            if changed and random_.random() >= share:
                return match[0]
            changed += 1
            if match[0] in CHINESE:
                return random_.choice([one for one in "二三四五六七八九" if one != match[0]])
            return _other(match[0], random_)

        return re.sub(f"{NUMBER.pattern}|{CHINESE_NUMBER.pattern}", other, sentence)

    made = _each(report, change)
    return made if changed else _revised(_with_figure(report), random_)


def _with_figure(report: Report) -> Report:
    head, said = report.sections[-1]
    return report._replace(sections=(*report.sections[:-1], (head, (*said, "全年共培训人员120人。"))))


RELATIONS: dict[str, Callable[[Report, random.Random], Report]] = {
    "copy": _copy,
    "retitled": _retitled,
    "renumbered": _renumbered,
    "width": _wide,
    "traditional": _in_traditional,
    "introduced": _introduced,
    "rewritten": _rewritten,
    "contained": _contained,
    "revised": _revised,
}
"""What is planted; of `rewritten` and `revised` twice as many as of the others."""


def planted(number: int, seed: int = 1, length: tuple[int, int] = (20, 50)) -> Iterator[Planted]:
    """So many reports; what is made from an original comes some time after it."""
    random_ = random.Random(seed)
    kinds = [*RELATIONS, "rewritten", "revised"]
    recent: list[tuple[int, Report]] = []
    for index in range(number):
        if not recent or random_.random() < ORIGINALS:
            report = original(random_, length)
            recent.append((index, report))
            if len(recent) > 2000:
                recent[random_.randrange(2000)] = recent.pop()
            yield Planted(report.title, report.body, index, "")
            continue
        root, base = random_.choice(recent)
        kind = random_.choice(kinds)
        made = RELATIONS[kind](base, random_)
        yield Planted(made.title, made.body, root, kind)
