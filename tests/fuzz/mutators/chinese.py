"""The text of reports: numbers, dates, units, sentences, headings and lines."""

import re
from collections.abc import Callable, Mapping
from random import Random

from . import Mutator, place, stretch, times

_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,．][0-9０-９]+)*|[〇零一二三四五六七八九十百千万亿两]+")
_DATE = re.compile(r"[0-9]{2,4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?")
_UNIT = re.compile(r"(?<=[0-9])(?:万|亿)?[一-鿿%]")
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_HEADING = re.compile(r"^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十0-9]+[)）]|^[0-9]+[.、．]", re.MULTILINE)

NUMBERS = (
    "0", "00", "0.0", "000123", "1.", ".5", "1.2.3", "1,2,3", "12,34,5", "1,234,567.89", "-5", "－5", "+5", "1e9", "1E400",
    "９９９", "１２．５", "１，２３４", "½", "①", "⑩", "Ⅳ", "㈠", "㊀", "²", "٣", "߉", "𝟗", "1/0", "0/0", "3/4", "1:0", "3∶2", "9" * 40,
    "9" * 400, "1" + "0" * 5000, "0." + "0" * 300 + "1", "零", "〇", "两", "廿", "卅", "半", "几十", "数百", "百万亿", "万亿", "亿亿",
    "万万", "三万亿万亿", "一百一", "二千零五", "十十", "百百", "一二三", "负三", "××", "＊＊＊", "XX", "＿＿", "__", "□□", "…", "？",
    "近百", "上千", "10几", "十多万", "3万5", "2.5万亿", "1.5.万", "百分之百", "百分之", "千分之0", "万分之一百", "三分之零", "零分之一", "八成半",
    "十二成", "1至0", "9-3", "5～", "～5", "3—5—7", "一两", "七八十", "100%-50%", "-100%", "1000000%", "壹仟", "貳佰萬", "廿九",
)  # fmt: skip
DATES = (
    "2月30日", "13月45日", "0月0日", "2010年2月29日", "0000年", "9999年12月31日", "10000年", "99年", "00年", "２０１２年", "一九九九年",
    "二〇一〇年十三月", "二○○八年", "二零一二", "2010年-2009年", "2008年1月至1月", "2012年12月至3月", "1月-13月", "第一季度", "第五季度",
    "去年", "前年", "明年", "上年同期", "今年以来", "2012-13-40", "20121345", "2012.2.30", "2012/0/0", "公元前3年", "民国三十年", "民國101年",
    "元旦", "腊月三十", "闰二月", "国庆节", "十一五", "十五期间", "“十三五”末", "年底", "月底", "上半年", "下半年", "1—11月", "1-2010年",
    "2010、2011、2012年", "2010至2012至2014年", "三年", "近三年来", "20年", "2010年代", "80年代", "五十年代末", "2月", "31日", "星期八",
    "2012年2012年2012年", "自2010年起至今", "2010年3", "年月日", "2010年 3 月 5 日", "2010\n年3月", "庚寅年", "2012年度", "2011-2012学年",
)  # fmt: skip
UNITS = (
    "元", "万元", "亿元", "元/人", "元/人·年", "人次", "余人", "多万人次", "%", "％", "‰", "个百分点", "吨", "平方米", "㎡", "公里", "亩",
    "户", "所", "名", "件", "次", "天", "小时", "岁", "周岁", "年", "个月", "美元", "万美元", "港币", "块", "倍", "番", "折", "成", "度", "℃",
    "元元", "人人", "万万元", "公斤公里", "人／次", "平方公里/万人", "", "·", "k", "km²", "m3", "×10⁴", "万", "亿", "余", "多", "左右", "以上",
)  # fmt: skip
WORDS = (
    "其中", "其中：", "分别为", "分别占", "分别比上年增长", "占", "占全县的", "比上年增长", "同比下降", "增长到", "由", "减少到", "达到", "累计",
    "共", "合计", "总计", "人均", "平均每人", "每", "各", "不足", "近", "约", "超过", "至少", "不少于", "以上", "左右", "和", "及", "、", "，", "与上年持平",
    "翻一番", "翻了两番", "一是", "二是", "第一", "首先", "目标", "计划", "完成计划的", "单价", "每户", "共计", "平均", "一番", "万一", "千方百计", "一心一意",
    "第", "号", "届", "路", "文件", "〔2010〕5号", "“", "”", "《", "》", "（", "）", "(", ")", "【", "】", "：", "；", "。", "！", "？", "…", "——",
)  # fmt: skip
CHARACTERS = (
    "\0", "\x01", "\x0b", "\x0c", "\x1c", "\x1e", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u2028", "\u2029", "\u202e",
    "\u3000", "\ufeff", "\ufffd", "\uffff", "\ue000", "\U00020000", "\U0002f81a", "\U0010ffff", "e\u0301", "\u0301", "İ", "ß",
    "ﬃ", "㎡", "㍿", "㋀", "㏑", "㈱", "⼀", "\u30a2\u3099", "👨\u200d👩\u200d👧", "🇨🇳", "葛\U000e0100", "\t", "\r", "\r\n", "\n", "\n\n", "|",
    "│", "┌─┬─┐", "====", "----", '"', ";", ",", "=1+1", "@", "\\", "\x1b[31m", "𠮷", "綫", "裏", "臺", "⺌", "〸", "〹", "㐂",
)  # fmt: skip
TITLES = (
    "县妇联2010年工作总结", "关于2010年度工作情况的报告", "工作总结", "2012年上半年工作总结及下半年工作计划", "××局二〇一二年工作总结", "目录", "附件1",
    "在全县大会上的讲话", "第一章", "1.1.1.1", "一、二、三、四、", "（一）（二）（三）", "特此报告", "县政府办公室\n2010年1月5日", "抄送：县委", "第1页 共5页",
)  # fmt: skip
BRACKETS = ("（）", "()", "“”", "《》", "【】", "〔〕", "「」", "[]", "〈〉", "''")

LONGEST = 40_000
"""Characters that a text grows to at most."""


def numbers(rng: Random, text: str) -> str:
    """Put other numbers in the place of some."""
    return _some(
        rng, text, _NUMBER, lambda old: rng.choice((*NUMBERS, old + old, old[::-1], old + rng.choice(NUMBERS)))
    )


def digits(rng: Random, text: str) -> str:
    """Change single digits, as slips do."""
    return _some(
        rng, text, _DIGITS, lambda old: "".join(rng.choice("0123456789") if rng.random() < 0.5 else c for c in old)
    )


def dates(rng: Random, text: str) -> str:
    """Put other dates in the place of dates or numbers."""
    return _some(rng, text, _DATE if _DATE.search(text) else _NUMBER, lambda old: rng.choice(DATES) * times(rng, 10))


def units(rng: Random, text: str) -> str:
    """Put other units behind numbers, and chains of them."""
    return _some(rng, text, _UNIT, lambda old: "".join(rng.choice(UNITS) for _ in range(times(rng, 30))))


def expressions(rng: Random, text: str) -> str:
    """Put in expressions of random parts: words, numbers, units and dates in a chain."""
    for _ in range(times(rng, 10)):
        kinds = rng.choices((WORDS, NUMBERS, UNITS, DATES), (3, 4, 4, 1), k=2 * times(rng, 40))
        at = place(rng, len(text))
        text = text[:at] + "".join(rng.choice(one) for one in kinds) + text[at:]
    return text


def words(rng: Random, text: str) -> str:
    """Put in words that lead a reader of figures, again and again."""
    word = rng.choice(WORDS)
    for _ in range(rng.choice((1, 2, 8))):
        at = place(rng, len(text))
        text = text[:at] + word * times(rng, 500) + text[at:]
    return text


def among(rng: Random, text: str) -> str:
    """Tell parts, and parts of parts, in a long chain."""
    parts = 1 + times(rng, 200)
    link = rng.choice(("其中", "，其中：", "（其中", "，分别为", "、", "，占", "，比上年增长"))
    at = place(rng, len(text))
    return text[:at] + link.join(f"甲{rng.randint(0, 9999)}{rng.choice(UNITS)}" for _ in range(parts)) + text[at:]


def brackets(rng: Random, text: str) -> str:
    """Put brackets in, nested, or without their other half."""
    pair, depth = rng.choice(BRACKETS), times(rng, 2000)
    some = stretch(rng, len(text), 40)
    close = pair[1] * rng.choice((depth, depth, 0, depth - 1))
    return text[: some.start] + pair[0] * depth + text[some] + close + text[some.stop :]


def endless(rng: Random, text: str) -> str:
    """Take the ends of sentences out, and perhaps those of lines and clauses."""
    return re.sub(rng.choice(("[。；]", "[。；！？\n]", "[。；，、\n]", "[^0-9一-鿿]", "\n", " ")), "", text)


def ends(rng: Random, text: str) -> str:
    """End sentences everywhere."""
    mark = rng.choice(("。", "；", "\n", "！", "，", "、", "\r", " ", "\u3000", "\t", "\n\n"))
    share = rng.choice((0.02, 0.1, 1.0))
    return "".join(one + mark if rng.random() < share else one for one in text)


def headings(rng: Random, text: str) -> str:
    """Number headings anew, or make sentences headings."""
    styles = (
        "{}、",
        "（{}）",
        "({})",
        "{}.",
        "第{}章",
        "第{}条 ",
        "{}．",
        "{}",
        "【{}】",
        "{}、（{}）",
        "{}是",
        "{}.{}.{}.{} ",
    )
    ordinals = (
        "一",
        "十",
        "一百零一",
        "０",
        "0",
        "99",
        "1",
        "2",
        "①",
        "Ⅳ",
        "A",
        "九九",
        "零",
        "一万",
        "〇",
        "壹",
        "9" * 30,
    )
    style = rng.choice(styles)

    def head(old: str) -> str:
        return style.format(*(rng.choice(ordinals) for _ in range(4)))

    if rng.random() < 0.5 and _HEADING.search(text):
        return _some(rng, text, _HEADING, head)
    return "".join(f"{head('')}{line}\n" if rng.random() < 0.6 else f"{line}\n" for line in text.split("\n"))


def titles(rng: Random, text: str) -> str:
    """Put titles, signatures and other lines of documents between the lines."""
    lines = text.split("\n")
    for _ in range(times(rng, 30)):
        lines.insert(place(rng, len(lines)), rng.choice(TITLES) if rng.random() < 0.8 else lines[0])
    return "\n".join(lines)


def wrap(rng: Random, text: str) -> str:
    """Break the lines after so many characters, as a typewriter does."""
    width = rng.choice((1, 2, 7, 20, 40))
    end = rng.choice(("\n", "\r\n", "\r", "\n　　", "\n\n", "\u2028", "\x0b", "\x85"))
    return "".join(
        end.join(line[at : at + width] for at in range(0, len(line), width)) + end for line in text.split("\n")
    )


def characters(rng: Random, text: str) -> str:
    """Put in odd characters."""
    for _ in range(rng.choice((1, 3, 10))):
        at = place(rng, len(text))
        text = text[:at] + rng.choice(CHARACTERS) * times(rng, 300) + text[at:]
    return text


def table(rng: Random, text: str) -> str:
    """Make a table of the numbers, drawn by tabs, blanks or lines."""
    cells = _NUMBER.findall(text)[:20] or ["1", "2"]
    gap = rng.choice(("\t", "  ", "\u3000", "|", "│", " | ", ",", "┃"))
    width = rng.choice((1, 2, 3, 5, 30))
    heads = gap.join(
        rng.choice(("镇", "户数", "人数（人）", "比率%", "合计", "2010年", "单位：万元", "")) for _ in range(width)
    )
    rows = [
        gap.join((rng.choice(("河湾镇", "合计", "其中", "一、", "")), *cells[at : at + width]))
        for at in range(0, len(cells), width)
    ]
    at = place(rng, len(text))
    return f"{text[:at]}\n{heads}\n" + "\n".join(rows) + f"\n{text[at:]}"


def sentences(rng: Random, text: str) -> str:
    """The sentences in another order, some twice, some not at all."""
    found = _SENTENCE.findall(text)
    return "".join(rng.choices(found, k=rng.randint(1, len(found) * 2))) if found else text


def cut(rng: Random, text: str) -> str:
    """Leave a stretch out."""
    gone = stretch(rng, len(text), 80)
    return text[: gone.start] + text[gone.stop :]


def splice(rng: Random, text: str) -> str:
    """Put a stretch somewhere else, too."""
    some = text[stretch(rng, len(text), 200)]
    at = place(rng, len(text))
    return text[:at] + some * times(rng, 30) + text[at:]


def grow(rng: Random, text: str) -> str:
    """Tell a stretch until the text is long: what takes more than linear time shows then."""
    if rng.random() > 0.02:
        return splice(rng, text)
    some = stretch(rng, len(text), rng.choice((4, 30, 400)))
    more = rng.randint(3_000, LONGEST) // max(1, some.stop - some.start)
    return (text[: some.stop] + text[some] * more + text[some.stop :])[: LONGEST * 2]


MUTATORS: Mapping[str, Mutator[str]] = {
    one.__name__: one
    for one in (
        numbers, digits, dates, units, expressions, words, among, brackets, endless, ends, headings, titles, wrap,
        characters, table, sentences, cut, splice, grow,
    )
}  # fmt: skip


def _some(rng: Random, text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    """The text with some of the places that fit the pattern changed, or all."""
    share = rng.choice((0.1, 0.3, 1.0))
    return pattern.sub(lambda match: change(match[0]) if rng.random() < share else match[0], text)
