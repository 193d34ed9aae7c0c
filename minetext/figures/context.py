"""What the words around a figure say of it: item, role, per, and the whole that it is part of."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from minetext.figures.cues import CueHit, CueWords, ReportCues, between, bits
from minetext.figures.items import (
    LeftPhrase,
    Words,
    left_phrase,
    name_list,
    object_phrase,
    per_end,
    right_phrase,
    state_phrase,
)
from minetext.figures.mention import Mention
from minetext.model import NOWHERE, Report, Role, Sentence, Span
from minetext.rulebook import Rulebook, Splits
from minetext.rulebook.schema import CueRule, SectionRule

INCREASE, DECREASE, REACHED, COMPARE = bits("increase"), bits("decrease"), bits("reached"), bits("compare")
TARGET, ACHIEVED, SHARE, PART = bits("target"), bits("achieved"), bits("share"), bits("part")
EVERY, AVERAGE, EACH = bits("every"), bits("average"), bits("each")
PER = EVERY | AVERAGE | EACH
"""Cues without one of which a figure is per nothing."""
TOTAL, PARTICLE = bits("total"), bits("particle")
PASSED_OVER = bits("skip", "boundary", "linker", "compare")
"""Cues that may stand between a word for growth and its figure."""

CHANGES = INCREASE | DECREASE | REACHED | COMPARE
"""Cues of a figure that says how the one before it has changed."""

NEAR_WHOLE = 5
"""How many figures before 其中 may be the whole."""

LIST_KINDS = frozenset(("headcount", "quantity", "rate", "money"))
COUNTED_KINDS = frozenset(("headcount", "quantity", "money"))

HEADING = 40
"""Characters of a heading that are read."""

AGE_GAP = 2
"""Characters between a number of people and their age (年满)."""

RECENT = 24
"""How many figures before are looked at for what they count; more would make long lists slow."""

EACH_ONE = "each"
"""What a figure is per that 分别 or 各 gives to each of those named."""

NAMES_REACH = 120
"""How many characters before 分别 its names may begin."""

LIST_GAP = 12
"""Characters between two members of a list that 分别 opens."""


class Context:
    """The rules for words around figures, applied sentence by sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._cues = CueWords(rulebook)
        words: dict[str, list[str]] = {}
        for rule in rulebook.of(CueRule):
            words.setdefault(rule.cue, []).extend(rule.words)
        self._words = Words(
            tuple(words.get("particle", ())), tuple(words.get("place", ())),
            frozenset(words.get("classifier", ())), frozenset(words.get("case", ())), tuple(words.get("plan", ())),
            tuple(words.get("sum", ())), tuple(words.get("more", ())), tuple(words.get("less", ())),
            Splits(rulebook).members,
        )  # fmt: skip
        self._lists = Splits(rulebook).lists
        self._fold = rulebook.variants.fold
        self._plan, self._delivered = (
            rulebook.compile(
                "|".join(f"(?:{rule.pattern})" for rule in rulebook.of(SectionRule) if rule.gives == gives)
            )
            for gives in ("target", "delivered")
        )

    def cues(self, text: str, report: Report) -> ReportCues:
        """The cues of a report."""
        planned: set[int] = set()
        for index, section in enumerate(report.sections):
            if section.parent in planned or self._says_plan(text[slice(*section.heading)][:HEADING]):
                planned.add(index)
        delivered = bool(self._delivered and self._delivered.search(self._fold(report.title)))
        return ReportCues(self._cues, text, report.sentences, frozenset(planned), delivered)

    def describe(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], cues: ReportCues
    ) -> list[Mention]:
        """The mentions with their cells filled."""
        described: list[Mention] = []
        for index, found in groupby(mentions, key=lambda mention: mention.sentence):
            sentence, group = sentences[index], list(found)
            planned = sentence.section in cues.planned
            if group[0].table:
                # the heads of its table have told all
                targets = planned and group[0].role == "level"
                described.append(group[0]._replace(role="target") if targets else group[0])
                continue
            reader = _SentenceReader(text, sentence, cues.of(index), self._words, self._lists, described)
            reader.read(group, planned)
        return described

    def _says_plan(self, heading: str) -> bool:
        return bool(self._plan and self._plan.search(heading))


class _Near(NamedTuple):
    """What stands around one figure."""

    start: int
    """Where what belongs to it begins: at the figure before, or the beginning of the clause."""

    left: Sequence[CueHit]
    """Cues between the figure before, or the beginning of the clause, and this one."""
    clause: Sequence[CueHit]
    """Cues between the beginning of the clause and this figure."""
    said: int
    """The cues of the clause before this figure together, as bits."""
    before: Mention | None
    following: int
    """Where the next figure or the end of the sentence is."""
    end: int
    """Where the clause or the next figure ends what belongs to this one."""
    age: Mention | None = None
    """The age of those who are counted, where it stands right behind."""


class _SentenceReader:
    """Reads the mentions of one sentence from left to right, and the cues between them."""

    def __init__(
        self, text: str, sentence: Sentence, hits: Sequence[CueHit], words: Words, lists: frozenset[str],
        described: list[Mention],
    ) -> None:  # fmt: skip
        self._text = text
        self._sentence = sentence
        self._hits = hits
        self._words = words
        self._lists = lists
        self._described = described
        self._first = len(described)
        self._taken = sentence.span.start
        """End of the phrase that the figure before took as its item."""
        self._next_hit = 0
        self._target = False
        """Whether what was read so far says that figures are targets."""
        self._part = -1
        """Where 其中 opened the list of parts that is being read, or -1."""

    def read(self, mentions: list[Mention], planned: bool) -> None:
        """Fill the cells of the mentions and add them to those described."""
        for at, mention in enumerate(mentions):
            if mention.date is None:
                self._read_hits(mention.core)
                mention = self._described_as(mentions, at, planned)
            self._described.append(mention)

    def _read_hits(self, end: int) -> None:
        """Take note of cues that reach further than their clause."""
        hits = self._hits
        while self._next_hit < len(hits) and hits[self._next_hit].end <= end:
            hit = hits[self._next_hit]
            self._next_hit += 1
            if hit.cues & TARGET:
                self._target = True
            elif hit.cues & ACHIEVED:
                self._target = False
            if hit.cues & PART:
                self._part = hit.start

    def _described_as(self, mentions: list[Mention], at: int, planned: bool) -> Mention:
        mention = mentions[at]
        clause = mention.clause
        before = mentions[at - 1] if at else None
        start = max(clause.start, before.end if before else clause.start, min(self._taken, mention.start))
        behind = mentions[at + 1 : at + 3]
        age = behind.pop(0) if behind and behind[0].kind == "age" and mention.kind == "headcount" else None
        following = behind[0].start if behind else self._sentence.span.end
        end = max(mention.end, min(clause.end, following))
        in_clause = between(self._hits, clause.start, mention.start)
        left, said = [], 0
        for hit in in_clause:
            said |= hit.cues
            if hit.start >= start:
                left.append(hit)
        near = _Near(start, left, in_clause, said, before, following, end, age)
        item = self._item(mentions, at, near, start)
        return mention.described(
            per=mention.per or self._per(mentions, at, near) or self._same_per(mention, near, item),
            item=item,
            role="target" if planned or self._target else self._role(mention, near, item),
            whole=self._whole(mention, near),
            share=mention.kind == "rate" and bool(said & SHARE) and any(hit.cues & SHARE for hit in left),
        )

    def _item(self, mentions: list[Mention], at: int, near: _Near, start: int) -> Span:
        mention = mentions[at]
        told = self._respective(mentions, at, near)
        if told:
            return told
        joined = self._text.startswith(self._words.particles, mention.end)
        if mention.kind == "rate":
            item = self._rate_item(mention, near, start)
        elif mention.kind == "money":
            item = self._sum_item(mention, near, start, joined)
        else:
            item = self._counted_item(mention, near, start)
        return item or self._before_date(mention, near) or self._topic() or self._measure(mention)

    def _before_date(self, mention: Mention, near: _Near) -> Span:
        """The noun phrase before a date that stands between it and the figure: 累计赤字由年初的612万元."""
        date = near.before
        if date is None or date.date is None or date.clause != mention.clause:
            return NOWHERE
        recent = self._recent()
        begin = max(mention.clause.start, recent[1].end if len(recent) > 1 else 0)
        return left_phrase(self._text, begin, date.start, between(near.clause, begin, date.start), self._words).phrase

    def _measure(self, mention: Mention) -> Span:
        """The measure word of places, which are counted without another noun: 辖9村."""
        measure = mention.measure
        return measure if self._text.startswith(self._words.places, measure.start, measure.end) else NOWHERE

    def _left(self, mention: Mention, near: _Near, start: int) -> LeftPhrase:
        compared = self._base_of_comparison(mention, near, start)
        if compared is not None:
            hits = [hit for hit in near.left if hit.end <= compared.start]
            subject = left_phrase(self._text, start, compared.start, hits, self._words)
            return LeftPhrase(subject.phrase or self._topic(), False, False, NOWHERE)
        return left_phrase(self._text, start, mention.start, near.left, self._words)

    def _base_of_comparison(self, mention: Mention, near: _Near, start: int) -> CueHit | None:
        """The 比 of a clause that says by how much something is more or less than a base: 增速比工业高4.4个百分点."""
        if not near.said & COMPARE:
            return None
        end = mention.start - 1 if self._text[mention.start - 1].isspace() else mention.start
        if not self._text.endswith(self._words.more + self._words.less, start, end):
            return None
        return next((hit for hit in near.left if hit.cues & COMPARE), None)

    def _right(self, mention: Mention, near: _Near, needs_noun: bool = False) -> Span:
        """The noun phrase behind a figure; what takes it as its item leaves none of it to the next figure."""
        start = mention.end
        if near.age and near.age.start - start <= AGE_GAP:
            # 3215名60周岁以上老人, 816名年满60周岁的父母
            start = near.age.end
        hits = between(self._hits, start, near.end)
        if mention.kind == "duration" and hits and hits[0].start == start and hits[0].cues & AVERAGE:
            # 五年年均减贫: what lasts is told behind the average
            start, hits = hits[0].end, hits[1:]
        measure = self._text[slice(*mention.measure)]
        phrase = right_phrase(self._text, start, near.end, hits, self._words, measure, needs_noun)
        if phrase:
            self._taken = phrase.end
        return phrase

    def _sum_item(self, mention: Mention, near: _Near, start: int, joined: bool) -> Span:
        left = self._left(mention, near, start)
        named = not left.verb and left.phrase
        if joined and not (named and left.adjacent and self._text.endswith(self._words.sums, *named)):
            return self._right(mention, near) or named or left.verb
        item = named or self._right(mention, near) or left.phrase
        return item or self._sum_before() or left.verb

    def _sum_before(self) -> Span:
        """The item of the sum before, in the same sentence: 每户补助8500元，共发放79.05万元."""
        return next((one.item for one in self._recent() if one.kind == "money" and one.item), NOWHERE)

    def _counted_item(self, mention: Mention, near: _Near, start: int) -> Span:
        left = self._left(mention, near, start)
        named = left.phrase if left.adjacent and not left.verb and not left.relative else NOWHERE
        measure = self._text[slice(*mention.measure)]
        if named and mention.kind == "headcount" and measure not in self._words.classifiers:
            # 组织妇女干部30多人上街: a person is counted with 人, whatever is told of him behind
            return named
        right = self._right(mention, near, not named)
        if right and right.end < near.following:
            return right
        if right and named:
            # 占地15500平方米建筑面积4189平方米: the phrase before the next figure is that one's
            self._taken = mention.end
            return named
        if right or left.phrase:
            return right or left.phrase
        return self._object(mention, near) or self._state(mention, near) or left.verb

    def _state(self, mention: Mention, near: _Near) -> Span:
        if mention.kind != "headcount" or any(hit.start == mention.end for hit in self._hits_in(mention.end, near.end)):
            return NOWHERE
        return state_phrase(self._text, mention.end, near.end)

    def _hits_in(self, start: int, end: int) -> Sequence[CueHit]:
        return between(self._hits, start, end)

    def _object(self, mention: Mention, near: _Near) -> Span:
        hits = between(self._hits, mention.end, near.end)
        return object_phrase(self._text, mention.end, near.end, hits, self._words)

    def _rate_item(self, mention: Mention, near: _Near, start: int) -> Span:
        left = self._left(mention, near, start)
        share = next((hit for hit in reversed(near.clause) if hit.cues & SHARE), None)
        recent = self._recent()
        if share and sum(one.start >= share.end for one in recent if one.date is None) <= 1:
            before = next((one.end for one in recent if one.end <= share.start), 0)
            begin = max(mention.clause.start, before)
            hits = between(near.clause, begin, share.start)
            part = left_phrase(self._text, begin, share.start, hits, self._words)
            return part.phrase or self._topic(share.start) or left.phrase
        if left.relative and left.phrase:
            # 完成预算的103.2%: what is measured was named before its base
            return self._topic() or left.phrase
        joined = self._text.startswith(self._words.particles, mention.end)
        if joined and left.phrase and not left.adjacent:
            # 云南全省90%的典型生态系统
            return self._right(mention, near) or left.phrase
        named = left.phrase or self._right(mention, near) or self._before_date(mention, near)
        return named or self._topic() or left.verb

    def _respective(self, mentions: list[Mention], at: int, near: _Near) -> Span:
        """The item of a figure in a list that 分别 gives to as many names or figures before it."""
        if not near.said & EACH:
            return NOWHERE
        mention = mentions[at]
        each = next(hit for hit in reversed(near.clause) if hit.cues & EACH)
        listed = self._list_of(mentions, at)
        if len(listed) < 2 or mentions[listed[0]].start < each.end:
            return NOWHERE
        first = mentions[listed[0]].start
        own = left_phrase(self._text, each.end, first, between(self._hits, each.end, first), self._words)
        if own.phrase and not own.relative:
            return own.phrase
        number = listed.index(at)
        recent = [one for one in self._recent() if one.end <= each.start]
        begin = max(recent[0].end if recent else 0, mention.clause.start, each.start - NAMES_REACH)
        names = name_list(self._text, begin, each.start, self._words)
        if len(names) == len(listed):
            return names[number]
        items = list(dict.fromkeys(one.item for one in recent if not one.date and one.role == "level" and one.item))
        return items[len(listed) - 1 - number] if len(items) >= len(listed) else NOWHERE

    def _list_of(self, mentions: list[Mention], at: int) -> range:
        """The figures, by index, of the list that a figure stands in: 12人、15人和20人."""
        first = last = at
        while first > 0 and at - first < RECENT and self._same_list(mentions[first - 1], mentions[first]):
            first -= 1
        while last + 1 < len(mentions) and last - at < RECENT and self._same_list(mentions[last], mentions[last + 1]):
            last += 1
        return range(first, last + 1)

    def _same_list(self, before: Mention, mention: Mention) -> bool:
        same = (before.kind, before.unit) == (mention.kind, mention.unit)
        return same and self._listed(before.end, mention.start)

    def _recent(self) -> list[Mention]:
        """The last figures of the sentence that have been described, the nearest first."""
        return self._described[max(self._first, len(self._described) - RECENT) :][::-1]

    def _topic(self, before: int | None = None) -> Span:
        """The item of the figure before, in the same sentence."""
        items = (one.item for one in self._recent() if one.item and (before is None or one.end <= before))
        return next(items, NOWHERE)

    def _role(self, mention: Mention, near: _Near, item: Span) -> Role:
        if near.before and near.before.kind == mention.kind and self._listed(near.before.end, mention.start):
            # 分别增长9.2%和12.4%
            return self._described[-1].role
        if self._text.startswith(self._words.particles, mention.end) and self._text.endswith(
            self._words.plans, item.start, item.end
        ):
            return "target"
        if self._base_of_comparison(mention, near, near.start):
            return "increase" if self._text.endswith(self._words.more, near.start, mention.start) else "decrease"
        position = mention.start
        for hit in reversed(near.left):
            gap = self._text[hit.end : position].strip()
            if gap and gap not in self._words.particles:
                return "level"
            if hit.cues & REACHED:
                return "level"
            if hit.cues & (INCREASE | DECREASE):
                return "increase" if hit.cues & INCREASE else "decrease"
            if not hit.cues & PASSED_OVER:
                return "level"
            position = hit.start
        return self._compared(near)

    @staticmethod
    def _compared(near: _Near) -> Role:
        """A change whose noun stands between its verb and the figure: 比上年增加就业300人."""
        if not near.said & COMPARE:
            return "level"
        for hit in reversed(near.left):
            if hit.cues & REACHED:
                return "level"
            if hit.cues & (INCREASE | DECREASE):
                return "increase" if hit.cues & INCREASE else "decrease"
        return "level"

    def _per(self, mentions: list[Mention], at: int, near: _Near) -> str:
        if not near.said & PER:
            return ""
        previous = near.before.end if near.before and near.before.date is None else 0
        if near.before and any(hit.cues & EVERY and hit.end == near.before.start for hit in near.clause):
            # 每10股派2.50元
            return self._text[near.before.start : near.before.end]
        for hit in reversed(near.clause):
            if hit.start < previous:
                return ""
            if hit.cues & EVERY:
                return self._every(hit.end, mentions[at].start, near)
            if hit.cues & AVERAGE:
                return self._text[hit.start : hit.end - 1]
            if hit.cues & EACH:
                behind = (other for other in near.clause if other.start >= hit.end)
                summed = any(other.cues & (TOTAL | PARTICLE) for other in behind)
                return EACH_ONE if not summed and self._is_alone(mentions, at) else ""
        return ""

    def _every(self, start: int, end: int, near: _Near) -> str:
        """What follows 每, up to the next cue."""
        stop = min((hit.start for hit in near.clause if hit.start > start), default=end)
        return self._text[start : per_end(self._text, start, stop, self._words)].strip() or "each"

    def _listed(self, start: int, end: int) -> bool:
        """Whether nothing but the mark or word between two members of a list stands between two offsets."""
        return self._text[start:end] in self._words.members

    def _same_per(self, mention: Mention, near: _Near, item: Span) -> str:
        """What a figure takes over from the one before: 每人130元或140元, 各送去大米50公斤、棉被1床."""
        if near.before is None or near.before.date is not None:
            return ""
        hits, gap = near.left, self._text[near.before.end : mention.start]
        before = self._described[-1]
        if before.per and before.unit == mention.unit:
            alone = len(hits) == 1 and (hits[0].start, hits[0].end) == (before.end, mention.start)
            if alone or gap in self._words.members:
                return before.per
        if any(hit.cues & TOTAL for hit in near.left):
            return ""
        if before.per == EACH_ONE:
            return EACH_ONE if before.clause == mention.clause else ""
        # 人均纯收入1986元，比上年增加86元
        if not any(hit.cues & CHANGES for hit in near.left):
            return ""
        same = (one for one in self._recent() if one.per and one.unit == mention.unit and one.item == item)
        return next((one.per for one in same), "") if item and mention.kind != "rate" else ""

    def _is_alone(self, mentions: list[Mention], at: int) -> bool:
        """Whether no other figure of its kind stands in the list that 分别 opens."""
        mention = mentions[at]
        for other in mentions[at + 1 :]:
            gap = self._text[mention.end : other.start]
            if len(gap) > LIST_GAP or not self._lists.isdisjoint(gap):
                break
            if other.kind == mention.kind and other.unit == mention.unit:
                return False
        before = mentions[at - 1] if at else None
        return not (
            before and (before.kind, before.unit) == (mention.kind, mention.unit)
            and before.clause == mention.clause and before.per == ""
        )  # fmt: skip

    def _whole(self, mention: Mention, near: _Near) -> int:
        """The figure before 其中, or before 占, that this one is a part of."""
        described = self._described
        start = mention.clause.start
        if self._in_list_of_parts(mention) and not _ends_parts(near.clause, start):
            before = [
                index
                for index in range(max(0, len(described) - 4 * NEAR_WHOLE), len(described))
                if described[index].end <= self._part
                and described[index].kind in LIST_KINDS
                and not described[index].table
            ]
            for index in reversed(before[-NEAR_WHOLE:]):
                one = described[index]
                if one.role in ("increase", "decrease") or self._is_base(one, described[index + 1 : index + 2]):
                    continue
                if _same_sort(one, mention):
                    return index
            return -1
        if mention.kind == "rate" and near.said & SHARE:
            for index in range(len(described) - 1, self._first - 1, -1):
                if described[index].kind in COUNTED_KINDS:
                    return described[index].whole if described[index].whole >= 0 else index
        return -1

    def _is_base(self, mention: Mention, following: Sequence[Mention]) -> bool:
        """Whether a figure is what the rate behind it is taken of: 占年计划8585万元的102.1%."""
        gap = self._text[mention.end : following[0].start] if following and following[0].kind == "rate" else ""
        return gap in self._words.particles

    def _in_list_of_parts(self, mention: Mention) -> bool:
        if self._part < 0:
            return False
        if not self._lists.isdisjoint(
            self._text[max(self._part, self._described[-1].end if self._described else 0) : mention.start]
        ):
            self._part = -1
        return self._part >= 0


def _ends_parts(hits: Sequence[CueHit], start: int) -> bool:
    """Whether a clause behind 其中 tells something else than a part: 已办结613件, 完成任务700人."""
    return any(hit.cues & ACHIEVED or (hit.cues & REACHED and hit.start == start) for hit in hits)


def _same_sort(whole: Mention, part: Mention) -> bool:
    """Whether one figure can be part of another: the same unit, or a share of anything."""
    if part.kind == "rate":
        return whole.kind in LIST_KINDS
    return whole.kind == part.kind and (whole.unit == part.unit or whole.kind == "headcount")
