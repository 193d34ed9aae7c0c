"""What the words around a figure say of it: item, role, per, and the whole that it is part of."""

from collections.abc import Sequence
from itertools import groupby

from minetext.figures.cues import CueHit, CueIndex, CueWords
from minetext.figures.items import MAX_PER, LeftPhrase, left_phrase, object_phrase, right_phrase
from minetext.figures.lexicon import noun_phrase
from minetext.figures.mention import Mention
from minetext.model import Role, Sentence
from minetext.rulebook import Rulebook
from minetext.rulebook.schema import CueRule, SectionRule

NEAR_WHOLE = 5
"""How many figures before 其中 may be the whole."""

LIST_ENDS = "；;"
"""Marks behind which no part of a whole named before them stands."""

LIST_KINDS = frozenset(("headcount", "quantity", "rate", "money"))


class Context:
    """The rules for words around figures, applied sentence by sentence."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._cues = CueWords(rulebook)
        words = {
            cue: tuple(word for rule in rulebook.of(CueRule) if rule.cue == cue for word in rule.words)
            for cue in ("particle", "place", "average")
        }
        self._particles, self._places = words["particle"], words["place"]
        self._plan = rulebook.compile(
            "|".join(f"(?:{rule.pattern})" for rule in rulebook.of(SectionRule) if rule.gives == "target")
        )

    def cues(self, text: str, sentences: Sequence[Sentence]) -> CueIndex:
        """The cues of a report."""
        if not sentences:
            return CueIndex([])
        return CueIndex(self._cues.scan(text, sentences[0].span.start, sentences[-1].span.end))

    def describe(
        self, text: str, sentences: Sequence[Sentence], planned: frozenset[int], mentions: Sequence[Mention], cues: CueIndex
    ) -> list[Mention]:
        """The mentions with their cells filled; `planned` are the sections that tell of plans."""
        described: list[Mention] = []
        for index, group in groupby(mentions, key=lambda mention: mention.sentence):
            sentence = sentences[index]
            reader = _SentenceReader(text, sentence, cues, self._particles, self._places, len(described), described)
            reader.read(list(group), sentence.section in planned)
        return described

    def says_plan(self, heading: str) -> bool:
        """Whether what stands under a heading is planned, not achieved."""
        return bool(self._plan and self._plan.search(heading))


class _SentenceReader:
    """Reads the mentions of one sentence from left to right."""

    def __init__(
        self, text: str, sentence: Sentence, cues: CueIndex, particles: tuple[str, ...], places: tuple[str, ...],
        first: int, described: list[Mention],
    ) -> None:  # fmt: skip
        self._text = text
        self._sentence = sentence
        self._cues = cues
        self._particles = particles
        self._places = places
        self._first = first
        self._described = described
        self._taken = sentence.span.start
        """End of the phrase that the figure before took as its item."""

    def read(self, mentions: list[Mention], planned: bool) -> None:
        """Fill the cells of the mentions and add them to those described."""
        for at, mention in enumerate(mentions):
            if mention.date is not None:
                self._described.append(mention)
                continue
            clause = self._sentence.clauses[mention.clause]
            before = mentions[at - 1] if at else None
            start = max(clause.start, before.end if before else clause.start, min(self._taken, mention.start))
            following = mentions[at + 1].start if at + 1 < len(mentions) else self._sentence.span.end
            end = max(mention.end, min(clause.end, following))
            hits = self._cues.between(start, mention.start)
            left = left_phrase(self._text, start, mention.start, hits, self._particles)
            right = right_phrase(self._text, mention.end, end, self._cues.between(mention.end, end), self._particles)
            role = self._role(mention, hits, planned)
            item = self._item(mention, left, right, hits, following)
            whole = self._whole(mention)
            share = mention.kind == "rate" and any("share" in hit.cues for hit in hits)
            per = mention.per or self._per(mentions, at) or self._same_per(before, mention, hits)
            self._described.append(mention._replace(item=item, role=role, per=per, whole=whole, share=share))

    def _item(self, mention: Mention, left: LeftPhrase, right: str, hits: list[CueHit], following: int) -> str:
        joined = bool(right) and self._text.startswith(self._particles, mention.end)
        if mention.kind == "rate":
            item = self._rate_item(mention, left, right if joined else "", hits)
        elif mention.kind == "money":
            item = right if joined else ""
            item = item or (left.text if left.text and not left.verb else right or left.text or left.verb)
        else:
            # 占地15500平方米建筑面积4189平方米: the phrase before the next figure is that one's
            is_next = bool(right) and mention.end + len(right) == following and left.text and left.adjacent
            item = left.text if is_next else right or left.text or self._object(mention, following) or left.verb
        if item and item == right:
            self._taken = mention.end + self._text[mention.end :].index(right) + len(right)
        return item or self._topic()

    def _object(self, mention: Mention, following: int) -> str:
        end = max(mention.end, min(self._sentence.clauses[mention.clause].end, following))
        return object_phrase(self._text, mention.end, end, self._cues.between(mention.end, end), self._particles)

    def _same_per(self, before: Mention | None, mention: Mention, hits: list[CueHit]) -> str:
        """每人130元或140元: both are per person."""
        if before is None or before.unit != mention.unit or not self._described[-1].per:
            return ""
        between = self._text[before.end : mention.start]
        alone = len(hits) == 1 and hits[0].start == before.end and hits[0].end == mention.start
        return self._described[-1].per if alone or between in ("、", "-", "—") else ""

    def _rate_item(self, mention: Mention, left: LeftPhrase, right: str, hits: list[CueHit]) -> str:
        share = next((hit for hit in reversed(hits) if "share" in hit.cues), None)
        if share is not None:
            start = hits[0].start if hits[0] is not share else share.start
            clause = self._sentence.clauses[mention.clause]
            begin = max(clause.start, self._previous_end())
            before = left_phrase(
                self._text, begin, share.start, self._cues.between(begin, share.start), self._particles
            )
            return before.text or self._topic() or left.text if start <= share.start else left.text
        return left.text or right or left.verb

    def _previous_end(self) -> int:
        return self._described[-1].end if len(self._described) > self._first else self._sentence.span.start

    def _topic(self) -> str:
        """The item of the figure before, in the same sentence."""
        for mention in reversed(self._described[self._first :]):
            if mention.item:
                return mention.item
        return ""

    def _role(self, mention: Mention, hits: list[CueHit], planned: bool) -> Role:
        position = mention.start
        clause = self._sentence.clauses[mention.clause]
        role: Role = "level"
        for hit in reversed(hits):
            if self._text[hit.end : position].strip() not in ("", *self._particles):
                break
            if "reached" in hit.cues:
                break
            if "increase" in hit.cues or "decrease" in hit.cues:
                role = "increase" if "increase" in hit.cues else "decrease"
                break
            if not hit.cues & {"skip", "boundary", "linker", "compare"}:
                break
            position = hit.start
        else:
            role = self._compared(mention, hits, clause.start)
        if planned or self._is_target(mention):
            return "target"
        return role

    def _compared(self, mention: Mention, hits: list[CueHit], start: int) -> Role:
        """A change whose noun stands between its verb and the figure: 比上年增加就业300人."""
        clause = self._cues.between(start, mention.start)
        if not any("compare" in hit.cues for hit in clause):
            return "level"
        for hit in reversed(hits):
            if "reached" in hit.cues:
                return "level"
            if "increase" in hit.cues:
                return "increase"
            if "decrease" in hit.cues:
                return "decrease"
        return "level"

    def _is_target(self, mention: Mention) -> bool:
        target = False
        for hit in self._cues.between(self._sentence.span.start, mention.start):
            if "target" in hit.cues:
                target = True
            elif "achieved" in hit.cues:
                target = False
        return target

    def _per(self, mentions: list[Mention], at: int) -> str:
        mention = mentions[at]
        clause = self._sentence.clauses[mention.clause]
        previous = mentions[at - 1].end if at and mentions[at - 1].date is None else clause.start
        for hit in reversed(self._cues.between(max(clause.start, previous), mention.start)):
            if "every" in hit.cues:
                return self._every(hit.end, mention.start)
            if "average" in hit.cues:
                return self._text[hit.start : hit.end - 1]
            if "each" in hit.cues:
                return "each" if self._is_alone(mentions, at) else ""
        return ""

    def _every(self, start: int, end: int) -> str:
        """What follows 每, up to the next cue."""
        stop = min((hit.start for hit in self._cues.between(start, end) if hit.start > start), default=end)
        phrase = self._text[start:stop].strip()
        for word in self._particles:
            phrase = phrase.partition(word)[0]
        return noun_phrase(phrase)[:MAX_PER] or "each"

    def _is_alone(self, mentions: list[Mention], at: int) -> bool:
        """Whether no other figure of its kind follows in the list that 分别 opens."""
        mention = mentions[at]
        for other in mentions[at + 1 :]:
            between = self._text[mention.end : other.start]
            if len(between) > 12 or "；" in between:
                break
            if other.kind == mention.kind and other.unit == mention.unit:
                return False
        before = mentions[at - 1] if at else None
        return not (before and before.kind == mention.kind and before.clause == mention.clause and before.per == "")

    def _list_start(self, mention: Mention) -> int:
        """Where the list of clauses begins that a figure stands in: behind the last semicolon."""
        return max(self._text.rfind(mark, self._sentence.span.start, mention.start) for mark in LIST_ENDS)

    def _whole(self, mention: Mention) -> int:
        """The figure before 其中, or before 占, that this one is a part of."""
        described = self._described
        hits = self._cues.between(max(self._sentence.span.start, self._list_start(mention)), mention.start)
        start = self._sentence.clauses[mention.clause].start
        in_clause = [hit for hit in hits if hit.start >= start]
        part = next((hit for hit in reversed(hits) if "part" in hit.cues), None)
        if part is not None and not _ends_parts(in_clause, start):
            before = [index for index, one in enumerate(described) if one.end <= part.start and one.kind in LIST_KINDS]
            for index in reversed(before[-NEAR_WHOLE:]):
                if described[index].role not in ("increase", "decrease") and _same_sort(described[index], mention):
                    return index
            return -1
        if mention.kind == "rate" and any("share" in hit.cues for hit in in_clause):
            for index in range(len(described) - 1, self._first - 1, -1):
                if described[index].kind in ("headcount", "quantity", "money"):
                    return described[index].whole if described[index].whole >= 0 else index
        return -1


def _ends_parts(hits: list[CueHit], start: int) -> bool:
    """Whether a clause behind 其中 tells something else than a part: 已办结613件, 完成任务700人."""
    return any("achieved" in hit.cues or ("reached" in hit.cues and hit.start == start) for hit in hits)


def _same_sort(whole: Mention, part: Mention) -> bool:
    """Whether one figure can be part of another: the same unit, or a share of anything."""
    if part.kind == "rate":
        return whole.kind in LIST_KINDS
    return whole.kind == part.kind and (whole.unit == part.unit or whole.kind == "headcount")
