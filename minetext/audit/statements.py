"""What the figures of a report state, for the checks across reports: of what, of which period, in which words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2b

from minetext.audit.bodies import BodyNames
from minetext.audit.facts import ReportFacts, Statement, bare_period, packed
from minetext.audit.implied import implied
from minetext.audit.relations import Audited, Placed, exact_value
from minetext.model import Span, Verdict
from minetext.rulebook import Rulebook, Splits

CONTEXT = 60
"""Characters before a figure, and behind it, that may say what it is a figure of."""

ENOUGH = 4
"""Characters that say it; with fewer, the clause before is asked too."""

LONG = 6
"""Characters from which a clause is known again by itself."""

_NOT_A_WORD = re.compile(r"[\W\d_]+")
_NUMBERS = re.compile(r"[\W\d_〇零一二三四五六七八九十百千万亿两]+")
"""What is no word, and the words of numbers."""


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

    def facts(self, audited: Audited, verdict: Verdict, period: str, source_text: str, placed: Placed) -> ReportFacts:
        """What a report says to the checks across reports; `period` is what it tells of, in EDTF."""
        report, own = audited.report, bare_period(period)
        found = self._statements(audited, own, placed, source_text)
        return ReportFacts(
            verdict.doc_id, report.source, report.title, self._names.name(report.unit), own,
            verdict.duplicate_of if verdict.status == "revision" else "",
            packed(found),
        )  # fmt: skip

    def _statements(self, audited: Audited, own: str, place: Placed, source_text: str) -> list[Statement]:
        """The statements of a report; those that two figures imply stand behind the first of the two."""
        figures, text = audited.figures, audited.text
        found: list[Statement] = []
        last: Statement | None = None
        sentence, clause, order, said = -1, -1, 0, 0
        whole, cuts, beside_at = Span(0, 0), [0], -1
        for index, figure in enumerate(figures):
            before = figures[index - 1] if index and figure.sentence == sentence else None
            if before is None:
                sentence, clause = figure.sentence, -1
                whole = audited.report.sentences[sentence].span
                cuts = [whole.start, *(match.end() for match in self._clause.finditer(text, *whole)), whole.end]
            if (inside := bisect_right(cuts, figure.span.start) - 1) != clause:
                clause, order, said = inside, -1, _hash(text, cuts, inside)
            order += 1
            if figure.kind == "date":
                beside_at += beside_at == index - 1  # 10368万元，比2009年的8640万元: a year stands between the two
                continue
            if figure.value is None or figure.value_max is not None:
                continue
            beside = last if beside_at == index - 1 and before is not None else None
            period = context = ""
            exact = exact_value(figure) is not None
            if figure.role == "level" and exact and not figure.per:
                words, context = self._context(audited, index, before.span.end if before else whole.start, cuts, clause)
                if (
                    (len(context) < 2 or not words)
                    and beside
                    and (beside.kind, beside.unit) == (figure.kind, figure.unit)
                ):
                    context = beside.context
                elif not context and text[slice(*whole)].strip() == text[slice(*figure.span)]:
                    context = self._words(figure.item)  # a cell of a table: its heads say what it is
                many = self._many.search(text, max(whole.start, figure.span.start - CONTEXT), figure.span.start)
                period = "" if many else bare_period(figure.date)
            span = place(figure.span)
            last = Statement(
                (figure.figure_id,), (span,), (source_text[slice(*span)],), figure.kind, figure.unit, figure.item,
                figure.role, figure.value, exact, period, context, said, order,
            )  # fmt: skip
            found.append(last)
            beside_at = index
            if own and period == own:
                found += implied(audited, index, last, self._change, place, source_text)
        return found

    def _context(self, audited: Audited, index: int, start: int, cuts: Sequence[int], clause: int) -> tuple[str, str]:
        """What stands before a figure, as many clauses as it takes; the same with what stands behind it in its clause.

        Args:
            start: where the figure before it in its sentence ends, or the sentence begins.
            cuts: where the clauses of the sentence begin, and where the last one ends.
            clause: which of them it stands in.
        """
        span, text = audited.figures[index].span, audited.text
        start = max(start, span.start - CONTEXT)
        words = ""
        for at in range(clause, -1, -1):
            words = self._words(text[max(start, cuts[at]) : span.start])
            if len(words) >= ENOUGH or cuts[at] <= start:
                break
        end = min(max(cuts[clause + 1], span.end), span.end + CONTEXT)
        if index + 1 < len(audited.figures):
            end = min(end, audited.figures[index + 1].span.start)
        behind = self._words(text[span.end : end]) if end > span.end + 1 else ""
        return words, words[-CONTEXT // 2 :] + behind[: CONTEXT // 4]

    def _words(self, text: str) -> str:
        return _NOT_A_WORD.sub("", self._filler.sub("", text))


def _hash(text: str, cuts: Sequence[int], clause: int) -> int:
    """A hash of a clause without numbers, of a short one together with that before it."""
    words = _NUMBERS.sub("", text[cuts[clause] : cuts[clause + 1]])
    if len(words) < LONG and clause:
        words = _NUMBERS.sub("", text[cuts[clause - 1] : cuts[clause]]) + words
    return int.from_bytes(blake2b(words.encode(errors="replace"), digest_size=6).digest(), "big")
