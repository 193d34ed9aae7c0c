"""What a file of corrections comes to: what goes into the log, and what goes back to the person."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from minetext.corrections.cells import Fault
from minetext.corrections.context import with_context
from minetext.corrections.correction import GIVEN, Correction
from minetext.corrections.examining import Examiner, Refused
from minetext.corrections.files import Given, append_log, as_table, read_log, replace_file
from minetext.corrections.rows import RunRows
from minetext.figures import FigureReader
from minetext.messages import Language, say
from minetext.rulebook import Splits
from minetext.tables.writer import LOG

REFUSED = "corrections_refused.csv"
"""The rows of the last file that are wrong; mended, it can be applied."""


class Told(NamedTuple):
    """A row that is wrong, in words."""

    row: int
    column: str
    problem: str
    given: Given


class Answer(NamedTuple):
    """What a file of corrections comes to."""

    accepted: list[Correction]
    refused: list[Told]
    unchanged: int

    def keep(self, folder: Path) -> None:
        """Write the log, and what is wrong.

        Raises:
            FileError: the log is damaged, or another process is writing it.
            OSError: a file cannot be written.
        """
        if self.accepted:
            append_log(folder, self.accepted)
        rows = [
            (*(one.given.cells.get(column, "") for column in GIVEN), str(one.row), one.column, one.problem)
            for one in self.refused
        ]
        if rows:
            table = as_table((*GIVEN, "row", "problem_column", "problem"), rows)
            replace_file(folder / REFUSED, table.encode("utf-8", "replace"))
        else:
            (folder / REFUSED).unlink(missing_ok=True)


def answer(
    folder: Path, given: Sequence[Given], reader: FigureReader, splits: Splits, who: str, when: str, language: Language
) -> Answer:
    """Examine the rows of a file against the run in a folder; nothing is written.

    Args:
        folder: the output folder of a run.
        given: the rows.
        reader: reads what the cells of an added figure leave open.
        splits: where sentences end.
        who: who says it, where a row does not.
        when: the time, where a row tells none: ISO 8601 with its zone.
        language: of what is said about rows that are wrong.

    Raises:
        FileError: the log is damaged.
        OutputError: the folder holds no finished run.
    """
    log = read_log(folder / LOG)
    rows = RunRows(folder, given, log)
    examined = Examiner(rows, reader, who, when).examine(given)
    complete, wrong = with_context([one for _, one in examined.accepted], folder, splits)
    refused = list(examined.refused)
    # all that is said of one row has its characters, so that it is refused as a whole here, too
    refused += [Refused(examined.accepted[number][0], Fault("text", "not_in_source")) for number in wrong]
    told = [
        Told(one.number, fault.column, say(f"fault.{fault.code}", language, fault.facts), one)
        for one, fault in sorted(refused, key=lambda one: one.given.number)
    ]
    return Answer([one for number, one in enumerate(complete) if number not in wrong], told, examined.unchanged)
