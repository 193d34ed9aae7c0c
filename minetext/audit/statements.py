"""What a report says of quantities and periods, kept small for the checks across reports of one unit."""

import re
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from minetext.audit.bodies import BodyNames
from minetext.audit.relations import Audited, Bounds, bounds, exact_value, exponent
from minetext.model import Figure, Kind, Role, Span, Verdict
from minetext.numbers import plain
from minetext.rulebook import Rulebook, Splits

Placed = Callable[[Span], Span]
"""Leads a span of the text that is audited back to the source."""

CONTEXT = 60
"""Characters before a figure, and behind it, that may say what it is a figure of."""

ENOUGH = 4
"""Characters that say it; with fewer, the clause before is asked too."""

MOST_DIGITS = 20
"""Digits before the point from which a value is kept as it is."""

LONG = 6
"""Characters from which a clause is known again by itself."""

COUNTED = ("headcount", "quantity")
PERIOD = re.compile(r"(\d{4})(?:-12(?:-31)?)?")
YEAR = re.compile(r"\d{4}")
DIGITS = re.compile(r"[\d０-９〇零一二三四五六七八九十百千万亿两.．]+")
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
NOT_A_WORD = re.compile(r"[\W\d_]+")


class Derived(NamedTuple):
    """How a statement follows from two figures: what they give, and the passage that holds both."""

    arithmetic: str
    low: Decimal
    high: Decimal
    passage: str
    exact: bool
    """False where it follows from a rate."""


class Statement(NamedTuple):
    """A quantity as a report states it, or as two of its figures imply it."""

    figures: tuple[str, ...]
    spans: tuple[Span, ...]
    """Places of the figures in the source."""
    texts: tuple[str, ...]
    kind: Kind
    unit: str
    item: str
    role: Role
    value: Decimal
    exact: bool
    period: str
    """EDTF without marks of doubt; empty where no single period is told."""
    context: str
    """The words around the figure that say what it is a figure of."""
    clause: int
    """A hash of its clause without numbers, of a short one with that before it."""
    order: int
    """Which figure of its clause it is; -1 of a derived one."""
    derived: Derived | None = None

    def bounds(self) -> Bounds:
        """The least and the most that it can be."""
        if self.derived:
            return Bounds(self.derived.low, self.derived.high)
        return bounds(self.value, counted=self.kind in COUNTED)

    def told(self) -> str:
        """How a message tells it."""
        return self.derived.arithmetic if self.derived else self.texts[0]

    @property
    def span(self) -> Span:
        """The passage that holds its figures."""
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def text(self) -> str:
        """What the source says there."""
        return self.derived.passage if self.derived else self.texts[0]


class ReportFacts(NamedTuple):
    """A report as the checks across reports see it."""

    doc_id: str
    source: str
    title: str
    unit: str
    """The name under which reports of one unit come together; empty where it names no one unit."""
    period: str
    """What it tells of, in EDTF without marks of doubt."""
    revises: str
    """The report of which it is a revision, by doc_id."""
    packed: bytes
    """Its statements."""

    def statements(self) -> list[Statement]:
        """Its statements, in order."""
        return _STATEMENTS.decode(zlib.decompress(self.packed))


_ENCODER = msgspec.msgpack.Encoder()
_STATEMENTS = msgspec.msgpack.Decoder(list[Statement])


class _Clauses(NamedTuple):
    """Where the clauses of a sentence begin, and hashes of what they say."""

    starts: list[int]
    hashes: list[int]


class StatementReader:
    """The words that tell what a figure says of a period; `facts` is a pure function of a report and its figures.

    Raises:
        RuleError: the rules lack a lexicon that is needed (`last_year_change`, `many_years`, `level_filler`).
    """

    def __init__(self, rulebook: Rulebook) -> None:
        def lexicon(name: str) -> re.Pattern[str]:
            pattern = rulebook.compile(f"{{{name}}}")
            assert pattern is not None, "a lexicon is never empty"
            return pattern

        self._change = lexicon("last_year_change")
        self._many = lexicon("many_years")
        self._filler = lexicon("level_filler")
        self._clause = Splits(rulebook).clause
        self._names = BodyNames(rulebook)

    def facts(
        self, audited: Audited, verdict: Verdict, period: str, source_text: str, placed: Placed | None = None
    ) -> ReportFacts:
        """What a report says to the checks across reports; `period` is what it tells of, in EDTF."""
        report, own = audited.report, _period(period)
        found = self._statements(audited, own, placed or _as_it_is, source_text)
        return ReportFacts(
            verdict.doc_id, report.source, report.title, self._names.name(report.unit), own,
            verdict.duplicate_of if verdict.status == "revision" else "",
            zlib.compress(_ENCODER.encode(found), 1),
        )  # fmt: skip

    def _statements(self, audited: Audited, own: str, place: Placed, source_text: str) -> list[Statement]:
        """The statements of a report; those that two figures imply stand behind the first of the two."""
        figures = audited.figures
        found: list[Statement] = []
        last: Statement | None = None
        sentence, clause, order, clauses = -1, -1, 0, _Clauses([], [])
        for index, figure in enumerate(figures):
            before = figures[index - 1] if index and figure.sentence == sentence else None
            if figure.sentence != sentence:
                sentence, clause = figure.sentence, -1
                clauses = self._clauses(audited.text, audited.report.sentences[sentence].span)
            if (inside := bisect_right(clauses.starts, figure.span.start) - 1) != clause:
                clause, order = inside, -1
            order += 1
            if figure.kind == "date" or figure.value is None or figure.value_max is not None:
                continue
            beside = last if before is not None and last and last.figures[0] == before.figure_id else None
            start = audited.report.sentences[sentence].span.start
            context = self._context(audited, figures, index, before.span.end if before else start)
            if len(context) < 2 and beside and (beside.kind, beside.unit) == (figure.kind, figure.unit):
                context = beside.context
            cumulated = self._many.search(audited.text, max(start, figure.span.start - CONTEXT), figure.span.start)
            span = place(figure.span)
            last = Statement(
                (figure.figure_id,), (span,), (source_text[slice(*span)],), figure.kind, figure.unit, figure.item,
                figure.role, figure.value, exact_value(figure) is not None,
                "" if cumulated or figure.per else _period(figure.date), context, clauses.hashes[clause], order,
            )  # fmt: skip
            found.append(last)
            if own and last.period == own and last.exact and last.role == "level":
                found += self._implied(audited, index, last, place, source_text)
        return found

    def _clauses(self, text: str, sentence: Span) -> "_Clauses":
        starts = [sentence.start, *(match.end() for match in self._clause.finditer(text, *sentence))]
        ends = [*starts[1:], sentence.end]
        words = [NOT_A_WORD.sub("", DIGITS.sub("", text[start:end])) for start, end in zip(starts, ends, strict=True)]
        before = ["", *words]
        said = [one if len(one) >= LONG else before[at] + one for at, one in enumerate(words)]
        return _Clauses(starts, [_hash(one) for one in said])

    def _context(self, audited: Audited, figures: Sequence[Figure], index: int, start: int) -> str:
        """What stands before a figure, as many clauses as it takes, and behind it to the end of its clause."""
        figure, text = figures[index], audited.text
        start = max(start, figure.span.start - CONTEXT)
        cuts = [start, *(match.end() for match in self._clause.finditer(text, start, figure.span.start))]
        words = ""
        for cut in reversed(cuts):
            words = self._words(text[cut : figure.span.start])
            if len(words) >= ENOUGH:
                break
        end = min(audited.report.sentences[figure.sentence].span.end, figure.span.end + CONTEXT)
        if index + 1 < len(figures):
            end = min(end, figures[index + 1].span.start)
        mark = self._clause.search(text, figure.span.end, end)
        behind = self._words(text[figure.span.end : mark.start() if mark else end])
        return words[-CONTEXT // 2 :] + behind[: CONTEXT // 4]

    def _words(self, text: str) -> str:
        return NOT_A_WORD.sub("", self._filler.sub("", text))

    def _implied(
        self, audited: Audited, index: int, level: Statement, place: Placed, source_text: str
    ) -> Iterator[Statement]:
        """The level of the year before that a level and its change since then imply: 94人，比去年减少21人."""
        figure = audited.figures[index]
        following = (one for one in audited.figures[index + 1 : index + 3] if one.kind != "date")
        change = next(following, None)
        amount = exact_value(change) if change else None
        if change is None or amount is None or change.sentence != figure.sentence or change.per:
            return
        if change.role not in ("increase", "decrease"):
            return
        words = self._change.fullmatch(audited.text, figure.span.end, change.span.start)
        named = YEAR.search(words[0]) if words else None
        if words is None or (named and named[0] != shifted(level.period, -1)[:4]):
            return
        sign = -1 if change.role == "increase" else 1
        of_level = level.bounds()
        points = (figure.unit, change.unit) == ("%", "pp")
        if points or ((change.kind, change.unit) == (figure.kind, figure.unit) and figure.kind != "rate"):
            of_change = bounds(abs(amount), counted=figure.kind in COUNTED)
            low, high = of_level.low + of_change.low, of_level.high + of_change.high
            if sign < 0:
                low, high = of_level.low - of_change.high, of_level.high - of_change.low
            value = level.value + sign * abs(amount)
        elif change.kind == "rate" and change.unit == "%" and figure.kind in COUNTED:
            of_change = bounds(abs(amount), counted=False)
            factors = [1 - sign * one / 100 for one in of_change]
            if min(factors) <= 0:
                return
            low, high = _short(of_level.low / max(factors)), _short(of_level.high / min(factors))
            value = _short(level.value / (1 - sign * abs(amount) / 100))
        else:
            return
        span = place(change.span)
        text = source_text[slice(*span)]
        passage = source_text[level.spans[0].start : span.end]
        derived = Derived(_arithmetic(level, change, amount, value, text), low, high, passage, change.unit != "%")
        yield level._replace(
            figures=(*level.figures, change.figure_id), spans=(*level.spans, span), texts=(*level.texts, text),
            value=value, period=shifted(level.period, -1), order=-1, derived=derived,
        )  # fmt: skip


def _arithmetic(level: Statement, change: Figure, amount: Decimal, value: Decimal, text: str) -> str:
    sign = "－" if change.role == "increase" else "＋"
    result, unit = value, level.unit
    number = NUMBER.match(level.texts[0])
    if number and (written := Decimal(number[0].replace(",", ""))) and level.value % written == 0:
        result, unit = value / (level.value / written), level.texts[0][number.end() :]
    if change.unit == "%":
        sign = "＋" if change.role == "increase" else "－"
        places = max(0, -exponent(written)) if number else 0
        return f"{level.texts[0]}÷（1{sign}{text}）≈{result:.{places}f}{unit}"
    return f"{level.texts[0]}{sign}{text}＝{plain(result)}{unit}"


def _short(value: Decimal) -> Decimal:
    """What a division gave, without digits that mean nothing."""
    return value.quantize(Decimal("0.01")) if value.adjusted() < MOST_DIGITS else value


def _as_it_is(span: Span) -> Span:
    return span


def shifted(period: str, years: int) -> str:
    """A period so many years later: 2018-01/2018-06 becomes 2017-01/2017-06 with -1."""
    return YEAR.sub(lambda match: f"{int(match[0]) + years:04d}", period)


def _period(edtf: str) -> str:
    """A date as a period that can be compared: without marks of doubt; the end of a year stands for the year."""
    bare = edtf.replace("?", "").replace("~", "")
    if not bare[:4].isdigit() or "," in bare or ".." in bare:
        return ""
    year = PERIOD.fullmatch(bare)
    return year[1] if year else bare


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(errors="replace"), digest_size=6).digest(), "big")
