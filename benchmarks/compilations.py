"""How well compilations are split: seeded pages of our own reports, joined in many styles, with known boundaries.

Every page holds 2 to 8 reports (samples of `corpus/reports`, half of them varied as `generate.py` does) under one
style of joining, with or without an introduction, a list of contents, advertisements, signatures and traps (headings
that look like titles), in blank-line or dense setting, some wrapped by hand or in traditional characters. A boundary is
the offset at which a report begins (its title line) or ends (its last character); it is found where a report of the
program begins or ends at exactly that offset.

The styles of `HELD_BACK` were written when the rules were done, and no rule was changed for them.

    python benchmarks/compilations.py [--pages 500] [--seed 1] [--write] [--show STYLE]
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml
from document import put
from variation import PLACES, ROOT, samples, vary

from minetext.model import Source
from minetext.rulebook.schema import VariantRule
from minetext.stages import Options, stages

CHINESE = "一二三四五六七八九十"
SITES = ("总结文库", "范文之家", "好文网", "写作无忧网")
TOPICS = ("妇联", "计划生育", "学校团委", "乡镇民政", "教师个人", "医院护理", "财政所", "社区党建", "安全生产")
INTROS = (
    "以下是小编为大家整理的{title}，欢迎大家阅读参考。",
    "时光荏苒，转眼又到了写总结的时候，总结能帮助我们找出工作中的得失，下面是小编精心整理的几篇范文，希望对您有帮助。",
    "总结是把一定阶段内的有关情况分析研究，做出有指导性结论的书面材料，它可以使我们更有效率，因此十分有必要写一份总结。",
    "写总结的时候要注意什么呢？既要实事求是，又要突出重点，不可记流水账。好的总结有观点，有材料，语言简练。",
    "你还在为不知道怎么写{topic}工作总结而烦恼吗？本站为您带来{title}，供您参考！",
)
ADS = (
    "点击下载全文(6页 Word)", "【下载Word版】", "关注微信公众号获取更多范文", "小编推荐：更多{topic}工作总结请关注本站",
    "分享到：QQ空间 微信 微博　收藏(86)　点赞(215)", "上一页 1 2 3 下一页", "本文来源：{site}",
    "https://www.example.com/a/1024.html", "广告",
)  # fmt: skip
FURTHER = (
    ["更多{topic}工作总结延伸阅读"],
    ["相关阅读：", "{topic}个人工作总结", "{topic}述职报告范文", "年度工作计划"],
    ["猜你喜欢：2018年{topic}工作总结1500字"],
    ["【{title}】相关文章：", "1.2019年学校团委工作总结", "2.县妇联上半年工作总结3篇", "3.共青团工作总结2000字"],
)
FOOTERS = (
    "以上就是{title}的全部内容，希望对您有所帮助。", "Copyright 2010-2019 {site} 版权所有",
    "声明：本站内容来自网友投稿，如有侵权请联系我们删除。", "返回顶部",
)  # fmt: skip
TRAPS = ("2018年工作总结", "认真写好工作总结", "下一年工作计划", "学校工作总结")
ANNOUNCING = "现将有关情况汇报如下："
NAMES = ("祝怀远", "李强", "王小明", "罗守田", "陈 静")
FREE_TITLES = (
    "在平凡的岗位上",
    "强化服务意识 促进各项工作",
    "扎实工作谋发展",
    "凝心聚力办实事",
    "真抓实干开新局",
    "情系百姓 服务基层",
    "勤奋工作 无私奉献",
    "创新思路抓落实",
)


@dataclass
class Page:
    """A page that is being written: its lines, and where its reports stand among them."""

    random: random.Random
    gap: bool
    """Whether a blank line stands between paragraphs."""
    width: int
    """At which lines are wrapped by hand, or 0."""
    lines: list[str] = field(default_factory=list)
    reports: list[tuple[int, int]] = field(default_factory=list)
    """The first and the last line of each report."""

    def add(self, text: str, wrap: bool = True) -> int:
        """Write a paragraph; returns the number of its first line."""
        first = len(self.lines)
        if wrap and self.width and len(text) > self.width:
            text = "　　" + text.strip()
            self.lines += [text[at : at + self.width] for at in range(0, len(text), self.width)]
        else:
            self.lines.append(text)
        if self.gap:
            self.lines.append("")
        return first

    def last(self) -> int:
        """The number of the last line that holds text."""
        return max(number for number, line in enumerate(self.lines) if line.strip())

    def report(self, opening: Sequence[str], body: Sequence[str], leading: int = 0) -> None:
        """Write a report; the first `leading` lines of its opening do not belong to it."""
        firsts = [self.add(line) for line in (*opening, *body)]
        self.reports.append((firsts[leading], self.last()))

    def boundaries(self) -> tuple[str, set[tuple[str, int]]]:
        """The text, and the offsets at which reports begin and end."""
        offsets, place = [], 0
        for line in self.lines:
            offsets.append(place)
            place += len(line) + 1
        found = set()
        for first, last in self.reports:
            indent = len(self.lines[first]) - len(self.lines[first].lstrip())
            found |= {("start", offsets[first] + indent), ("end", offsets[last] + len(self.lines[last].rstrip()))}
        return "\n".join(self.lines) + "\n", found


class Report(NamedTuple):
    """A report to be joined with others."""

    title: str
    body: list[str]


class Heads(NamedTuple):
    """The lines that stand above a report, those of them that do not belong to it, and its body."""

    opening: list[str]
    body: list[str]
    leading: int = 0


Style = Callable[[random.Random, str, int, Report], Heads]
"""Of a page's topic, the number of a report and the report: what stands above it, and its body."""


def signature(random_: random.Random) -> list[str]:
    """Unit or name, and date, at the end of a report."""
    body = random_.choice(("计生协会", "人民政府", "妇联", "财政所"))
    unit = f"{random_.choice(PLACES)}{random_.choice('镇县乡')}{body}"
    year, month, day = random_.randint(1998, 2020), random_.randint(1, 12), random_.randint(1, 28)
    digits = "".join("〇一二三四五六七八九"[int(one)] for one in str(year))
    date = random_.choice((f"{digits}年{CHINESE[month % 10]}月{CHINESE[day % 9]}日", f"{year}年{month}月{day}日"))
    return random_.choice(([unit, date], [random_.choice(NAMES), date], [f"{unit}　{date}"]))


STYLES: Mapping[str, Style] = {
    "篇一：": lambda r, topic, n, one: Heads([f"篇{CHINESE[n]}：{one.title}"], one.body),
    "第一篇：": lambda r, topic, n, one: Heads([f"第{CHINESE[n]}篇：{one.title}"], one.body),
    "【第1篇】": lambda r, topic, n, one: Heads([f"【第{n + 1}篇】{one.title}"], one.body),
    "【篇一】 alone": lambda r, topic, n, one: Heads([f"【篇{CHINESE[n]}】"], one.body),
    "范文一": lambda r, topic, n, one: Heads([f"范文{CHINESE[n]}：{one.title}"], one.body),
    "title 篇1": lambda r, topic, n, one: Heads([f"2019年{topic}工作总结 篇{n + 1}"], one.body),
    "title1": lambda r, topic, n, one: Heads([f"{topic}工作总结{n + 1}"], one.body),
    "title（一）": lambda r, topic, n, one: Heads([f"{topic}工作总结（{CHINESE[n]}）"], one.body),
    "(一)…范文": lambda r, topic, n, one: Heads([f"({CHINESE[n]}){topic}年度工作总结范文"], one.body),
    "marker, then title": lambda r, topic, n, one: Heads([f"第{n + 1}篇", one.title], one.body, 1),
    "bare titles": lambda r, topic, n, one: Heads([one.title], one.body),
    "signature, title": lambda r, topic, n, one: Heads([one.title], one.body + signature(r)),
    "signature, free title": lambda r, topic, n, one: Heads(
        [one.title if not n else FREE_TITLES[n]], one.body + signature(r)
    ),
    "《title》": lambda r, topic, n, one: Heads([f"《{one.title}》"], one.body),
    "salutation, signature": lambda r, topic, n, one: Heads(["各位领导、同志们："], one.body + signature(r)),
    "1、title": lambda r, topic, n, one: Heads([f"{n + 1}、{one.title}"], one.body),
    "title in two lines": lambda r, topic, n, one: Heads([one.title[:-4], one.title[-4:]], one.body),
    "【title】": lambda r, topic, n, one: Heads([f"【{one.title}】"], one.body),
    "inline": lambda r, topic, n, one: Heads(
        [f"篇{CHINESE[n]}：{topic}工作总结 {one.body[0].strip()}"], one.body[1:]
    ),
    "inline, no title": lambda r, topic, n, one: Heads([f"【篇{CHINESE[n]}】{one.body[0].strip()}"], one.body[1:]),
}  # fmt: skip
"""The styles that the rules were written with."""

HELD_BACK: Mapping[str, Style] = {
    "★第一篇★": lambda r, topic, n, one: Heads([f"★第{CHINESE[n]}篇★ {one.title}"], one.body),
    "Part 1": lambda r, topic, n, one: Heads([f"Part {n + 1} {one.title}"], one.body),
    "例文1：": lambda r, topic, n, one: Heads([f"例文{n + 1}：{one.title}"], one.body),
    "之一": lambda r, topic, n, one: Heads([f"{topic}工作总结之{CHINESE[n]}"], one.body),
    "title, unit, date below": lambda r, topic, n, one: Heads([one.title, *signature(r)], one.body),
    "◆ title": lambda r, topic, n, one: Heads([f"◆ {one.title}"], one.body),
    "title, byline": lambda r, topic, n, one: Heads(
        [one.title, f"作者：{r.choice(NAMES)}　字数：{len(one.body) * 90}"], one.body
    ),
    "rule, free title": lambda r, topic, n, one: Heads(["----------------", FREE_TITLES[n]], one.body, 1),
    "plan titles 篇1": lambda r, topic, n, one: Heads([f"{topic}工作计划 篇{n + 1}"], one.body),
}

UNNUMBERED = ("bare titles", "《title》", "salutation, signature", "signature, title", "signature, free title")
"""Styles whose pages need no title of their own."""


UNLISTED = ("salutation, signature", "inline", "inline, no title", "signature, free title")
"""Styles of pages that have no list of contents."""

HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）|[0-9]{1,2}[、.](?!\d))")


def reports() -> list[Report]:
    """Our own reports, without what a site put around them."""
    found = []
    for text in samples():
        lines = [line for line in text.splitlines() if line.strip()]
        while lines and not any("\u4e00" <= one <= "\u9fff" for one in lines[-1]):
            lines.pop()
        wrapped = sum(len(line) in (37, 38, 39) for line in lines) > len(lines) / 2
        if not wrapped and not any("小编" in line or "延伸阅读" in line for line in lines):
            found.append(Report(lines[0].strip(), lines[1:]))
    return found


def page(
    random_: random.Random, style: str, of: Mapping[str, Style], bases: Sequence[Report], filler: list[str]
) -> Page:
    """One page in a style, with whatever else its site put on it."""
    made = Page(random_, random_.random() < 0.6, random_.choice((0, 0, 0, 32, 38)))
    topic, count = random_.choice(TOPICS), random_.randint(2, 8)
    title = f"{topic}工作总结{random_.choice(('(精选{n}篇)', '{n}篇', '范文{n}篇', '大全')).format(n=count)}"
    names = {"topic": topic, "title": title, "site": random_.choice(SITES)}
    chosen = random_.sample(bases, count)
    if random_.random() < 0.5:
        chosen = [_varied(one, filler, random_) for one in chosen]
    heads = [of[style](random_, topic, number, _trapped(one, random_)) for number, one in enumerate(chosen)]
    if style not in UNNUMBERED or random_.random() < 0.5:
        made.add(title)
        for intro in random_.sample(INTROS, random_.choice((0, 1, 1, 2))):
            made.add(intro.format(**names))
        if random_.random() < 0.3 and style not in UNLISTED:
            made.add("目录")
            for one in heads:
                made.add(one.opening[0])
            if random_.random() < 0.4:
                made.add(random_.choice(INTROS).format(**names))
    for number, one in enumerate(heads):
        made.report(one.opening, one.body, one.leading)
        if random_.random() < 0.25:
            made.add(random_.choice(ADS).format(**names), wrap=False)
        if random_.random() < 0.15 or (number == count - 1 and random_.random() < 0.5):
            for line in random_.choice(FURTHER):
                made.add(line.format(**names), wrap=False)
    for footer in random_.sample(FOOTERS, random_.choice((0, 1, 2))):
        made.add(footer.format(**names), wrap=False)
    return made


def _varied(report: Report, filler: list[str], random_: random.Random) -> Report:
    return Report(report.title, vary("\n".join((report.title, *report.body)), filler, random_).split("\n"))


def _trapped(report: Report, random_: random.Random) -> Report:
    """Some reports have a heading that looks like a title."""
    if random_.random() > 0.15 or len(report.body) < 4:
        return report
    for at, line in enumerate(report.body):
        match = HEADING.match(line)
        if match and at and len(line) < 30:
            return Report(report.title, [*report.body[:at], match[0] + random_.choice(TRAPS), *report.body[at + 1 :]])
    return Report(report.title, [report.body[0], ANNOUNCING, *report.body[1:]])


class Counts(NamedTuple):
    """Boundaries of pages: those wanted, those found, and those right."""

    pages: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0

    def plus(self, wanted: set[tuple[str, int]], found: set[tuple[str, int]]) -> "Counts":
        """With another page."""
        return Counts(
            self.pages + 1, self.wanted + len(wanted), self.found + len(found), self.right + len(wanted & found)
        )

    def row(self, name: str) -> str:
        """A row of the table."""
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"| {name} | {self.pages} | {self.wanted} | {precision:.3f} | {recall:.3f} | {f1:.3f} |"


def measure(of: Mapping[str, Style], pages: int, seed: int, show: str = "") -> Iterator[tuple[str, Counts]]:
    """The counts of each style, and `all`."""
    built = stages(Options())
    pairs = [pair for rule in built.rulebook.of(VariantRule) for pair in zip(rule.plain, rule.written, strict=True)]
    times = Counter(plain for plain, _ in pairs)
    traditional = str.maketrans({plain: written for plain, written in pairs if times[plain] == 1 and plain >= "\u4e00"})
    filler = yaml.safe_load((ROOT / "benchmarks" / "filler.yaml").read_text(encoding="utf-8"))["sentences"]
    random_, bases = random.Random(seed), reports()
    counts = dict.fromkeys((*of, "all"), Counts())
    for number in range(pages):
        style = list(of)[number % len(of)]
        text, wanted = page(random_, style, of, bases, filler).boundaries()
        if random_.random() < 0.15:
            text = text.translate(traditional)
        drafts = built.layout.drafts(built.fold(Source("page", text)))
        spans = [one.span for one in drafts if not one.no_report]
        found = {("start", span.start) for span in spans} | {("end", span.end) for span in spans}
        if style == show and wanted != found:
            for side, places in (("missed", wanted - found), ("wrong", found - wanted)):
                for kind, place in sorted(places):
                    print(
                        number, side, kind, repr(text[max(0, place - 60) : place]), "<>", repr(text[place : place + 60])
                    )
        for name in (style, "all"):
            counts[name] = counts[name].plus(wanted, found)
    yield from counts.items()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="", help="print the boundaries of this style that are not right")
    parser.add_argument("--write", action="store_true", help="write the section of docs/documents.md")
    given = parser.parse_args()
    head = ["| style | pages | boundaries | precision | recall | F1 |", "|---|---|---|---|---|---|"]
    told = [*head, *(one.row(f"{name}") for name, one in measure(STYLES, given.pages, given.seed, given.show))]
    if HELD_BACK:
        told += ["", "Styles held back:", "", *head]
        held = measure(HELD_BACK, given.pages // 5, given.seed + 1, given.show)
        told += [one.row(f"{name}") for name, one in held]
    lines = "\n".join(told) + "\n"
    print(lines)
    if given.write:
        put("documents.md", lines, "splitting")


if __name__ == "__main__":
    main()
