"""Samples of `corpus/reports`, and how others are made from them: other places and digits, other width and spacing."""

import random
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from minetext.readers.decoding import decode

ROOT = Path(__file__).resolve().parent.parent
SMALL_FILE = ROOT / "corpus" / "reports" / "supply_cooperative_1992.txt"

BYTES_PER_FIGURE = 212
"""Bytes of text for each figure in a real page of work summaries."""

PLACES = [
    "青溪",
    "白石",
    "云岭",
    "丹枫",
    "岚河",
    "浍水",
    "柳塘",
    "石门",
    "松坪",
    "枫林",
    "临江",
    "北原",
    "南屏",
    "东湾",
    "西渡",
    "沙洲",
    "金盆",
    "银杏",
    "翠屏",
    "龙泉",
]
TITLES = ("工作总结", "年度工作总结", "工作情况汇报", "工作报告")
WIDE = str.maketrans("0123456789,()", "０１２３４５６７８９，（）")
NUMBER = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?(?!\d)")
FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千]+(?=[个名人户次元年月日])")


class Made(NamedTuple):
    """A generated report, and the name of the one that it is a copy of."""

    name: str
    title: str
    text: str
    copy_of: str


def samples() -> list[str]:
    """The texts of our own reports that are plain text."""
    paths = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
    return [decode(path.read_bytes()).text for path in paths]


def title(random_: random.Random) -> str:
    """A heading for a whole report."""
    return (
        f"{random_.choice(PLACES)}{random_.choice('县市区镇乡')}{random_.randint(1995, 2024)}年{random_.choice(TITLES)}"
    )


class Varied:
    """Makes reports of whole samples; the same ones for the same seed."""

    def __init__(self, random_: random.Random) -> None:
        self._random = random_
        self._samples = samples()
        self._filler = yaml.safe_load((Path(__file__).parent / "filler.yaml").read_text(encoding="utf-8"))["sentences"]

    def report(self, name: str) -> Made:
        """A report of its own."""
        heading = title(self._random)
        return Made(name, heading, vary(self._random.choice(self._samples), self._filler, self._random), "")

    def copy(self, name: str, original: Made) -> Made:
        """A report in disguise, under another title."""
        return Made(name, title(self._random), disguise(original.text, self._random), original.name)


def vary(base: str, filler: list[str], random_: random.Random) -> str:
    """The body of a sample with other places and digits, and with sentences without figures between its own."""
    body = base.split("\n", 1)[1]
    for place in random_.sample(PLACES, 6):
        body = body.replace(random_.choice(PLACES), place)
    body = NUMBER.sub(lambda match: digits(match[0], random_), body)
    wanted = len(FIGURE.findall(body)) * BYTES_PER_FIGURE - len(body.encode())
    lines = body.split("\n")
    while wanted > 0:
        sentence = random_.choice(filler)
        at = random_.randrange(len(lines))
        lines[at] += sentence
        wanted -= len(sentence.encode())
    return "\n".join(lines)


def digits(number: str, random_: random.Random) -> str:
    """Another number of the same length; years stay years."""
    if re.fullmatch(r"(?:19|20)\d\d", number):
        return number
    changed = [random_.choice("0123456789") if one.isdigit() else one for one in number[1:]]
    return random_.choice("123456789") + "".join(changed) if len(number) > 2 else number


def disguise(text: str, random_: random.Random) -> str:
    """The same text in another width and spacing."""
    if random_.random() < 0.5:
        text = text.translate(WIDE)
    return text.replace("。", "。 ") if random_.random() < 0.5 else text.replace("\n", "\n\n")
