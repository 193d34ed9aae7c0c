"""Reports of one unit over several years, made with slips and near misses that are known."""

import random
from typing import NamedTuple

YEARS = range(2014, 2019)


class Quantity(NamedTuple):
    """What a report tells of every year."""

    told: str
    """A sentence with `{now}`, and its number and unit."""
    change: tuple[str, str]
    """How more and less than in the year before are told; `{gap}` is by how much, `{rate}` the same in per cent."""
    start: int


QUANTITIES = (
    Quantity("全年接待妇女来信来访{now}件", ("比上年增加{gap}件", "比上年减少{gap}件"), 214),
    Quantity("举办家政服务培训班，培训妇女{now}人", ("比去年增加{gap}人", "比去年减少{gap}人"), 1463),
    Quantity("全年发放宣传资料{now}份", ("同比增加{gap}份", "同比减少{gap}份"), 4731),
    Quantity("为贫困母亲发放小额贷款{now}元", ("比上年增加{gap}元", "比上年减少{gap}元"), 1873500),
    Quantity("调解婚姻家庭纠纷{now}起", ("较上年增加{gap}起", "较上年减少{gap}起"), 187),
    Quantity("全县创建五好文明家庭{now}户", ("比上年增长{rate}%", "比上年下降{rate}%"), 3127),
    Quantity("新发展女党员{now}名", ("比上一年多{gap}名", "比上一年少{gap}名"), 269),
    Quantity("全县参加妇科病普查的农村妇女{then}人，今年为{now}人", ("", ""), 9641),
    Quantity("资助春蕾女童由上年的{then}名变为{now}名", ("", ""), 318),
    Quantity("慰问留守儿童{now}人次", ("比上年增加{gap}人次", "比上年减少{gap}人次"), 2358),
)
"""The two without a change tell last year's number itself."""

DISTRACTORS = (
    "计划明年培训妇女{far}人。",
    "五年来累计接待妇女来信来访{far}件。",
    "上半年慰问留守儿童{near}人次。",
    "向省妇联上报信息{near}条。",
    "发放慰问金约{far}元。",
    "青溪镇调解婚姻家庭纠纷{near}起。",
)


class Planted(NamedTuple):
    """A mistake that was put into a report."""

    year: int
    check: str
    written: str
    """The figure as the report has it."""


class Unit(NamedTuple):
    """The reports of a unit by year, and what is wrong with them."""

    reports: dict[int, str]
    planted: list[Planted]
    relations: int
    """How many relations to the year before are told."""


def unit(seed: int, slips: float) -> Unit:
    """The reports of a unit; so large a share of what is told of the year before is wrong."""
    random_ = random.Random(seed)
    values = {one: _values(one.start, random_) for one in QUANTITIES}
    reports: dict[int, list[str]] = {year: [] for year in YEARS}
    planted: list[Planted] = []
    relations = 0
    for one in QUANTITIES:
        for at, year in enumerate(YEARS):
            now, then = values[one][at], values[one][at - 1]
            wrong = at > 0 and random_.random() < slips
            relations += at > 0
            told = _slipped(then, random_) if wrong else then
            sentence = _sentence(one, now, told) if at else _alone(one, now)
            reports[year].append(sentence)
            if wrong:
                planted.append(Planted(year, "last_year", sentence))
    lost = random_.choice(YEARS) if slips else 0
    insured = random_.uniform(2.8, 8.6)
    for year, sentences in reports.items():
        insured *= random_.uniform(0.97, 1.12)
        sentences.append(f"全县参加新型农村合作医疗{insured:.2f}{'' if year == lost else '万'}人。")
        if year == lost:
            planted.append(Planted(year, "series", sentences[-1]))
        for distractor in random_.sample(DISTRACTORS, 3):
            sentences.append(distractor.format(near=random_.randint(100, 400), far=random_.randint(3000, 90000)))
        random_.shuffle(sentences)
        reports[year] = sentences
    texts = {year: f"青禾县妇女联合会{year}年工作总结\n\n" + "\n".join(said) for year, said in reports.items()}
    return Unit(texts, planted, relations)


def _values(start: int, random_: random.Random) -> list[int]:
    values = [start]
    while len(values) < len(YEARS):
        values.append(round(values[-1] * random_.uniform(0.82, 1.25)) + random_.choice((1, 3, 7)))
    return values


def _slipped(value: int, random_: random.Random) -> int:
    """Another number of the same length: one digit changed, two swapped, or a few more or less."""
    kind = random_.choice(("digit", "swap", "some"))
    digits = list(str(value))
    at = random_.randrange(1, len(digits))
    if kind == "swap" and at + 1 < len(digits) and digits[at] != digits[at + 1]:
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
    elif kind == "some":
        return value + random_.choice((-1, 1)) * max(2, value // random_.randint(12, 40))
    else:
        digits[at] = str((int(digits[at]) + random_.randint(1, 9)) % 10)
    return int("".join(digits))


def _alone(one: Quantity, now: int) -> str:
    return one.told.replace("由上年的{then}名变为", "").replace("{then}人，今年为", "").format(now=now) + "。"


def _sentence(one: Quantity, now: int, then: int) -> str:
    told = one.told.replace("农村妇女{then}", "农村妇女去年为{then}").format(now=now, then=then)
    if not one.change[0]:
        return told + "。"
    change = one.change[now < then].format(gap=abs(now - then), rate=f"{abs(now - then) / then * 100:.1f}")
    return f"{told}，{change}。"
