"""What a person decided about the figures of a run, as rows that another run is scored against."""

from pathlib import Path
from typing import NamedTuple

from minetext.corrections.correction import STALE, base, in_force
from minetext.corrections.files import read_log
from minetext.model import COUNTED
from minetext.tables.rows import TableRow, table_rows
from minetext.tables.writer import LOG


class Reviewed(NamedTuple):
    """The figures of a run that a person looked at."""

    gold: list[TableRow]
    """Accepted, corrected and added ones, as the table has them now."""
    rejected: list[TableRow]
    """Those that are none: `source`, `start` and `end`."""


def reviewed_figures(folder: Path) -> Reviewed:
    """The reviewed figures of the run in a folder.

    Raises:
        FileError: its log of corrections is damaged.
        OutputError: the folder holds no finished run.
    """
    gold = [row for row in table_rows(folder, "figures") if row["review"]]
    log = read_log(folder / LOG)
    lost = set(read_log(folder / STALE))
    reports = {base(row["doc_id"]): row for row in table_rows(folder, "documents") if row["status"] in COUNTED}
    rejected: list[TableRow] = []
    for one in in_force(log):
        said = log[one.rows[-1]]
        report = reports.get(base(said.doc_id))
        if one.table != "figures" or not one.rejected or lost & {log[number] for number in one.rows}:
            continue
        begin = int(report["start"]) + one.span.start if report else said.start
        rejected.append({
            "source": report["source"] if report else said.source, "start": str(begin),
            "end": str(begin + one.span.end - one.span.start),
        })  # fmt: skip
    return Reviewed(gold, rejected)
