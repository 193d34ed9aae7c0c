"""What the words around a figure say of it: item, role, per, and the whole that it is part of."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from minetext.figures.cues import CueHit, CueWords, ReportCues, between, bits
from minetext.figures.items import MAX_PER, LeftPhrase, left_phrase, object_phrase, right_phrase
from minetext.figures.lexicon import noun_phrase
from minetext.figures.mention import Mention
from minetext.model import NOWHERE, Role, Sentence, Span
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import CueRule, SectionRule

INCREASE, DECREASE, REACHED, COMPARE = bits("increase"), bits("decrease"), bits("reached"), bits("compare")
TARGET, ACHIEVED, SHARE, PART = bits("target"), bits("achieved"), bits("share"), bits("part")
EVERY, AVERAGE, EACH = bits("every"), bits("average"), bits("each")
PASSED_OVER = bits("skip", "boundary", "linker", "compare")
"""Cues that may stand between a word for growth and its figure."""

LIST_ENDS = "；;"
"""Marks behind which no part of a whole named before them stands."""

NEAR_WHOLE = 5
"""How many figures before 其中 may be the whole."""

LIST_KINDS = frozenset(("headcount", "quantity", "rate", "money"))
COUNTED_KINDS = frozenset(("headcount", "quantity", "money"))

LIST_GAP = 12
"""Characters between two members of a list that 分别 opens."""


class _Words(NamedTuple):
    """Words of cues that are looked for at the ends of phrases."""

    particles: tuple[str, ...]
    places: tuple[str, ...]


class Context:
    """The rules for words around figures, applied sentence by sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._cues = CueWords(rulebook)
        rules = rulebook.of(CueRule)
        self._words = _Words(
            tuple(word for rule in rules if rule.cue == "particle" for word in rule.words),
            tuple(word for rule in rules if rule.cue == "place" for word in rule.words),
        )
        self._plan = rulebook.compile(
            "|".join(f"(?:{rule.pattern})" for rule in rulebook.of(SectionRule) if rule.gives == "target")
        )

    def cues(self, text: str, sentences: Sequence[Sentence]) -> ReportCues:
        """The cues of a report."""
        return ReportCues(self._cues, text, sentences)

    def describe(
        self, text: str, sentences: Sequence[Sentence], planned: frozenset[int], mentions: Sequence[Mention],
        cues: ReportCues,
    ) -> list[Mention]:  # fmt: skip
        """The mentions with their cells filled; `planned` are the sections that tell of plans."""
        described: list[Mention] = []
        for index, group in groupby(mentions, key=lambda mention: mention.sentence):
            sentence = sentences[index]
            reader = _SentenceReader(text, sentence, cues.of(index), self._words, described)
            reader.read(list(group), sentence.section in planned)
        return described

    def says_plan(self, heading: str) -> bool:
        """Whether what stands under a heading is planned, not achieved."""
        return bool(self._plan and self._plan.search(heading))


class _Near(NamedTuple):
    """What stands around one figure."""

    left: Sequence[CueHit]
    """Cues between the figure before, or the beginning of the clause, and this one."""
    clause: Sequence[CueHit]
    """Cues between the beginning of the clause and this figure."""
    before: Mention | None
    following: int
    """Where the next figure or the end of the sentence is."""
    end: int
    """Where the clause or the next figure ends what belongs to this one."""


class _SentenceReader:
    """Reads the mentions of one sentence from left to right, and the cues between them."""

    def __init__(
        self, text: str, sentence: Sentence, hits: Sequence[CueHit], words: _Words, described: list[Mention]
    ) -> None:
        self._text = text
        self._sentence = sentence
        self._hits = hits
        self._words = words
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
                self._read_hits(mention.start)
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
        following = mentions[at + 1].start if at + 1 < len(mentions) else self._sentence.span.end
        end = max(mention.end, min(clause.end, following))
        in_clause = between(self._hits, clause.start, mention.start)
        left = [hit for hit in in_clause if hit.start >= start]
        near = _Near(left, in_clause, before, following, end)
        return mention.described(
            per=mention.per or self._per(mentions, at, near) or self._same_per(mention, near),
            item=self._item(mention, near, start),
            role="target" if planned or self._target else self._role(mention, near),
            whole=self._whole(mention, near),
            share=mention.kind == "rate" and any(hit.cues & SHARE for hit in left),
        )

    def _item(self, mention: Mention, near: _Near, start: int) -> Span:
        joined = self._text.startswith(self._words.particles, mention.end)
        if mention.kind == "rate":
            item = self._rate_item(mention, near, start, joined)
        elif mention.kind == "money":
            item = (self._right(mention, near) if joined else NOWHERE) or self._sum_item(mention, near, start)
        else:
            item = self._counted_item(mention, near, start)
        return item or self._topic()

    def _left(self, mention: Mention, near: _Near, start: int) -> LeftPhrase:
        return left_phrase(self._text, start, mention.start, near.left, self._words.particles)

    def _right(self, mention: Mention, near: _Near) -> Span:
        """The noun phrase behind a figure; what takes it as its item leaves none of it to the next figure."""
        hits = between(self._hits, mention.end, near.end)
        phrase = right_phrase(self._text, mention.end, near.end, hits, self._words.particles)
        if phrase:
            self._taken = phrase.end
        return phrase

    def _sum_item(self, mention: Mention, near: _Near, start: int) -> Span:
        left = self._left(mention, near, start)
        return (not left.verb and left.phrase) or self._right(mention, near) or left.phrase or left.verb

    def _counted_item(self, mention: Mention, near: _Near, start: int) -> Span:
        right = self._right(mention, near)
        if right and right.end < near.following:
            return right
        left = self._left(mention, near, start)
        if right and left.phrase and left.adjacent:
            # 占地15500平方米建筑面积4189平方米: the phrase before the next figure is that one's
            self._taken = mention.end
            return left.phrase
        return right or left.phrase or self._object(mention, near) or left.verb

    def _object(self, mention: Mention, near: _Near) -> Span:
        hits = between(self._hits, mention.end, near.end)
        return object_phrase(self._text, mention.end, near.end, hits, self._words.particles)

    def _rate_item(self, mention: Mention, near: _Near, start: int, joined: bool) -> Span:
        left = self._left(mention, near, start)
        share = next((hit for hit in reversed(near.left) if hit.cues & SHARE), None)
        if share is not None:
            begin = max(mention.clause.start, near.before.end if near.before else 0)
            hits = between(near.clause, begin, share.start)
            part = left_phrase(self._text, begin, share.start, hits, self._words.particles)
            return part.phrase or self._topic() or left.phrase
        return left.phrase or (self._right(mention, near) if joined else NOWHERE) or left.verb

    def _topic(self) -> Span:
        """The item of the figure before, in the same sentence."""
        for mention in reversed(self._described[self._first :]):
            if mention.item:
                return mention.item
        return NOWHERE

    def _role(self, mention: Mention, near: _Near) -> Role:
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
        if not any(hit.cues & COMPARE for hit in near.clause):
            return "level"
        for hit in reversed(near.left):
            if hit.cues & REACHED:
                return "level"
            if hit.cues & (INCREASE | DECREASE):
                return "increase" if hit.cues & INCREASE else "decrease"
        return "level"

    def _per(self, mentions: list[Mention], at: int, near: _Near) -> str:
        previous = near.before.end if near.before and near.before.date is None else 0
        for hit in reversed(near.clause):
            if hit.start < previous:
                return ""
            if hit.cues & EVERY:
                return self._every(hit.end, mentions[at].start, near)
            if hit.cues & AVERAGE:
                return self._text[hit.start : hit.end - 1]
            if hit.cues & EACH:
                return "each" if self._is_alone(mentions, at) else ""
        return ""

    def _every(self, start: int, end: int, near: _Near) -> str:
        """What follows 每, up to the next cue."""
        stop = min((hit.start for hit in near.clause if hit.start > start), default=end)
        phrase = self._text[start:stop].strip()
        for word in self._words.particles:
            phrase = phrase.partition(word)[0]
        return noun_phrase(phrase)[:MAX_PER] or "each"

    def _same_per(self, mention: Mention, near: _Near) -> str:
        """每人130元或140元: both are per person."""
        if near.before is None or near.before.unit != mention.unit or not self._described[-1].per:
            return ""
        hits, gap = near.left, self._text[near.before.end : mention.start]
        alone = len(hits) == 1 and (hits[0].start, hits[0].end) == (near.before.end, mention.start)
        return self._described[-1].per if alone or gap in ("、", "-", "—") else ""

    def _is_alone(self, mentions: list[Mention], at: int) -> bool:
        """Whether no other figure of its kind stands in the list that 分别 opens."""
        mention = mentions[at]
        for other in mentions[at + 1 :]:
            gap = self._text[mention.end : other.start]
            if len(gap) > LIST_GAP or any(mark in gap for mark in LIST_ENDS):
                break
            if other.kind == mention.kind and other.unit == mention.unit:
                return False
        before = mentions[at - 1] if at else None
        return not (before and before.kind == mention.kind and before.clause == mention.clause and before.per == "")

    def _whole(self, mention: Mention, near: _Near) -> int:
        """The figure before 其中, or before 占, that this one is a part of."""
        described = self._described
        start = mention.clause.start
        if self._in_list_of_parts(mention) and not _ends_parts(near.clause, start):
            before = [
                index
                for index in range(max(0, len(described) - 4 * NEAR_WHOLE), len(described))
                if described[index].end <= self._part and described[index].kind in LIST_KINDS
            ]
            for index in reversed(before[-NEAR_WHOLE:]):
                if described[index].role not in ("increase", "decrease") and _same_sort(described[index], mention):
                    return index
            return -1
        if mention.kind == "rate" and any(hit.cues & SHARE for hit in near.clause):
            for index in range(len(described) - 1, self._first - 1, -1):
                if described[index].kind in COUNTED_KINDS:
                    return described[index].whole if described[index].whole >= 0 else index
        return -1

    def _in_list_of_parts(self, mention: Mention) -> bool:
        if self._part < 0:
            return False
        if any(self._text.rfind(mark, self._part, mention.start) >= 0 for mark in LIST_ENDS):
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
